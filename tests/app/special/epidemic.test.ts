import { expect, test } from 'vitest'
import { Unreachable } from '../../../src/app/network.ts'
import type { Home } from '../../../src/app/home.ts'
import { totalsOf } from '../../../src/core/goodwill/ledger.ts'
import { precedentsFor } from '../../../src/core/special/likeness.ts'
import { accepted } from '../../world.ts'
import { addMedics, approveSpecialCase, makeTeam, openClaim, sign } from './medics.ts'

const paidOn = '2026-03-20'
const medic = { eq: ['insured.is_medic', true] }

/** What the like cases get, from ¥5,000.01 on, each another sum. */
const amountOf = (at: number) => 500_001 + at * 1_237

test('a doctor diagnosed a day before cover is not payable; one exception, then 107 by rule, and claims know of none', async () => {
  await using world = await makeTeam()
  const [butler, other, expert] = [await world.desk('b1'), await world.desk('b2'), await world.desk('x1')]
  const [supervisor, second, manager] = [await world.desk('s1'), await world.desk('s2'), await world.desk('m1')]
  const [first, ...mine] = await addMedics(world, 'b1', 55)
  const theirs = await addMedics(world, 'b2', 54)
  for (const desk of [butler, other]) await desk.sync.once()

  // Both butlers work without network: what they open goes up later.
  const claims: { desk: Home; id: string }[] = []
  for (const [desk, policies] of [
    [butler, [first ?? '', ...mine]],
    [other, theirs],
  ] as const)
    for (const policyId of policies) claims.push({ desk, id: await openClaim(desk, policyId) })
  const covered = await openClaim(other, theirs[0] ?? '', { 'event.diagnosed_on': '2020-02-01' })
  for (const desk of [butler, other, expert]) await desk.sync.once()
  for (const { id } of claims) expect(await sign(expert, id)).toBe('not_payable')
  expect(await sign(expert, covered)).toBe('payable')
  for (const desk of [expert, butler, other]) await desk.sync.once()

  // One is an exception, decided by others than who asked, and paid.
  const [exception, ...like] = claims
  const run = await approveSpecialCase({ butler, expert, supervisor, manager }, exception?.id ?? '')
  const grant = (at: number, more: object) => {
    const { desk, id } = like[at] ?? { desk: butler, id: '' }
    const args = { claimId: id, paidOn, reference: `PAY-${at}`, amountFen: amountOf(at), ...more }
    return desk.execute('scheme.grant', args)
  }
  accepted(await supervisor.execute('goodwill.pay', { escalationId: run, paidOn, reference: 'PAY-0' }))

  // Every desk hears how it was decided, and nothing of whom it was about.
  await other.sync.once()
  expect(await other.query.row('escalation', run)).toBeUndefined()
  const [precedent] = precedentsFor(
    { productCode: 'MEDIC-GIFT', clauseNumber: '2.1', facts: { 'insured.is_medic': true, 'event.disease': 'covid19' } },
    await other.query.all('precedent'),
  )
  expect(precedent).toMatchObject({ score: 100, alike: ['event.disease', 'insured.is_medic'], precedent: { id: run } })

  // It becomes a rule: proposed by one, approved by another.
  const sums = like.slice(0, 107).map((_, at) => amountOf(at))
  const budgetFen = sums.reduce((sum, fen) => sum + fen, 0)
  const proposal = {
    ...{ escalationId: run, name: '抗疫一线医护', condition: medic, minFen: amountOf(0), maxFen: 1_000_000 },
    ...{ budgetFen, startsOn: '2026-03-20', endsOn: '2026-06-30' },
  }
  const { schemeId } = accepted(await supervisor.execute('scheme.propose', proposal))
  expect(await grant(0, { schemeId })).toMatchObject({ code: 'scheme.wrong-state', data: { state: 'waiting' } })
  const decision = { schemeId, reason: '同类同等' }
  expect(await supervisor.execute('scheme.approve', decision)).toMatchObject({ code: 'scheme.author-may-not-decide' })
  accepted(await second.execute('scheme.approve', decision))

  // Who is covered gets a claim payment, and no goodwill; without network nothing is granted.
  expect(await grant(0, { schemeId, claimId: covered })).toMatchObject({
    code: expect.stringMatching(/^(scheme\.not-covered|not-found)$/) as unknown,
  })
  expect(
    await other.execute('scheme.grant', { schemeId, claimId: covered, paidOn, reference: 'X', amountFen: 500_001 }),
  ).toMatchObject({ code: 'scheme.not-covered', data: { misfits: [{ why: 'payable' }] } })
  await world.stopEndpoint()
  await expect(grant(0, { schemeId })).rejects.toThrow(Unreachable)
  await world.startEndpoint()

  for (let at = 0; at < 106; at++) accepted(await grant(at, { schemeId }))
  expect(await grant(3, { schemeId })).toMatchObject({ code: 'goodwill.paid-already' })
  // The money for one more is there, and two ask for it at the same moment from two desks.
  const last = [
    butler.execute('scheme.grant', {
      schemeId,
      paidOn,
      reference: 'A',
      amountFen: amountOf(106),
      claimId: like[0]?.id,
    }),
    grant(106, { schemeId }),
    grant(107, { schemeId, amountFen: amountOf(106) }),
  ]
  const codes = (await Promise.all(last)).map((outcome) => (outcome.ok ? 'granted' : outcome.code))
  expect(codes.toSorted()).toEqual(['goodwill.paid-already', 'granted', 'scheme.budget-spent'])

  // 108 entries, to the fen, and the same on the scheme that every desk holds.
  const ledger = await world.authority.query.all('goodwill')
  expect(totalsOf(ledger)).toMatchObject({
    ...{ payments: 108, paidFen: 1_000_000 + budgetFen },
    byScheme: expect.arrayContaining([
      { schemeId: null, payments: 1, paidFen: 1_000_000 },
      { schemeId, payments: 107, paidFen: budgetFen },
    ]) as unknown,
  })
  expect(new Set(ledger.map(({ claimId }) => claimId)).size).toBe(108)
  for (const desk of [butler, other, expert, supervisor, second, manager]) {
    await desk.sync.once()
    const scheme = await desk.query.row('scheme', String(schemeId))
    expect(scheme).toMatchObject({ grantCount: 107, spentFen: budgetFen, decidedBy: 's2' })
  }
  // A butler holds the entries of the own book alone.
  const held = await other.query.all('goodwill')
  expect(held.every(({ customerId }) => customerId.startsWith('c.b2-'))).toBe(true)
  expect(held.length).toBeGreaterThan(50)

  // A doctor who goes over to another book takes the entry along; a book that is left keeps none of it.
  const moving = like[0]?.id ?? ''
  const entryOf = async (desk: Home) => (await desk.query.all('goodwill')).filter(({ claimId }) => claimId === moving)
  expect(await entryOf(butler)).toHaveLength(1)
  const customerId = ledger.find(({ claimId }) => claimId === moving)?.customerId
  accepted(await second.execute('customer.reassign', { customerId, ownerId: 'b2' }))
  for (const desk of [butler, other]) await desk.sync.once()
  expect([await entryOf(butler), await entryOf(other)]).toEqual([[], [expect.objectContaining({ schemeId })]])

  // Goodwill is nowhere among the claims: what is paid there is what the insurer paid.
  accepted(await other.execute('claim.submit', { claimId: covered, on: paidOn, incompleteBecause: '材料随后补寄' }))
  await other.sync.once()
  accepted(await other.execute('claim.paid', { claimId: covered, paidOn, paidFen: 1_000_000, as: 'full' }))
  await other.sync.once()
  const figures = (await world.authority.query.listedClaims()).map(({ claim }) => claim)
  expect(figures).toHaveLength(110)
  expect(figures.reduce((sum, { paidFen }) => sum + (paidFen ?? 0), 0)).toBe(1_000_000)
  expect(JSON.stringify(figures)).not.toMatch(/goodwill|慰问/)
}, 120_000)
