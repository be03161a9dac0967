import { w } from '../core/language.ts'
import type { Home } from '../app/home.ts'
import type { Row } from '../core/entities.ts'
import type { Replay } from '../core/product/replay.ts'
import { answerNotFound, answerRefusal } from './give.ts'
import { paint, printHeading, printRows } from './print.ts'
import type { Session } from './session.ts'
import { type Cli, type Command, declare, withJson } from './verb.ts'

export function declareReplay(claim: Command, cli: Cli): void {
  const replayed = w(
    'judge what was signed again, from its own pack and facts; exit status 1 when anything differs',
    '按原产品包与事实重算已签署的判断；有任何不同时退出码为 1',
    '依原產品包與事實重算已簽署的判斷；有任何不同時結束碼為 1',
  )
  withJson(declare(claim, 'replay <judgement|claim>', replayed, cli), cli).action(cli.verb(replayOne))
}

type Replayed = { signed: Row<'judgement'>; again: Replay }

/** Replays a judgement, or all that were signed on a claim, a line each; nothing but its own rules and facts is asked. */
function replayOne(session: Session, id: string): Promise<number> {
  return session.withHome(async (home) => {
    const judgements = await signedUnder(home, id)
    if (!judgements) return answerNotFound(session, 'judgement', id)
    if (judgements.length === 0) {
      session.tell(w('nothing was signed on this claim yet', '该理赔尚无签署的判断', '該理賠尚無簽署的判斷'))
      return 0
    }
    const { rulesOf } = await import('../app/packs.ts')
    const { replay } = await import('../core/product/replay.ts')
    const rules = await rulesOf(home)
    const replayed: Replayed[] = []
    for (const signed of judgements) {
      const again = replay(signed, rules)
      if ('ok' in again) return answerRefusal(session, again, home)
      replayed.push({ signed, again })
    }
    print(session, replayed)
    return replayed.every(({ again }) => again.isSame) ? 0 : 1
  })
}

async function signedUnder(home: Home, id: string): Promise<Row<'judgement'>[] | null> {
  const judgement = await home.query.row('judgement', id)
  if (judgement) return [judgement]
  const claim = await home.query.row('claim', id)
  return claim ? home.query.judgements(claim) : null
}

function print(session: Session, replayed: readonly Replayed[]): void {
  const same = w('the same, byte for byte', '逐字节一致', '逐位元組一致')
  const differs = w('differs', '不同', '不同')
  printRows(
    session,
    replayed,
    [
      { title: w('Judgement', '判断', '判斷'), text: ({ signed }) => signed.id },
      { title: w('As of', '判断日', '判斷日'), text: ({ signed }) => signed.asOf },
      { title: w('Product', '产品', '產品'), text: ({ again }) => again.judgement.pack.product },
      { title: w('Revision', '版本', '版本'), text: ({ again }) => again.judgement.pack.revision },
      {
        title: w('Replay', '重算', '重算'),
        text: ({ again: { isSame } }) => (isSame ? session.word(same) : paint(session, 'red', session.word(differs))),
      },
    ],
    ({ signed, again }) => ({
      ...{ judgementId: signed.id, claimId: signed.claimId, asOf: signed.asOf, isSame: again.isSame },
      ...{ pack: again.judgement.pack, overlays: signed.overlays, differences: again.differences },
    }),
  )
  if (session.isJson) return
  for (const { signed, again } of replayed) {
    if (again.isSame) continue
    printHeading(session, w(`What differs in ${signed.id}`, `${signed.id} 的不同之处`, `${signed.id} 的不同之處`))
    printRows(session, again.differences, [
      { title: w('Where', '位置', '位置'), text: ({ path }) => path },
      { title: w('Signed', '签署时', '簽署時'), text: ({ before }) => JSON.stringify(before) },
      { title: w('Now', '现在', '現在'), text: ({ after }) => JSON.stringify(after), isFlexible: true },
    ])
  }
}
