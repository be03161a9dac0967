import type { CivilDate } from '../civil-date.ts'

/** A date known only to lie within two civil dates, both included: what a customer means by "in March". */
export interface DateInterval {
  readonly from: CivilDate
  readonly to: CivilDate
}

/** One stay in hospital. `sameCause`: admitted for the same cause as the stay before it in the list. */
export interface Stay {
  readonly admittedOn: CivilDate
  readonly dischargedOn: CivilDate
  readonly icuDays: number
  readonly sameCause: boolean
}

/** One outpatient visit and what it cost, in fen. */
export interface Visit {
  readonly on: CivilDate
  readonly totalFen: number
  readonly socialPaidFen: number
  readonly otherPaidFen: number
}

/** The explicit answer "does not apply"; never the same as an absent fact, which is unknown. */
export const notApplicable = 'na'

/**
 * What is known of one fact. Money is integer fen, a date is a civil date or an interval, an enum is its option's code.
 * All of it is plain JSON.
 */
export type FactValue =
  | boolean
  | number
  | string
  | DateInterval
  | readonly Stay[]
  | readonly Visit[]
  /** Disability grades, one for each injury. */
  | readonly number[]

/** Everything known about a claim, by fact key. An absent key is unknown. */
export type Facts = Readonly<Record<string, FactValue>>

export function isDateInterval(value: FactValue): value is DateInterval {
  return typeof value === 'object' && 'from' in value
}
