import { labels } from '../app/language/labels.ts'
import { momentText } from '../app/language/reasons.ts'
import { w } from '../core/language.ts'
import type { Case } from '../core/case/schema.ts'
import { caseKinds, concerns, priorities, type Priority } from '../core/case/kinds.ts'
import type { Home } from '../app/home.ts'
import { isOwed } from '../core/promise/clock.ts'
import type { Role } from '../core/staff/roles.ts'
import { roles } from '../core/staff/roles.ts'
import { caseStates } from './customer.ts'
import { customerNamed, staffNames } from './customers.ts'
import { answerNotFound, give } from './give.ts'
import { civilDateArgument, textOf, type When, when } from './input.ts'
import { promiseColumns } from './promise.ts'
import { printFacts, printHeading, printRows } from './print.ts'
import type { Session } from './session.ts'
import { timelineColumns } from './timeline.ts'
import { choice, type Cli, type Command, declare, withDryRun, withJson } from './verb.ts'

const holders = ['customer', 'insurer', 'hospital', 'colleague', 'other']

export function declareCase(program: Command, cli: Cli): void {
  const group = declare(program, 'case', w('pieces of work in a queue', '队列中的事项', '佇列中的事項'), cli)
  const writes = (usage: string, en: string, hans: string, hant: string) =>
    withDryRun(declare(group, usage, w(en, hans, hant), cli), cli)
  const say = (en: string, hans: string, hant: string) => cli.word(w(en, hans, hant))
  withJson(declare(group, 'show <case>', w('the case and what was said', '事项与往来', '事項與往來'), cli), cli).action(
    cli.verb(show),
  )
  writes('open <customer>', 'open a case; prints its id', '新建事项，输出编号', '新增事項，輸出編號')
    .addOption(choice('--kind <KIND>', say('kind', '类别', '類別'), caseKinds).makeOptionMandatory())
    .requiredOption('--title <TEXT>', say('title', '标题', '標題'))
    .addOption(choice('--priority <P>', say('priority', '优先级', '優先順序'), priorities))
    .addOption(choice('--role <ROLE>', say('whose queue', '放入谁的队列', '放入誰的佇列'), roles))
    .option('--due <DATE>', say('due on', '到期日', '到期日'), civilDateArgument)
    .action(cli.verb(open))
  writes('take <case>', 'take it into your hands', '接手', '接手').action(cli.verb(simply('case.take')))
  writes(
    'take-over <case>',
    'take it out of somebody’s hands (supervisors)',
    '接管他人手上的事项（主管）',
    '接管他人手上的事項（主管）',
  )
    .requiredOption('--reason <TEXT>', say('why; a note on the case', '原因，会记为备注', '原因，會記為備註'))
    .action(
      cli.verb((session, caseId: string, { reason, dryRun }: Written & { reason: string }) =>
        session.withHome((home) => give(session, home, 'case.takeOver', { caseId, reason }, { dryRun })),
      ),
    )
  writes('release <case>', 'put it back', '放回', '放回').action(cli.verb(simply('case.release')))
  writes('hold <case>', 'put it aside until a time or a reply', '挂起到某时或收到回复', '擱置到某時或收到回覆')
    .requiredOption('--reason <TEXT>', say('why', '原因', '原因'))
    .addOption(choice('--on <WHOM>', say('who we wait for', '等谁', '等誰'), holders).default('customer'))
    .requiredOption(
      '--until <WHEN>',
      say('+4h, +3d or YYYY-MM-DD[THH:MM]', '+4h、+3d 或 YYYY-MM-DD[THH:MM]', '+4h、+3d 或 YYYY-MM-DD[THH:MM]'),
      when,
    )
    .action(cli.verb(hold))
  writes('raise <case>', 'say how pressing it is', '调整紧急程度', '調整緊急程度')
    .addOption(choice('--priority <P>', say('priority', '优先级', '優先順序'), priorities))
    .addOption(
      choice(
        '--concern <C>',
        say('life, safety, vulnerability, or none', '生命、安全、弱势，或无', '生命、安全、弱勢，或無'),
        [...concerns, 'none'],
      ),
    )
    .action(cli.verb(raise))
  writes('hand-over <case>', 'hand it to another role', '转交给其他角色', '轉交給其他角色')
    .addOption(choice('--to <ROLE>', say('role', '角色', '角色'), roles).makeOptionMandatory())
    .requiredOption(
      '--note <TEXT>',
      say('what they need to know; - for stdin', '交接说明；- 读标准输入', '交接說明；- 讀標準輸入'),
    )
    .action(cli.verb(handOver))
  writes('done <case>', 'finish it', '办结', '辦結')
    .requiredOption('--outcome <TEXT>', say('what came of it', '结果', '結果'))
    .action(cli.verb(finish))
  writes('note <case> <text>', 'write a note; - for stdin', '写备注；- 读标准输入', '寫備註；- 讀標準輸入').action(
    cli.verb(note),
  )
}

type Written = { dryRun?: boolean }

function simply(name: string) {
  return (session: Session, caseId: string, { dryRun }: Written) =>
    session.withHome((home) => give(session, home, name, { caseId }, { dryRun }))
}

type Opening = Written & { kind: string; title: string; priority?: string; role?: string; due?: string }

function open(
  session: Session,
  customer: string,
  { kind, title, priority, role, due, dryRun }: Opening,
): Promise<number> {
  return session.withHome(async (home) => {
    const customerId = (await customerNamed(home, customer))?.id ?? customer
    const args = { customerId, kind, title, priority, role, dueOn: due }
    return give(session, home, 'case.open', args, { dryRun, data: ['caseId'] })
  })
}

type Holding = Written & { reason: string; on: string; until: When }

function hold(session: Session, caseId: string, { reason, on, until, dryRun }: Holding): Promise<number> {
  return session.withHome((home) => {
    const args = { caseId, hold: { reason, waitingOn: on, wakeAt: until(home.clock.now()) } }
    return give(session, home, 'case.hold', args, { dryRun })
  })
}

type Raising = Written & { priority?: Priority; concern?: string }

function raise(session: Session, caseId: string, { priority, concern, dryRun }: Raising): Promise<number> {
  return session.withHome(async (home) => {
    const item = await home.query.row('case', caseId)
    if (!item) return answerNotFound(session, 'case', caseId)
    const wanted = concern === undefined ? item.concern : concern === 'none' ? null : concern
    return give(
      session,
      home,
      'case.raise',
      { caseId, priority: priority ?? item.priority, concern: wanted },
      { dryRun },
    )
  })
}

async function handOver(
  session: Session,
  caseId: string,
  { to, note: told, dryRun }: Written & { to: Role; note: string },
): Promise<number> {
  const text = await textOf(session, told)
  return session.withHome((home) => give(session, home, 'case.handOver', { caseId, role: to, note: text }, { dryRun }))
}

function finish(session: Session, caseId: string, { outcome, dryRun }: Written & { outcome: string }): Promise<number> {
  return session.withHome((home) => give(session, home, 'case.done', { caseId, outcome }, { dryRun }))
}

async function note(session: Session, caseId: string, written: string, { dryRun }: Written): Promise<number> {
  const text = await textOf(session, written)
  return session.withHome(async (home) => {
    const item = await home.query.row('case', caseId)
    if (!item) return answerNotFound(session, 'case', caseId)
    return give(session, home, 'note.add', { customerId: item.customerId, caseId, text }, { dryRun })
  })
}

function show(session: Session, caseId: string): Promise<number> {
  return session.withHome(async (home) => {
    const item = await home.query.row('case', caseId)
    const whole = item && (await home.query.customer(item.customerId))
    if (!item || !whole) return answerNotFound(session, 'case', caseId)
    await home.noteLooks([whole.customer], 'caseShow')
    const messages = item.conversationId ? await home.query.messages(item.conversationId) : []
    const { customer } = whole
    const notes = whole.timeline.flatMap((one) => (one.is === 'note' && one.note.caseId === caseId ? [one.note] : []))
    const draft = whole.drafts.find((one) => one.caseId === caseId) ?? null
    const promises = whole.promises.filter((one) => one.caseId === caseId && isOwed(one))
    const json = { case: item, customerName: customer.name, promises, messages, notes, draft }
    const withClocks = await home.query.withClocks(item, home.clock.now())
    printFacts(session, await factsOf(session, home, withClocks, customer.name), json)
    if (session.isJson) return 0
    if (promises.length > 0) printHeading(session, w('Promises', '承诺', '承諾'))
    printRows(session, promises, await promiseColumns(session, home, promises))
    printHeading(session, w('What was said and noted', '往来与备注', '往來與備註'))
    const said = whole.timeline.filter(
      (one) =>
        (one.is === 'message' && one.message.conversationId === item.conversationId) ||
        (one.is === 'note' && one.note.caseId === caseId),
    )
    printRows(session, said.toReversed(), await timelineColumns(session))
    if (draft) printFacts(session, [[w('Draft', '草稿', '草稿'), draft.text]], draft)
    return 0
  })
}

async function factsOf(session: Session, home: Home, item: Case, customerName: string) {
  const nameOf = await staffNames(home)
  const clocks = item.clocks
    .filter(({ metAt }) => metAt === null)
    .map(({ code, dueAt }) => `${session.word(labels.clock[code])} ${momentText(dueAt)}`)
  return [
    [w('Case', '事项', '事項'), item.title],
    [w('Id', '编号', '編號'), item.id],
    [w('Customer', '客户', '客戶'), `${customerName} (${item.customerId})`],
    [w('Kind', '类别', '類別'), session.word(labels.caseKind[item.kind])],
    [w('State', '状态', '狀態'), session.word(caseStates[item.state])],
    [w('Queue', '队列', '佇列'), session.word(labels.role[item.role])],
    [w('Priority', '优先级', '優先順序'), session.word(labels.priority[item.priority])],
    [w('Concern', '关注', '關注'), item.concern && session.word(labels.concern[item.concern])],
    [w('Waiting since', '等待自', '等待自'), item.waitingSince === null ? null : momentText(item.waitingSince)],
    [w('Due', '到期', '到期'), item.dueOn],
    [w('Clocks', '时限', '時限'), clocks.join(' · ')],
    [w('On hold', '挂起', '擱置'), item.hold && `${item.hold.reason} → ${momentText(item.hold.wakeAt)}`],
    [w('With', '接手人', '接手人'), item.takenBy && nameOf(item.takenBy)],
    [w('Claim', '理赔', '理賠'), item.claimId],
    [w('Outcome', '结果', '結果'), item.outcome],
  ] as const
}
