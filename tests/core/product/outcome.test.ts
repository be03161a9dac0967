import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Facts } from '../../../src/core/judgement/fact-value.ts'
import { judge } from '../../../src/core/judgement/judge.ts'
import { isSameOutcome, outcomeOf, outcomeUnder } from '../../../src/core/product/outcome.ts'
import { claims, overlays, pack } from '../judgement/fixture.ts'

const asOf = '2026-11-22'

test('the outcome alone is the outcome of the judgement, whatever is known', () => {
  const some = fc.record({
    fixture: fc.constantFrom(...claims),
    left: fc.array(fc.nat(60), { maxLength: 40 }),
    hasOverlays: fc.boolean(),
    diagnosed: fc.constantFrom(null, '2020-02-20', { from: '2020-04-25', to: '2020-05-05' }),
  })
  fc.assert(
    fc.property(some, ({ fixture, left, hasOverlays, diagnosed }) => {
      const keys = Object.keys(fixture.facts)
      const gone = new Set(left.map((at) => keys[at % keys.length]))
      const kept = Object.entries(fixture.facts).filter(([key]) => !gone.has(key))
      const facts: Facts = {
        ...(Object.fromEntries(kept) as Facts),
        ...(diagnosed === null ? {} : { 'event.diagnosed_on': diagnosed }),
      }
      const rules = { pack: pack(fixture.product), sha256: '', overlays: hasOverlays ? overlays : [] }
      const whole = judge(rules.pack, facts, { asOf, overlays: rules.overlays })
      expect(outcomeUnder(rules, facts, asOf)).toEqual(outcomeOf(whole))
    }),
    { numRuns: 1_500 },
  )
})

test('before a policy can have been sold there is nothing to say', () => {
  const rules = { pack: pack('MED-MILLION'), sha256: '', overlays: [] }
  const facts = { 'policy.issued_on': '1999-01-01' }
  expect(outcomeUnder(rules, facts, asOf)).toEqual(outcomeOf(judge(rules.pack, facts, { asOf })))
})

test('an overlay that changes nothing else is no other outcome', () => {
  const { facts } = claims[0] ?? { facts: {} }
  const outcome = outcomeUnder({ pack: pack('MED-MILLION'), sha256: '', overlays: [] }, facts, asOf)
  expect(isSameOutcome(outcome, { ...outcome, overlays: ['OVL'] })).toBe(true)
  expect(isSameOutcome(outcome, { ...outcome, refundFen: 1 })).toBe(false)
  expect(isSameOutcome(outcome, { ...outcome, clauses: ['9.9'] })).toBe(false)
})
