import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Facts } from '../../../src/core/judgement/fact-value.ts'
import { judge } from '../../../src/core/judgement/judge.ts'
import { claim, pack } from './fixture.ts'

function judged(name: string, changes: Facts) {
  const fixture = claim(name)
  return judge(pack(fixture.product), { ...fixture.facts, ...changes }, { asOf: fixture.asOf })
}

test.each([
  [{ 'hospital.designated': true }, 6_425_925],
  [{ 'hospital.designated': false }, 5_783_333],
  [{ 'hospital.designated': true, 'bill.settled_with_social': false }, 7_950_000],
  [{ 'hospital.designated': false, 'bill.settled_with_social': false, 'policy.with_social': false }, 11_925_000],
])('by class of hospital and settlement %j: %i', (changes, fen) => {
  expect(judged('T22', changes).amountFen).toEqual({ min: fen, max: fen })
})

test('a hospital not known to be designated is both ratios', () => {
  const { 'hospital.designated': _designated, ...facts } = claim('T22').facts
  const judgement = judge(pack('ELDER-CANCER'), facts, { asOf: '2026-09-06' })
  expect(judgement.amountFen).toEqual({ min: 5_783_333, max: 6_425_925 })
  expect(judgement.nextQuestion?.fact).toBe('hospital.designated')
})

// 交强险 limits since 2020-09-19 by item, and the shares of liability in the third-party part.
test.each([
  ['full', 200_000 + 635_000],
  ['main', 200_000 + 444_500],
  ['equal', 200_000 + 317_500],
  ['minor', 200_000 + 190_500],
  ['none', 10_000],
])('car, %s liability: %i', (liability, fen) => {
  expect(judged('T26', { 'car.liability': liability }).amountFen).toEqual({ min: fen, max: fen })
})

test('car: each item has a compulsory limit of its own, and the third-party part its sum', () => {
  const hurt = { 'car.third_injury_fen': 30_000_000, 'car.third_medical_fen': 2_000_000, 'car.liability': 'main' }
  const excess = ((30_000_000 - 18_000_000 + 2_000_000 - 1_800_000 + 835_000 - 200_000) * 7) / 10
  expect(judged('T26', hurt).amountFen.max).toBe(18_000_000 + 1_800_000 + 200_000 + excess)
  const ruinous = judged('T26', { 'car.third_injury_fen': 500_000_000 })
  expect(ruinous.amountFen.max).toBe(18_000_000 + 200_000 + 100_000_000)
  expect(ruinous.documents.map(({ code }) => code)).toContain('lost_income_proof')
})

test('car: drunken driving leaves the injured their compulsory part, with recourse', () => {
  const drunk = judged('T26', { 'event.exclusion': 'drunk', 'car.third_medical_fen': 500_000 })
  expect(drunk).toMatchObject({ verdict: 'payable', clauses: ['2.1.2'], flags: ['compulsory_recourse'] })
  expect(drunk.amountFen.max).toBe(500_000)
  expect(judged('T26', { 'event.exclusion': 'hit_and_run' }).amountFen.max).toBe(200_000)
})

test('car: no decision is due before the documents are in', () => {
  const { 'claim.supplement_in_on': _in, ...facts } = claim('T26').facts
  const { deadlines } = judge(pack('CAR'), facts, { asOf: '2026-07-05' })
  expect(deadlines).toEqual({ documentListBy: '2026-07-04', limitationOn: '2028-07-02' })
})

test.each([
  ['2020-02-09', 'v1', 1_000_000],
  ['2020-02-10', 'v2', 2_000_000],
])('free cover claimed on %s is %s and pays %i', (issued, version, fen) => {
  const judgement = judged('T24-critical', { 'policy.issued_on': issued })
  expect([judgement.pack.version, judgement.amountFen.max]).toEqual([version, fen])
})

test('free and gift cover do not add up: what was paid for the illness comes off the death benefit', () => {
  const death = { 'event.outcome': 'death', 'ytd.paid_fen': 1_000_000 }
  expect(judged('T24-critical', death)).toMatchObject({
    clauses: ['2.3.2'],
    amountFen: { min: 4_000_000, max: 4_000_000 },
  })
  const medic = { 'event.diagnosed_on': '2020-02-01', 'event.clinical_type': 'critical' }
  expect(judged('T25', medic).amountFen.max).toBe(10_000_000)
  expect(judged('T25', { ...medic, ...death }).amountFen.max).toBe(49_000_000)
  expect(judged('T25', { ...medic, 'insured.is_medic': false })).toMatchObject({ clauses: ['1.1'], flags: [] })
})

test('whatever is billed, no fen is ever broken', () => {
  const bill = fc.integer({ min: 0, max: 1_000_000_000 })
  fc.assert(
    fc.property(bill, bill, fc.boolean(), fc.boolean(), (total, social, isSettled, isDesignated) => {
      const { amountFen } = judged('T22', {
        'bill.total_fen': total,
        'bill.social_paid_fen': social,
        'bill.settled_with_social': isSettled,
        'hospital.designated': isDesignated,
      })
      expect(Number.isSafeInteger(amountFen.min)).toBe(true)
      expect(amountFen.min).toBe(amountFen.max)
      expect(amountFen.max).toBeLessThanOrEqual(total)
    }),
    { numRuns: 300 },
  )
})
