/** A number of a terms version, by name, and what to add to it. */
export interface ParamOperand {
  readonly param: string
  readonly add?: number
}

/** A date reckoned from another one. Years and months end on the corresponding day (民法典 202). */
export interface DayOperand {
  readonly day: Operand
  readonly plus?: number | ParamOperand
  readonly plus_years?: number | ParamOperand
}

/**
 * What a comparison compares. A text is a fact key when the vocabulary has it, and an enum option's code otherwise.
 * `latest` takes the latest of several dates and passes over those that do not apply.
 */
export type Operand =
  | string
  | number
  | boolean
  | ParamOperand
  | DayOperand
  | { readonly date: string }
  | { readonly latest: readonly Operand[] }
  | { readonly last_discharge: string }

export type Pair = readonly [Operand, Operand]

/** Comparisons of two operands: equality, numbers, dates. */
export const pairOperators = ['eq', 'gt', 'gte', 'lt', 'lte', 'before', 'after', 'on_or_before', 'on_or_after'] as const
export type PairOperator = (typeof pairOperators)[number]

/**
 * A condition tree. Every node may name the clause it reads from, where that is narrower than the rule's own.
 * There is no if/else: an unknown stays unknown.
 */
export type Condition = { readonly clause?: string } & (
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | { readonly eq: Pair }
  | { readonly gt: Pair }
  | { readonly gte: Pair }
  | { readonly lt: Pair }
  | { readonly lte: Pair }
  | { readonly before: Pair }
  | { readonly after: Pair }
  | { readonly on_or_before: Pair }
  | { readonly on_or_after: Pair }
  | { readonly in: readonly [Operand, readonly (string | number)[]] }
  | { readonly between: readonly [Operand, Operand, Operand] }
)
