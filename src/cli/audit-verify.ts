import type { Audit } from '../app/audit/verify.ts'
import { badWords } from '../app/language/audit-words.ts'
import { momentText } from '../app/language/reasons.ts'
import { w } from '../core/language.ts'
import { progressOf } from './progress.ts'
import type { Session } from './session.ts'

type Asked = { witness?: string[]; anchors?: string; key?: string; restored?: string[] }

/** Exit status 1 when anything is bad; the first bad row is said first. */
export async function verify(session: Session, { witness = [], anchors, key, restored = [] }: Asked): Promise<number> {
  const noLife = restored.find((life) => !/^\d+\.[0-9A-Za-z-]+$/.test(life))
  if (noLife !== undefined) {
    session.tell(
      w(
        `butler: --restored ${noLife}: expected VERSION.EPOCH, as butler restore printed it`,
        `butler：--restored ${noLife}：应为 butler restore 所输出的 版本.纪元`,
        `butler：--restored ${noLife}：應為 butler restore 所輸出的 版本.紀元`,
      ),
    )
    return 2
  }
  if (anchors !== undefined && key === undefined) {
    session.tell(
      w(
        'butler: --anchors goes with --key FILE: whoever can write anchors anew can sign them with a key of their own',
        'butler：--anchors 须与 --key FILE 一起给出：能改写锚点的人也能用自己的密钥签名',
        'butler：--anchors 須與 --key FILE 一起給出：能改寫錨點的人也能用自己的金鑰簽章',
      ),
    )
    return 2
  }
  return session.withHome(async (home) => {
    const { verifyHistory } = await import('../app/audit/verify.ts')
    const progress = progressOf(session)
    const label = session.word(w('events', '个事件', '個事件'))
    const asked = { witnessFiles: witness, anchorFile: anchors ?? null, keyFile: key ?? null, restored }
    const audit = await verifyHistory(home, asked, (done, of) =>
      progress.update(`${done} ${label}`, of === 0 ? null : done / of),
    )
    progress.clear()
    const isGood = audit.bad.length === 0
    if (session.isJson) session.print(JSON.stringify({ ok: isGood, ...audit }))
    else if (isGood) session.print(session.word(summary(audit)))
    else for (const bad of audit.bad) session.print(session.word(badWords(bad)))
    sayAside(session, audit)
    return isGood ? 0 : 1
  })
}

function summary({ head, witnesses, anchors }: Audit) {
  const hash = head.hash.slice(0, 16)
  return w(
    `Whole: ${head.ver} events, each as it was decided, up to ${hash}…. Witnesses that agree: ${witnesses.agreed}, anchors: ${anchors.agreed}.`,
    `完整：${head.ver} 个事件均与决定时一致，止于 ${hash}…。相符的见证 ${witnesses.agreed} 条，锚点 ${anchors.agreed} 个。`,
    `完整：${head.ver} 個事件均與決定時一致，止於 ${hash}…。相符的見證 ${witnesses.agreed} 筆，錨點 ${anchors.agreed} 個。`,
  )
}

/** What is no tampering, and has to be known to whoever judges. */
function sayAside(session: Session, { witnesses, anchors, epochs }: Audit): void {
  const givenUp = witnesses.givenUp + anchors.givenUp
  const restores = epochs.filter(({ number }) => number > 1).map(({ began, at }) => `${momentText(at)} → ${began}`)
  if (givenUp > 0)
    session.tell(
      w(
        `${givenUp} of the witnesses and anchors saw history that a restored backup gave up (${restores.join(', ')}).`,
        `${givenUp} 条见证或锚点所见的历史在恢复备份时已放弃（${restores.join('，')}）。`,
        `${givenUp} 筆見證或錨點所見的歷史在還原備份時已放棄（${restores.join('，')}）。`,
      ),
    )
  const behind = witnesses.behind + anchors.behind
  if (behind > 0)
    session.tell(
      w(
        `${behind} of them are of versions behind the first bad row, and say nothing.`,
        `其中 ${behind} 条在第一处不符之后，无法比对。`,
        `其中 ${behind} 筆在第一處不符之後，無法比對。`,
      ),
    )
}
