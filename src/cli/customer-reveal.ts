import type { Home } from '../app/home.ts'
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
    .requiredOption(
      '--reason <TEXT>',
      say('what it is needed for; - for stdin', '用途；- 读标准输入', '用途；- 讀標準輸入'),
    )
    .action(cli.verb(reveal))
}

type Asked = { field: RevealField; member?: string; reason: string }

async function reveal(session: Session, id: string, asked: Asked): Promise<number> {
  const reason = await textOf(session, asked.reason)
  return session.withHome(async (home) => {
    // A supervisor may ask about a customer whom this desk does not hold.
    const customerId = (await customerNamed(home, id))?.id ?? id
    const memberId = asked.member === undefined ? null : await memberNamed(home, customerId, asked.member)
    if (memberId === undefined) return answerNotFound(session, 'member', asked.member ?? '')
    const { outcome, value } = await home.reveal({ customerId, memberId, field: asked.field, reason })
    if (!outcome.ok) return answerRefusal(session, outcome, home)
    const told = { customerId, memberId, field: asked.field, value }
    session.print(session.isJson ? JSON.stringify({ ok: true, ...told }) : (value ?? ''))
    session.tell(w('This is in the audit.', '已记入审计。', '已記入稽核。'))
    return 0
  })
}

/** By id, or by name where one alone has it; undefined when that is nobody of this household. */
async function memberNamed(home: Home, customerId: string, named: string): Promise<string | undefined> {
  const members = (await home.query.customer(customerId))?.members
  // Not held here: the authority knows whether there is one.
  if (!members) return named
  const [found, ...more] = members.filter(({ id, name }) => id === named || name === named)
  return more.length === 0 ? found?.id : undefined
}
