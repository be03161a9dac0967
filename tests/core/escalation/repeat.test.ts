import { expect, test } from 'vitest'
import { dealWithLateness } from '../../../src/core/escalation/late-command.ts'
import { installFlow } from '../../../src/core/escalation/commands.ts'
import { lateRounds } from '../../../src/core/escalation/repeat.ts'
import { momentAt } from '../../../src/core/civil-date.ts'
import { at, Desk, flowFile } from './desk.ts'

const operator = { staffId: 'operator', role: 'service' } as const

/** E4 at the step in which somebody is called every hour until they are safe; it became active at 10:00. */
async function atCheckIns() {
  const desk = await Desk.open()
  expect(await desk.give('qian', installFlow, { definition: flowFile('E4') })).toMatchObject({ ok: true })
  desk.now = at('2026-03-02', '10:00')
  const fields = { who: '邻居', place: '示例市', situation: '胸闷', phone: '100-0000-0001' }
  const id = await desk.start('lin', 'E4@2', { fields })
  await desk.fillAll('lin', id, { emergencyNumber: 'ambulance', atRisk: ['elders'], basis: 'consent' })
  await desk.step('lin', id, 'answer')
  await desk.fillAll('qian', id, { lead: '员工qian' })
  await desk.step('qian', id, 'warRoom')
  const help = { attempts: ['热线'], resource: '卫生站', resourcePhone: '100-0000-0002', verifiedOn: '2026-03-02' }
  await desk.fillAll('lin', id, help)
  expect(await desk.step('lin', id, 'search')).toMatchObject({ result: { next: 'stay' } })
  return { desk, id, stay: () => desk.run(id).steps[3] }
}

test('a round is asked for every hour after the last, answered anew, and the step is done when the answer is as wanted', async () => {
  const { desk, id, stay } = await atCheckIns()
  const dueAt = () => momentAt(stay()?.dueAt ?? 0)
  expect(dueAt()).toBe('2026-03-02 11:00')
  expect(await desk.step('lin', id, 'stay')).toMatchObject({ data: { fields: ['isSafe', 'checkIn'] } })
  await desk.fillAll('lin', id, { checkIn: '救护车在路上', isSafe: false })
  desk.now = at('2026-03-02', '10:50')
  expect(await desk.step('lin', id, 'stay')).toMatchObject({ ok: true, result: { next: 'stay', round: 1 } })
  expect(dueAt()).toBe('2026-03-02 11:50')
  expect(desk.caseOf(id)).toMatchObject({
    role: 'butler',
    clocks: [{ code: 'step', dueAt: at('2026-03-02', '11:50') }],
  })
  // What was answered is no answer of the next round.
  expect(await desk.step('lin', id, 'stay')).toMatchObject({ code: 'escalation.field-missing' })
  await desk.fillAll('lin', id, { checkIn: '已送医', isSafe: true })
  desk.now = at('2026-03-02', '12:00')
  expect(await desk.step('lin', id, 'stay')).toMatchObject({ ok: true, result: { next: 'lessons', round: 2 } })
  expect(stay()).toMatchObject({
    state: 'done',
    rounds: [
      {
        dueAt: at('2026-03-02', '11:00'),
        at: at('2026-03-02', '10:50'),
        answers: { checkIn: '救护车在路上', isSafe: false },
      },
      { dueAt: at('2026-03-02', '11:50'), at: at('2026-03-02', '12:00'), answers: { checkIn: '已送医', isSafe: true } },
    ],
  })
  expect(desk.run(id).fields).toMatchObject({ isSafe: true })
  expect(lateRounds(stay()!, desk.now)).toBe(1)
})

test('a late round is dealt with once, and so is the next one', async () => {
  const { desk, id, stay } = await atCheckIns()
  const late = () =>
    desk.store.give(dealWithLateness, { escalationId: id, stepId: 'stay' }, { actor: operator, now: desk.now })
  for (const [round, time] of ['11:10', '12:30'].entries()) {
    desk.now = at('2026-03-02', time)
    expect(await late()).toMatchObject({ ok: true, result: { role: 'supervisor' } })
    expect(await late()).toMatchObject({ code: 'escalation.not-late' })
    expect(lateRounds(stay()!, desk.now)).toBe(round + 1)
    await desk.fillAll('lin', id, { checkIn: '占线', isSafe: false })
    expect(await desk.step('lin', id, 'stay')).toMatchObject({ ok: true })
    expect(await late()).toMatchObject({ code: 'escalation.not-late' })
  }
  expect(stay()?.rounds?.map(({ lateAt }) => lateAt)).toEqual([at('2026-03-02', '11:10'), at('2026-03-02', '12:30')])
})
