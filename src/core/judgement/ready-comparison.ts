import { compareAmong, compareBetween, comparePair, distinct, type Compared } from './compare.ts'
import type { Condition, Operand, Pair, PairOperator } from './condition.ts'
import { factsOf, type Scope } from './operand.ts'
import type { OperandSlots } from './operand-slots.ts'
import { isAmong, isAtMost, isBetween, isEqual, isLess, type Outcome, type Place } from './plain-comparison.ts'
import { toldOf, type Told } from './told.ts'

/** A comparison made ready: how it comes out, and what is told of each outcome, of which there are few. */
export interface ReadyComparison {
  readonly kind: 'comparison'
  readonly outcomeOf: Outcome
  readonly outcomes: number
  readonly tell: (outcome: number) => Told
}

type Source = Pick<Condition, 'clause'>

export function readyPair(op: PairOperator, pair: Pair, source: Source, slots: OperandSlots): ReadyComparison {
  const compare = (scope: Scope): Compared => comparePair(op, pair, scope)
  return ready(op, pair, source, slots, compare, ([left, right], resolve) => {
    if (left === undefined || right === undefined) return resolve
    const kind = left.kind === right.kind ? left.kind : 'mixed'
    switch (op) {
      case 'eq':
        return kind !== 'mixed' || pair.includes('na') ? isEqual(left, right, resolve) : resolve
      case 'lt':
        return kind === 'value' ? isLess(left, right, resolve) : resolve
      case 'lte':
        return kind === 'value' ? isAtMost(left, right, resolve) : resolve
      case 'gt':
        return kind === 'value' ? isLess(right, left, resolve) : resolve
      case 'gte':
        return kind === 'value' ? isAtMost(right, left, resolve) : resolve
      case 'before':
        return kind === 'day' ? isLess(left, right, resolve) : resolve
      case 'on_or_before':
        return kind === 'day' ? isAtMost(left, right, resolve) : resolve
      case 'after':
        return kind === 'day' ? isLess(right, left, resolve) : resolve
      case 'on_or_after':
        return kind === 'day' ? isAtMost(right, left, resolve) : resolve
      default:
        return op satisfies never
    }
  })
}

export function readyAmong(
  [operand, options]: readonly [Operand, readonly (string | number)[]],
  source: Source,
  slots: OperandSlots,
): ReadyComparison {
  const compare = (scope: Scope): Compared => compareAmong(operand, options, scope)
  return ready('in', [operand], source, slots, compare, ([place], resolve) =>
    place?.kind === 'value' ? isAmong(place, options, resolve) : resolve,
  )
}

export function readyBetween(
  operands: readonly [Operand, Operand, Operand],
  source: Source,
  slots: OperandSlots,
): ReadyComparison {
  const compare = (scope: Scope): Compared => compareBetween(operands, scope)
  return ready('between', operands, source, slots, compare, ([day, from, to], resolve) =>
    day?.kind === 'day' && from?.kind === 'day' && to?.kind === 'day' ? isBetween(day, from, to, resolve) : resolve,
  )
}

/** `plainly` makes the comparison of plain values; an operand without a place can only be resolved. */
function ready(
  op: string,
  operands: readonly Operand[],
  { clause }: Source,
  slots: OperandSlots,
  compare: (scope: Scope) => Compared,
  plainly: (places: readonly (Place | undefined)[], resolve: Outcome) => Outcome,
): ReadyComparison {
  const facts = operands.flatMap(factsOf)
  let position = 0
  const places = operands.map((operand) => {
    const slot = slots.slotOf(operand)
    const bit = slot?.fact === undefined ? 0 : 1 << position
    position += factsOf(operand).length
    return slot && { at: slot.at, kind: slot.kind, bit }
  })
  const told: Told[] = []
  return {
    kind: 'comparison',
    outcomeOf: plainly(places, (_values, scope) => {
      const { value, missing } = compare(scope)
      return value === 'unknown' ? 1 + setOf(missing, facts) : Number(value)
    }),
    outcomes: 2 ** facts.length + 1,
    tell: (outcome) => {
      const known = told[outcome]
      if (known !== undefined) return known
      const missing = outcome > 1 ? distinct(membersOf(outcome - 1, facts)) : []
      const value = outcome > 1 ? 'unknown' : outcome === 1
      return (told[outcome] = toldOf({ op, value, clause, facts, missing }))
    },
  }
}

/** Facts as bits by their position: a fact named twice stands where it comes in turn, so that their order is kept. */
function setOf(missing: readonly string[], facts: readonly string[]): number {
  let set = 0
  let position = -1
  for (const key of missing) {
    position = facts.indexOf(key, position + 1)
    set |= 1 << position
  }
  return set
}

function membersOf(set: number, facts: readonly string[]): readonly string[] {
  return facts.filter((_, position) => (set & (1 << position)) !== 0)
}
