import { z } from 'zod'
import { conditionSchema, reportByOperator, type Condition, type ParamOperand } from './condition.ts'

/** A part of an amount: a fen or int fact, a constant, a number of the terms, or one that counts only on a condition. */
export type Term = string | number | ParamOperand | { readonly take: Term; readonly when: Condition }

/** A ratio in basis points; with `by`, the one that the condition's truth selects, and both while it is unknown. */
export type RatioTerm =
  | ParamOperand
  | { readonly by: Condition; readonly true: ParamOperand; readonly false: ParamOperand }

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

/**
 * One step of a benefit line. The line starts with `start` (fen) or `days` (a count, then `times` a daily amount);
 * every step names the clause that it applies, and the rule of law where there is one.
 */
export type AmountStep = { readonly clause: string; readonly law?: string } & (
  | { readonly start: Term }
  | { readonly days: DaysTerm }
  | { readonly times: Term }
  | { readonly sub: readonly Term[] }
  | { readonly sub_deductible: { readonly of: Term; readonly used: readonly Term[] } }
  | { readonly ratio: RatioTerm }
  | { readonly cap: { readonly limit: Term; readonly used?: readonly Term[] } }
)

export type AmountOperator = 'start' | 'days' | 'times' | 'sub' | 'sub_deductible' | 'ratio' | 'cap'

const param = z.strictObject({ param: z.string().min(1), add: z.int().optional() })
const termSchema: z.ZodType<Term> = z.lazy(() =>
  z.union(
    [z.string().min(1), z.int(), param, z.strictObject({ take: termSchema, when: conditionSchema })],
    'expected a fact, a number, a param, or take with when',
  ),
)

export const amountStepSchema: z.ZodType<AmountStep> = z.custom<AmountStep>().check((context) => {
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
    times: z.strictObject({ times: termSchema, ...source }),
    sub: z.strictObject({ sub: z.array(termSchema).min(1), ...source }),
    sub_deductible: z.strictObject({
      sub_deductible: z.strictObject({ of: termSchema, used: z.array(termSchema) }),
      ...source,
    }),
    ratio: z.strictObject({
      ratio: z.union([param, z.strictObject({ by: conditionSchema, true: param, false: param })]),
      ...source,
    }),
    cap: z.strictObject({
      cap: z.strictObject({ limit: termSchema, used: z.array(termSchema).optional() }),
      ...source,
    }),
  }
  reportByOperator(context, shapes, 'amount step')
})
