import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '../../../src/core/civil-date.ts'
import { pairOperators, type Condition } from '../../../src/core/judgement/condition.ts'
import { evaluate } from '../../../src/core/judgement/evaluate.ts'
import { parseFact } from '../../../src/core/judgement/fact.ts'
import type { FactValue } from '../../../src/core/judgement/fact-value.ts'
import { judge } from '../../../src/core/judgement/judge.ts'
import { claim, pack } from './fixture.ts'

function month(text: string): FactValue {
  const reading = parseFact('event.diagnosed_on', text)
  if ('problem' in reading) throw new Error(reading.problem.expected)
  return reading.value
}

test.each([
  ['2026-03', { from: '2026-03-01', to: '2026-03-31' }],
  ['2026-02', { from: '2026-02-01', to: '2026-02-28' }],
  ['2024-02', { from: '2024-02-01', to: '2024-02-29' }],
] as const)('%s is the whole month', (text, interval) => {
  expect(month(text)).toEqual(interval)
})

test.each([
  ['2026-03', '2026-02-28', true],
  ['2026-03', '2026-03-01', 'unknown'],
  ['2026-03', '2026-03-15', 'unknown'],
  ['2026-03', '2026-03-31', false],
  ['2026-03', '2026-04-01', false],
] as const)('%s is after %s: %s', (text, bound, expected) => {
  const condition: Condition = { after: ['event.diagnosed_on', { date: bound }] }
  const trace = evaluate(condition, { facts: { 'event.diagnosed_on': month(text) }, params: {} })
  expect(trace.value).toBe(expected)
  expect(trace.missing).toEqual(expected === 'unknown' ? ['event.diagnosed_on'] : [])
})

const day = fc.integer({ min: 0, max: 40 }).map((offset) => addDays('2026-03-01', offset))
const interval = fc.tuple(day, day).map(([a, b]) => (a <= b ? { from: a, to: b } : { from: b, to: a }))

test('what an interval decides, every day of it decides alike', () => {
  fc.assert(
    fc.property(fc.constantFrom(...pairOperators), interval, interval, (op, first, second) => {
      if (['gt', 'gte', 'lt', 'lte'].includes(op)) return
      const condition = { [op]: ['event.diagnosed_on', 'policy.effective_on'] } as unknown as Condition
      const at = (diagnosed: FactValue, effective: FactValue) =>
        evaluate(condition, {
          facts: { 'event.diagnosed_on': diagnosed, 'policy.effective_on': effective },
          params: {},
        }).value
      const early = at(first, second)
      const seen = new Set<unknown>()
      for (let a = first.from; a <= first.to; a = addDays(a, 1)) {
        for (let b = second.from; b <= second.to; b = addDays(b, 1)) seen.add(at(a, b))
      }
      expect(early).toBe(seen.size === 1 ? [...seen][0] : 'unknown')
    }),
    { numRuns: 500 },
  )
})

test('a month that straddles the waiting period is asked to the day, with what each day would do', () => {
  const fixture = claim('T04')
  const facts = { ...fixture.facts, 'event.diagnosed_on': { from: '2026-01-20', to: '2026-02-10' } }
  const judgement = judge(pack('MED-MILLION'), facts, { asOf: fixture.asOf })
  expect(judgement.verdict).toBe('needs_info')
  expect(judgement.nextQuestion?.fact).toBe('event.diagnosed_on')
  expect(judgement.nextQuestion?.clause).toBe('2.1')
  expect(judgement.nextQuestion?.effects.map(({ label, verdict }) => [label['zh-Hans'], verdict])).toEqual([
    ['2026-01-20 至 2026-01-30', 'not_payable'],
    ['2026-01-31 至 2026-02-10', 'payable'],
  ])
})
