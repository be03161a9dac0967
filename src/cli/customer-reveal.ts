import type { Home } from '../app/home.ts'
import { isMasked } from '../core/customer/mask.ts'
import { revealFields, type RevealField } from '../core/customer/reveal.ts'
import { w } from '../core/language.ts'
import { customerNamed } from './customers.ts'
import { answerNotFound, answerRefusal } from './give.ts'
import { textOf } from './input.ts'
import type { Session } from './session.ts'
import { choice, type Cli, type Command, verbsIn } from './verb.ts'

export function declareReveal(customer: Command, cli: Cli): void {
  const { reads, say } = verbsIn(customer, cli)
  reads(
    'reveal <id>',
    'show one masked number; who asked and why goes into the audit',
    '查看一个完整号码；查看人和原因记入审计',
    '查看一個完整號碼；查看人和原因記入稽核',
  )
    .addOption(choice('--field <F>', say('which number', '哪个号码', '哪個號碼'), revealFields).makeOptionMandatory())
    .option(
      '--member <ID>',
      say('of this member of the household (id or name)', '家庭成员（编号或姓名）', '家庭成員（編號或姓名）'),
    )
    .option(
      '--reason <TEXT>',
      say(
        'what a masked one is needed for; - for stdin',
        '用途（号码被遮蔽时必填）；- 读标准输入',
        '用途（號碼被遮蔽時必填）；- 讀標準輸入',
      ),
    )
    .action(cli.verb(reveal))
}

type Asked = { field: RevealField; member?: string; reason?: string }

async function reveal(session: Session, id: string, asked: Asked): Promise<number> {
  const { field } = asked
  if (asked.member !== undefined && field === 'phone') {
    session.tell(
      w(
        'butler: members of a household have no phone here: ask for --field idNumber',
        'butler：家庭成员没有登记电话：请用 --field idNumber',
        'butler：家庭成員沒有登記電話：請用 --field idNumber',
      ),
    )
    return 2
  }
  return session.withHome(async (home) => {
    // A supervisor may ask about a customer whom this desk does not hold.
    const customerId = (await customerNamed(home, id))?.id ?? id
    const memberId = asked.member === undefined ? null : await memberNamed(home, customerId, asked.member)
    if (memberId === undefined) return answerNotFound(session, 'member', asked.member ?? '')
    const say = (value: string | null) =>
      session.print(session.isJson ? JSON.stringify({ ok: true, customerId, memberId, field, value }) : (value ?? ''))
    const whole = await heldWhole(home, customerId, memberId, field)
    if (whole !== null) {
      say(whole)
      return 0
    }
    if (asked.reason === undefined) {
      session.tell(
        w(
          'butler: this number is masked for you: say with --reason what it is needed for',
          'butler：该号码对你是遮蔽的：请用 --reason 说明用途',
          'butler：該號碼對你是遮蔽的：請用 --reason 說明用途',
        ),
      )
      return 2
    }
    const reason = await textOf(session, asked.reason)
    const { outcome, value } = await home.reveal({ customerId, memberId, field, reason })
    if (!outcome.ok) return answerRefusal(session, outcome, home)
    say(value)
    session.tell(w('This is in the audit.', '已记入审计。', '已記入稽核。'))
    return 0
  })
}

/** What this person sees whole anyway; null when it is masked for them, or not held here. The operator is nobody who sees. */
async function heldWhole(home: Home, customerId: string, memberId: string | null, field: RevealField) {
  if (home.kind === 'authority' && !home.staff) return null
  const customer = await home.query.row('customer', customerId)
  const member = memberId === null ? undefined : await home.query.row('member', memberId)
  const held = (memberId === null ? customer?.[field] : member?.idNumber) ?? null
  if (!customer || held === null || isMasked(held)) return null
  await home.noteLooks([customer], 'customerShow')
  return held
}

/** By id, or by name where one alone has it; undefined when that is nobody of this household. */
async function memberNamed(home: Home, customerId: string, named: string): Promise<string | undefined> {
  const members = (await home.query.customer(customerId))?.members
  // Not held here: the authority knows whether there is one.
  if (!members) return named
  const [found, ...more] = members.filter(({ id, name }) => id === named || name === named)
  return more.length === 0 ? found?.id : undefined
}
