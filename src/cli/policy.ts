import { stripUnsafe, stripUnsafeLines } from '../app/cells.ts'
import { labels } from '../app/language/labels.ts'
import { w } from '../core/language.ts'
import type { Row } from '../core/entities.ts'
import { yuan } from '../core/money.ts'
import type { Pack } from '../core/product/pack.ts'
import { termsIssuedOn } from '../core/product/terms.ts'
import { policyNamed } from './customers.ts'
import { answerNotFound } from './give.ts'
import { textOf, wholeNumber } from './input.ts'
import { type Column, printFacts, printHeading, printRows } from './print.ts'
import type { Session } from './session.ts'
import { type Cli, type Command, declare, withJson } from './verb.ts'

export function declarePolicy(program: Command, cli: Cli): void {
  const policy = declare(program, 'policy', w('policies and their clauses', '保单与条款', '保單與條款'), cli)
  const search = w(
    'by number, name of customer or insured, product',
    '按保单号、客户或被保险人姓名、产品查找',
    '依保單號、客戶或被保險人姓名、產品查詢',
  )
  withJson(declare(policy, 'search <text>', search, cli), cli)
    .option('-n, --limit <N>', cli.word(w('at most so many', '最多显示几行', '最多顯示幾列')), wholeNumber, 50)
    .action(cli.verb(find))
  const clause = w(
    'only clauses with this number or these words',
    '只列出含此编号或文字的条款',
    '只列出含此編號或文字的條款',
  )
  withJson(
    declare(
      policy,
      'show <id>',
      w('the policy, its clauses quoted', '保单，并引用条款原文', '保單，並引用條款原文'),
      cli,
    ),
    cli,
  )
    .option('--clause <TEXT>', cli.word(clause))
    .action(cli.verb(show))
}

async function find(session: Session, asked: string, { limit }: { limit: number }): Promise<void> {
  const text = await textOf(session, asked)
  await session.withHome(async (home) => {
    const hits = await home.query.search(text, 'policy', limit)
    const rows = hits.flatMap((hit) =>
      hit.entity === 'policy' ? [{ ...hit.policy, customerName: hit.customerName }] : [],
    )
    const customer: Column<(typeof rows)[number]> = {
      title: w('Customer', '客户', '客戶'),
      text: (row) => row.customerName,
    }
    printRows(session, rows, [customer, ...policyColumns(session)])
    if (rows.length === 0) session.tell(w('No policy found.', '没有找到保单。', '沒有找到保單。'))
  })
}

export function policyColumns(session: Session): Column<Row<'policy'>>[] {
  return [
    { title: w('Number', '保单号', '保單號'), text: ({ number }) => number },
    { title: w('Product', '产品', '產品'), text: ({ productCode }) => productCode },
    { title: w('Insured', '被保险人', '被保險人'), text: ({ insuredName }) => insuredName },
    { title: w('State', '状态', '狀態'), text: ({ state }) => session.word(labels.policyState[state]) },
    { title: w('Source', '来源', '來源'), text: ({ source }) => session.word(labels.policySource[source]) },
    { title: w('From', '生效', '生效'), text: ({ effectiveOn }) => effectiveOn },
    { title: w('To', '到期', '到期'), text: ({ expiresOn }) => expiresOn },
    { title: w('Id', '编号', '編號'), text: ({ id }) => id },
  ]
}

type ClauseLine = { number: string; title: string; text: string }

function show(session: Session, id: string, { clause }: { clause?: string }): Promise<number> {
  return session.withHome(async (home) => {
    const policy = await policyNamed(home, id)
    if (!policy) return answerNotFound(session, 'policy', id)
    const product = await home.query.row('product', policy.productCode)
    const customer = await home.query.row('customer', policy.customerId)
    if (customer) await home.noteLooks([customer], 'policyShow')
    const terms = product && termsIssuedOn(product.pack as Pack, policy.issuedOn)
    const clauses = Object.entries(terms?.clauses ?? {}).map(([number, { title, text }]) => ({ number, title, text }))
    const wanted = clauses.filter((one) => isAsked(one, clause))
    const fen = (amount: number | null) => (amount === null ? null : `¥${yuan(amount)}`)
    printFacts(
      session,
      [
        [w('Policy', '保单', '保單'), policy.number],
        [w('Id', '编号', '編號'), policy.id],
        [w('Product', '产品', '產品'), product ? `${product.name} (${policy.productCode})` : policy.productCode],
        [w('Insurer', '保险公司', '保險公司'), product?.insurer ?? null],
        [w('Terms', '条款版本', '條款版本'), terms?.version ?? null],
        [w('Customer', '客户', '客戶'), customer?.name ?? null],
        [w('Insured', '被保险人', '被保險人'), policy.insuredName],
        [w('State', '状态', '狀態'), session.word(labels.policyState[policy.state])],
        [w('Issued', '承保', '承保'), policy.issuedOn],
        [w('In force', '保险期间', '保險期間'), `${policy.effectiveOn} – ${policy.expiresOn}`],
        [w('Paid to', '缴费至', '繳費至'), policy.paidThrough],
        [w('Premium', '保费', '保費'), fen(policy.premiumFen)],
        [w('Sum insured', '保额', '保額'), fen(policy.sumInsuredFen)],
      ],
      {
        ...policy,
        customerName: customer?.name ?? null,
        productName: product?.name ?? null,
        terms: terms?.version ?? null,
        clauses: wanted,
      },
    )
    if (session.isJson) return 0
    printHeading(session, w('Clauses', '条款', '條款'))
    for (const { number, title, text } of wanted) session.print(quoted(session, number, title, text))
    if (clause !== undefined && wanted.length === 0)
      session.tell(w(`No clause has “${clause}”.`, `没有条款含“${clause}”。`, `沒有條款含「${clause}」。`))
    return 0
  })
}

function isAsked({ number, title, text }: ClauseLine, asked: string | undefined): boolean {
  if (asked === undefined) return true
  return number === asked || number.startsWith(`${asked}.`) || title.includes(asked) || text.includes(asked)
}

function quoted(session: Session, number: string, title: string, text: string): string {
  if (!session.isTerminal) return [number, title, text.trim()].map(stripUnsafe).join('\t')
  const lines = stripUnsafeLines(text.trim()).replaceAll('\n', '\n    ')
  return `${stripUnsafe(`${number}  ${title}`)}\n    ${lines}`
}
