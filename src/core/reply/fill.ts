import { type Expected, printValue, readValue } from '../escalation/field.ts'
import type { Field } from '../escalation/flow.ts'
import {
  previewTemplate,
  renderTemplate,
  sectionsOf,
  type Segment,
  slotsOf,
  type SlotValues,
} from '../escalation/template.ts'
import { type CivilDate, dateAt } from '../civil-date.ts'
import type { Language } from '../language.ts'
import { refuse, type Refusal } from '../refusal.ts'
import { printResource } from '../resource/standing.ts'
import { type Ask, askOf, type Reply, replyIdOf } from './file.ts'
import { printedVariables, type ReplyRecord } from './variables.ts'

/** What was answered to a reply's questions, by their ids; of a `resource` the id of the entry. */
export type Answers = Readonly<Record<string, unknown>>

/** Everything that a reply may name, printed for a reader of the language; what is not known is ''. */
export function valuesOf(reply: Reply, record: ReplyRecord, answers: Answers, language: Language): SlotValues {
  const values = printedVariables(record, language)
  for (const ask of reply.asks) values.set(ask.id, printAnswer(ask, answers[ask.id], record, language))
  return values
}

/** An entry that has left the directory is not told to anybody. */
function printAnswer(ask: Ask, answer: unknown, { resources }: ReplyRecord, language: Language): string {
  const field = fieldOf(ask)
  if (field) return printValue(field, answer, language)
  const resource = typeof answer === 'string' ? resources.get(answer) : undefined
  return resource ? printResource(resource) : ''
}

/** A question as the field of a flow that it is like; null for an entry of the directory. */
export function fieldOf(ask: Ask): Field | null {
  const { type, kind: _kind, ...rest } = ask
  return type === 'resource' ? null : { ...rest, type }
}

/** Reads an answer to a question, or says what was expected. */
export function readAnswer(ask: Ask, answer: unknown, today: CivilDate): { value: unknown } | Expected {
  const field = fieldOf(ask)
  if (field) return readValue(field, answer, today)
  return typeof answer === 'string' && answer !== '' ? { value: answer } : { expected: 'text', max: 200 }
}

/** The reply in pieces for the screen; what is empty in it shows the label of its question in double braces. */
export function previewReply(reply: Reply, record: ReplyRecord, answers: Answers, language: Language): Segment[] {
  const values = valuesOf(reply, record, answers, language)
  return previewTemplate(reply.text[language], values, (slot) => askOf(reply, slot)?.label[language])
}

/** The text that may go out now, or why none may: an answer is not one, or something is empty. */
export function replyText(
  reply: Reply,
  record: ReplyRecord,
  answers: Answers,
  language: Language,
): { text: string } | Refusal {
  const replyId = replyIdOf(reply)
  for (const [id, answer] of Object.entries(answers)) {
    const ask = askOf(reply, id)
    const expected: Expected = { expected: 'known', options: reply.asks.map((one) => one.id) }
    const read = ask ? readAnswer(ask, answer, dateAt(record.now)) : expected
    if (!('value' in read)) return refuse('reply.bad-answer', { replyId, field: id, ...read })
  }
  const { text, empty } = renderTemplate(reply.text[language], valuesOf(reply, record, answers, language))
  return empty.length > 0 ? refuse('reply.slot-empty', { replyId, slots: empty }) : { text }
}

/** What a text names, slots and sections, each once. */
export function namedIn(reply: Reply, language: Language): string[] {
  const text = reply.text[language]
  return [...new Set([...slotsOf(text), ...sectionsOf(text)])]
}
