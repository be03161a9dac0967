import { labels } from '../app/language/labels.ts'
import { momentText } from '../app/language/reasons.ts'
import { w } from '../core/language.ts'
import type { Home } from '../app/home.ts'
import type { Row } from '../core/entities.ts'
import type { Flow } from '../core/escalation/flow.ts'
import { type AnyRun, isOfCustomer } from '../core/escalation/any-run.ts'
import type { Role } from '../core/staff/roles.ts'
import type { Language } from '../core/language.ts'
import { staffNames } from './customers.ts'
import { answerNotFound } from './give.ts'
import { printFacts, printHeading, printRows } from './print.ts'
import type { Session } from './session.ts'

/** A run of a flow: where it stands, what is filled, and its messages as they would go out now. */
export function showRun(session: Session, runId: string): Promise<number> {
  return session.withHome(async (home) => {
    const run = await home.query.run(runId)
    const stored = run && (await home.query.row('flow', run.flowId))
    const ofCustomer = run && isOfCustomer(run) ? run : null
    const customer = ofCustomer && (await home.query.row('customer', ofCustomer.customerId))
    if (!run || !stored || (ofCustomer && !customer)) return answerNotFound(session, 'escalation', runId)
    const flow = stored.definition as Flow
    const messages = ofCustomer && customer ? await messagesOf(home, flow, ofCustomer, customer, session.language) : []
    printFacts(
      session,
      [
        [w('Run', '编号', '編號'), run.id],
        [w('Flow', '流程', '流程'), `${session.word(flow.name)} (${run.flowId})`],
        [w('State', '状态', '狀態'), session.word(labels.escalation[run.state])],
        [w('Customer', '客户', '客戶'), customer ? `${customer.name} (${customer.id})` : null],
        [w('Claim', '理赔', '理賠'), ofCustomer?.claimId ?? null],
        [w('Case', '事项', '事項'), ofCustomer?.caseId ?? null],
        [w('Started', '发起', '發起'), momentText(run.startedAt)],
      ],
      { ...run, ...(customer ? { customerName: customer.name } : {}), messages },
    )
    if (!session.isJson) await printParts(session, home, flow, run, messages)
    return 0
  })
}

const words = { late: w('late', '逾期', '逾期'), inTime: w('yes', '是', '是') }

type Message = { templateId: string; text: string; empty: string[] }

async function printParts(session: Session, home: Home, flow: Flow, run: AnyRun, messages: Message[]) {
  const [{ printValue }, { rosterNow }] = await Promise.all([
    import('../core/escalation/field.ts'),
    import('../app/roster.ts'),
  ])
  const nameOf = await staffNames(home)
  const active = run.steps.find(({ state }) => state === 'active')
  const atWork = active ? (await rosterNow(home, active.owner)).filter(({ isOn }) => isOn) : []
  const ownerWords = (role: Role, isActive: boolean) => {
    const names = isActive ? atWork.map(({ name }) => name) : []
    return session.word(labels.role[role]) + (names.length > 0 ? ` (${names.join(' ')})` : '')
  }
  const nameOfStep = new Map(flow.steps.map(({ id, name }) => [id, session.word(name)]))
  printHeading(session, w('Steps', '步骤', '步驟'))
  printRows(session, run.steps, [
    { title: w('Step', '步骤', '步驟'), text: ({ id }) => id },
    { title: w('Name', '名称', '名稱'), text: ({ id }) => nameOfStep.get(id) ?? '' },
    { title: w('State', '状态', '狀態'), text: ({ state }) => session.word(labels.step[state]) },
    { title: w('Owner', '负责', '負責'), text: ({ owner, state }) => ownerWords(owner, state === 'active') },
    { title: w('Due', '期限', '期限'), text: ({ dueAt }) => (dueAt === null ? '' : momentText(dueAt)) },
    { title: w('By', '经办', '經辦'), text: ({ by }) => (by ? nameOf(by) : '') },
    { title: w('Note', '说明', '說明'), text: ({ note }) => note ?? '', isFlexible: true },
  ])
  const rounds = run.steps.flatMap((step) => (step.rounds ?? []).map((round) => ({ stepId: step.id, ...round })))
  if (rounds.length > 0) printHeading(session, w('Rounds', '各轮', '各輪'))
  if (rounds.length > 0)
    printRows(session, rounds, [
      { title: w('Step', '步骤', '步驟'), text: ({ stepId }) => stepId },
      { title: w('Due', '期限', '期限'), text: ({ dueAt }) => (dueAt === null ? '' : momentText(dueAt)) },
      { title: w('Done', '完成', '完成'), text: ({ at }) => momentText(at) },
      {
        title: w('In time', '是否按时', '是否按時'),
        text: ({ dueAt, at }) => session.word(dueAt !== null && at > dueAt ? words.late : words.inTime),
      },
      { title: w('By', '经办', '經辦'), text: ({ by }) => nameOf(by) },
      {
        title: w('Answers', '记录', '紀錄'),
        text: ({ answers }) =>
          flow.fields
            .flatMap((field) =>
              answers[field.id] === undefined ? [] : printValue(field, answers[field.id], session.language),
            )
            .join(' · '),
        isFlexible: true,
      },
    ])
  printHeading(session, w('Fields', '字段', '欄位'))
  printRows(session, flow.fields, [
    { title: w('Field', '字段', '欄位'), text: ({ id }) => id },
    { title: w('Label', '名称', '名稱'), text: ({ label }) => session.word(label) },
    { title: w('Type', '类型', '類型'), text: ({ type }) => type },
    {
      title: w('Value', '值', '值'),
      text: (field) => printValue(field, run.fields[field.id], session.language),
      isFlexible: true,
    },
  ])
  if (flow.templates.length === 0) return
  printHeading(session, w('Messages', '话术', '訊息'))
  printRows(session, messages, [
    { title: w('Template', '模板', '範本'), text: ({ templateId }) => templateId },
    { title: w('Still empty', '空缺', '空缺'), text: ({ empty }) => empty.join(', ') },
    { title: w('Text', '内容', '內容'), text: ({ text }) => text, isFlexible: true },
  ])
}

async function messagesOf(
  home: Home,
  flow: Flow,
  run: Row<'escalation'>,
  customer: Row<'customer'>,
  language: Language,
): Promise<Message[]> {
  const [{ recordOf }, { slotValues }, { renderTemplate }] = await Promise.all([
    import('../core/escalation/record.ts'),
    import('../core/escalation/message.ts'),
    import('../core/escalation/template.ts'),
  ])
  const about = {
    customer,
    claimId: run.claimId,
    caseId: run.caseId,
    escalation: run,
    actor: home.actor,
    now: home.clock.now(),
  }
  const record = await recordOf({ get: home.query.row }, about)
  const values = slotValues(flow, run, record, language)
  return flow.templates.map(({ id, text }) => ({ templateId: id, ...renderTemplate(text[language], values) }))
}
