import { entryNumber, totalsOf } from '../core/goodwill/ledger.ts'
import { w } from '../core/language.ts'
import { yuan } from '../core/money.ts'
import type { Home } from '../app/home.ts'
import { staffNames } from './customers.ts'
import { give } from './give.ts'
import { textOf } from './input.ts'
import { givePayment, type Paying, withPayment } from './payment.ts'
import { printFacts, printHeading, printRows } from './print.ts'
import type { Session } from './session.ts'
import { type Cli, type Command, declare, verbsIn, type Written } from './verb.ts'

export function declareGoodwill(program: Command, cli: Cli): void {
  const about = w(
    'the goodwill ledger: money that is no claim payment',
    '慰问金台账：不属于理赔的款项',
    '慰問金台帳：不屬於理賠的款項',
  )
  const { reads, writes, say } = verbsIn(declare(program, 'goodwill', about, cli), cli)
  const scheme = say('of this scheme only', '仅此专项方案', '僅此專項方案')
  const customer = say('of this customer only', '仅此客户', '僅此客戶')
  reads('list', 'the entries, the newest first', '列出台账记录，最新在前', '列出台帳紀錄，最新在前')
    .option('--scheme <ID>', scheme)
    .option('--customer <ID>', customer)
    .action(cli.verb(list))
  reads('total', 'what they come to', '合计', '合計')
    .option('--scheme <ID>', scheme)
    .option('--customer <ID>', customer)
    .action(cli.verb(total))
  withPayment(
    writes(
      'pay <run>',
      'enter the payment of an approved special case; prints the entry’s id',
      '登记已批准特事特办的支付；输出记录编号',
      '登錄已核准特事特辦的支付；輸出紀錄編號',
    ),
    say('less than was approved, in fen', '少于批准金额时填写（分）', '少於核准金額時填寫（分）'),
    cli,
  ).action(cli.verb(pay))
  writes(
    'correct <entry>',
    'take an entry back by a counter-entry; prints its id',
    '以冲正记录撤销一笔；输出冲正记录编号',
    '以沖正紀錄撤銷一筆；輸出沖正紀錄編號',
  )
    .requiredOption('--reason <TEXT>', say('why; - for stdin', '理由；- 读标准输入', '理由；- 讀標準輸入'))
    .action(cli.verb(correct))
}

type Which = { scheme?: string; customer?: string }

async function entriesOf(home: Home, { scheme, customer }: Which) {
  return (await home.query.all('goodwill')).filter(
    (entry) =>
      (scheme === undefined || entry.schemeId === scheme) && (customer === undefined || entry.customerId === customer),
  )
}

function list(session: Session, which: Which): Promise<void> {
  return session.withHome(async (home) => {
    const entries = (await entriesOf(home, which)).toSorted((a, b) => b.at - a.at || (a.id < b.id ? 1 : -1))
    const nameOf = await staffNames(home)
    printRows(
      session,
      entries,
      [
        { title: w('Entry', '记录', '紀錄'), text: ({ id }) => id },
        { title: w('No.', '编号', '編號'), text: entryNumber },
        { title: w('Paid on', '支付日期', '支付日期'), text: ({ paidOn }) => paidOn },
        { title: w('Amount', '金额', '金額'), text: ({ amountFen }) => `¥${yuan(amountFen)}`, align: 'right' },
        { title: w('Name', '名称', '名稱'), text: ({ name }) => name, isFlexible: true },
        { title: w('Customer', '客户', '客戶'), text: ({ customerId }) => customerId },
        { title: w('By', '经办', '經辦'), text: ({ by }) => nameOf(by) },
        { title: w('Payment', '付款编号', '付款編號'), text: ({ reference }) => reference },
        { title: w('Takes back', '冲正', '沖正'), text: ({ corrects }) => corrects ?? '' },
      ],
      (entry) => ({ ...entry, number: entryNumber(entry) }),
    )
    sayWhose(session, home)
  })
}

function total(session: Session, which: Which): Promise<void> {
  return session.withHome(async (home) => {
    const totals = totalsOf(await entriesOf(home, which))
    const names = new Map((await home.query.all('scheme')).map(({ id, name }) => [id, name]))
    const { payments, paidFen, byName, byScheme } = totals
    const isWhole = home.kind === 'authority'
    printFacts(
      session,
      [
        [w('Payments', '笔数', '筆數'), String(payments)],
        [w('Paid', '合计', '合計'), `¥${yuan(paidFen)}`],
      ],
      { ...totals, isWhole },
    )
    if (!session.isJson) {
      const single = session.word(w('special cases of their own', '单独审批的特事特办', '單獨核准的特事特辦'))
      printParts(
        session,
        w('By name', '按名称', '按名稱'),
        byName.map((one) => ({ ...one, of: one.name })),
      )
      printParts(
        session,
        w('By scheme', '按专项方案', '按專項方案'),
        byScheme.map((one) => ({
          ...one,
          of: one.schemeId === null ? single : (names.get(one.schemeId) ?? one.schemeId),
        })),
      )
    }
    sayWhose(session, home)
  })
}

type Part = { of: string; payments: number; paidFen: number }

function printParts(session: Session, title: ReturnType<typeof w>, parts: readonly Part[]): void {
  printHeading(session, title)
  printRows(session, parts, [
    { title: w('Of', '项目', '項目'), text: ({ of }) => of, isFlexible: true },
    { title: w('Payments', '笔数', '筆數'), text: ({ payments }) => String(payments), align: 'right' },
    { title: w('Paid', '合计', '合計'), text: ({ paidFen }) => `¥${yuan(paidFen)}`, align: 'right' },
  ])
}

/** A desk has the entries of the customers that it holds, and must not be taken for the whole. */
function sayWhose(session: Session, home: Home): void {
  if (home.kind === 'desk')
    session.tell(
      w(
        'Of the customers on this desk only; the whole ledger lies with the authority.',
        '仅含本工作台的客户；完整台账在主数据。',
        '僅含本工作台的客戶；完整台帳在主資料。',
      ),
    )
}

function pay(session: Session, escalationId: string, paying: Paying): Promise<number> {
  return givePayment(session, 'goodwill.pay', { escalationId }, paying)
}

async function correct(session: Session, entryId: string, { reason, dryRun }: Written & { reason: string }) {
  const args = { entryId, reason: await textOf(session, reason) }
  return session.withHome((home) => give(session, home, 'goodwill.correct', args, { dryRun, data: ['entryId'] }))
}
