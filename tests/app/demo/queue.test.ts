import { beforeAll, describe, expect, test } from 'vitest'
import { heroTitle } from '../../../src/app/demo/hero.ts'
import { priorities } from '../../../src/core/case/kinds.ts'
import { checklistOf } from '../../../src/core/checklist/checklist.ts'
import { addDays, dateAt } from '../../../src/core/civil-date.ts'
import type { Row } from '../../../src/core/entities.ts'
import { absenceOf, type Band, orderQueue } from '../../../src/core/queue/order.ts'
import { withClaimClocks } from '../../../src/app/claim-clocks.ts'
import { isLate, isOwed, promiseClock } from '../../../src/core/promise/clock.ts'
import { presenceAt } from '../../../src/core/roster/presence.ts'
import type { Role } from '../../../src/core/staff/roles.ts'
import type { MemoryStore } from '../../core/memory-tx.ts'
import { demoDesk } from './demo-desk.ts'

/** An afternoon, shortly after midnight at the turn of a year, and a leap day: all in Shanghai. */
const moments = [Date.UTC(2026, 5, 18, 6, 30), Date.UTC(2026, 11, 31, 16, 20), Date.UTC(2028, 1, 29, 1, 0)]

describe.each(moments)('the queue at %i', (now) => {
  let store: MemoryStore
  let owners: Map<string, string>
  let cases: Row<'case'>[]

  beforeAll(async () => {
    store = await demoDesk({ customers: 1_500, seed: 5, now })
    const [claims, documents] = [store.all('claim'), store.all('document')]
    const rows = { claims, documents, disputes: store.all('dispute'), policies: store.all('policy') }
    const promised = Map.groupBy(store.all('promise').filter(isOwed), ({ caseId }) => caseId)
    cases = withClaimClocks(store.all('case'), rows, (code) => store.one('product', code), now).map((item) => ({
      ...item,
      clocks: [...item.clocks, ...(promised.get(item.id) ?? []).map(promiseClock)],
    }))
    owners = new Map(store.all('customer').map(({ id, ownerId }) => [id, ownerId]))
  })

  const casesOf = (role: Role, owner?: string): Row<'case'>[] =>
    cases.filter((item) => item.role === role && (!owner || owners.get(item.customerId) === owner))
  const bandsOf = (cases: Row<'case'>[]): number[] => {
    const rows = orderQueue(cases, now)
    return ([0, 1, 2, 3, 4, 5] as Band[]).map((band) => rows.filter((row) => row.band === band).length)
  }

  test('the main butler has work in every band', () => {
    expect(bandsOf(casesOf('butler', 'b01'))).toEqual([4, 13, 11, 46, 40, 60])
  })

  test('what is not in the queue is on hold, lacks documents, or comes later', () => {
    const absences = casesOf('butler', 'b01').map((item) => absenceOf(item, now)?.is)
    const count = (is: string) => absences.filter((absence) => absence === is).length
    expect([count('hold'), count('lacksDocuments'), count('notDueYet')]).toEqual([30, 14, 30])
  })

  test('the other roles have theirs', () => {
    expect(casesOf('expert')).toHaveLength(25)
    expect(casesOf('supervisor')).toHaveLength(7)
    expect(casesOf('inspector')).toHaveLength(4)
    // Of b02 three are handed over, and wait for the main butler's word.
    expect(['b02', 'b03'].map((owner) => orderQueue(casesOf('butler', owner), now).length)).toEqual([6, 3])
  })

  test('every desk of the team has something to show', () => {
    const promises = store.all('promise')
    const late = promises.filter((one) => isLate(one, now))
    expect([late.length, promises.filter(({ state }) => state === 'kept').length, promises.length]).toEqual([4, 1, 7])
    const runs = store.all('escalation').map(({ flowId, state }) => `${flowId.split('@')[0]} ${state}`)
    expect(runs.sort()).toEqual(['E10', 'E11', 'E2', 'E2', 'E3', 'E3'].map((code) => `${code} running`).sort())
    const [entry] = store.all('goodwill')
    expect(entry).toMatchObject({ amountFen: 1_000_000, schemeId: null, claimId: 'demo.medic.1' })
    expect(store.all('scheme')).toMatchObject([{ state: 'running', spentFen: 0, decidedBy: 'g01' }])
    expect(store.all('precedent')).toHaveLength(1)
    expect(store.all('care')).toMatchObject([{ begunBy: 'b01' }])
    expect(presenceAt(store.all('shift'), now).filter(({ isOn }) => isOn).length).toBeGreaterThan(0)
    const atDecision = store
      .all('escalation')
      .filter(({ steps }) => steps.find(({ state }) => state === 'active')?.id === 'approve')
    expect(atDecision).toHaveLength(1)
  })

  test('the board, the hand-overs and the list of orphans have something to show', () => {
    const duties = store.all('duty').filter(({ customersAtMost, casesAtMost }) => customersAtMost && casesAtMost)
    expect(duties.map(({ id }) => id).sort()).toEqual(['b01', 'b02', 'b03', 'b04'])
    expect(duties.flatMap(({ id, away, coveredBy }) => (away ? [[id, coveredBy]] : [])).sort()).toEqual([
      ['b03', 'b02'],
      ['b04', null],
    ])
    const handed = store.all('handover')
    expect(new Set(handed.map(({ packId }) => packId)).size).toBe(1)
    expect(handed.map(({ giverId, receiverId, state }) => `${giverId} ${receiverId} ${state}`)).toEqual(
      Array.from({ length: 3 }, () => 'b02 b01 waiting'),
    )
    const alone = [...owners].filter(([, owner]) => owner === 'b04')
    expect(alone).toHaveLength(1)
    expect(store.one('move', `move.${alone[0]?.[0]}`).contactBy).toBeGreaterThan(now)
  })

  test('clocks of all kinds are breached, and customers of all priorities wait', () => {
    const rows = orderQueue(casesOf('butler', 'b01'), now)
    const breached = rows.filter(({ band }) => band === 1).flatMap((row) => row.case.clocks.map(({ kind }) => kind))
    expect(new Set(breached)).toEqual(new Set(['statutory', 'promised', 'serviceLevel']))
    const waiting = rows.filter(({ band }) => band === 3).map((row) => row.case.priority)
    expect(new Set(waiting)).toEqual(new Set(priorities))
    expect(
      rows
        .filter(({ band }) => band === 0)
        .map((row) => row.case.concern)
        .sort(),
    ).toEqual(['life', 'life', 'safety', 'vulnerability'])
  })

  test('nobody waits in two rows, and every wait began with words that are in the conversation', () => {
    const waiting = store.all('case').filter(({ state, waitingSince }) => state === 'open' && waitingSince !== null)
    expect(new Set(waiting.map(({ customerId }) => customerId)).size).toBe(waiting.length)
    const said = new Set(store.all('message').map(({ customerId, at }) => `${customerId} ${at}`))
    // Who is no customer called, and has no conversation here.
    const written = waiting.filter(({ kind }) => kind !== 'care')
    for (const { customerId, waitingSince } of written) expect(said).toContain(`${customerId} ${waitingSince}`)
  })

  test('the walkthrough claim is near the top, and one answer decides it', () => {
    const rows = orderQueue(casesOf('butler', 'b01'), now)
    expect(rows.findIndex((row) => row.case.id === 'demo.hero.2')).toBeLessThan(20)
    expect(store.one('case', 'demo.hero.2').title).toBe(heroTitle)
    const claim = store.one('claim', 'demo.hero.1')
    expect(claim).toMatchObject({ state: 'refused', refusedOn: addDays(dateAt(now), -4), customerId: 'c.C00042' })
    const before = judge(claim).judgement
    expect([before.verdict, before.nextQuestion?.fact]).toEqual(['needs_info', 'event.emergency'])
    const after = judge({ ...claim, facts: { ...claim.facts, 'event.emergency': true } }).judgement
    expect([after.verdict, after.amountFen]).toEqual(['payable', { min: 2_330_000, max: 2_330_000 }])
  })

  test('the claims read as payable, not payable and open, each on a policy that was there', () => {
    const claims = store.all('claim')
    expect(claims.length).toBe(36)
    const verdicts = claims.map((claim) => judge(claim).judgement.verdict)
    for (const verdict of ['payable', 'not_payable', 'needs_info'] as const)
      expect(verdicts.filter((given) => given === verdict).length, verdict).toBeGreaterThan(2)
    for (const { facts, policyId } of claims)
      expect(String(facts['event.on']) >= store.one('policy', policyId).effectiveOn, policyId).toBe(true)
  })

  function judge(claim: Row<'claim'>) {
    const policy = store.one('policy', claim.policyId)
    const customer = store.one('customer', claim.customerId)
    const product = store.one('product', policy.productCode)
    return checklistOf({ claim, policy, product, customer, members: [], overlays: [] }, dateAt(now))
  }
})
