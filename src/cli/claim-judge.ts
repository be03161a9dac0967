import { z } from 'zod'
import { w } from '../core/language.ts'
import { isCivilDate } from '../core/civil-date.ts'
import type { Judgement } from '../core/judgement/judgement.ts'
import type { RulesInForce } from '../core/product/rules.ts'
import { type Refusal, refuse } from '../core/refusal.ts'
import { judgementFacts, printParts } from './claim-show.ts'
import { answerRefusal } from './give.ts'
import { fileText } from './input.ts'
import { printFacts } from './print.ts'
import { rulesHere } from './rules-here.ts'
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
          '{product, asOf, facts} or an array of them, as JSON or YAML; - for stdin',
          '{product, asOf, facts} 或其数组（JSON 或 YAML）；- 读标准输入',
          '{product, asOf, facts} 或其陣列（JSON 或 YAML）；- 讀標準輸入',
        ),
      ),
    )
    .action(cli.verb(judgeFile))
}

/** What is asked of `claim judge`, once or in a list. */
export const question = z.strictObject({
  product: z.string(),
  asOf: z.string().refine(isCivilDate, 'a date YYYY-MM-DD').optional(),
  facts: z.record(z.string(), z.unknown()).default({}),
})
type Question = z.infer<typeof question>
type Asked = { questions: Question[]; isMany: boolean }

/**
 * One question, or many: an array is answered by NDJSON, a line each in its order, refusals in their places. Exit status: that of
 * the first refusal.
 */
async function judgeFile(session: Session, { facts: file }: { facts: string }): Promise<number> {
  const asked = await readQuestions(await fileText(session, file))
  if ('ok' in asked) return answerRefusal(session, asked)
  if (asked.questions.length === 0) return 0
  const rulesFor = await rulesHere(session)
  const { judge } = await import('../core/judgement/judge.ts')
  const { readFacts } = await import('../core/judgement/fact.ts')
  const { dateAt } = await import('../core/civil-date.ts')
  const { systemClock } = await import('../app/clock.ts')
  const today = dateAt(systemClock.now())
  let status = 0
  for (const [index, { product, asOf = today, facts: raw }] of asked.questions.entries()) {
    const rules: RulesInForce | undefined = await rulesFor(product, asOf)
    const { facts, askedUnknown, problems } = readFacts(raw, true)
    const [problem] = problems
    const place = asked.isMany ? { index } : {}
    const wrong = problem
      ? refuse('claim.bad-fact', {
          ...{ fact: problem.key, value: raw[problem.key], expected: problem.expected, problems },
          ...place,
        })
      : refuse('not-found', { entity: 'product', id: product, ...place })
    if (problem || !rules) {
      const exit = await answerRefusal(session, wrong, undefined, asked.isMany ? `[${index}] ` : '')
      status ||= exit
    } else {
      const { pack, sha256, overlays } = rules
      say(session, judge(pack, facts, { asOf, askedUnknown, overlays, sha256 }))
    }
  }
  return status
}

async function readQuestions(text: string): Promise<Asked | Refusal> {
  const read = await readText(text)
  if ('ok' in read) return read
  const { value: given } = read
  const isMany = Array.isArray(given)
  const parsed = z.array(question).safeParse(isMany ? given : [given])
  if (parsed.success) return { questions: parsed.data, isMany }
  const { schemaProblems } = await import('../app/yaml-file.ts')
  const [problem] = schemaProblems(parsed.error)
  const [index, ...within] = problem?.path ?? []
  const path = `${isMany ? `[${String(index)}] ` : ''}${within.map(String).join('.')}`.trim()
  return refuse('bad-arguments', { path: path || '--facts', expected: problem?.message ?? '' })
}

/** JSON, which programs write and which is read fast, else YAML, which people write. */
async function readText(text: string): Promise<{ value: unknown } | Refusal> {
  try {
    return { value: JSON.parse(text) as unknown }
  } catch (fault) {
    const isMeantAsJson = /^\s*[[{]/.test(text)
    const { parseYaml } = await import('../app/yaml-file.ts')
    const { documents, problems } = parseYaml(text, '--facts')
    const [problem] = problems
    if (!problem && documents.length === 1) return { value: documents[0]?.value }
    const said = fault instanceof Error ? fault.message : 'JSON'
    const where = problem ? `${problem.line}:${problem.column}: ${problem.message}` : said
    return refuse('bad-arguments', { path: '--facts', expected: isMeantAsJson ? said : where })
  }
}

function say(session: Session, judgement: Judgement): void {
  printFacts(session, judgementFacts(session, judgement), judgement)
  if (!session.isJson) printParts(session, judgement)
}
