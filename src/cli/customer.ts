import type { Home } from '../app/home.ts'
import { labels } from '../app/language/labels.ts'
import { momentText } from '../app/language/reasons.ts'
import { w } from '../core/language.ts'
import type { CustomerDesk } from '../app/customer-standing.ts'
import { maskIdNumber, maskPhone } from '../core/customer/mask.ts'
import type { Row } from '../core/entities.ts'
import { isOwed } from '../core/promise/clock.ts'
import { declareReveal } from './customer-reveal.ts'
import { declareCustomerExport } from './export.ts'
import { customerNamed, staffNames } from './customers.ts'
import { answerNotFound, give } from './give.ts'
import { textOf, wholeNumber } from './input.ts'
import { policyColumns } from './policy.ts'
import { promiseColumns } from './promise.ts'
import { printFacts, printHeading, printRows } from './print.ts'
import type { Session } from './session.ts'
import { printStanding } from './customer-standing.ts'
import { timelineColumns } from './timeline.ts'
import { type Cli, type Command, declare, withDryRun, withJson } from './verb.ts'

export function declareCustomer(program: Command, cli: Cli): void {
  const customer = declare(program, 'customer', w('customers', '客户', '客戶'), cli)
  const reveal = w(
    'phone and identity numbers as far as this home has them',
    '按本机所存显示电话和证件号码',
    '依本機所存顯示電話和證件號碼',
  )
  const search = w(
    'by any part of a name, pinyin or initials, phone tail',
    '按姓名任意片段、拼音或首字母、电话尾号查找',
    '依姓名任意片段、拼音或首字母、電話尾號查詢',
  )
  withJson(declare(customer, 'search <text>', search, cli), cli)
    .option('-n, --limit <N>', cli.word(w('at most so many', '最多显示几行', '最多顯示幾列')), wholeNumber, 50)
    .option('--reveal', cli.word(reveal))
    .action(cli.verb(find))
  withJson(declare(customer, 'show <id>', w('the whole customer', '客户全貌', '客戶全貌'), cli), cli)
    .option('--reveal', cli.word(reveal))
    .action(cli.verb(show))
  declareReveal(customer, cli)
  declareCustomerExport(customer, cli)
  withDryRun(
    declare(customer, 'reassign <id>', w('move to another butler’s book', '移交给另一位管家', '移交給另一位管家'), cli),
    cli,
  )
    .requiredOption('--to <STAFF>', cli.word(w('the butler', '管家编号', '管家編號')))
    .action(cli.verb(reassign))
}

type Shown = { reveal?: boolean }

async function find(session: Session, asked: string, { limit, reveal }: Shown & { limit: number }): Promise<void> {
  const text = await textOf(session, asked)
  await session.withHome(async (home) => {
    const hits = await home.query.search(text, 'customer', limit)
    const customers = hits.flatMap((hit) => (hit.entity === 'customer' ? [masked(hit.customer, reveal)] : []))
    if (reveal) await home.noteLooks(customers, 'customerShowWhole')
    const nameOf = await staffNames(home)
    printRows(session, customers, [
      { title: w('Name', '姓名', '姓名'), text: ({ name }) => name },
      { title: w('Gender', '性别', '性別'), text: ({ gender }) => session.word(labels.gender[gender]) },
      { title: w('Born', '出生', '出生'), text: ({ bornOn }) => bornOn ?? '' },
      { title: w('Phone', '电话', '電話'), text: ({ phone }) => phone ?? '' },
      { title: w('City', '城市', '城市'), text: ({ city }) => city ?? '' },
      { title: w('Butler', '管家', '管家'), text: ({ ownerId }) => nameOf(ownerId) },
      { title: w('Id', '编号', '編號'), text: ({ id }) => id },
    ])
    if (customers.length === 0) session.tell(w('Nobody found.', '没有找到客户。', '沒有找到客戶。'))
  })
}

function show(session: Session, id: string, { reveal }: Shown): Promise<number> {
  return session.withHome(async (home) => {
    const found = await customerNamed(home, id)
    const { customerDesk } = await import('../app/customer-standing.ts')
    const whole = found && (await customerDesk(home, found.id))
    if (!whole) return answerNotFound(session, 'customer', id)
    await home.noteLooks([whole.customer], reveal ? 'customerShowWhole' : 'customerShow')
    const customer = masked(whole.customer, reveal)
    const members = whole.members.map((member) => masked(member, reveal))
    printFacts(session, await factsOf(session, home, customer), { ...whole, customer, members })
    if (!session.isJson) await printParts(session, home, { ...whole, members })
    return 0
  })
}

async function factsOf(session: Session, home: Home, customer: Row<'customer'>) {
  const nameOf = await staffNames(home)
  return [
    [w('Name', '姓名', '姓名'), customer.name],
    [w('Id', '编号', '編號'), customer.id],
    [w('Gender', '性别', '性別'), session.word(labels.gender[customer.gender])],
    [w('Born', '出生', '出生'), customer.bornOn],
    [w('Phone', '电话', '電話'), customer.phone],
    [w('Identity number', '证件号码', '證件號碼'), customer.idNumber],
    [w('City', '城市', '城市'), customer.city],
    [w('Tags', '标签', '標籤'), customer.tags.join(', ')],
    [w('Customer since', '成为客户', '成為客戶'), customer.since],
    [w('Butler', '管家', '管家'), nameOf(customer.ownerId)],
  ] as const
}

async function printParts(session: Session, home: Home, whole: CustomerDesk): Promise<void> {
  const { members, policies, cases, timeline } = whole
  const promises = whole.promises.filter(isOwed)
  printHeading(session, w('Household', '家庭成员', '家庭成員'))
  printRows(session, members, [
    { title: w('Name', '姓名', '姓名'), text: ({ name }) => name },
    { title: w('Relation', '关系', '關係'), text: ({ relation }) => session.word(labels.relation[relation]) },
    { title: w('Born', '出生', '出生'), text: ({ bornOn }) => bornOn ?? '' },
  ])
  printHeading(session, w('Policies', '保单', '保單'))
  printRows(session, policies, policyColumns(session))
  await printStanding(session, whole)
  printHeading(session, w('Cases', '事项', '事項'))
  printRows(session, cases, [
    { title: w('Opened', '创建', '建立'), text: ({ openedAt }) => momentText(openedAt) },
    { title: w('Kind', '类别', '類別'), text: ({ kind }) => session.word(labels.caseKind[kind]) },
    { title: w('State', '状态', '狀態'), text: ({ state }) => session.word(caseStates[state]) },
    { title: w('Title', '标题', '標題'), text: ({ title }) => title, isFlexible: true },
    { title: w('Case', '事项', '事項'), text: ({ id }) => id },
  ])
  if (promises.length > 0) printHeading(session, w('Promises', '承诺', '承諾'))
  printRows(session, promises, await promiseColumns(session, home, promises))
  printHeading(session, w('Timeline, newest first', '时间线（最新在前）', '時間線（最新在前）'))
  printRows(session, timeline.slice(0, 20), await timelineColumns(session))
}

export const caseStates = { open: w('open', '处理中', '處理中'), done: w('done', '已办结', '已辦結') }

function reassign(session: Session, id: string, { to, dryRun }: { to: string; dryRun?: boolean }): Promise<number> {
  return session.withHome(async (home) => {
    const customerId = (await customerNamed(home, id))?.id ?? id
    return give(session, home, 'customer.reassign', { customerId, ownerId: to }, { dryRun })
  })
}

/** Identity fields are shown in part unless somebody asks for all of them. */
function masked<T extends { idNumber: string | null; phone?: string | null }>(person: T, isRevealed = false): T {
  if (isRevealed) return person
  const { idNumber, phone } = person
  return {
    ...person,
    ...(phone ? { phone: maskPhone(phone) } : {}),
    idNumber: idNumber === null ? null : maskIdNumber(idNumber),
  }
}
