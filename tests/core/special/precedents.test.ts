import fc from 'fast-check'
import { expect, test } from 'vitest'
import { precedentsFor } from '../../../src/core/special/likeness.ts'
import type { Precedent } from '../../../src/core/special/schema.ts'
import { Desk } from '../escalation/desk.ts'
import { specialCase } from './approved.ts'

const one = {
  productCode: 'MEDIC-GIFT',
  clauseNumber: '2.1',
  facts: { 'insured.is_medic': true, 'run.circumstance': 'medicalWorker' },
}
const decided = (id: string, more: Partial<Precedent> = {}): Precedent => ({
  ...{ id, flowId: 'E2@2', ...one, verdict: 'approved', amountFen: 1, decidedBy: 'qian', decidedAt: 0 },
  ...more,
})

test('the same clause of the same product counts half, the facts that both know the other half; each is named', () => {
  const found = precedentsFor(one, [
    decided('other-clause', { clauseNumber: '2.2' }),
    decided('other-facts', { facts: { 'insured.is_medic': false, 'run.circumstance': 'medicalWorker', more: 'x' } }),
    decided('same'),
    decided('nothing-known', { facts: {} }),
    decided('other-product', { productCode: 'CASH', facts: { 'insured.is_medic': false } }),
  ])
  expect(found.map(({ precedent: { id }, score, alike, different }) => [id, score, alike, different])).toEqual([
    ['same', 100, ['insured.is_medic', 'run.circumstance'], []],
    ['other-facts', 75, ['run.circumstance'], ['insured.is_medic']],
    ['other-clause', 50, ['insured.is_medic', 'run.circumstance'], []],
    ['nothing-known', 50, [], []],
  ])
})

test('the order is total: whatever the order of what is kept, the same is found', () => {
  const fact = fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.boolean(), { maxKeys: 3 })
  const precedent = fc.record({ facts: fact, clauseNumber: fc.constantFrom('2.1', '2.2'), decidedAt: fc.nat(2) })
  fc.assert(
    fc.property(fc.array(precedent, { maxLength: 12 }), fact, fc.nat(), (kept, facts, turn) => {
      const all = kept.map((more, at) => decided(`p${at}`, more))
      const turned = all.toSorted(
        (a, b) => ((Number(a.id.slice(1)) * 7 + turn) % 13) - ((Number(b.id.slice(1)) * 7 + turn) % 13),
      )
      const found = precedentsFor({ ...one, facts }, all)
      expect(precedentsFor({ ...one, facts }, turned)).toEqual(found)
      for (const [at, { score }] of found.entries()) expect(score).toBeLessThanOrEqual(found[at - 1]?.score ?? 100)
    }),
  )
})

test('what is kept of a decided special case names nobody, and says nothing that somebody typed', async () => {
  const desk = await Desk.open()
  const claim = desk.store.one('claim', 'k1')
  desk.store.put('claim', {
    ...claim,
    facts: {
      'insured.is_medic': true,
      'event.diagnosed_on': '2026-01-19',
      'bill.total_fen': 123_456,
      'insured.age': 41,
    },
  })
  const approved = await specialCase(desk, 'pay', { claimId: 'k1' })
  const refused = await specialCase(desk, 'approve', { circumstance: 'hardship', clauseNumber: '3.4' })
  await desk.refuse('qian', refused, 'approve')
  const waiting = await specialCase(desk, 'budget')
  const kept = desk.store.all('precedent')
  expect(kept.map(({ id }) => id).toSorted()).toEqual([approved, refused].toSorted())
  expect(kept).not.toContainEqual(expect.objectContaining({ id: waiting }))
  expect(desk.store.one('precedent', approved)).toEqual({
    ...{ id: approved, flowId: 'E2@2', productCode: 'MED-MILLION', clauseNumber: '2.1', verdict: 'approved' },
    facts: {
      ...{ 'insured.is_medic': true, 'event.diagnosed_on': '2026-01' },
      ...{ 'run.circumstance': 'medicalWorker', 'run.failsBecause': 'beforeCover' },
    },
    ...{ amountFen: 1_000_000, decidedBy: 'wu', decidedAt: desk.now },
  })
  expect(desk.store.one('precedent', refused)).toMatchObject({
    productCode: null,
    verdict: 'refused',
    decidedBy: 'qian',
  })
  const text = JSON.stringify(kept)
  for (const typed of ['欧阳', 'c1', '抗疫一线受到感染', '医生，', '123456']) expect(text).not.toContain(typed)
})
