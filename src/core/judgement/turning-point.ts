import { dateOfDay, dayNumber } from '../civil-date.ts'
import type { Operand } from './condition.ts'
import { isDateInterval, type Facts } from './fact-value.ts'
import { paramValue, resolve, type Scope } from './operand.ts'
import type { Plan } from './plan.ts'

/**
 * The days around which a date's answer changes some comparison: each bound that is known, the day before and the day
 * after; within the interval where one is known. In order; empty while the other sides are unknown too.
 */
export function turningDays(key: string, plan: Plan, facts: Facts): readonly string[] {
  const scope: Scope = { facts, params: plan.terms.params }
  const days = new Set<number>()
  for (const { operands } of plan.comparisons) {
    const offset = operands.map((operand) => offsetOf(operand, key, scope)).find((found) => found !== undefined)
    if (offset === undefined) continue
    for (const operand of operands) {
      if (offsetOf(operand, key, scope) !== undefined) continue
      const other = resolve(operand, scope)
      if (other.kind !== 'days') continue
      for (const bound of [other.lo, other.hi]) {
        if (Number.isFinite(bound)) for (const around of [-1, 0, 1]) days.add(bound - offset + around)
      }
    }
  }
  const given = facts[key]
  const interval = given !== undefined && isDateInterval(given) ? given : undefined
  if (interval === undefined) return [...days].toSorted((a, b) => a - b).map(dateOfDay)
  const [from, to] = [dayNumber(interval.from), dayNumber(interval.to)]
  const within = [...days].filter((day) => day > from && day < to)
  return [from, ...within.toSorted((a, b) => a - b), to].map(dateOfDay)
}

/** How many days after the fact this operand lies; undefined when it does not read the fact. Years count 365 days. */
function offsetOf(operand: Operand, key: string, scope: Scope): number | undefined {
  if (operand === key) return 0
  if (typeof operand !== 'object') return undefined
  if ('latest' in operand)
    return operand.latest.map((inner) => offsetOf(inner, key, scope)).find((found) => found !== undefined)
  if (!('day' in operand)) return undefined
  const inner = offsetOf(operand.day, key, scope)
  if (inner === undefined) return undefined
  const plus = operand.plus ?? 0
  const years = operand.plus_years ?? 0
  const days = typeof plus === 'number' ? plus : paramValue(plus, scope)
  return inner + days + 365 * (typeof years === 'number' ? years : paramValue(years, scope))
}
