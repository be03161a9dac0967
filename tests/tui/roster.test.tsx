import { expect, test } from 'vitest'
import { seedFlows } from '../../src/app/seed.ts'
import { cellWidth } from '../../src/app/cells.ts'
import { languages } from '../../src/core/language.ts'
import { accepted, makeWorld } from '../world.ts'
import { screenOf } from './screen.tsx'

/** It is Friday, 2026-03-20, 10:00. */
async function desk(shifts: readonly [staff: string, from: string, until: string][]) {
  const world = await makeWorld()
  await world.addTeam({ b1: 'butler', s1: 'supervisor', x1: 'expert', x2: 'expert' })
  await world.addCustomers('b1', ['云小舟'])
  for (const [staff, from, until] of shifts) await world.give('shift.add', { staff, on: '2026-03-20', from, until })
  return world
}

const relief = { en: /takes over: x2/, 'zh-Hans': /接班：x2/, 'zh-Hant': /接班：x2/ }
const nobody = { en: 'No shift is planned', 'zh-Hans': '尚未排班', 'zh-Hant': '尚未排班' }

test.each(languages)(
  'who is at work, until when and who takes over, one key away in 80 columns (%s)',
  async (language) => {
    await using world = await desk([
      ['x1', '08:00', '13:00'],
      ['x2', '12:00', '19:00'],
      ['b1', '18:00', '02:00'],
    ])
    const screen = await screenOf(await world.desk('b1'), language, 80)
    screen.key('W')
    await screen.shows(/\* .*x1 .*13:00/)
    const frame = screen.frame()
    for (const row of frame.split('\n')) expect(cellWidth(row)).toBeLessThanOrEqual(80)
    expect(frame).toMatch(relief[language])
    expect(frame.indexOf('x2 ')).toBeGreaterThan(frame.indexOf('x1 '))
    expect(frame).toMatch(/b1 .*18:00/)
  },
)

test.each(languages)('without a roster the screen says which hours count (%s)', async (language) => {
  await using world = await desk([])
  const screen = await screenOf(await world.desk('b1'), language, 80)
  screen.key('W')
  await screen.shows(nobody[language])
})

test('a step names who of its role is at work, else who comes next; a desk hears of a new roster by itself', async () => {
  await using world = await desk([['b1', '09:00', '18:00']])
  await seedFlows(world.authority, 'en')
  const home = await world.desk('b1')
  const fields = { situation: 'in hospital', wish: 'to know what is covered', said: 'nothing was promised' }
  const args = { flowId: 'E10@1', customerId: 'c.b1-1', caseId: null, claimId: null, fields }
  const { escalationId } = accepted(await home.execute('escalation.start', args))
  const screen = await screenOf(home, 'en', 80)
  const { open } = await import('../../src/tui/actions/navigate.ts')
  await open(screen.app, { is: 'escalation', escalationId: String(escalationId), cursor: { index: 0 }, data: null })
  await screen.shows(/at work: b1 .*until .*18:00/)
  expect((await home.query.row('escalation', String(escalationId)))?.steps[0]?.dueAt).toBe(Date.UTC(2026, 2, 20, 6))
  await home.sync.once()
  await world.give('shift.remove', { shiftId: 'b1.20260320.0900' })
  await world.give('shift.add', { staff: 'b1', on: '2026-03-20', from: '13:00', until: '15:00' })
  await world.give('shift.add', { staff: 'b1', on: '2026-03-21', from: '09:00', until: '12:00' })
  await home.sync.once()
  const { refresh } = await import('../../src/tui/app.ts')
  await refresh(screen.app)
  await screen.shows(/nobody at work; next b1 .*13:00/)
  // Two hours today and two tomorrow, on the desk as on the authority.
  expect((await home.query.row('escalation', String(escalationId)))?.steps[0]?.dueAt).toBe(Date.UTC(2026, 2, 21, 3))
})
