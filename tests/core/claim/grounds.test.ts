import { expect, test } from 'vitest'
import { isDayOff } from '../../../src/core/calendar/days-off.ts'
import { readGrounds } from '../../../src/core/claim/grounds.ts'
import { respondingPolicies } from '../../../src/core/claim/respond.ts'
import type { Claim } from '../../../src/core/claim/schema.ts'
import { lifeAtStart } from '../../../src/core/claim/states.ts'
import type { Facts } from '../../../src/core/judgement/fact-value.ts'
import { judge } from '../../../src/core/judgement/judge.ts'
import { claim as fixture, claims, optionsOf, pack } from '../judgement/fixture.ts'
import { ClaimDesk, hospitalStay } from './claim-desk.ts'

function groundsOf(name: string, life: Partial<Claim> = {}, more: Facts = {}) {
  const one = fixture(name)
  const facts = { ...one.facts, ...more }
  const judgement = judge(pack(one.product), facts, optionsOf(one))
  const read = readGrounds({ claim: { ...lifeAtStart, ...life }, judgement, facts, isDayOff })
  return Object.fromEntries(read.map(({ id, standing }) => [id, standing]))
}

test('a refusal for symptoms under the old terms is contestable on them (T06)', () => {
  expect(groundsOf('T06-v1')).toMatchObject({ symptom_waiting: 'applies', ambiguous_term: 'person' })
  expect(groundsOf('T04')).toMatchObject({ symptom_waiting: 'no' })
  expect(groundsOf('T01', { refusalReason: '等待期内出现症状' })).toMatchObject({ symptom_waiting: 'applies' })
  // The lawful definition of what was there before speaks of symptoms too.
  expect(groundsOf('T01', { refusalReason: '投保前已有相关症状，属既往症' })).toMatchObject({ symptom_waiting: 'no' })
})

test('two years on, and never rescinded: neither holds (T11)', () => {
  expect(groundsOf('T11')).toMatchObject({ incontestable: 'applies', not_rescinded: 'applies' })
})

test('rescinded more than thirty days after knowing', () => {
  const more = { 'insurer.knew_on': '2025-01-01', 'insurer.rescinded_on': '2025-02-01' }
  const life = { refusalReason: '未如实告知' }
  expect(groundsOf('T12', life, more).rescinded_late).toBe('applies')
  expect(groundsOf('T12', life, { ...more, 'insurer.rescinded_on': '2025-01-31' }).rescinded_late).toBe('no')
  expect(groundsOf('T12', {}, {}).rescinded_late).toBe('no')
})

test('an emergency is asked after where the hospital is what fails (T07)', () => {
  expect(groundsOf('T07-not-emergency').emergency_hospital).toBe('person')
  expect(groundsOf('T07-unknown').emergency_hospital).toBe('asks')
  expect(groundsOf('T07-emergency').emergency_hospital).toBe('no')
  expect(groundsOf('T07-emergency', { refusalReason: '就诊医院不符' }).emergency_hospital).toBe('applies')
})

test('the notice: late, bare, or with a clause and on time (art. 24)', () => {
  const notice = { decidedOn: '2026-03-02', refusedOn: '2026-03-05', refusalReason: '等待期', refusalClause: '2.1' }
  expect(groundsOf('T04', notice).late_or_unreasoned).toBe('no')
  expect(groundsOf('T04', { ...notice, refusedOn: '2026-03-06' }).late_or_unreasoned).toBe('applies')
  // Three days after 2026-02-26 is a Sunday: Monday is in time.
  expect(groundsOf('T04', { ...notice, decidedOn: '2026-02-26', refusedOn: '2026-03-02' }).late_or_unreasoned).toBe(
    'no',
  )
  expect(groundsOf('T04', { ...notice, refusalReason: ' ' }).late_or_unreasoned).toBe('applies')
  expect(groundsOf('T04', { ...notice, refusalClause: null }).late_or_unreasoned).toBe('person')
})

test('what the insurer asked for, and how often (art. 22, 负面清单#8)', () => {
  const ask = { noticeOn: '2026-03-01', suppliedOn: '2026-03-02', documents: '病历' }
  expect(groundsOf('T04', { asks: [ask] })).toMatchObject({ second_request: 'no', unreasonable_documents: 'person' })
  const asks = [ask, { ...ask, documents: '火化证明' }]
  expect(groundsOf('T04', { asks })).toMatchObject({ second_request: 'applies', unreasonable_documents: 'applies' })
})

test('every judgement of a test claim reads all grounds, those that apply first', () => {
  for (const one of claims) {
    const judgement = judge(pack(one.product), one.facts, optionsOf(one))
    const read = readGrounds({ claim: lifeAtStart, judgement, facts: one.facts, isDayOff })
    const ranks = read.map(({ standing }) => ['applies', 'asks', 'person', 'no'].indexOf(standing))
    expect(ranks, one.name).toEqual(ranks.toSorted())
    for (const { ground } of judgement.grounds)
      expect(
        read.map(({ id }) => id),
        one.name,
      ).toContain(ground)
  }
})

test('every policy of the person is offered, those that may pay first', () => {
  const desk = new ClaimDesk()
  desk.putPolicy('gift', 'MEDIC-GIFT', { source: 'gift', issuedOn: '2020-02-01', effectiveOn: '2020-02-02' })
  desk.putPolicy('other', 'NO-SUCH')
  const products = new Map(desk.store.all('product').map((product) => [product.id, product]))
  const household = {
    ...{ customer: desk.store.one('customer', 'c1'), members: [], overlays: [], products },
    policies: desk.store.all('policy'),
  }
  const event = { insuredName: '欧阳晓雯', facts: { ...hospitalStay, 'insured.is_medic': false } as Claim['facts'] }
  const offered = respondingPolicies(household, event, '2026-04-01')
  const read = offered.map(({ policy, judgement }) => [policy.id, judgement?.liability ?? null])
  expect(read.map(([id]) => id)).not.toContain('p3')
  expect(read.at(0)?.[1]).not.toBe('out')
  expect(read.at(-1)).toEqual(['gift', 'out'])
  expect(read).toContainEqual(['other', null])
})
