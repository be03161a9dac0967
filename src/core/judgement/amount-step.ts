import { z } from 'zod'
import type { Condition, ParamOperand } from './condition.ts'
import { conditionSchema, reportByOperator } from './condition-schema.ts'

/**
 * A number of the terms: named outright, selected by a condition's truth, or listed for each option of an enum fact. While the
 * condition or the fact is unknown, all that it may be.
 */
export type Choice =
  | ParamOperand
  | { readonly by: Condition; readonly true: Choice; readonly false: Choice }
  | { readonly for: string; readonly values: Readonly<Record<string, ParamOperand>> }

/**
 * A part of an amount: a fen or int fact, a constant, a number of the terms, one that counts only on a condition, several
 * added up, or what one has `over` another.
 */
export type Term =
  | string
  | number
  | Choice
  | { readonly take: Term; readonly when: Condition }
  | { readonly sum: readonly Term[] }
  | { readonly of: Term; readonly over: Term }

/** A ratio in basis points; with `grades`, that of the disability grade, from the first to the tenth. */
export type RatioTerm = Choice | { readonly grades: string; readonly bp: readonly number[] }

/** Days of hospital stays that are paid: free days and limits are numbers of the terms. */
export interface DaysTerm {
  readonly of: string
  readonly count: 'all' | 'icu'
  readonly free?: ParamOperand
  readonly per_hospitalisation: ParamOperand
  readonly per_year: ParamOperand
  readonly used: string
  readonly readmission: ParamOperand
}

/** Outpatient visits, each with its own deductible, ratio and limit. */
export interface VisitsTerm {
  readonly of: string
  readonly deductible: ParamOperand
  readonly ratio: ParamOperand
  readonly per_visit: ParamOperand
}

/**
 * One step of a benefit line. The line starts with `start` (fen), `visits` (fen) or `days` (a count, then `times` a daily
 * amount); every step names the clause that it applies, and the rule of law where there is one.
 */
export type AmountStep = { readonly clause: string; readonly law?: string } & (
  | { readonly start: Term }
  | { readonly days: DaysTerm }
  | { readonly visits: VisitsTerm }
  | { readonly times: Term }
  | { readonly sub: readonly Term[] }
  | { readonly sub_deductible: { readonly of: Term; readonly used: readonly Term[] } }
  | { readonly ratio: RatioTerm }
  | { readonly cap: { readonly limit: Term; readonly used?: readonly Term[] } }
)

export type AmountOperator = 'start' | 'days' | 'visits' | 'times' | 'sub' | 'sub_deductible' | 'ratio' | 'cap'

const param = z.strictObject({ param: z.string().min(1), add: z.int().optional() })
const choiceSchema: z.ZodType<Choice> = z.lazy(() =>
  z.union(
    [
      param,
      z.strictObject({ by: conditionSchema, true: choiceSchema, false: choiceSchema }),
      z.strictObject({ for: z.string().min(1), values: z.record(z.string(), param) }),
    ],
    'expected a param, by with true and false, or for with values',
  ),
)
const termSchema: z.ZodType<Term> = z.lazy(() =>
  z.union(
    [
      z.string().min(1),
      z.int(),
      choiceSchema,
      z.strictObject({ take: termSchema, when: conditionSchema }),
      z.strictObject({ sum: z.array(termSchema).min(1) }),
      z.strictObject({ of: termSchema, over: termSchema }),
    ],
    'expected a fact, a number, a param or a choice of them, take with when, sum, or of with over',
  ),
)
const basisPoints = z.int().min(0).max(10_000)

const source = { clause: z.string().min(1), law: z.string().min(1).optional() }
const shapes: Record<AmountOperator, z.ZodType> = {
  start: z.strictObject({ start: termSchema, ...source }),
  days: z.strictObject({
    days: z.strictObject({
      of: z.string().min(1),
      count: z.enum(['all', 'icu']),
      free: param.optional(),
      per_hospitalisation: param,
      per_year: param,
      used: z.string().min(1),
      readmission: param,
    }),
    ...source,
  }),
  visits: z.strictObject({
    visits: z.strictObject({ of: z.string().min(1), deductible: param, ratio: param, per_visit: param }),
    ...source,
  }),
  times: z.strictObject({ times: termSchema, ...source }),
  sub: z.strictObject({ sub: z.array(termSchema).min(1), ...source }),
  sub_deductible: z.strictObject({
    sub_deductible: z.strictObject({ of: termSchema, used: z.array(termSchema) }),
    ...source,
  }),
  ratio: z.strictObject({
    ratio: z.union([
      choiceSchema,
      z.strictObject({ grades: z.string().min(1), bp: z.array(basisPoints).length(10, 'ten ratios, a grade each') }),
    ]),
    ...source,
  }),
  cap: z.strictObject({
    cap: z.strictObject({ limit: termSchema, used: z.array(termSchema).optional() }),
    ...source,
  }),
}

export const amountStepSchema: z.ZodType<AmountStep> = z.custom<AmountStep>().check((context) => {
  reportByOperator(context, shapes, 'amount step')
})
