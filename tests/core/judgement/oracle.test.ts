import * as fc from 'fast-check'
import { date, evaluate as evaluateFeel } from 'feelin'
import { expect, test } from 'vitest'
import { pairOperators, type Condition, type Pair } from '../../../src/core/judgement/condition.ts'
import { evaluate } from '../../../src/core/judgement/evaluate.ts'
import type { FactValue, Facts } from '../../../src/core/judgement/fact-value.ts'
import type { Truth } from '../../../src/core/judgement/truth.ts'

/**
 * The oracle: DMN's FEEL has the same three-valued `and`, `or` and `not`, and orders nothing that is null. Its `=` and `in` do not
 * hold to that (null = 5 is false), so that there a null is passed by.
 */
const signs = {
  ...{ eq: '=', gt: '>', gte: '>=', lt: '<', lte: '<=' },
  ...{ before: '<', after: '>', on_or_before: '<=', on_or_after: '>=' },
}

function feelOf(condition: Condition): string {
  if ('all' in condition) return `(${condition.all.map(feelOf).join(' and ')})`
  if ('any' in condition) return `(${condition.any.map(feelOf).join(' or ')})`
  if ('not' in condition) return `not(${feelOf(condition.not)})`
  if ('in' in condition) {
    const [operand, options] = condition.in
    return unlessNull(operandOf(operand), `${operandOf(operand)} in (${options.join(', ')})`)
  }
  if ('between' in condition) {
    const [day, from, to] = condition.between.map(operandOf)
    return `(${day} >= ${from} and ${day} <= ${to})`
  }
  const op = pairOperators.find((name) => name in condition)
  if (op === undefined) throw new Error('not made by this test')
  const [left, right] = (condition as unknown as Record<string, Pair>)[op] as Pair
  const [one, other] = [operandOf(left), operandOf(right)]
  if (op !== 'eq') return `(${one} ${signs[op]} ${other})`
  return typeof right === 'boolean' ? (right ? one : `not(${one})`) : unlessNull(one, `${one} = ${other}`)
}

function unlessNull(operand: string, comparison: string): string {
  return `(if ${operand} = null then null else ${comparison})`
}

function operandOf(operand: unknown): string {
  if (typeof operand === 'object' && operand !== null && 'date' in operand) return `@"${String(operand.date)}"`
  return typeof operand === 'string' ? nameOf(operand) : String(operand)
}

/** A dot in FEEL is a path. */
function nameOf(key: string): string {
  return key.replace('.', '_')
}

function feelTruth(condition: Condition, facts: Facts): Truth {
  const context = [...bools, ...amounts, ...dates].map((key) => {
    const value = facts[key] ?? null
    return [nameOf(key), typeof value === 'string' ? date(value) : value]
  })
  const { value } = evaluateFeel(feelOf(condition), Object.fromEntries(context)) as { readonly value: unknown }
  if (value === null) return 'unknown'
  if (typeof value !== 'boolean') throw new Error(`no truth: ${String(value)}`)
  return value
}

const bools = ['history.had_before', 'history.knew_before', 'event.emergency', 'hospital.public']
const amounts = ['bill.total_fen', 'bill.social_paid_fen']
const dates = ['policy.effective_on', 'policy.expires_on', 'event.diagnosed_on']

const amount = fc.integer({ min: 0, max: 3 })
const day = fc.constantFrom('2026-02-28', '2026-03-01', '2026-03-02')
const amountOperand = fc.oneof(fc.constantFrom(...amounts), amount)
const dateOperand = fc.oneof(
  fc.constantFrom(...dates),
  day.map((on) => ({ date: on })),
)

const leaf: fc.Arbitrary<Condition> = fc.oneof(
  { weight: 5, arbitrary: fc.tuple(fc.constantFrom(...bools), fc.boolean()).map((eq): Condition => ({ eq })) },
  fc.boolean().map((isTrue): Condition => ({ eq: [1, isTrue ? 1 : 2] })),
  fc.tuple(fc.constantFrom(...amounts), amount).map((eq): Condition => ({ eq })),
  fc
    .tuple(fc.constantFrom(...amounts), fc.uniqueArray(amount, { minLength: 1, maxLength: 3 }))
    .map((among): Condition => ({ in: among })),
  fc
    .tuple(fc.constantFrom('gt', 'gte', 'lt', 'lte'), amountOperand, amountOperand)
    .map(([op, ...pair]) => ({ [op]: pair }) as unknown as Condition),
  fc
    .tuple(fc.constantFrom('before', 'after', 'on_or_before', 'on_or_after'), dateOperand, dateOperand)
    .map(([op, ...pair]) => ({ [op]: pair }) as unknown as Condition),
  fc.tuple(dateOperand, dateOperand, dateOperand).map((between): Condition => ({ between })),
)

/** Junctions two or three deep: FEEL takes its time over every word. */
function junction(child: fc.Arbitrary<Condition>): fc.Arbitrary<Condition> {
  const children = fc.array(child, { minLength: 1, maxLength: 3 })
  return fc.oneof(
    { weight: 3, arbitrary: children.map((all): Condition => ({ all })) },
    { weight: 3, arbitrary: children.map((any): Condition => ({ any })) },
    { weight: 2, arbitrary: child.map((not): Condition => ({ not })) },
  )
}

const tree = junction(
  fc.oneof({ weight: 3, arbitrary: leaf }, { weight: 2, arbitrary: junction(fc.oneof(leaf, leaf, junction(leaf))) }),
)

const answer: Readonly<Record<string, fc.Arbitrary<FactValue>>> = Object.fromEntries<fc.Arbitrary<FactValue>>([
  ...bools.map((key) => [key, fc.boolean()] as const),
  ...amounts.map((key) => [key, amount] as const),
  ...dates.map((key) => [key, day] as const),
])

/** Half of the facts, or thereabouts. */
const someFacts: fc.Arbitrary<Facts> = fc
  .subarray(Object.keys(answer))
  .chain((keys) => fc.record(Object.fromEntries(Object.entries(answer).filter(([key]) => keys.includes(key)))))

test('10,000 random trees come out as in FEEL', () => {
  const seen = new Map<Truth, number>()
  fc.assert(
    fc.property(tree, someFacts, (condition, facts) => {
      const expected = feelTruth(condition, facts)
      seen.set(expected, (seen.get(expected) ?? 0) + 1)
      expect(evaluate(condition, { facts, params: {} }).value).toBe(expected)
    }),
    { numRuns: 10_000 },
  )
  for (const truth of [true, false, 'unknown'] as const) expect(seen.get(truth)).toBeGreaterThan(1_500)
}, 60_000)
