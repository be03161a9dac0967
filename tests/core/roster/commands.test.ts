import { expect, test } from 'vitest'
import { momentAt } from '../../../src/core/civil-date.ts'
import { removeShift, addShifts } from '../../../src/core/roster/commands.ts'
import { presenceAt } from '../../../src/core/roster/presence.ts'
import { importRowsCommand } from '../../../src/core/import/commands.ts'
import { installFlow } from '../../../src/core/escalation/commands.ts'
import { at, Desk, flowFile } from '../escalation/desk.ts'

const shift = (staff: string, on: string | string[], from = '09:00', until = '18:00') => ({ staff, on, from, until })

test('nobody works two shifts at a time; the same shift again is the same shift', async () => {
  const desk = await Desk.open()
  const add = (...args: Parameters<typeof shift>) => desk.give('qian', addShifts, shift(...args))
  expect(await add('zhao', ['2026-03-02', '2026-03-03'])).toMatchObject({ ok: true, result: { isNew: true } })
  expect(await add('zhao', '2026-03-02')).toMatchObject({ ok: true, result: { isNew: false, shiftIds: [] } })
  // All or none: the fourth is free, the third is not.
  expect(await add('zhao', ['2026-03-04', '2026-03-03'], '17:00', '20:00')).toMatchObject({ code: 'shift.overlap' })
  expect(desk.store.all('shift').map(({ id }) => id)).toEqual(['zhao.20260302.0900', 'zhao.20260303.0900'])
  // One after the other is no overlap, nor is somebody else’s.
  expect(await add('zhao', '2026-03-03', '18:00', '02:00')).toMatchObject({ ok: true })
  expect(await add('zhao', '2026-03-04', '01:59', '08:00')).toMatchObject({ code: 'shift.overlap' })
  expect(await add('lin', '2026-03-03')).toMatchObject({ ok: true })
  expect(await add('nobody', '2026-03-03')).toMatchObject({ code: 'not-found', data: { entity: 'staff' } })
  expect(await desk.give('lin', addShifts, shift('lin', '2026-03-05'))).toMatchObject({ code: 'not-allowed' })
  expect(await add('zhao', '2026-02-30')).toMatchObject({ code: 'bad-arguments' })
})

test('rows of a file stand alone: each that will not do is told by its number', async () => {
  const desk = await Desk.open()
  const rows = [shift('zhao', '2026-03-02'), shift('zhao', '2026-03-02', '12:00'), shift('x', '2026-03-02')]
  const chunk = { kind: 'shifts', source: 'roster.csv', number: 0, rows: [...rows, shift('zhao', '2026-03-02')] }
  expect(await desk.give('qian', importRowsCommand, chunk)).toMatchObject({
    ok: true,
    result: {
      ...{ added: 1, unchanged: 1 },
      rejected: [
        { index: 1, field: 'from', value: '12:00' },
        { index: 2, field: 'staff', value: 'x' },
      ],
    },
  })
})

test('a roster that changes moves the due time of the step that runs, on the run and on its case, and no other', async () => {
  const desk = await Desk.open()
  expect(await desk.give('qian', installFlow, { definition: flowFile('E10') })).toMatchObject({ ok: true })
  desk.now = at('2026-03-02', '16:00')
  const run = await desk.start('lin', 'E10@1', {
    fields: { situation: '住院三天', wish: '先知道能不能赔', said: '未作任何承诺' },
  })
  const other = await desk.start('lin', 'E1@1', { claimId: 'k1' })
  const due = (id: string) =>
    [desk.run(id).steps[0]?.dueAt, desk.caseOf(id).clocks[0]?.dueAt].map((at) => momentAt(at ?? 0))
  const before = due(other)
  expect(due(run)).toEqual(['2026-03-03 11:00', '2026-03-03 11:00'])
  expect(await desk.give('qian', addShifts, shift('lin', '2026-03-02', '15:00', '22:00'))).toMatchObject({ ok: true })
  expect(due(run)).toEqual(['2026-03-02 20:00', '2026-03-02 20:00'])
  expect(due(other)).toEqual(before)
  // Whose shift is of another role changes nothing for the butler’s step.
  expect(await desk.give('qian', addShifts, shift('zhao', '2026-03-02', '16:00', '17:00'))).toMatchObject({ ok: true })
  expect(due(run)).toEqual(['2026-03-02 20:00', '2026-03-02 20:00'])
  expect(await desk.give('qian', removeShift, { shiftId: 'lin.20260302.1500' })).toMatchObject({ ok: true })
  expect(due(run)).toEqual(['2026-03-03 11:00', '2026-03-03 11:00'])
  expect(await desk.give('qian', removeShift, { shiftId: 'lin.20260302.1500' })).toMatchObject({ code: 'not-found' })
})

test('who is at work, until when, who takes over, and who comes next', async () => {
  const desk = await Desk.open()
  for (const args of [
    shift('qian', '2026-03-02', '09:00', '17:00'),
    shift('sun', '2026-03-02', '16:30', '00:30'),
    shift('zhao', '2026-03-02', '08:00', '12:00'),
    shift('zhao', '2026-03-02', '12:00', '16:00'),
    shift('he', '2026-03-03', '09:00', '18:00'),
    shift('lin', '2026-03-01', '09:00', '18:00'),
  ])
    expect(await desk.give('wu', addShifts, args)).toMatchObject({ ok: true })
  const seen = (time: string) =>
    presenceAt(desk.store.all('shift'), at('2026-03-02', time)).map(
      ({ staffId, isOn, from, until, relief }) =>
        `${staffId} ${isOn ? 'on' : 'next'} ${momentAt(from).slice(8)}–${momentAt(until).slice(11)} ${relief.join()}`,
    )
  expect(seen('10:00')).toEqual([
    'zhao on 02 08:00–16:00 ',
    'qian on 02 09:00–17:00 sun',
    'sun next 02 16:30–00:30 ',
    'he next 03 09:00–18:00 ',
  ])
  expect(seen('17:00')).toEqual(['sun on 02 16:30–00:30 ', 'he next 03 09:00–18:00 '])
})
