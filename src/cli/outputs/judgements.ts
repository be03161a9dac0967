import { z } from 'zod'
import { day, fen, inThree, range, text } from './parts.ts'

export const verdict = z.enum(['payable', 'not_payable', 'needs_info'])
export const liability = z.enum(['in', 'out', 'unknown'])
export const packOfJudgement = z.object({ product: text, version: text, revision: text, sha256: text })

const lastDays = z.object({
  ...{ limitationOn: day.optional(), decideBy: day.optional(), decidePausedOn: day.optional() },
  ...{ refusalNoticeBy: day.optional(), payBy: day.optional(), advanceBy: day.optional() },
  ...{ waitingLastOn: day.optional(), graceEndsOn: day.optional(), suspendedOn: day.optional() },
  ...{ reinstateBy: day.optional(), incontestableOn: day.optional(), documentListBy: day.optional() },
})

/** Our preliminary reading of a claim; `trace`: every rule with what it looked at, as `claim why` explains it. */
export const judgement = z.object({
  ...{ verdict, liability, amountFen: range, stakeFen: range, refundFen: fen, clauses: z.array(text) },
  ...{ quotes: z.record(z.string(), text), laws: z.array(text), flags: z.array(text) },
  grounds: z.array(z.object({ ground: text, clause: text })),
  overlays: z.array(text),
  nextQuestion: z
    .object({
      ...{ fact: text, clause: text, text: inThree },
      effects: z.array(z.object({ answer: z.json(), label: inThree, verdict, amountFen: range })),
    })
    .nullable(),
  missing: z.array(text),
  documents: z.array(z.object({ code: text, name: inThree, why: inThree, clause: text })),
  ...{ deadlines: lastDays, pack: packOfJudgement, asOf: day, trace: z.json() },
})

/** A row of the checklist. */
export const question = z.object({
  ...{ fact: text, state: z.enum(['open', 'unknown', 'answered']), purpose: z.enum(['verdict', 'clock']), type: text },
  ...{ list: text.optional(), cost: z.int(), clause: text, clauses: z.array(text), text: inThree, label: inThree },
  ...{ options: z.array(z.object({ value: z.json(), label: inThree })), canKnockOut: z.boolean() },
  ...{ na: inThree.optional(), value: z.json().optional() },
})
