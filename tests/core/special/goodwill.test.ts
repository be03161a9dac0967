import { expect, test } from 'vitest'
import { installFlow } from '../../../src/core/escalation/commands.ts'
import { correctGoodwill, payGoodwill } from '../../../src/core/goodwill/commands.ts'
import { standing, totalsOf } from '../../../src/core/goodwill/ledger.ts'
import { at, Desk } from '../escalation/desk.ts'
import { asked, budgeted, firstVersion, specialCase } from './approved.ts'

const payment = { paidOn: '2026-03-02', reference: 'PAY-1' }

test('nothing is paid before everybody has approved, nor beyond it, nor on a day before it, nor twice', async () => {
  const desk = await Desk.open()
  const id = await specialCase(desk, 'budget')
  const pay = (more: object = {}) => desk.give('sun', payGoodwill, { escalationId: id, ...payment, ...more })
  expect(await pay()).toMatchObject({ code: 'goodwill.not-approved' })
  desk.now = at('2026-03-04', '09:00')
  expect(await desk.approve('wu', id, 'budget')).toMatchObject({ ok: true })
  expect(await desk.give('lin', payGoodwill, { escalationId: id, ...payment })).toMatchObject({ code: 'not-allowed' })
  for (const paidOn of ['2026-03-03', '2026-03-05'])
    expect(await pay({ paidOn })).toMatchObject({
      ...{ code: 'goodwill.bad-day', data: { paidOn, from: '2026-03-04', to: '2026-03-04' } },
    })
  const paidOn = '2026-03-04'
  expect(await pay({ paidOn, amountFen: 1_000_001 })).toMatchObject({
    ...{ code: 'goodwill.beyond-approved', data: { amountFen: 1_000_001, approvedFen: 1_000_000 } },
  })
  expect(await pay({ paidOn, amountFen: 900_000 })).toMatchObject({ ok: true, result: { amountFen: 900_000 } })
  expect(await pay({ paidOn })).toMatchObject({ code: 'goodwill.paid-already', data: { paidOn } })
  expect(desk.store.all('goodwill')).toMatchObject([
    { customerId: 'c1', escalationId: id, schemeId: null, name: '医护暖心慰问金', amountFen: 900_000, by: 'sun' },
  ])
  expect(desk.run(id).fields).toMatchObject({ paidOn, ledgerEntry: expect.stringMatching(/^GW-/) as unknown })
})

test('what is not a special case, or was refused, is never paid', async () => {
  const desk = await Desk.open()
  const refused = await specialCase(desk, 'approve')
  await desk.refuse('qian', refused, 'approve')
  const complaint = await desk.start('he', 'E3@2', {
    fields: { channel: 'phone', receivedOn: '2026-02-28', subject: '员工lin', demand: '说明为何迟迟未回复' },
  })
  for (const escalationId of [refused, complaint])
    expect(await desk.give('sun', payGoodwill, { escalationId, ...payment })).toMatchObject({
      code: 'goodwill.not-approved',
    })
  expect(desk.store.all('goodwill')).toEqual([])
})

test('nothing is paid to somebody who is here for care alone: they are deleted, and the ledger is not', async () => {
  const desk = await Desk.open()
  const id = await specialCase(desk, 'pay')
  const term = {
    basis: 'emergency' as const,
    where: '杭州',
    what: '发热',
    begunBy: 'lin',
    begunAt: 0,
    until: '2026-04-01',
  }
  desk.store.put('care', { id: 'care.c1', customerId: 'c1', ...term })
  const pay = () => desk.give('sun', payGoodwill, { escalationId: id, ...payment })
  expect(await pay()).toMatchObject({ code: 'goodwill.in-care', data: { customerId: 'c1' } })
  await desk.store.tx.remove('care', 'care.c1')
  expect(await pay()).toMatchObject({ ok: true })
})

test('an entry is never changed: a counter-entry takes it back, once, and it can be paid again', async () => {
  const desk = await Desk.open()
  const id = await specialCase(desk, 'pay')
  const pay = () => desk.give('sun', payGoodwill, { escalationId: id, ...payment })
  const paid = await pay()
  const entryId = paid.ok ? paid.result['entryId'] : ''
  const [entry] = desk.store.all('goodwill')
  const correct = (one: unknown) => desk.give('wu', correctGoodwill, { entryId: one, reason: '付错账户' })
  const corrected = await correct(entryId)
  expect(corrected).toMatchObject({ ok: true, result: { corrects: entryId, amountFen: -1_000_000 } })
  expect(desk.store.one('goodwill', entryId)).toEqual(entry)
  expect(totalsOf(desk.store.all('goodwill'))).toMatchObject({ payments: 0, paidFen: 0 })
  // The run asks for its payment again.
  expect(desk.run(id).fields).not.toHaveProperty('ledgerEntry')
  for (const one of [entryId, corrected.ok ? corrected.result['entryId'] : ''])
    expect(await correct(one)).toMatchObject({ code: 'goodwill.corrected-already' })
  expect(await pay()).toMatchObject({ ok: true })
  expect(totalsOf(desk.store.all('goodwill'))).toEqual({
    ...{ payments: 1, paidFen: 1_000_000 },
    byName: [{ name: '医护暖心慰问金', payments: 1, paidFen: 1_000_000 }],
    byScheme: [{ schemeId: null, payments: 1, paidFen: 1_000_000 }],
  })
  expect(standing(desk.store.all('goodwill'))).toHaveLength(1)
})

test('a claim gets goodwill once, whichever special case asks', async () => {
  const desk = await Desk.open()
  const [first, second] = [
    await specialCase(desk, 'pay', { claimId: 'k1' }),
    await specialCase(desk, 'pay', { claimId: 'k1' }),
  ]
  expect(await desk.give('sun', payGoodwill, { escalationId: first, ...payment })).toMatchObject({ ok: true })
  expect(await desk.give('sun', payGoodwill, { escalationId: second, ...payment })).toMatchObject({
    code: 'goodwill.paid-already',
  })
  // The claim knows nothing of it.
  expect(desk.store.one('claim', 'k1')).toMatchObject({ paidFen: null, paidOn: null, state: 'refused' })
})

test('a run of the first version goes on as it began, and is paid from the ledger too', async () => {
  const desk = await Desk.open()
  expect(await desk.give('qian', installFlow, { definition: firstVersion() })).toMatchObject({ ok: true })
  const id = await desk.start('lin', 'E2@1', { fields: asked })
  await desk.fillAll('lin', id, {
    ...{ whyNotCovered: '生效前确诊', proposedFen: 500_000, fundSource: 'charity', precedent: '无', noConflict: true },
  })
  await desk.step('lin', id, 'draft')
  await desk.fillAll('zhao', id, { noLiability: true, noLiabilityBasis: '2.1' })
  await desk.step('zhao', id, 'confirm')
  await desk.fillAll('qian', id, { notInducement: true, equalTreatment: true, cohortRule: '一线医护' })
  await desk.approve('qian', id, 'approve')
  await desk.fillAll('wu', id, budgeted)
  await desk.approve('wu', id, 'budget')
  expect(await desk.give('sun', payGoodwill, { escalationId: id, ...payment })).toMatchObject({ ok: true })
  expect(await desk.step('sun', id, 'pay')).toMatchObject({ ok: true, result: { next: 'publish' } })
  await desk.fillAll('sun', id, { cohortPublishedOn: '2026-03-02', cohortCount: 1 })
  expect(await desk.step('sun', id, 'publish')).toMatchObject({ ok: true, result: { state: 'closed' } })
  expect(desk.store.all('precedent')).toMatchObject([{ id, verdict: 'approved', amountFen: 500_000, facts: {} }])
})
