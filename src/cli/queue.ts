import { labels } from '../app/language/labels.ts'
import { breakdownLines, momentText, reasonWords } from '../app/language/reasons.ts'
import { w } from '../core/language.ts'
import type { Home } from '../app/home.ts'
import type { Queued } from '../app/queries.ts'
import { staffNames, whoseQueue } from './customers.ts'
import { answerNotFound } from './give.ts'
import { wholeNumber } from './input.ts'
import { type Column, printFacts, printHeading, printRows } from './print.ts'
import type { Session } from './session.ts'
import { type Cli, type Command, declare, withJson } from './verb.ts'

export function declareQueue(program: Command, cli: Cli): void {
  const queue = declare(
    program,
    'queue',
    w('what to do next, and why', '下一件做什么，为什么', '下一件做什麼，為什麼'),
    cli,
  )
  withJson(declare(queue, 'list', w('the queue in order', '按顺序列出队列', '依順序列出佇列'), cli), cli)
    .option('-n, --limit <N>', cli.word(w('at most so many', '最多显示几行', '最多顯示幾列')), wholeNumber)
    .action(cli.verb(list))
  withJson(
    declare(queue, 'next', w('the first free case', '第一件可接手的事项', '第一件可接手的事項'), cli),
    cli,
  ).action(cli.verb(next))
  withJson(
    declare(
      queue,
      'show <case>',
      w('why a case stands where it stands, rule by rule', '逐条规则说明事项的位置', '逐條規則說明事項的位置'),
      cli,
    ),
    cli,
  ).action(cli.verb(show))
}

type Placed = Queued & { position: number }

function list(session: Session, { limit }: { limit?: number }): Promise<void> {
  return session.withHome(async (home) => {
    const rows = await placed(home)
    const names = await staffNames(home)
    printRows(session, rows.slice(0, limit), queueColumns(session, names), rowJson(session))
    if (rows.length === 0) session.tell(w('The queue is empty.', '队列是空的。', '佇列是空的。'))
  })
}

function next(session: Session): Promise<number> {
  return session.withHome(async (home) => {
    const who = await whoseQueue(home)
    const rows = await placed(home)
    const free = rows.find(({ takenBy }) => takenBy === null || takenBy === who.staffId)
    if (!free) {
      session.tell(w('Nothing is free.', '没有可接手的事项。', '沒有可接手的事項。'))
      return 0
    }
    const names = await staffNames(home)
    printRows(session, [free], queueColumns(session, names), rowJson(session))
    return 0
  })
}

function show(session: Session, caseId: string): Promise<number> {
  return session.withHome(async (home) => {
    const stored = await home.query.row('case', caseId)
    if (!stored) return answerNotFound(session, 'case', caseId)
    const { breakdown } = await import('../core/queue/order.ts')
    const item = await home.query.withClocks(stored, home.clock.now())
    const customer = await home.query.row('customer', item.customerId)
    if (customer) await home.noteLooks([customer], 'caseShow')
    const now = home.clock.now()
    const owner = item.role === 'butler' ? (customer?.ownerId ?? '') : ''
    const row = (await home.query.queue({ staffId: owner, role: item.role }, now)).findIndex(
      (one) => one.case.id === caseId,
    )
    const readings = breakdown(item, now)
    const lines = breakdownLines(readings, session.language)
    const json = {
      case: item,
      customerName: customer?.name ?? null,
      position: row === -1 ? null : row + 1,
      breakdown: readings.map((reading, at) => ({ ...reading, name: lines[at]?.name, words: lines[at]?.words })),
    }
    printFacts(
      session,
      [
        [w('Case', '事项', '事項'), item.title],
        [w('Customer', '客户', '客戶'), customer?.name ?? null],
        [w('Position', '位置', '位置'), row === -1 ? '-' : String(row + 1)],
        [w('Opened', '创建', '建立'), momentText(item.openedAt)],
      ],
      json,
    )
    if (session.isJson) return 0
    printHeading(session, w('Rule by rule', '逐条规则', '逐條規則'))
    printRows(session, lines, [
      { title: w('#', '#', '#'), text: ({ rule }) => String(rule) },
      {
        title: w('Applies', '适用', '適用'),
        text: ({ applies }) => session.word(applies ? w('yes', '是', '是') : w('no', '否', '否')),
      },
      { title: w('Rule', '规则', '規則'), text: ({ name }) => name },
      { title: w('Looked at', '依据', '依據'), text: ({ words }) => words },
    ])
    return 0
  })
}

/** A person's queue, each row with its place in it. */
export async function placed(home: Home): Promise<Placed[]> {
  const rows = await home.query.queue(await whoseQueue(home), home.clock.now())
  return rows.map((row, at) => ({ ...row, position: at + 1 }))
}

export function queueColumns(session: Session, nameOf: (staffId: string) => string): Column<Placed>[] {
  return [
    { title: w('#', '#', '#'), text: ({ position }) => String(position), align: 'right' },
    { title: w('Customer', '客户', '客戶'), text: (row) => row.case.customerName },
    { title: w('Kind', '类别', '類別'), text: (row) => session.word(labels.caseKind[row.case.kind]) },
    { title: w('Why', '原因', '原因'), text: (row) => reasonWords(row.reasons, session.language) },
    { title: w('With', '接手人', '接手人'), text: ({ takenBy }) => (takenBy ? nameOf(takenBy) : '') },
    { title: w('Title', '标题', '標題'), text: (row) => row.case.title, isFlexible: true },
    { title: w('Case', '事项', '事項'), text: (row) => row.case.id },
  ]
}

function rowJson(session: Session) {
  return ({ position, band, reasons, takenBy, case: item }: Placed) => ({
    position,
    band,
    caseId: item.id,
    customerId: item.customerId,
    customerName: item.customerName,
    kind: item.kind,
    title: item.title,
    priority: item.priority,
    concern: item.concern,
    waitingSince: item.waitingSince,
    reasons,
    why: reasonWords(reasons, session.language),
    takenBy,
    isUnconfirmed: item.isUnconfirmed,
    hasDraft: item.hasDraft,
  })
}
