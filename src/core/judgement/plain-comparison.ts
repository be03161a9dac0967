import { notApplicable } from './fact-value.ts'
import type { Scope } from './operand.ts'
import { unplain, type PlainValue } from './operand-slots.ts'

/**
 * How a comparison comes out: 0 false, 1 true, and above that unknown, namely one more than the set of its missing facts as bits.
 */
export type Outcome = (values: readonly PlainValue[], scope: Scope) => number

/** Where an operand's value is found, of which kind it is, and the bit of the fact that it depends on, 0 for none. */
export interface Place {
  readonly at: number
  readonly kind: 'day' | 'value'
  readonly bit: number
}

/*
 * Each of these compares values as they stand, and leaves to `resolve` whatever is no plain value or not of the kind that it
 * compares: one meaning in two places, held together by the tests.
 */

export function isEqual(left: Place, right: Place, resolve: Outcome): Outcome {
  const [a, b] = [left.at, right.at]
  return (values, scope) => {
    const one = values[a]
    const other = values[b]
    if (one === unplain || other === unplain) return resolve(values, scope)
    if (one === undefined || other === undefined) return 1 + (absent(one, left) | absent(other, right))
    return one === other ? 1 : 0
  }
}

export function isAmong(operand: Place, options: readonly PlainValue[], resolve: Outcome): Outcome {
  const { at, bit } = operand
  return (values, scope) => {
    const value = values[at]
    if (value === unplain) return resolve(values, scope)
    if (value === undefined) return 1 + bit
    for (const option of options) if (option === value) return 1
    return 0
  }
}

export function isLess(left: Place, right: Place, resolve: Outcome): Outcome {
  const [a, b] = [left.at, right.at]
  return (values, scope) => {
    const one = values[a]
    const other = values[b]
    if (typeof one === 'number' && typeof other === 'number') return one < other ? 1 : 0
    return unordered(one, left, other, right) ?? resolve(values, scope)
  }
}

export function isAtMost(left: Place, right: Place, resolve: Outcome): Outcome {
  const [a, b] = [left.at, right.at]
  return (values, scope) => {
    const one = values[a]
    const other = values[b]
    if (typeof one === 'number' && typeof other === 'number') return one <= other ? 1 : 0
    return unordered(one, left, other, right) ?? resolve(values, scope)
  }
}

export function isBetween(operand: Place, first: Place, last: Place, resolve: Outcome): Outcome {
  const [at, a, b] = [operand.at, first.at, last.at]
  return (values, scope) => {
    const day = values[at]
    const from = values[a]
    const to = values[b]
    if (typeof day !== 'number' || typeof from !== 'number' || typeof to !== 'number') return resolve(values, scope)
    return from <= day && day <= to ? 1 : 0
  }
}

/** No day is before or after what does not apply; all else waits for what is missing. Undefined where that is not all. */
function unordered(one: PlainValue, left: Place, other: PlainValue, right: Place): number | undefined {
  if (!isOrderable(one, left) || !isOrderable(other, right)) return undefined
  if (one === notApplicable || other === notApplicable) return 0
  return 1 + (absent(one, left) | absent(other, right))
}

function isOrderable(value: PlainValue, { kind }: Place): boolean {
  return value === undefined || typeof value === 'number' || (value === notApplicable && kind === 'day')
}

function absent(value: PlainValue, { bit }: Place): number {
  return value === undefined ? bit : 0
}
