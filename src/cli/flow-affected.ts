import { w } from '../core/language.ts'
import type { Home } from '../app/home.ts'
import type { MovedClaim } from '../app/rejudge.ts'
import { labels } from '../app/language/labels.ts'
import type { AnyRun } from '../core/escalation/any-run.ts'
import { answerNotFound, answerRefusal } from './give.ts'
import { printRows } from './print.ts'
import type { Session } from './session.ts'
import { type Cli, type Command, declare, withDryRun, withJson } from './verb.ts'

/** What a run about a product does to claims that are here already. */
export function declareAffected(flow: Command, cli: Cli): void {
  const affected = w(
    'claims that the overlay of a run moves, and whether the figures noted in it are true',
    '流程中的责任扩展影响哪些理赔；登记的数字是否属实',
    '流程中的責任擴展影響哪些理賠；登記的數字是否屬實',
  )
  withJson(declare(flow, 'affected <run>', affected, cli), cli).action(cli.verb(showAffected))
  const recontact = w(
    'a case for each customer whose claim comes out otherwise, in their butler’s queue; once each',
    '为每位结论有变的客户在其管家处建一件事项；每人一件',
    '為每位結論有變的客戶在其管家處建一件事項；每人一件',
  )
  withDryRun(declare(flow, 'recontact <run>', recontact, cli), cli).action(cli.verb(recontactAll))
}

function showAffected(session: Session, runId: string): Promise<number> {
  return onAffected(session, runId, async ({ moved, judged }, off) => {
    printRows(session, moved, [
      { title: w('Claim', '理赔', '理賠'), text: ({ claimId }) => claimId },
      { title: w('Customer', '客户', '客戶'), text: ({ customerName }) => customerName, isFlexible: true },
      { title: w('State', '状态', '狀態'), text: ({ state }) => session.word(labels.claimState[state]) },
      { title: w('Judgement', '初步判断', '初步判斷'), text: (one) => verdicts(session, one) },
    ])
    session.tell(
      w(
        `${judged} claims judged, ${moved.length} come out otherwise.`,
        `共判断 ${judged} 件理赔，${moved.length} 件结论有变。`,
        `共判斷 ${judged} 件理賠，${moved.length} 件結論有變。`,
      ),
    )
    for (const { field, noted, found } of off)
      session.tell(
        w(
          `${field} says ${noted}, found here: ${found}`,
          `${field} 登记为 ${noted}，此处查得 ${found}`,
          `${field} 登記為 ${noted}，此處查得 ${found}`,
        ),
      )
    return 0
  })
}

function recontactAll(session: Session, runId: string, { dryRun }: { dryRun?: boolean }): Promise<number> {
  return onAffected(session, runId, async ({ moved, overlayId }, _off, home, run) => {
    const firstBy = new Map([...moved].reverse().map((one) => [one.customerId, one]))
    let opened = 0
    for (const { claimId } of firstBy.values()) {
      const args = { escalationId: run.id, claimId, subject: overlayId }
      const outcome = await home.execute('escalation.recontact', args, { isDryRun: dryRun === true })
      if (!outcome.ok) return answerRefusal(session, outcome, home)
      if (session.isJson) session.print(JSON.stringify(outcome.result))
      else session.print(String(outcome.result['caseId']))
      opened += Number(outcome.result['isNew'])
    }
    session.tell(
      w(
        `${firstBy.size} customers, ${opened} new cases.`,
        `共 ${firstBy.size} 位客户，新建 ${opened} 件事项。`,
        `共 ${firstBy.size} 位客戶，新建 ${opened} 件事項。`,
      ),
    )
    return 0
  })
}

type Found = { overlayId: string; judged: number; moved: MovedClaim[] }
type Off = { field: string; noted: number; found: number }[]

function onAffected(
  session: Session,
  runId: string,
  then: (found: Found, off: Off, home: Home, run: AnyRun) => Promise<number>,
): Promise<number> {
  return session.withHome(async (home) => {
    const { affectedBy, figuresOff } = await import('../app/affected.ts')
    const run = await home.query.run(runId)
    if (!run) return answerNotFound(session, 'escalation', runId)
    const found = await affectedBy(home, run)
    if (!found) return answerNotFound(session, 'overlay', String(run.fields['overlayCode'] ?? ''))
    if (home.kind === 'desk') session.tell(onlyHere)
    return then(found, figuresOff(run, found), home, run)
  })
}

const onlyHere = w(
  'Only the claims that this desk holds: on the authority’s home all of them are judged.',
  '仅含本工作台上的理赔：在主数据文件夹上会判断全部理赔。',
  '僅含本工作台上的理賠：在主資料夾上會判斷全部理賠。',
)

function verdicts(session: Session, { before, after }: MovedClaim): string {
  const [was, is] = [before, after].map(({ verdict }) => session.word(labels.verdict[verdict]))
  return was === is ? `${was}` : `${was} → ${is}`
}
