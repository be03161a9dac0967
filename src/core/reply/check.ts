import { checkAnswers, duplicates, shapeProblems } from '../escalation/check-answers.ts'
import type { FlowProblem } from '../escalation/flow-problem.ts'
import { templateProblems } from '../escalation/template.ts'
import { type Language, languages } from '../language.ts'
import { askOf, type Reply } from './file.ts'
import { replyFileSchema } from './file-schema.ts'
import { namedIn } from './fill.ts'
import { isReplyVariable } from './variables.ts'

/** The same as of a flow; `unused-slot` is a question whose answer no text shows. */
export type ReplyProblem = Pick<FlowProblem, 'path' | 'name' | 'expected'> & {
  is: Extract<
    FlowProblem['is'],
    | 'shape'
    | 'duplicate-id'
    | 'options'
    | 'wrong-type'
    | 'wrong-order'
    | 'unknown-slot'
    | 'unused-slot'
    | 'bad-tag'
    | 'version-exists'
  >
}

/** Everything that is wrong with a reply file; empty when it can be installed. Never throws. */
export function checkReply(definition: unknown): ReplyProblem[] {
  const read = replyFileSchema.safeParse(definition)
  if (!read.success) return shapeProblems(read.error)
  const reply = read.data
  return [
    ...duplicates(reply.asks, ['asks']),
    ...reply.asks.flatMap((ask, index) => checkAnswers(ask, answerTypes, ['asks', index])),
    ...languages.flatMap((language) => checkText(reply, language)),
  ]
}

const answerTypes = { min: ['int', 'fen'], max: ['int', 'fen'], notFuture: ['date'], kind: ['resource'] } as const

/** Each language says the same: it uses every question, and nothing that is neither in the record nor asked for. */
function checkText(reply: Reply, language: Language): ReplyProblem[] {
  const path = ['text', language]
  const text = reply.text[language]
  const named = namedIn(reply, language)
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
