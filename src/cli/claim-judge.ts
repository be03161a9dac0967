import { z } from 'zod'
import { w } from '../core/language.ts'
import type { LoadedPack } from '../app/packs.ts'
import { isCivilDate } from '../core/civil-date.ts'
import type { Judgement } from '../core/judgement/judgement.ts'
import { type Refusal, refuse } from '../core/refusal.ts'
import { judgementFacts, printParts } from './claim-show.ts'
import { answerRefusal } from './give.ts'
import { fileText } from './input.ts'
import { printFacts } from './print.ts'
import type { Session } from './session.ts'
import { type Cli, type Command, declare, withJson } from './verb.ts'

export function declareJudge(claim: Command, cli: Cli): void {
  const judge = w(
    'judge facts from a file, on the home’s products or the shipped ones; nothing is kept',
    '按数据文件夹或随程序的产品判断一组事实；不保存',
    '依資料夾或隨程式的產品判斷一組事實；不儲存',
  )
  withJson(declare(claim, 'judge', judge, cli), cli)
    .requiredOption(
      '--facts <FILE>',
      cli.word(
        w(
          '{product, asOf, facts} or an array of them; - for stdin',
          '{product, asOf, facts} 或其数组；- 读标准输入',
          '{product, asOf, facts} 或其陣列；- 讀標準輸入',
        ),
      ),
    )
    .action(cli.verb(judgeFile))
}

const question = z.strictObject({
  product: z.string(),
  asOf: z.string().refine(isCivilDate, 'a date YYYY-MM-DD').optional(),
  facts: z.record(z.string(), z.unknown()).default({}),
})
type Question = z.infer<typeof question>

/** One question, or many: an array is answered by NDJSON, a line each in its order. Exit status: that of the first refusal. */
async function judgeFile(session: Session, { facts: file }: { facts: string }): Promise<number> {
  const asked = readQuestions(await fileText(session, file))
  if ('ok' in asked) return answerRefusal(session, asked)
  const packs = await packsHere(session)
  const { judge } = await import('../core/judgement/judge.ts')
  const { readFacts } = await import('../core/judgement/fact.ts')
  const { dateAt } = await import('../core/civil-date.ts')
  const { systemClock } = await import('../app/clock.ts')
  const today = dateAt(systemClock.now())
  let status = 0
  for (const { product, asOf = today, facts: raw } of asked) {
    const loaded = packs.get(product)
    const { facts, askedUnknown, problems } = readFacts(raw)
    const [problem] = problems
    const wrong = !loaded
      ? refuse('not-found', { entity: 'product', id: product })
      : problem
        ? refuse('claim.bad-fact', { fact: problem.key, value: raw[problem.key], expected: problem.expected, problems })
        : null
    if (wrong) {
      const exit = await answerRefusal(session, wrong)
      status ||= exit
    } else if (loaded) say(session, judge(loaded.pack, facts, { asOf, askedUnknown, sha256: loaded.sha256 }))
  }
  return status
}

function readQuestions(text: string): Question[] | Refusal {
  let given: unknown
  try {
    given = JSON.parse(text)
  } catch (fault) {
    return refuse('bad-arguments', { path: '--facts', expected: fault instanceof Error ? fault.message : 'JSON' })
  }
  const read = z.array(question).safeParse(Array.isArray(given) ? given : [given])
  if (read.success) return read.data
  const issue = read.error.issues[0]
  const path = Array.isArray(given) ? issue?.path : issue?.path.slice(1)
  return refuse('bad-arguments', { path: path?.join('.') || '--facts', expected: issue?.message ?? '' })
}

/** What is installed stands before what is shipped; no home is needed. */
async function packsHere(session: Session): Promise<Map<string, LoadedPack>> {
  const { packsOf, shippedPacks } = await import('../app/packs.ts')
  const { isHome } = await import('../app/home.ts')
  const shipped = await shippedPacks()
  if (!(await isHome(session.folder))) return shipped
  return new Map([...shipped, ...(await session.withHome(packsOf))])
}

function say(session: Session, judgement: Judgement): void {
  printFacts(session, judgementFacts(session, judgement), judgement)
  if (!session.isJson) printParts(session, judgement)
}
