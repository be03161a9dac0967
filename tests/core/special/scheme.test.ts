import { expect, test } from 'vitest'
import { correctGoodwill, payGoodwill } from '../../../src/core/goodwill/commands.ts'
import * as schemes from '../../../src/core/scheme/commands.ts'
import { grantScheme } from '../../../src/core/scheme/grant.ts'
import { standingOf } from '../../../src/core/scheme/standing.ts'
import type { Desk, Person } from '../escalation/desk.ts'
import { pack } from '../judgement/fixture.ts'
import { specialCase } from './approved.ts'
import { answer, medicDesk, sign } from './medic-desk.ts'

const day = '2026-03-02'
const proposal = {
  ...{ name: '抗疫一线医护', condition: { eq: ['insured.is_medic', true] }, minFen: 500_000, maxFen: 1_000_000 },
  ...{ budgetFen: 2_000_000, startsOn: day, endsOn: '2026-06-30' },
}

const propose = (desk: Desk, person: Person, escalationId: string, more: object = {}) =>
  desk.give(person, schemes.proposeScheme, { escalationId, ...proposal, ...more })
const grant = (desk: Desk, schemeId: string, claimId: string, more: object = {}, person: Person = 'lin') =>
  desk.give(person, grantScheme, { schemeId, claimId, paidOn: day, reference: 'P', amountFen: 1_000_000, ...more })

async function runningScheme(count = 4, more: object = {}) {
  const { desk, claims } = await medicDesk(count)
  const run = await specialCase(desk, 'pay', { claimId: claims[0] ?? '' })
  const proposed = await propose(desk, 'qian', run, more)
  if (!proposed.ok) throw new Error(JSON.stringify(proposed))
  const schemeId = String(proposed.result['schemeId'])
  expect(await desk.give('sun', schemes.approveScheme, { schemeId, reason: '同意' })).toMatchObject({ ok: true })
  return { desk, claims, run, schemeId }
}

test.each([
  ['a fact that does not exist', { eq: ['insured.is_doctor', true] }, 'insured.is_doctor'],
  ['an option that the fact does not have', { eq: ['event.cause', 'virus'] }, 'virus'],
  ['a yes-or-no as a number', { gt: ['insured.is_medic', 1] }, 'gt compares numbers'],
  ['a number of the terms', { gt: ['insured.age', { param: 'confirmed_fen' }] }, 'confirmed_fen'],
  ['a day reckoned from what is none', { before: ['event.diagnosed_on', { day: 'insured.age' }] }, 'insured.age'],
  ['the latest of what are no days', { before: ['event.diagnosed_on', { latest: ['x', 'y'] }] }, 'x is not a day'],
])('criteria are refused with what is wrong: %s', async (_what, condition, problem) => {
  const { desk, claims } = await medicDesk(1)
  const run = await specialCase(desk, 'pay', { claimId: claims[0] ?? '' })
  const refused = await propose(desk, 'qian', run, { condition })
  expect(refused).toMatchObject({ code: 'scheme.bad-criteria' })
  expect(JSON.stringify(refused)).toContain(problem)
})

test('a scheme is promoted from an approved special case on a claim that meets its criteria itself', async () => {
  const { desk, claims } = await medicDesk(2)
  const [first = '', second = ''] = claims
  const waiting = await specialCase(desk, 'budget', { claimId: first })
  expect(await propose(desk, 'qian', waiting)).toMatchObject({ code: 'goodwill.not-approved' })
  const run = await specialCase(desk, 'pay', { claimId: second })
  expect(await propose(desk, 'lin', run)).toMatchObject({ code: 'not-allowed' })
  expect(await propose(desk, 'qian', run, { condition: { eq: ['insured.is_medic', false] } })).toMatchObject({
    ...{ code: 'scheme.not-covered', data: { misfits: [{ why: 'condition' }] } },
  })
  expect(await propose(desk, 'qian', run, { endsOn: '2026-03-01', startsOn: '2026-02-01' })).toMatchObject({
    code: 'scheme.not-in-time',
  })
  for (const wrong of [{ minFen: 1_000_001 }, { budgetFen: 999_999 }, { endsOn: '2026-03-01' }])
    expect(await propose(desk, 'qian', run, wrong)).toMatchObject({ code: 'bad-arguments' })
  expect(await propose(desk, 'qian', run)).toMatchObject({ ok: true })
  const without = await specialCase(desk, 'pay')
  expect(await propose(desk, 'qian', without)).toMatchObject({ code: 'scheme.no-claim' })
  const otherClause = await specialCase(desk, 'pay', { claimId: first, clauseNumber: '9.9' })
  expect(await propose(desk, 'qian', otherClause)).toMatchObject({ data: { misfits: [{ why: 'clause' }] } })
})

test('neither who proposed it nor who asked for its special case decides on a scheme, and it is decided once', async () => {
  const { desk, claims } = await medicDesk(1)
  const run = await specialCase(desk, 'pay', { author: 'sun', claimId: claims[0] ?? '' })
  const proposed = await propose(desk, 'qian', run)
  const args = { schemeId: proposed.ok ? proposed.result['schemeId'] : '', reason: '同意' }
  for (const command of [schemes.approveScheme, schemes.refuseScheme]) {
    for (const own of ['qian', 'sun'] as const)
      expect(await desk.give(own, command, args)).toMatchObject({ code: 'scheme.author-may-not-decide' })
    expect(await desk.give('lin', command, args)).toMatchObject({ code: 'not-allowed' })
  }
  expect(await desk.give('wu', schemes.refuseScheme, args)).toMatchObject({ ok: true })
  expect(await desk.give('wu', schemes.approveScheme, args)).toMatchObject({
    code: 'scheme.decided',
    data: { by: 'wu' },
  })
})

test('a like case goes through without argument; what is none does not, and says why', async () => {
  const { desk, claims, schemeId } = await runningScheme()
  const [, second = '', third = '', fourth = ''] = claims
  answer(desk, second, { 'insured.is_medic': 'unknown' })
  expect(await grant(desk, schemeId, second)).toMatchObject({
    data: { misfits: [{ why: 'unknown', facts: ['insured.is_medic'] }] },
  })
  answer(desk, third, { 'event.diagnosed_on': '2020-02-02' })
  expect(await grant(desk, schemeId, third)).toMatchObject({ data: { misfits: [{ why: 'payable' }] } })
  answer(desk, third, { 'event.diagnosed_on': '2020-04-02' })
  expect(await grant(desk, schemeId, third)).toMatchObject({ data: { misfits: [{ why: 'clause' }] } })
  desk.store.put('product', { ...desk.store.one('product', 'MED-MILLION'), pack: pack('MED-MILLION') })
  expect(await grant(desk, schemeId, 'k1')).toMatchObject({ data: { misfits: [{ why: 'product' }] } })
  // Signed, and not by who grants.
  answer(desk, third, { 'event.diagnosed_on': '2020-01-20' })
  expect(await grant(desk, schemeId, third)).toMatchObject({ code: 'claim.not-signed', data: { isStale: true } })
  await sign(desk, 'lin', third)
  expect(await grant(desk, schemeId, third)).toMatchObject({ code: 'scheme.own-judgement' })
  expect(await grant(desk, schemeId, third, {}, 'zhao')).toMatchObject({ ok: true })
  for (const amountFen of [499_999, 1_000_001, undefined])
    expect(await grant(desk, schemeId, fourth, { amountFen })).toMatchObject({ code: 'scheme.amount' })
  for (const paidOn of ['2026-03-01', '2026-03-03'])
    expect(await grant(desk, schemeId, fourth, { paidOn })).toMatchObject({ code: 'goodwill.bad-day' })
})

test('the budget ends it, a counter-entry gives its money back, and a claim gets goodwill once', async () => {
  const { desk, claims, run, schemeId } = await runningScheme()
  const [first = '', second = '', third = '', fourth = ''] = claims
  const before = desk.store.one('claim', second)
  const granted = await grant(desk, schemeId, second)
  expect(granted).toMatchObject({ ok: true, result: { amountFen: 1_000_000, schemeId, claimId: second } })
  expect(desk.store.one('claim', second)).toEqual(before)
  expect(await grant(desk, schemeId, second)).toMatchObject({ code: 'goodwill.paid-already' })
  expect(await grant(desk, schemeId, third, { amountFen: 600_000 })).toMatchObject({ ok: true })
  expect(await grant(desk, schemeId, fourth, { amountFen: 500_000 })).toMatchObject({
    ...{ code: 'scheme.budget-spent', data: { leftFen: 400_000 } },
  })
  const scheme = () => desk.store.one('scheme', schemeId)
  expect(scheme()).toMatchObject({ grantCount: 2, spentFen: 1_600_000 })
  expect(standingOf(scheme(), day)).toBe('spent')
  const entryId = granted.ok ? granted.result['entryId'] : ''
  expect(await desk.give('wu', correctGoodwill, { entryId, reason: '重复' })).toMatchObject({ ok: true })
  expect(scheme()).toMatchObject({ grantCount: 1, spentFen: 600_000 })
  expect(await grant(desk, schemeId, fourth)).toMatchObject({ ok: true })
  // The exception itself, paid by its approval, is none of the scheme's.
  expect(await desk.give('sun', payGoodwill, { escalationId: run, paidOn: day, reference: 'P' })).toMatchObject({
    ok: true,
  })
  expect(await grant(desk, schemeId, first)).toMatchObject({ code: 'goodwill.paid-already' })
  expect(scheme()).toMatchObject({ grantCount: 2, spentFen: 1_600_000 })
})

test('stopped, nothing is granted until it is resumed; before its first day and after its last neither', async () => {
  const { desk, claims, schemeId } = await runningScheme(3, { startsOn: '2026-03-05' })
  const [, second = '', third = ''] = claims
  expect(await grant(desk, schemeId, second)).toMatchObject({ code: 'scheme.not-in-time', data: { today: day } })
  desk.now += 4 * 86_400_000
  const paidOn = '2026-03-06'
  expect(await desk.give('wu', schemes.resumeScheme, { schemeId })).toMatchObject({ code: 'scheme.wrong-state' })
  expect(await desk.give('wu', schemes.stopScheme, { schemeId, reason: '核查' })).toMatchObject({ ok: true })
  expect(await grant(desk, schemeId, second, { paidOn })).toMatchObject({ data: { state: 'stopped' } })
  expect(await desk.give('qian', schemes.resumeScheme, { schemeId })).toMatchObject({ ok: true })
  expect(desk.store.one('scheme', schemeId).stops).toEqual([
    { by: 'wu', at: desk.now, reason: '核查', resumedBy: 'qian', resumedAt: desk.now },
  ])
  expect(await grant(desk, schemeId, second, { paidOn })).toMatchObject({ ok: true })
  desk.now += 120 * 86_400_000
  expect(await grant(desk, schemeId, third, { paidOn })).toMatchObject({ code: 'scheme.not-in-time' })
  expect(standingOf(desk.store.one('scheme', schemeId), '2026-07-04')).toBe('over')
})
