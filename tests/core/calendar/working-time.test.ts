import { expect, test } from 'vitest'
import { isDayOff } from '../../../src/core/calendar/days-off.ts'
import { afterWorkingDays, afterWorkingHours, minutesOf } from '../../../src/core/calendar/working-time.ts'
import { momentAt } from '../../../src/core/civil-date.ts'
import { at } from '../escalation/desk.ts'

/**
 * Counted by hand on the calendar of 2026: Spring Festival 02-15 to 02-23, made up on Saturdays 02-14 and 02-28; National Day
 * 10-01 to 10-07, made up on Sunday 09-20 and Saturday 10-10; Mid-Autumn 09-25 to 09-27.
 */
test.each([
  ['within a day', '2026-03-02 10:00', 4, '2026-03-02 14:00'],
  ['to closing time, not to the next morning', '2026-03-02 10:00', 8, '2026-03-02 18:00'],
  ['over the night', '2026-03-02 16:00', 4, '2026-03-03 11:00'],
  ['over a weekend', '2026-03-06 17:00', 2, '2026-03-09 10:00'],
  ['begun before opening', '2026-03-02 06:30', 2, '2026-03-02 11:00'],
  ['begun after closing', '2026-03-02 20:15', 2, '2026-03-03 11:00'],
  ['begun at closing time', '2026-03-02 18:00', 1, '2026-03-03 10:00'],
  ['begun on a Sunday', '2026-03-08 12:00', 9, '2026-03-09 18:00'],
  ['over Spring Festival', '2026-02-14 15:00', 5, '2026-02-24 11:00'],
  ['on a Saturday that is made up', '2026-02-28 09:00', 3, '2026-02-28 12:00'],
  ['Friday into a made-up Saturday', '2026-02-27 17:00', 2, '2026-02-28 10:00'],
  ['over National Day', '2026-09-30 16:30', 20, '2026-10-10 09:30'],
  ['three working weeks', '2026-03-02 09:00', 135, '2026-03-20 18:00'],
])('working hours %s: %s + %i h = %s', (_, start, hours, due) => {
  const [date = '', time = ''] = start.split(' ')
  expect(momentAt(afterWorkingHours(at(date, time), hours))).toBe(due)
})

test.each([
  ['the same day', '2026-03-02', 0, '2026-03-02 18:00'],
  ['the day after', '2026-03-02', 1, '2026-03-03 18:00'],
  ['Friday to Monday', '2026-03-06', 1, '2026-03-09 18:00'],
  ['a Saturday is the Monday after', '2026-03-07', 0, '2026-03-09 18:00'],
  ['one day from a Saturday', '2026-03-07', 1, '2026-03-09 18:00'],
  ['two days from a Saturday', '2026-03-07', 2, '2026-03-10 18:00'],
  ['over Spring Festival', '2026-02-13', 3, '2026-02-25 18:00'],
  ['counting a made-up Saturday', '2026-02-27', 1, '2026-02-28 18:00'],
  ['over Mid-Autumn and National Day', '2026-09-24', 5, '2026-10-09 18:00'],
  ['over the May holiday and its made-up Saturday', '2026-04-30', 4, '2026-05-09 18:00'],
])('working days, %s: %s + %i = %s', (_, date, days, due) => {
  expect(momentAt(afterWorkingDays(date, days))).toBe(due)
})

test('a team has its own hours', () => {
  const early = { from: '08:30', until: '20:00' }
  expect(momentAt(afterWorkingHours(at('2026-03-02', '19:00'), 2, early))).toBe('2026-03-03 09:30')
  expect(momentAt(afterWorkingDays('2026-03-06', 1, early))).toBe('2026-03-09 20:00')
  const late = { from: '09:00', until: '24:00' }
  expect(momentAt(afterWorkingHours(at('2026-03-06', '23:00'), 1, late))).toBe('2026-03-07 00:00')
})

test('a year that is not announced yet knows its weekends', () => {
  expect(isDayOff('2041-10-01')).toBe(false)
  expect(isDayOff('2041-10-05')).toBe(true)
})

test('times of day', () => {
  for (const [text, minutes] of [
    ['00:00', 0],
    ['09:30', 570],
    ['24:00', 1440],
    ['24:01', null],
    ['9:30', null],
    ['12:60', null],
  ] as const)
    expect(minutesOf(text)).toBe(minutes)
})
