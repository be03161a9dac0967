import type { Condition, Operand, Pair } from './condition.ts'
import { factsOf, resolve, type Resolved, type Scope } from './operand.ts'
import * as kleene from './truth.ts'
import type { Truth } from './truth.ts'

/**
 * A condition as it came out. `missing` names the facts that would decide it and is empty unless unknown; `absorbed` marks a
 * child that its parent's value did not depend on.
 */
export interface ConditionTrace {
  readonly op: string
  readonly value: Truth
  readonly clause?: string
  readonly facts?: readonly string[]
  readonly missing: readonly string[]
  readonly children?: readonly ConditionTrace[]
  readonly absorbed?: true
}

const none: readonly string[] = []

/**
 * Kleene's three-valued reading of a condition: an unknown fact makes a comparison unknown, never false; `na` makes every
 * comparison false but `eq` and `in` with `na` itself. Throws on a comparison of kinds that `checkPack` would refuse.
 */
export function evaluate(condition: Condition, scope: Scope): ConditionTrace {
  if ('eq' in condition) return compare('eq', condition.eq, equals, condition.clause, scope)
  if ('all' in condition) return combine('all', condition.all, condition.clause, scope)
  if ('any' in condition) return combine('any', condition.any, condition.clause, scope)
  if ('not' in condition) return negate(condition.not, condition.clause, scope)
  if ('in' in condition) return isAmong(condition.in, condition.clause, scope)
  if ('before' in condition) return compare('before', condition.before, isBefore, condition.clause, scope)
  if ('after' in condition) return compare('after', condition.after, isAfter, condition.clause, scope)
  if ('on_or_before' in condition) {
    return compare('on_or_before', condition.on_or_before, isOnOrBefore, condition.clause, scope)
  }
  if ('on_or_after' in condition) {
    return compare('on_or_after', condition.on_or_after, isOnOrAfter, condition.clause, scope)
  }
  if ('between' in condition) return isBetween(condition.between, condition.clause, scope)
  if ('gt' in condition) return compare('gt', condition.gt, isGreater, condition.clause, scope)
  if ('gte' in condition) return compare('gte', condition.gte, isAtLeast, condition.clause, scope)
  if ('lt' in condition) return compare('lt', condition.lt, isLess, condition.clause, scope)
  if ('lte' in condition) return compare('lte', condition.lte, isAtMost, condition.clause, scope)
  return condition satisfies never
}

function combine(
  op: 'all' | 'any',
  conditions: readonly Condition[],
  clause: string | undefined,
  scope: Scope,
): ConditionTrace {
  const children = conditions.map((condition) => evaluate(condition, scope))
  const values = children.map((child) => child.value)
  const value = op === 'all' ? kleene.all(values) : kleene.any(values)
  const marked = children.map((child) => (child.value === value ? child : { ...child, absorbed: true as const }))
  const missing = value === 'unknown' ? distinct(marked.flatMap((child) => child.missing)) : none
  return { op, value, clause, missing, children: marked }
}

function negate(inner: Condition, clause: string | undefined, scope: Scope): ConditionTrace {
  const child = evaluate(inner, scope)
  return { op: 'not', value: kleene.not(child.value), clause, missing: child.missing, children: [child] }
}

function compare(
  op: string,
  [left, right]: Pair,
  test: (a: Resolved, b: Resolved) => Truth,
  clause: string | undefined,
  scope: Scope,
): ConditionTrace {
  const a = resolve(left, scope)
  const b = resolve(right, scope)
  const value = test(a, b)
  const missing = value === 'unknown' ? distinct([...openIn(a), ...openIn(b)]) : none
  return { op, value, clause, facts: [...factsOf(left), ...factsOf(right)], missing }
}

function isAmong(
  [operand, options]: readonly [Operand, readonly (string | number)[]],
  clause: string | undefined,
  scope: Scope,
): ConditionTrace {
  const resolved = resolve(operand, scope)
  const value = kleene.any(options.map((option) => equals(resolved, { kind: 'value', value: option })))
  return { op: 'in', value, clause, facts: factsOf(operand), missing: value === 'unknown' ? openIn(resolved) : none }
}

function isBetween(
  [operand, first, last]: readonly [Operand, Operand, Operand],
  clause: string | undefined,
  scope: Scope,
): ConditionTrace {
  const day = resolve(operand, scope)
  const from = resolve(first, scope)
  const to = resolve(last, scope)
  const notEarly = isOnOrAfter(day, from)
  const notLate = isOnOrBefore(day, to)
  const value = kleene.all([notEarly, notLate])
  const early = notEarly === 'unknown' ? [...openIn(day), ...openIn(from)] : none
  const late = notLate === 'unknown' ? [...openIn(day), ...openIn(to)] : none
  const missing = value === 'unknown' ? distinct([...early, ...late]) : none
  return { op: 'between', value, clause, facts: [operand, first, last].flatMap(factsOf), missing }
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

function isAfter(a: Resolved, b: Resolved): Truth {
  return isBefore(b, a)
}

function isOnOrAfter(a: Resolved, b: Resolved): Truth {
  return isOnOrBefore(b, a)
}

function isGreater(a: Resolved, b: Resolved): Truth {
  return isLess(b, a)
}

function isAtLeast(a: Resolved, b: Resolved): Truth {
  return isAtMost(b, a)
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

function distinct(keys: readonly string[]): readonly string[] {
  return keys.length < 2 ? keys : [...new Set(keys)]
}
