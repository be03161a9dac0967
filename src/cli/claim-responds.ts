import { z } from 'zod'
import type { Home } from '../app/home.ts'
import { labels } from '../app/language/labels.ts'
import type { Responding } from '../core/claim/respond.ts'
import { w } from '../core/language.ts'
import { type Refusal, refuse } from '../core/refusal.ts'
import { customerNamed } from './customers.ts'
import { answerNotFound, answerRefusal } from './give.ts'
import { fileText, jsonOrText } from './input.ts'
import { judgementAmount } from './judgement-amount.ts'
import { printRows } from './print.ts'
import type { Session } from './session.ts'
import { type Cli, type Command, verbsIn } from './verb.ts'

export function declareResponds(claim: Command, cli: Cli): void {
  const { reads, say } = verbsIn(claim, cli)
  reads(
    'responds <customer>',
    'every policy that could respond, with its preliminary judgement',
    '列出所有可能赔付的保单及初步判断',
    '列出所有可能賠付的保單及初步判斷',
  )
    .option(
      '--insured <NAME>',
      say('whom it happened to (else the customer)', '出险人（默认客户本人）', '出險人（預設客戶本人）'),
    )
    .option(
      '--facts <FILE>',
      say(
        'what is known of the event, as JSON; - for stdin',
        '已知的事实（JSON）；- 读标准输入',
        '已知的事實（JSON）；- 讀標準輸入',
      ),
    )
    .action(cli.verb(respond))
}

type Asked = { insured?: string; facts?: string }

async function respond(session: Session, customer: string, { insured, facts: file }: Asked): Promise<number> {
  const facts = await eventFacts(file === undefined ? {} : jsonOrText(await fileText(session, file)))
  if ('ok' in facts) return answerRefusal(session, facts)
  return session.withHome(async (home) => {
    const found = await customerNamed(home, customer)
    if (!found) return answerNotFound(session, 'customer', customer)
    const { policiesThatRespond } = await import('../app/claim-desk.ts')
    const responding = await policiesThatRespond(home, found.id, { insuredName: insured ?? found.name, ...facts })
    await printResponding(session, home, responding)
    return 0
  })
}

/** What is known, in the vocabulary of facts; the refusal names the first that is not in it, or not of its type. */
async function eventFacts(given: unknown): Promise<{ facts: Record<string, z.core.util.JSONType> } | Refusal> {
  const parsed = z.record(z.string(), z.json()).safeParse(given)
  if (!parsed.success) return refuse('bad-arguments', { path: '--facts', expected: '{fact: value, …}' })
  const { readFacts } = await import('../core/judgement/fact.ts')
  const [problem] = readFacts(parsed.data).problems
  if (!problem) return { facts: parsed.data }
  const { key, expected } = problem
  return refuse('claim.bad-fact', { fact: key, value: parsed.data[key], expected })
}

async function printResponding(session: Session, home: Home, responding: readonly Responding[]): Promise<void> {
  const names = new Map((await home.query.all('product')).map(({ id, name }) => [id, name]))
  const nameOf = ({ policy }: Responding) => names.get(policy.productCode) ?? policy.productCode
  printRows(
    session,
    responding,
    [
      { title: w('Policy', '保单', '保單'), text: ({ policy }) => policy.number },
      { title: w('Product', '产品', '產品'), text: nameOf, isFlexible: true },
      { title: w('Source', '来源', '來源'), text: ({ policy }) => session.word(labels.policySource[policy.source]) },
      {
        title: w('Preliminary', '初步判断', '初步判斷'),
        text: ({ judgement }) =>
          session.word(judgement ? labels.verdict[judgement.verdict] : w('terms not here', '条款未安装', '條款未安裝')),
      },
      {
        title: w('Amount', '金额', '金額'),
        text: ({ judgement }) => (judgement ? judgementAmount(judgement) : ''),
        align: 'right',
      },
      { title: w('Clauses', '条款', '條款'), text: ({ judgement }) => judgement?.clauses.join(', ') ?? '' },
      { title: w('Id', '编号', '編號'), text: ({ policy }) => policy.id },
    ],
    (one) => {
      const { id, number, productCode, source, insuredName, state } = one.policy
      const policy = { policyId: id, number, productCode, productName: nameOf(one), source, insuredName, state }
      const { verdict = null, liability = null, amountFen = null, clauses = [], missing = [] } = one.judgement ?? {}
      const quotes = Object.fromEntries(clauses.map((clause) => [clause, one.judgement?.quotes[clause] ?? null]))
      return { ...policy, verdict, liability, amountFen, clauses, quotes, missing }
    },
  )
  if (responding.length === 0)
    session.tell(w('No policy covers that person.', '没有保单承保此人。', '沒有保單承保此人。'))
}
