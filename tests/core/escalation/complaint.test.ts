import { expect, test } from 'vitest'
import { orderQueue } from '../../../src/core/queue/order.ts'
import { at, Desk } from './desk.ts'

const received = { channel: 'phone', receivedOn: '2026-02-28', subject: '员工lin', demand: '说明为何迟迟未回复' }
const registered = { point: '三次留言未回复', isIdentityVerified: true, handler: '员工he', replyBy: '2026-03-12' }
/** Fifteen days after 2026-02-28, the first day not counted, to the end of the day. */
const lawfulEnd = at('2026-03-16', '00:00') - 1

async function toDecision(): Promise<{ desk: Desk; id: string }> {
  const desk = await Desk.open()
  const id = await desk.start('he', 'E3@2', { fields: received })
  await desk.fillAll('he', id, registered)
  await desk.step('he', id, 'register')
  await desk.fillAll('he', id, { isClaimDispute: false })
  await desk.step('he', id, 'triage')
  await desk.fillAll('he', id, { findings: '留言在交接班时遗漏', replyPlan: '致歉并说明' })
  await desk.step('he', id, 'investigate')
  return { desk, id }
}

test('the fifteen days of the law run from receipt and press from the first day', async () => {
  const desk = await Desk.open()
  const id = await desk.start('he', 'E3@2', { fields: received })
  expect(desk.run(id).steps.map(({ id: step, dueAt }) => [step, dueAt])).toEqual([
    ['register', at('2026-03-04', '00:00') - 1],
    ['triage', null],
    ['investigate', at('2026-03-08', '00:00') - 1],
    ['decide', lawfulEnd],
    ['reply', lawfulEnd],
    ['rootCause', null],
  ])
  expect(desk.caseOf(id)).toMatchObject({ kind: 'complaint', role: 'inspector' })
  expect(desk.caseOf(id).clocks.map(({ code, kind, dueAt }) => ({ code, kind, dueAt }))).toEqual([
    { code: 'step', kind: 'serviceLevel', dueAt: at('2026-03-04', '00:00') - 1 },
    { code: 'complaintReply', kind: 'statutory', dueAt: lawfulEnd },
  ])
})

test('the step that the law times is a statutory clock of its case, and in the queue it is overdue the day after', async () => {
  const { desk, id } = await toDecision()
  expect(desk.caseOf(id).role).toBe('supervisor')
  expect(desk.caseOf(id).clocks).toEqual([
    { code: 'step', kind: 'statutory', startsAt: desk.now, dueAt: lawfulEnd, metAt: null },
  ])
  expect(orderQueue([desk.caseOf(id)], lawfulEnd)[0]?.band).toBe(2)
  expect(orderQueue([desk.caseOf(id)], lawfulEnd + 1)[0]?.band).toBe(1)
})

test('a complaint is registered, decided by a supervisor, answered and followed to its root cause', async () => {
  const { desk, id } = await toDecision()
  expect(await desk.send('he', id, 'reply')).toMatchObject({ code: 'escalation.wrong-step' })
  await desk.fillAll('qian', id, { outcome: 'upheld', decisionReason: '留言确有遗漏，我们向您致歉。' })
  expect(await desk.step('he', id, 'decide')).toMatchObject({ code: 'escalation.wrong-role' })
  expect(await desk.step('qian', id, 'decide')).toMatchObject({ ok: true, result: { next: 'reply' } })
  await desk.fillAll('he', id, { repliedOn: '2026-03-02', remedies: ['recheck', 'mediation'] })
  expect(await desk.send('he', id, 'reply')).toMatchObject({ ok: true })
  expect(desk.store.all('message')[0]?.text).toContain(
    '投诉成立。理由：留言确有遗漏，我们向您致歉。\n如您不同意，可以申请核查、申请调解。',
  )
  await desk.step('he', id, 'reply')
  expect(desk.caseOf(id).clocks).toMatchObject([{ code: 'step', kind: 'serviceLevel', metAt: null }])
  await desk.fillAll('he', id, { rootCause: '交接班清单缺留言一栏', satisfaction: 'satisfied' })
  expect(await desk.step('he', id, 'rootCause')).toMatchObject({ ok: true, result: { state: 'closed' } })
})

test('a public complaint is acknowledged within two hours, from when that is known', async () => {
  const desk = await Desk.open()
  const id = await desk.start('he', 'E3@2', { fields: received })
  await desk.fillAll('he', id, { isUrgent: true })
  expect(desk.run(id).steps[0]?.dueAt).toBe(at('2026-03-02', '11:00'))
  expect(desk.caseOf(id).clocks[0]?.dueAt).toBe(at('2026-03-02', '11:00'))
})

test('a corrected date of receipt corrects the clocks', async () => {
  const { desk, id } = await toDecision()
  await desk.fillAll('he', id, { receivedOn: '2026-02-26' })
  expect(desk.caseOf(id).clocks[0]?.dueAt).toBe(lawfulEnd - 2 * 86_400_000)
})

test('the handler is not the person complained of', async () => {
  const desk = await Desk.open()
  const id = await desk.start('he', 'E3@2', { fields: received })
  expect(await desk.fill('he', id, 'handler', ' 员工lin ')).toEqual({
    ok: false,
    code: 'escalation.bad-field',
    data: { field: 'handler', expected: 'different', other: 'subject' },
  })
  await desk.fillAll('he', id, { handler: '员工he' })
  expect(await desk.fill('he', id, 'subject', '员工he')).toMatchObject({ data: { expected: 'different' } })
})

test('more time takes approval before the time is over, by stages and to sixty days at most', async () => {
  const { desk, id } = await toDecision()
  await expect(desk.start('he', 'E3@2', { fields: { ...received, extendedTo: '2026-03-20' } })).rejects.toThrow(
    'approval',
  )
  const bounds = { expected: 'dateBetween', min: '2026-03-16', max: '2026-04-29' }
  expect(await desk.fill('he', id, 'extendedTo', '2026-03-20')).toMatchObject({ code: 'escalation.wrong-role' })
  expect(await desk.fill('qian', id, 'extendedTo', '2026-03-15')).toMatchObject({ data: bounds })
  expect(await desk.fill('wu', id, 'extendedTo', '2026-04-30')).toMatchObject({ data: bounds })
  expect(await desk.fill('qian', id, 'extendedTo', '2026-03-31')).toMatchObject({ code: 'escalation.wrong-role' })
  expect(await desk.fill('qian', id, 'extendedTo', '2026-03-30')).toMatchObject({ ok: true })
  expect(desk.caseOf(id).clocks).toMatchObject([{ kind: 'statutory', dueAt: at('2026-03-31', '00:00') - 1 }])
  expect(await desk.fill('wu', id, 'extendedTo', '2026-04-29')).toMatchObject({ ok: true })
  expect(await desk.fill('wu', id, 'extendedTo', null)).toMatchObject({ data: { expected: 'unchanged' } })

  const late = await toDecision()
  late.desk.now = lawfulEnd + 1
  expect(await late.desk.fill('qian', late.id, 'extendedTo', '2026-03-20')).toMatchObject({
    data: { expected: 'unchanged' },
  })
})

test('more time is not approved by the author of the run', async () => {
  const desk = await Desk.open()
  const id = await desk.start('qian', 'E3@2', { fields: received })
  expect(await desk.fill('qian', id, 'extendedTo', '2026-03-20')).toMatchObject({
    code: 'escalation.author-may-not-decide',
  })
  expect(await desk.fill('sun', id, 'extendedTo', '2026-03-20')).toMatchObject({ ok: true })
})
