import type { FlowProblem } from '../escalation/flow-problem.ts'
import { sectionsOf, slotsOf, templateProblems } from '../escalation/template.ts'
import { type Language, languages } from '../language.ts'
import { askOf, type Reply, replyFileSchema } from './file.ts'
import { isReplyVariable } from './variables.ts'

/** The same as of a flow; `unused-slot` is a question whose answer no text shows. */
export type ReplyProblem = Pick<FlowProblem, 'path' | 'name' | 'expected'> & {
  is: Extract<
    FlowProblem['is'],
    'shape' | 'duplicate-id' | 'options' | 'wrong-type' | 'unknown-slot' | 'unused-slot' | 'bad-tag' | 'version-exists'
  >
}

/** Everything that is wrong with a reply file; empty when it can be installed. Never throws. */
export function checkReply(definition: unknown): ReplyProblem[] {
  const read = replyFileSchema.safeParse(definition)
  if (!read.success)
    return read.error.issues.map((issue) => {
      const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)))
      return { path, is: 'shape', name: String(path.at(-1) ?? ''), expected: issue.message }
    })
  const reply = read.data
  return [
    ...reply.asks.flatMap((_ask, index) => checkAsk(reply, index)),
    ...languages.flatMap((language) => checkText(reply, language)),
  ]
}

function checkAsk(reply: Reply, index: number): ReplyProblem[] {
  const ask = reply.asks[index]
  if (!ask) return []
  const path = ['asks', index]
  const problems: ReplyProblem[] = []
  if (reply.asks.findIndex(({ id }) => id === ask.id) !== index)
    problems.push({ path: [...path, 'id'], is: 'duplicate-id', name: ask.id })
  const isChoice = ask.type === 'enum' || ask.type === 'list'
  if (ask.type === 'enum' && !ask.options)
    problems.push({ path: [...path, 'options'], is: 'options', name: ask.id, expected: 'options' })
  if (ask.options && !isChoice)
    problems.push({ path: [...path, 'options'], is: 'options', name: ask.id, expected: 'no options' })
  for (const [at, { id }] of (ask.options ?? []).entries())
    if (ask.options?.findIndex((option) => option.id === id) !== at)
      problems.push({ path: [...path, 'options', at, 'id'], is: 'duplicate-id', name: id })
  const typed = { min: ['int', 'fen'], max: ['int', 'fen'], notFuture: ['date'], kind: ['resource'] } as const
  for (const key of ['min', 'max', 'notFuture', 'kind'] as const)
    if (ask[key] !== undefined && !typed[key].some((type) => type === ask.type))
      problems.push({ path: [...path, key], is: 'wrong-type', name: ask.id, expected: typed[key].join(', ') })
  return problems
}

/** Each language says the same: it uses every question, and nothing that is neither in the record nor asked for. */
function checkText(reply: Reply, language: Language): ReplyProblem[] {
  const path = ['text', language]
  const text = reply.text[language]
  const slots = slotsOf(text)
  const named = [...new Set([...slots, ...sectionsOf(text)])]
  return [
    ...templateProblems(text).map(({ is, name }): ReplyProblem => ({ path, is: 'bad-tag', name, expected: is })),
    ...named
      .filter((name) => !isReplyVariable(name) && !askOf(reply, name))
      .map((name): ReplyProblem => ({ path, is: 'unknown-slot', name })),
    ...reply.asks
      .filter(({ id }) => !named.includes(id))
      .map(({ id }): ReplyProblem => ({ path, is: 'unused-slot', name: id })),
  ]
}
