import { expect, test } from 'vitest'
import { factsRead } from '../../../src/core/judgement/questions.ts'
import { judge } from '../../../src/core/judgement/judge.ts'
import { claim, optionsOf, pack } from './fixture.ts'

const own = { 'policy.sum_insured_fen': 30_000_000, 'policy.premium_fen': 388_800 }

function amountOf(name: string, more = {}) {
  const one = claim(name)
  return judge(pack(one.product), { ...one.facts, ...more }, optionsOf(one))
}

test('a policy’s own sum insured stands in the place of the standard one (T11, T12)', () => {
  expect(amountOf('T11').amountFen).toEqual({ min: 50_000_000, max: 50_000_000 })
  expect(amountOf('T11', own).amountFen).toEqual({ min: 30_000_000, max: 30_000_000 })
  expect(amountOf('T12', own).amountFen).toEqual({ min: 9_000_000, max: 9_000_000 })
  expect(amountOf('T11').amountFen).toEqual({ min: 50_000_000, max: 50_000_000 })
})

test('its own premium is what is refunded, and what is taken off in the days of grace (T14, T15)', () => {
  expect(amountOf('T14', own).refundFen).toBe(388_800)
  expect(amountOf('T15', own).amountFen).toEqual({ min: 29_611_200, max: 29_611_200 })
})

test('terms without such a number pass it over (T01)', () => {
  expect(JSON.stringify(amountOf('T01', own))).toBe(JSON.stringify(amountOf('T01')))
  expect(factsRead(pack('MED-MILLION')).map(({ key }) => key)).not.toContain('policy.sum_insured_fen')
  expect(factsRead(pack('CI-LONG')).map(({ key }) => key)).toContain('policy.sum_insured_fen')
})
