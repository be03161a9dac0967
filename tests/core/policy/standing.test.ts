import { expect, test } from 'vitest'
import type { Row } from '../../../src/core/entities.ts'
import type { Terms } from '../../../src/core/product/pack.ts'
import { lifeAtStart } from '../../../src/core/claim/states.ts'
import { standingOf } from '../../../src/core/policy/standing.ts'

const policy: Row<'policy'> = {
  ...{
    id: 'p',
    externalId: null,
    customerId: 'c',
    memberId: null,
    number: 'N',
    productCode: 'X',
    insuredName: '陈大文',
  },
  ...{ source: 'own', state: 'inForce', issuedOn: '2026-01-10', effectiveOn: '2026-01-10', expiresOn: '2027-01-09' },
  ...{ paidThrough: '2027-01-09', premiumFen: 36_800, sumInsuredFen: null },
}
const terms = { params: { waiting_days: 30, deductible_fen: 1_000_000, limit_fen: 200_000_000 } } as unknown as Terms
const noon = (on: string) => Date.parse(`${on}T12:00:00+08:00`)
const claim = (id: string, on: string, more: Partial<Row<'claim'>>): Row<'claim'> => ({
  ...{ id, customerId: 'c', policyId: 'p', caseId: null, state: 'open', facts: {}, openedAt: noon(on) },
  ...lifeAtStart,
  ...more,
})
const on = (today: string, claims: Row<'claim'>[] = [], changes: Partial<Row<'policy'>> = {}) =>
  standingOf({ ...policy, ...changes }, { terms, renewal: 'guaranteed', claims, today })

test('the waiting period ends with its last day, the day of effect being the first; a renewal has none', () => {
  expect(on('2026-02-08').waitingUntil).toBe('2026-02-08')
  expect(on('2026-02-09').waitingUntil).toBeNull()
  const renewed = claim('l', '2026-01-20', { facts: { 'policy.unbroken_renewal': true } })
  expect(on('2026-01-20', [renewed]).waitingUntil).toBeNull()
})

test('of the deductible is used what the newest claim of this year knows, at most all of it', () => {
  const borne = (id: string, day: string, fen: number) => claim(id, day, { facts: { 'ytd.own_spend_fen': fen } })
  expect(on('2026-06-01').deductible).toEqual({ fen: 1_000_000, usedFen: null })
  const claims = [borne('a', '2026-03-01', 200_000), borne('b', '2026-05-01', 640_000)]
  expect(on('2026-06-01', claims).deductible).toEqual({ fen: 1_000_000, usedFen: 640_000 })
  expect(on('2026-06-01', [borne('a', '2026-05-01', 2_000_000)]).deductible?.usedFen).toBe(1_000_000)
  // What was borne before the policy year does not count in it.
  expect(on('2026-06-01', [borne('a', '2026-01-09', 500_000)]).deductible?.usedFen).toBeNull()
})

test('the limit is less by what was paid this policy year, of a long policy from its anniversary', () => {
  const paid = (id: string, day: string, fen: number) => claim(id, day, { paidOn: day, paidFen: fen, state: 'paid' })
  const claims = [paid('a', '2026-03-01', 3_000_000), paid('b', '2026-05-01', 1_500_000)]
  expect(on('2026-06-01', claims).limit).toEqual({ fen: 200_000_000, paidFen: 4_500_000, leftFen: 195_500_000 })
  const told = claim('c', '2026-05-20', { facts: { 'ytd.paid_fen': 9_000_000 } })
  expect(on('2026-06-01', [...claims, told]).limit?.paidFen).toBe(9_000_000)
  const long = { effectiveOn: '2024-03-15', expiresOn: '2050-03-14' }
  expect(on('2026-06-01', claims, long).limit?.paidFen).toBe(1_500_000)
  expect(on('2026-03-14', claims, long).limit?.paidFen).toBe(4_500_000)
})

test('the next premium is due the day after what is paid; none once the term is paid', () => {
  expect(on('2026-06-01').payment).toBeNull()
  const open = { paidThrough: '2026-06-09' }
  expect(on('2026-06-01', [], open).payment).toEqual({ on: '2026-06-10', fen: 36_800, isLate: false })
  expect(on('2026-06-11', [], open).payment?.isLate).toBe(true)
  expect(on('2027-01-08').renewal).toEqual({ on: '2027-01-10', days: 2, kind: 'guaranteed' })
  expect(on('2027-01-08', [], { expiresOn: '9999-12-31' }).renewal).toBeNull()
})

test('nothing runs on a policy that is over, and without its terms only what the policy says itself', () => {
  const nothing = { waitingUntil: null, deductible: null, limit: null, payment: null, renewal: null }
  expect(on('2027-01-10')).toEqual(nothing)
  expect(on('2026-06-01', [], { state: 'lapsed' })).toEqual(nothing)
  const bare = standingOf(policy, { terms: undefined, renewal: null, claims: [], today: '2026-01-20' })
  expect(bare).toMatchObject({ waitingUntil: null, deductible: null, limit: null, renewal: { kind: null } })
})
