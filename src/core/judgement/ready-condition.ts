import { pairOperators, type Condition, type Pair, type PairOperator } from './condition.ts'
import { OperandSlots } from './operand-slots.ts'
import { readyAmong, readyBetween, readyPair, type ReadyComparison } from './ready-comparison.ts'
import type { Told } from './told.ts'

export interface ReadyJunction {
  readonly kind: 'all' | 'any' | 'not'
  readonly clause: string | undefined
  readonly children: readonly ReadyNode[]
  /**
   * The junction's outcome is one number made of its comparisons' outcomes, each of them with its place value, as digits make a
   * number. `places` are those of the children, `digits` of all comparisons below.
   */
  readonly places: readonly number[]
  readonly digits: readonly Digit[]
  readonly outcomes: number
  /** What has been told of an outcome; undefined where there are too many outcomes to keep. */
  readonly told: Map<number, Told> | undefined
}

export interface Digit {
  readonly comparison: ReadyComparison
  readonly place: number
}

export type ReadyNode = ReadyComparison | ReadyJunction

/** A condition made ready to be evaluated many times. */
export interface ReadyCondition {
  readonly operands: OperandSlots
  readonly root: ReadyNode
}

/** What is told of so many outcomes may be kept for one junction: all that half a dozen comparisons can come to. */
const fewOutcomes = 8_192

/** Remembered for as long as its condition, which never changes once it has been read. */
const remembered = new WeakMap<Condition, ReadyCondition>()

export function readyCondition(condition: Condition): ReadyCondition {
  const known = remembered.get(condition)
  if (known !== undefined) return known
  const operands = new OperandSlots()
  const ready = { operands, root: readyNode(condition, operands) }
  remembered.set(condition, ready)
  return ready
}

function readyNode(condition: Condition, operands: OperandSlots): ReadyNode {
  if ('all' in condition) return junction('all', condition.all, condition.clause, operands)
  if ('any' in condition) return junction('any', condition.any, condition.clause, operands)
  if ('not' in condition) return junction('not', [condition.not], condition.clause, operands)
  if ('in' in condition) return readyAmong(condition.in, condition, operands)
  if ('between' in condition) return readyBetween(condition.between, condition, operands)
  const pairs: Partial<Record<PairOperator, Pair>> = condition
  for (const op of pairOperators) {
    const pair = pairs[op]
    if (pair !== undefined) return readyPair(op, pair, condition, operands)
  }
  throw new Error('not a condition')
}

function junction(
  kind: ReadyJunction['kind'],
  conditions: readonly Condition[],
  clause: string | undefined,
  operands: OperandSlots,
): ReadyJunction {
  const children = conditions.map((condition) => readyNode(condition, operands))
  const places: number[] = []
  const digits: Digit[] = []
  let outcomes = 1
  for (const child of children) {
    places.push(outcomes)
    if (child.kind === 'comparison') digits.push({ comparison: child, place: outcomes })
    else for (const { comparison, place } of child.digits) digits.push({ comparison, place: place * outcomes })
    outcomes *= child.outcomes
  }
  return { kind, clause, children, places, digits, outcomes, told: outcomes <= fewOutcomes ? new Map() : undefined }
}
