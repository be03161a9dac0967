import { expect, test } from 'vitest'
import { payGoodwill } from '../../../src/core/goodwill/commands.ts'
import { at, Desk, type Person } from './desk.ts'

const asked = {
  facts: '医生，保障生效前一天确诊',
  clauseNumber: '2.1',
  whyExceptional: '您在抗疫一线受到感染',
}
const drafted = {
  failsBecause: 'beforeCover',
  circumstance: 'medicalWorker',
  whyNotCovered: '本次情况发生在保障生效前',
  proposedFen: 1_000_000,
  fundSource: 'goodwillFund',
  precedent: '无',
  noConflict: true,
}
const approvable = {
  notInducement: true,
  equalTreatment: true,
  deciderNoConflict: true,
  cohortRule: '一线医护，2020-01-20起，每人10,000元',
}

async function upTo(step: 'approve' | 'budget', author: Person = 'lin'): Promise<{ desk: Desk; id: string }> {
  const desk = await Desk.open()
  const id = await desk.start(author, 'E2@2', { fields: asked })
  await desk.fillAll('lin', id, drafted)
  expect(await desk.step('lin', id, 'draft')).toMatchObject({ ok: true })
  await desk.fillAll('zhao', id, { noLiability: true, noLiabilityBasis: '2.1：确诊在生效前' })
  expect(await desk.step('zhao', id, 'confirm')).toMatchObject({ ok: true })
  await desk.fillAll('qian', id, approvable)
  if (step === 'budget') expect(await desk.approve('qian', id, 'approve')).toMatchObject({ ok: true })
  return { desk, id }
}

test('a special case is approved twice by others, paid as goodwill, and the customer is told only then', async () => {
  const { desk, id } = await upTo('approve')
  expect(desk.run(id).steps[0]).toMatchObject({ dueAt: at('2026-03-03', '00:00') - 1 })
  expect(desk.caseOf(id)).toMatchObject({ kind: 'specialRequest', role: 'supervisor' })
  expect(await desk.send('lin', id, 'goodwill')).toMatchObject({
    code: 'escalation.wrong-step',
    data: { stepId: 'budget', active: 'approve' },
  })
  expect(await desk.approve('qian', id, 'approve')).toMatchObject({
    ok: true,
    result: { next: 'budget', role: 'manager' },
  })
  await desk.fillAll('wu', id, { budgetNumber: 'B-7', goodwillName: '医护暖心慰问金' })
  expect(await desk.approve('wu', id, 'budget')).toMatchObject({ ok: true, result: { next: 'pay' } })
  const sent = await desk.send('lin', id, 'goodwill')
  expect(sent).toMatchObject({ ok: true })
  expect(desk.store.all('message')[0]?.text).toBe(
    '欧阳女士您好，按条款2.1，本次情况发生在保障生效前，无法作为保险赔付。考虑到您在抗疫一线受到感染，经审批，' +
      '我们将以医护暖心慰问金名义向您致意10,000.00元。这不是保险理赔，也不影响您的其他保障。',
  )
  // Nobody types that it was paid: the ledger says so.
  for (const field of ['paidOn', 'ledgerEntry'])
    expect(await desk.fill('sun', id, field, '2026-03-02')).toMatchObject({ data: { field, expected: 'ledger' } })
  expect(await desk.step('sun', id, 'pay')).toMatchObject({ data: { fields: ['paidOn', 'ledgerEntry'] } })
  const paid = await desk.give('sun', payGoodwill, { escalationId: id, paidOn: '2026-03-02', reference: 'PAY-1' })
  expect(paid).toMatchObject({ ok: true, result: { amountFen: 1_000_000, number: expect.stringMatching(/^GW-/) } })
  expect(await desk.step('sun', id, 'pay')).toMatchObject({ ok: true, result: { next: 'promote' } })
  await desk.fillAll('sun', id, { promotion: 'single' })
  expect(await desk.step('sun', id, 'promote')).toMatchObject({ ok: true, result: { state: 'closed' } })
  expect(desk.run(id).steps.map(({ state }) => state)).toEqual(['done', 'done', 'approved', 'approved', 'done', 'done'])
})

test('a refusal ends the run, keeps its reason, and lets out only the message for it', async () => {
  const { desk, id } = await upTo('approve')
  expect(await desk.send('lin', id, 'declined')).toMatchObject({ code: 'escalation.wrong-step' })
  desk.now = at('2026-03-03', '11:00')
  expect(await desk.refuse('qian', id, 'approve')).toMatchObject({
    ok: true,
    result: { state: 'refused', role: 'butler' },
  })
  expect(desk.run(id)).toMatchObject({ state: 'refused', endedAt: desk.now })
  expect(desk.run(id).steps[2]).toMatchObject({ state: 'refused', by: 'qian', note: '同类情况未予例外' })
  expect(desk.run(id).steps[3]).toMatchObject({ state: 'waiting', dueAt: null })
  expect(desk.caseOf(id)).toMatchObject({ state: 'open', role: 'butler' })
  expect(await desk.send('lin', id, 'goodwill')).toMatchObject({ code: 'escalation.wrong-step' })
  expect(await desk.send('lin', id, 'declined')).toMatchObject({ ok: true })
  expect(await desk.approve('sun', id, 'budget')).toMatchObject({ code: 'escalation.not-running' })
})

test('nobody decides on what they wrote: neither the author of the run nor of the step before', async () => {
  const { desk, id } = await upTo('approve', 'sun')
  const own = { ok: false, code: 'escalation.author-may-not-decide', data: { stepId: 'approve', authorId: 'sun' } }
  expect(await desk.approve('sun', id, 'approve')).toEqual(own)
  expect(await desk.refuse('sun', id, 'approve')).toEqual(own)
  expect(await desk.approve('qian', id, 'approve')).toMatchObject({ ok: true })

  const other = await Desk.open()
  const second = await other.start('lin', 'E2@2', {
    fields: { ...asked, ...drafted, noLiability: true, ...approvable },
  })
  await other.step('lin', second, 'draft')
  await other.fillAll('zhao', second, { noLiabilityBasis: '2.1' })
  expect(await other.step('sun', second, 'confirm')).toMatchObject({ ok: true })
  expect(await other.approve('sun', second, 'approve')).toMatchObject({ code: 'escalation.author-may-not-decide' })
  expect(await other.approve('qian', second, 'approve')).toMatchObject({ ok: true })
})

test('a decision is made by its owner alone, as a decision, and with everything that it needs', async () => {
  const { desk, id } = await upTo('approve')
  expect(await desk.step('qian', id, 'approve')).toMatchObject({ code: 'escalation.needs-decision' })
  expect(await desk.approve('wu', id, 'approve')).toMatchObject({ code: 'escalation.wrong-role' })
  expect(await desk.approve('qian', id, 'budget')).toMatchObject({ code: 'escalation.wrong-step' })
  await desk.fillAll('qian', id, { equalTreatment: false, cohortRule: null })
  expect(await desk.approve('qian', id, 'approve')).toMatchObject({
    code: 'escalation.field-missing',
    data: { fields: ['equalTreatment', 'cohortRule'] },
  })
  expect(await desk.refuse('qian', id, 'approve')).toMatchObject({ ok: true })
})

test('a step that asks for no decision cannot be approved', async () => {
  const desk = await Desk.open()
  const id = await desk.start('zhao', 'E2@2', { fields: asked })
  expect(await desk.approve('lin', id, 'draft')).toMatchObject({
    code: 'escalation.wrong-step',
    data: { isDecision: false },
  })
})

test('what an approval was given on can no longer be changed', async () => {
  const { desk, id } = await upTo('budget')
  for (const [field, value] of [
    ['proposedFen', 9_000_000],
    ['facts', '另一番经过'],
    ['cohortRule', null],
  ] as const)
    expect(await desk.fill('lin', id, field, value)).toMatchObject({
      code: 'escalation.bad-field',
      data: { field, expected: 'unchanged' },
    })
  expect(await desk.fill('wu', id, 'goodwillName', '暖心慰问金')).toMatchObject({ ok: true })
})
