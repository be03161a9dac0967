import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Condition } from '../../../src/core/judgement/condition.ts'
import { evaluate } from '../../../src/core/judgement/evaluate.ts'
import type { Facts } from '../../../src/core/judgement/fact-value.ts'
import type { Truth } from '../../../src/core/judgement/truth.ts'

const keys = ['history.had_before', 'history.knew_before', 'history.answered', 'event.emergency', 'hospital.public']

function value(condition: Condition, facts: Facts = {}): Truth {
  return evaluate(condition, { facts, params: {} }).value
}

const leaf: Record<string, Condition> = {
  true: { eq: [1, 1] },
  false: { eq: [1, 2] },
  unknown: { eq: ['event.emergency', true] },
}

// Kleene's strong tables: rows and columns true, false, unknown.
test.each([
  ['true', 'true', true, true],
  ['true', 'false', false, true],
  ['true', 'unknown', 'unknown', true],
  ['false', 'false', false, false],
  ['false', 'unknown', false, 'unknown'],
  ['unknown', 'unknown', 'unknown', 'unknown'],
] as const)('%s with %s: all %s, any %s', (left, right, all, any) => {
  const [a, b] = [leaf[left], leaf[right]]
  if (!a || !b) throw new Error('no such leaf')
  expect([value({ all: [a, b] }), value({ all: [b, a] })]).toEqual([all, all])
  expect([value({ any: [a, b] }), value({ any: [b, a] })]).toEqual([any, any])
})

test('not keeps unknown', () => {
  expect(
    [true, false].map((known) => value({ not: { eq: ['event.emergency', true] } }, { 'event.emergency': known })),
  ).toEqual([false, true])
  expect(value({ not: { eq: ['event.emergency', true] } })).toBe('unknown')
})

test('an absent number is neither less nor more', () => {
  for (const op of ['lt', 'lte', 'gt', 'gte'] as const) {
    expect(value({ [op]: ['bill.total_fen', 5] } as unknown as Condition)).toBe('unknown')
  }
})

test('nothing is coerced', () => {
  const facts = { 'bill.total_fen': 1, 'event.emergency': true, 'hospital.grade': 3 }
  expect(value({ eq: ['event.emergency', 1] }, facts)).toBe(false)
  expect(value({ eq: ['hospital.grade', '3'] }, facts)).toBe(false)
  expect(() => value({ lt: ['event.emergency', 5] }, facts)).toThrow('not a number')
})

test('na is an answer: false in every comparison but with itself', () => {
  const facts = { 'policy.premium_due_on': 'na', 'event.diagnosed_on': '2026-03-10' }
  expect(value({ eq: ['policy.premium_due_on', 'na'] }, facts)).toBe(true)
  expect(value({ eq: ['event.diagnosed_on', 'na'] }, facts)).toBe(false)
  expect(value({ eq: ['policy.premium_due_on', 'na'] })).toBe('unknown')
  expect(value({ before: ['policy.premium_due_on', 'event.diagnosed_on'] }, facts)).toBe(false)
  expect(value({ on_or_after: ['event.diagnosed_on', 'policy.premium_due_on'] }, facts)).toBe(false)
  expect(value({ in: ['hospital.grade', [2, 3]] }, { 'hospital.grade': 'na' })).toBe(false)
})

test('missing names what would decide, and leaves out what is absorbed', () => {
  const condition: Condition = {
    all: [
      { any: [{ eq: ['event.emergency', true] }, { eq: ['hospital.public', true] }] },
      { eq: ['history.had_before', true] },
    ],
  }
  const trace = evaluate(condition, { facts: { 'hospital.public': true }, params: {} })
  expect(trace.missing).toEqual(['history.had_before'])
  expect(trace.children?.[0]?.absorbed).toBe(true)
  expect(trace.children?.[1]?.absorbed).toBeUndefined()
})

const { tree } = fc.letrec<{ tree: Condition }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(...keys).chain((key) => fc.boolean().map((wanted): Condition => ({ eq: [key, wanted] }))),
    fc.array(tie('tree'), { minLength: 1, maxLength: 4 }).map((all): Condition => ({ all })),
    fc.array(tie('tree'), { minLength: 1, maxLength: 4 }).map((any): Condition => ({ any })),
    tie('tree').map((inner): Condition => ({ not: inner })),
  ),
}))

const partial = fc.dictionary(fc.constantFrom(...keys), fc.boolean())

/** The reference: plain two-valued logic, given that everything is known. */
function twoValued(condition: Condition, facts: Facts): boolean {
  if ('all' in condition) return condition.all.every((child) => twoValued(child, facts))
  if ('any' in condition) return condition.any.some((child) => twoValued(child, facts))
  if ('not' in condition) return !twoValued(condition.not, facts)
  if ('eq' in condition) return facts[String(condition.eq[0])] === condition.eq[1]
  throw new Error('not made by this test')
}

test('a tree with everything known is plain logic; a decided one stays decided however it is completed', () => {
  fc.assert(
    fc.property(tree, partial, fc.integer({ min: 0, max: 31 }), (condition, known, bits) => {
      const complete = { ...Object.fromEntries(keys.map((key, at) => [key, (bits >> at) % 2 === 1])), ...known }
      const truth = twoValued(condition, complete)
      expect(value(condition, complete)).toBe(truth)
      const early = evaluate(condition, { facts: known, params: {} })
      if (early.value === 'unknown') expect(early.missing.length).toBeGreaterThan(0)
      else expect(early.value).toBe(truth)
      for (const key of early.missing) expect(known[key]).toBeUndefined()
    }),
    { numRuns: 10_000 },
  )
})
