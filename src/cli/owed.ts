import { owedWords } from '../app/language/owed-words.ts'
import { labels } from '../app/language/labels.ts'
import { momentText } from '../app/language/reasons.ts'
import type { OwedClock } from '../app/queries.ts'
import { addDays, dateAt } from '../core/civil-date.ts'
import { stepOf } from '../core/escalation/flow.ts'
import { activeStep } from '../core/escalation/run.ts'
import { w } from '../core/language.ts'
import { nameOfOwed } from '../core/queue/owed.ts'
import type { Role } from '../core/staff/roles.ts'
import { whoseQueue } from './customers.ts'
import { wholeNumber } from './input.ts'
import { type Column, printRows } from './print.ts'
import type { Session } from './session.ts'
import { type Cli, type Command, declare, withJson } from './verb.ts'

export function declareOwed(program: Command, cli: Cli): void {
  const about = w(
    'every clock that runs: of law, promised, of a service level; what is due first at the top',
    '所有在走的时限：法定、承诺、服务标准；先到期的在前',
    '所有在走的時限：法定、承諾、服務標準；先到期的在前',
  )
  withJson(declare(program, 'owed', about, cli), cli)
    .option(
      '--days <N>',
      cli.word(w('due within so many days; 1 is today', '几天内到期的；1 为今天', '幾天內到期的；1 為今天')),
      wholeNumber,
    )
    .option('--all', cli.word(w('of everybody whose cases are here', '本机上所有人的事项', '本機上所有人的事項')))
    .action(cli.verb(list))
}

type Asked = { days?: number; all?: boolean }

function list(session: Session, { days, all }: Asked): Promise<void> {
  return session.withHome(async (home) => {
    const now = home.clock.now()
    const until = days === undefined ? null : addDays(dateAt(now), days - 1)
    const owed = (await home.query.owed(all ? null : await whoseQueue(home), now)).filter(
      ({ clock }) => until === null || dateAt(clock.dueAt) <= until,
    )
    printRows(session, owed, columns(session), toJson)
    if (owed.length === 0) session.tell(w('Nothing is owed.', '没有待办时限。', '沒有待辦時限。'))
  })
}

function columns(session: Session): Column<OwedClock>[] {
  return [
    { title: w('Due', '到期', '到期'), text: ({ clock }) => momentText(clock.dueAt) },
    { title: w('Clock', '时限', '時限'), text: (one) => owedWords(one, session.language) },
    { title: w('By', '依据', '依據'), text: ({ clock }) => session.word(labels.clockKind[clock.kind]) },
    { title: w('Customer', '客户', '客戶'), text: (one) => ('run' in one ? '' : nameOfOwed(one)) },
    {
      title: w('With', '在谁处', '在誰處'),
      text: (one) => session.word(labels.role[handsOf(one)]),
    },
    {
      title: w('What', '内容', '內容'),
      text: (one) => (one.promise?.words ?? titleOf(one, session)) + (one.isOnHold ? ` (${session.word(held)})` : ''),
      isFlexible: true,
    },
    { title: w('Case', '事项', '事項'), text: (one) => one.case?.id ?? '' },
    { title: w('Run', '流程编号', '流程編號'), text: (one) => ('run' in one ? one.run.id : '') },
  ]
}

const held = w('on hold', '挂起', '擱置')

const firstWord = w(
  'a first word: the customer has come from another book',
  '客户由他人名册移交，待首次联系',
  '客戶由他人名冊移交，待首次聯絡',
)

function handsOf(one: OwedClock): Role {
  if (one.case) return one.case.role
  return 'run' in one ? (activeStep(one.run)?.owner ?? 'manager') : 'butler'
}

function titleOf(one: OwedClock, session: Session): string {
  if (one.case) return one.case.title
  return 'run' in one ? runTitle(one, session) : session.word(firstWord)
}

function runTitle({ flow, run }: Extract<OwedClock, { run: object }>, session: Session): string {
  const step = stepOf(flow, activeStep(run)?.id ?? '')
  return `${flow.code} ${session.word(flow.name)} · ${step ? session.word(step.name) : ''}`
}

function toJson(one: OwedClock) {
  const { clock, standing, ms, promise, isOnHold } = one
  const running = { dueAt: clock.dueAt, code: clock.code, kind: clock.kind, standing, ms, isOnHold }
  if ('move' in one) {
    const { customerId, customerName } = one.move
    return { ...running, customerId, customerName, role: 'butler' }
  }
  if (!one.case)
    return { ...running, runId: one.run.id, flowId: one.run.flowId, stepId: activeStep(one.run)?.id ?? null }
  const item = one.case
  return {
    ...running,
    ...{ caseId: item.id, customerId: item.customerId, customerName: item.customerName, role: item.role },
    ...{ title: item.title, promiseId: promise?.id ?? null, words: promise?.words ?? null },
  }
}
