import { expect, test } from 'vitest'
import { openCase, takeCase } from '../../../src/core/case/commands.ts'
import { scopesOfCustomer } from '../../../src/core/scope.ts'
import { at, Desk } from './desk.ts'

const screened = {
  refusalNotice: '拒赔字2026-118号',
  noticeReceivedOn: '2026-03-01',
  clauseNumber: '2.1',
  limitationDay: '2028-02-10',
  grounds: ['symptomWaiting', 'noPrompt'],
}
const planned = {
  disputedPoints: '该条款应以确诊为准，而不是以出现症状为准',
  evidence: ['medicalRecord', 'saleTrace'],
  promisedOn: '2026-03-10',
  remedies: ['mediation', 'regulator'],
}

test('a refused claim goes from the butler to the expert, the supervisor and back, and closes with what was regained', async () => {
  const desk = await Desk.open()
  const id = await desk.start('lin', 'E1@1', { claimId: 'k1' })
  expect(desk.run(id).fields).toEqual({
    refusedOn: '2026-02-27',
    refusalReason: '等待期内出现症状',
    claimedFen: 742_827,
  })
  expect(desk.caseOf(id)).toMatchObject({ kind: 'dispute', role: 'butler', claimId: 'k1', state: 'open' })
  expect(desk.caseOf(id).clocks).toEqual([
    { code: 'step', kind: 'serviceLevel', startsAt: desk.now, dueAt: at('2026-03-02', '13:00'), metAt: null },
  ])

  desk.now = at('2026-03-02', '10:00')
  expect(await desk.step('lin', id, 'listen')).toMatchObject({
    ok: true,
    result: { escalationId: id, customerId: 'c1', state: 'running', next: 'screen', role: 'expert' },
  })
  expect(desk.caseOf(id).role).toBe('expert')
  expect(desk.run(id).steps[1]).toMatchObject({ state: 'active', dueAt: at('2026-03-04', '00:00') - 1 })
  expect(scopesOfCustomer({ ownerId: 'lin' }, [], [desk.run(id)])).toEqual(['book:lin', 'role:expert'])

  await desk.fillAll('zhao', id, screened)
  await desk.give('zhao', takeCase, { caseId: desk.caseOf(id).id })
  expect(await desk.step('zhao', id, 'screen')).toMatchObject({ ok: true })
  expect(desk.caseOf(id)).toMatchObject({ role: 'expert', takenBy: null, takenUntil: null })
  await desk.fillAll('zhao', id, planned)
  expect(await desk.step('zhao', id, 'evidence')).toMatchObject({ ok: true })
  await desk.fillAll('zhao', id, { reviewRequestedOn: '2026-03-02', insurerAnswer: 'paysPart' })
  expect(await desk.step('zhao', id, 'review')).toMatchObject({ ok: true, result: { role: 'supervisor' } })
  expect(desk.caseOf(id).role).toBe('supervisor')
  await desk.fillAll('qian', id, { course: 'accept', courseReason: '复核后已赔付大部分' })
  expect(await desk.step('qian', id, 'course')).toMatchObject({ ok: true, result: { role: 'butler' } })

  await desk.fillAll('lin', id, { result: '保险公司改为赔付5,000.00元。' })
  const early = await desk.step('lin', id, 'close')
  expect(early).toMatchObject({
    ok: false,
    code: 'escalation.field-missing',
    data: { stepId: 'close', fields: ['regainedFen', 'lesson'] },
  })
  await desk.fillAll('lin', id, { regainedFen: 500_000, lesson: '投保页面需突出等待期条款' })
  desk.now = at('2026-03-03', '15:00')
  expect(await desk.step('lin', id, 'close')).toMatchObject({ ok: true, result: { state: 'closed', next: null } })
  expect(desk.run(id)).toMatchObject({ state: 'closed', endedAt: desk.now })
  expect(desk.run(id).steps.map(({ state, by }) => `${state} ${by}`)).toEqual([
    'done lin',
    'done zhao',
    'done zhao',
    'done zhao',
    'done qian',
    'done lin',
  ])
  expect(desk.caseOf(id)).toMatchObject({ state: 'open', role: 'butler' })
  expect(desk.caseOf(id).clocks).toMatchObject([{ code: 'step', metAt: desk.now }])
  expect(await desk.fill('lin', id, 'lesson', '另一条')).toMatchObject({ code: 'escalation.not-running' })
})

test('only the active step can be finished, by its owner or a supervisor, with its fields filled', async () => {
  const desk = await Desk.open()
  const id = await desk.start('lin', 'E1@1', { claimId: 'k1' })
  expect(await desk.step('zhao', id, 'screen')).toEqual({
    ok: false,
    code: 'escalation.wrong-step',
    data: { stepId: 'screen', active: 'listen' },
  })
  expect(await desk.step('zhao', id, 'listen')).toMatchObject({
    code: 'escalation.wrong-role',
    data: { role: 'butler' },
  })
  expect(await desk.step('qian', id, 'listen')).toMatchObject({ ok: true })
  expect(await desk.step('zhao', id, 'screen')).toMatchObject({
    code: 'escalation.field-missing',
    data: { fields: ['refusalNotice', 'noticeReceivedOn', 'clauseNumber', 'limitationDay', 'grounds'] },
  })
  expect(await desk.step('lin', 'none', 'listen')).toMatchObject({ code: 'not-found' })
})

test('a field emptied after its step still stands in the way', async () => {
  const desk = await Desk.open()
  const id = await desk.start('lin', 'E1@1', { claimId: 'k1' })
  await desk.step('lin', id, 'listen')
  await desk.fillAll('zhao', id, { ...screened, refusedOn: null })
  expect(await desk.step('zhao', id, 'screen')).toMatchObject({ data: { fields: ['refusedOn'] } })
})

test('what the record does not know has to be given at the start', async () => {
  const desk = await Desk.open()
  await expect(desk.start('lin', 'E1@1')).rejects.toThrow('"fields":["refusalReason"]')
  await expect(desk.start('lin', 'E1@1', { fields: { refusedOn: '2026-03-03' } })).rejects.toThrow('pastDate')
  await expect(desk.start('lin', 'E1@1', { claimId: 'other' })).rejects.toThrow('not-found')
  await expect(desk.start('lin', 'E9@1')).rejects.toThrow('not-found')
  const id = await desk.start('lin', 'E1@1', { fields: { refusalReason: '除外责任' } })
  expect(desk.run(id).fields).toEqual({ refusalReason: '除外责任' })
})

test('a run takes the case it begins on into its own hands, and a second run opens another', async () => {
  const desk = await Desk.open()
  const opened = await desk.give('lin', openCase, { customerId: 'c1', kind: 'claim', title: '住院理赔' })
  if (!opened.ok) throw new Error(opened.code)
  const caseId = String(opened.result['caseId'])
  await desk.give('lin', takeCase, { caseId })
  const first = await desk.start('lin', 'E1@1', { claimId: 'k1', caseId })
  expect(desk.caseOf(first)).toMatchObject({ id: caseId, kind: 'claim', role: 'butler', takenBy: 'lin' })
  const second = await desk.start('lin', 'E1@1', { claimId: 'k1', caseId })
  expect(desk.run(second).caseId).not.toBe(caseId)
  await desk.step('lin', first, 'listen')
  expect(desk.caseOf(first)).toMatchObject({ role: 'expert', takenBy: null, takenUntil: null })
  expect(desk.caseOf(second)).toMatchObject({ kind: 'dispute', role: 'butler' })
})

test('a case closed under a run is replaced, so that the next owner still sees the step', async () => {
  const desk = await Desk.open()
  const id = await desk.start('lin', 'E1@1', { claimId: 'k1' })
  const before = desk.caseOf(id)
  desk.store.put('case', { ...before, state: 'done', doneAt: desk.now, outcome: '误关' })
  await desk.step('lin', id, 'listen')
  expect(desk.caseOf(id)).toMatchObject({ state: 'open', role: 'expert', kind: 'dispute' })
  expect(desk.caseOf(id).id).not.toBe(before.id)
})

test('a run keeps the version that it began with', async () => {
  const desk = await Desk.open()
  const id = await desk.start('lin', 'E1@1', { claimId: 'k1' })
  const row = desk.store.one('flow', 'E1@1')
  const file = row.definition as { steps: unknown[] }
  const next = { ...file, version: 2, steps: file.steps.slice(1) }
  desk.store.put('flow', { id: 'E1@2', code: 'E1', version: 2, definition: next })
  expect(await desk.step('lin', id, 'listen')).toMatchObject({ ok: true, result: { next: 'screen' } })
  expect(desk.run(id).flowId).toBe('E1@1')
})
