import type { Operand, Pair, PairOperator } from './condition.ts'
import { resolve, type Resolved, type Scope } from './operand.ts'
import * as kleene from './truth.ts'
import type { Truth } from './truth.ts'

/** How a comparison came out, and the facts that would decide it; none unless unknown. */
export interface Compared {
  readonly value: Truth
  readonly missing: readonly string[]
}

const none: readonly string[] = []

/**
 * What each comparison means for all that its operands may be. An unknown fact makes it unknown, never false; `na` makes it
 * false but in `eq` and `in` with `na` itself. Throws on a comparison of kinds that `checkPack` would refuse.
 */
const tests: Readonly<Record<PairOperator, (a: Resolved, b: Resolved) => Truth>> = {
  eq: equals,
  gt: (a, b) => isLess(b, a),
  gte: (a, b) => isAtMost(b, a),
  lt: isLess,
  lte: isAtMost,
  before: isBefore,
  after: (a, b) => isBefore(b, a),
  on_or_before: isOnOrBefore,
  on_or_after: (a, b) => isOnOrBefore(b, a),
}

export function comparePair(op: PairOperator, [left, right]: Pair, scope: Scope): Compared {
  const a = resolve(left, scope)
  const b = resolve(right, scope)
  const value = tests[op](a, b)
  return { value, missing: value === 'unknown' ? distinct([...openIn(a), ...openIn(b)]) : none }
}

export function compareAmong(operand: Operand, options: readonly (string | number)[], scope: Scope): Compared {
  const resolved = resolve(operand, scope)
  const value = kleene.any(options.map((option) => equals(resolved, { kind: 'value', value: option })))
  return { value, missing: value === 'unknown' ? openIn(resolved) : none }
}

export function compareBetween(operands: readonly [Operand, Operand, Operand], scope: Scope): Compared {
  const day = resolve(operands[0], scope)
  const from = resolve(operands[1], scope)
  const to = resolve(operands[2], scope)
  const notEarly = isOnOrBefore(from, day)
  const notLate = isOnOrBefore(day, to)
  const value = kleene.all([notEarly, notLate])
  const early = notEarly === 'unknown' ? [...openIn(day), ...openIn(from)] : none
  const late = notLate === 'unknown' ? [...openIn(day), ...openIn(to)] : none
  return { value, missing: value === 'unknown' ? distinct([...early, ...late]) : none }
}

function equals(a: Resolved, b: Resolved): Truth {
  if (a.kind === 'unknown' || b.kind === 'unknown') return 'unknown'
  if (a.kind === 'na' || b.kind === 'na')
    return isNa(a) && isNa(b) ? true : isUndated(a) || isUndated(b) ? 'unknown' : false
  if (a.kind === 'value' && b.kind === 'value') return a.value === b.value
  if (a.kind === 'days' && b.kind === 'days') {
    if (a.hi < b.lo || b.hi < a.lo) return false
    return a.lo === a.hi && b.lo === b.hi ? true : 'unknown'
  }
  if (isNa(a) || isNa(b)) return isUndated(a) || isUndated(b) ? 'unknown' : false
  throw new Error('a date is compared with something that is not a date')
}

/** Either an answer `na` or the text `na` that a condition compares it with. */
function isNa(resolved: Resolved): boolean {
  return resolved.kind === 'na' || (resolved.kind === 'value' && resolved.value === 'na')
}

/** A date of which nothing is known, not even whether it applies. */
function isUndated(resolved: Resolved): boolean {
  return resolved.kind === 'days' && resolved.lo === -Infinity && resolved.hi === Infinity
}

function isBefore(a: Resolved, b: Resolved): Truth {
  if (a.kind === 'na' || b.kind === 'na') return false
  if (a.kind !== 'days' || b.kind !== 'days') throw new Error('a date is compared with something that is not a date')
  if (a.hi < b.lo) return true
  return a.lo >= b.hi ? false : 'unknown'
}

function isOnOrBefore(a: Resolved, b: Resolved): Truth {
  if (a.kind === 'na' || b.kind === 'na') return false
  if (a.kind !== 'days' || b.kind !== 'days') throw new Error('a date is compared with something that is not a date')
  if (a.hi <= b.lo) return true
  return a.lo > b.hi ? false : 'unknown'
}

function isLess(a: Resolved, b: Resolved): Truth {
  const numbers = numbersOf(a, b)
  return typeof numbers === 'object' ? numbers[0] < numbers[1] : numbers
}

function isAtMost(a: Resolved, b: Resolved): Truth {
  const numbers = numbersOf(a, b)
  return typeof numbers === 'object' ? numbers[0] <= numbers[1] : numbers
}

function numbersOf(a: Resolved, b: Resolved): readonly [number, number] | Truth {
  if (a.kind === 'na' || b.kind === 'na') return false
  if (a.kind === 'unknown' || b.kind === 'unknown') return 'unknown'
  if (a.kind !== 'value' || b.kind !== 'value' || typeof a.value !== 'number' || typeof b.value !== 'number') {
    throw new Error('a number is compared with something that is not a number')
  }
  return [a.value, b.value]
}

function openIn(resolved: Resolved): readonly string[] {
  if (resolved.kind === 'unknown') return resolved.missing
  return resolved.kind === 'days' ? resolved.open : none
}

export function distinct(keys: readonly string[]): readonly string[] {
  return keys.length < 2 ? keys : [...new Set(keys)]
}
