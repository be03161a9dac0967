import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { dateOfDay, dayNumber, exactDay } from '../../../src/core/civil-date.ts'
import { compareAmong, compareBetween, comparePair, type Compared } from '../../../src/core/judgement/compare.ts'
import type { Condition, Operand } from '../../../src/core/judgement/condition.ts'
import { evaluate, type ConditionTrace } from '../../../src/core/judgement/evaluate.ts'
import type { FactValue, Facts } from '../../../src/core/judgement/fact-value.ts'
import { all, any, not } from '../../../src/core/judgement/truth.ts'

test('a day is the same whichever way it is read', () => {
  fc.assert(
    fc.property(fc.integer({ min: dayNumber('0001-01-01'), max: dayNumber('9999-12-31') }), (day) => {
      expect(exactDay(dateOfDay(day))).toBe(day)
    }),
    { numRuns: 5_000 },
  )
  for (const text of ['', 'na', '2026-03', '2026/03/01', '2026-3-001', '2026-03-0x', 'x026-03-01', '2026-03-011'])
    expect(exactDay(text)).toBeNaN()
})

const params = { waiting_days: 2, years: 1 }
const dates = ['policy.effective_on', 'policy.reinstated_on', 'event.diagnosed_on']
const amounts = ['bill.total_fen', 'bill.social_paid_fen']

const day = fc.constantFrom('2026-02-28', '2026-03-01', '2026-03-02', '2026-03-03')
const interval = fc
  .tuple(day, day)
  .map(([a, b]): FactValue => (a < b ? { from: a, to: b } : a === b ? a : { from: b, to: a }))
const someFacts: fc.Arbitrary<Facts> = fc.record(
  {
    ...Object.fromEntries(dates.map((key) => [key, fc.oneof(day, interval, fc.constant('na'))])),
    ...Object.fromEntries(amounts.map((key) => [key, fc.integer({ min: 0, max: 3 })])),
    'event.cause': fc.constantFrom('illness', 'accident', 'unclear', 'na'),
    'event.emergency': fc.boolean(),
  },
  { requiredKeys: [] },
)

const dateOperand: fc.Arbitrary<Operand> = fc.letrec<{ operand: Operand }>((tie) => ({
  operand: fc.oneof(
    { maxDepth: 2 },
    fc.constantFrom(...dates),
    day.map((date) => ({ date })),
    tie('operand').map((base) => ({ day: base, plus: { param: 'waiting_days', add: -1 } })),
    tie('operand').map((base) => ({ day: base, plus: 1, plus_years: { param: 'years' } })),
    fc.tuple(tie('operand'), tie('operand')).map((latest) => ({ latest })),
  ),
})).operand
const number: fc.Arbitrary<Operand> = fc.oneof(
  fc.constantFrom(...amounts),
  fc.integer({ min: 0, max: 3 }),
  fc.constant({ param: 'waiting_days' }),
)

const comparison: fc.Arbitrary<Condition> = fc.oneof(
  fc
    .tuple(fc.constantFrom('before', 'after', 'on_or_before', 'on_or_after', 'eq'), dateOperand, dateOperand)
    .map(([op, ...pair]) => ({ [op]: pair }) as unknown as Condition),
  fc
    .tuple(fc.constantFrom('gt', 'gte', 'lt', 'lte', 'eq'), number, number)
    .map(([op, ...pair]) => ({ [op]: pair }) as unknown as Condition),
  fc.tuple(dateOperand, dateOperand, dateOperand).map((between): Condition => ({ between })),
  fc.constantFrom(...dates, 'event.cause').map((key): Condition => ({ eq: [key, 'na'] })),
  fc.boolean().map((wanted): Condition => ({ eq: ['event.emergency', wanted] })),
  fc.constant<Condition>({ in: ['event.cause', ['illness', 'na']] }),
)

/** What a comparison means, every operand resolved in full. */
function meaning(condition: Condition, facts: Facts): Compared {
  const scope = { facts, params }
  if ('between' in condition) return compareBetween(condition.between, scope)
  if ('in' in condition) return compareAmong(...condition.in, scope)
  const [op, pair] = Object.entries(condition)[0] as [Parameters<typeof comparePair>[0], [Operand, Operand]]
  return comparePair(op, pair, scope)
}

test('a comparison made ready means what it means with every operand resolved', () => {
  fc.assert(
    fc.property(comparison, someFacts, (condition, facts) => {
      const { value, missing } = evaluate(condition, { facts, params })
      expect({ value, missing }).toEqual(meaning(condition, facts))
    }),
    { numRuns: 10_000 },
  )
})

/** The trace as it is put together from its parts, none of them kept from before. */
function putTogether(condition: Condition, facts: Facts): ConditionTrace {
  const parts = 'all' in condition ? condition.all : 'any' in condition ? condition.any : []
  const { clause } = condition
  if ('not' in condition) {
    const child = putTogether(condition.not, facts)
    return { op: 'not', value: not(child.value), clause, missing: child.missing, children: [child] }
  }
  if (parts.length === 0) return structuredClone(evaluate(condition, { facts, params }))
  const children = parts.map((part) => putTogether(part, facts))
  const truths = children.map((child) => child.value)
  const [op, value] = 'all' in condition ? ['all', all(truths)] : ['any', any(truths)]
  const missing = value === 'unknown' ? [...new Set(children.flatMap((child) => child.missing))] : []
  const marked = children.map((child) => (child.value === value ? child : { ...child, absorbed: true as const }))
  return { op, value: value as ConditionTrace['value'], clause, missing, children: marked }
}

const { tree } = fc.letrec<{ tree: Condition }>((tie) => {
  const children = fc.array(tie('tree'), { minLength: 1, maxLength: 5 })
  return {
    tree: fc.oneof(
      { maxDepth: 3 },
      comparison,
      children.map((parts): Condition => ({ all: parts, clause: '2.1' })),
      children.map((parts): Condition => ({ any: parts })),
      tie('tree').map((inner): Condition => ({ not: inner })),
    ),
  }
})

test('a trace that is kept is the trace that would be made, for few outcomes and for many', () => {
  fc.assert(
    fc.property(tree, fc.array(someFacts, { minLength: 1, maxLength: 4 }), (condition, claims) => {
      for (const facts of [...claims, ...claims]) {
        const trace = evaluate(condition, { facts, params })
        expect(JSON.stringify(trace)).toBe(JSON.stringify(putTogether(condition, facts)))
      }
    }),
    { numRuns: 1_500 },
  )
})

test('what judgements share cannot be written on', () => {
  const condition: Condition = { all: [{ eq: ['event.emergency', true] }, { eq: ['event.cause', 'illness'] }] }
  const facts = { 'event.emergency': true }
  const trace = evaluate(condition, { facts, params })
  expect(evaluate(condition, { facts: { ...facts }, params })).toBe(trace)
  expect([trace, trace.missing, trace.children, ...(trace.children ?? [])].every(Object.isFrozen)).toBe(true)
})
