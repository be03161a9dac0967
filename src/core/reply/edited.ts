import type { Language } from '../language.ts'
import { refuse, type Refusal } from '../refusal.ts'
import { type Reply, replyIdOf } from './file.ts'
import { type Answers, namedIn, replyText, valuesOf } from './fill.ts'
import type { ReplyRecord } from './variables.ts'

/** What a reply's slots said when a person began to write in its text, by slot, as printed; empty ones are not among them. */
export type Figures = Readonly<Record<string, string>>

export function figuresOf(reply: Reply, record: ReplyRecord, answers: Answers, language: Language): Figures {
  const values = valuesOf(reply, record, answers, language)
  const named = namedIn(reply, language).map((slot) => [slot, values.get(slot) ?? ''] as const)
  return Object.fromEntries(named.filter(([, value]) => value.trim() !== ''))
}

/**
 * Whether a text that was written over by hand may go out. What a person has changed is theirs to answer for; a figure that still
 * stands there as it was has to be what the record says now, and no slot may be left open.
 */
export function checkEdited(
  reply: Reply,
  record: ReplyRecord,
  answers: Answers,
  language: Language,
  { text, figures }: { text: string; figures: Figures },
): Refusal | null {
  const replyId = replyIdOf(reply)
  const whole = replyText(reply, record, answers, language)
  if ('code' in whole && whole.code === 'reply.bad-answer') return whole
  const open = [...text.matchAll(/\{\{[#/]?([^{}]*)\}\}/g)].map((found) => (found[1] ?? '').trim())
  if (open.length > 0) return refuse('reply.slot-empty', { replyId, slots: [...new Set(open)] })
  const now = valuesOf(reply, record, answers, language)
  const slots = Object.entries(figures).flatMap(([slot, said]) =>
    stands(text, said) && now.get(slot) !== said ? [slot] : [],
  )
  return slots.length > 0 ? refuse('reply.changed', { replyId, slots }) : null
}

/** As a value of its own: 500 does not stand in 1500 or 500.20. */
function stands(text: string, said: string): boolean {
  const literal = said.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
  const before = /^\d/.test(said) ? String.raw`(?<!\d[.,]?)` : ''
  const after = /\d$/.test(said) ? String.raw`(?![.,]?\d)` : ''
  return new RegExp(before + literal + after, 'u').test(text)
}
