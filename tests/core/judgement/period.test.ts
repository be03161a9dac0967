import { expect, test } from 'vitest'
import { addDays, addMonths, addYears, rollForward } from '../../../src/core/civil-date.ts'
import { ratioOfFen } from '../../../src/core/money.ts'
import { deadlinesOf } from '../../../src/core/judgement/deadlines.ts'
import type { Facts } from '../../../src/core/judgement/fact-value.ts'
import { judge } from '../../../src/core/judgement/judge.ts'
import { paidDays, readStays } from '../../../src/core/judgement/stay.ts'
import { claim, pack } from './fixture.ts'

// 民法典 201: the day on which a period starts is not counted.
test.each([
  ['2026-03-20', 30, '2026-04-19'],
  ['2026-05-06', 60, '2026-07-05'],
  ['2024-02-01', 30, '2024-03-02'],
  ['2026-02-01', 30, '2026-03-03'],
  ['2026-12-31', 3, '2027-01-03'],
] as const)('%s and %i days: %s', (start, days, end) => {
  expect(addDays(start, days)).toBe(end)
})

// 民法典 202: years and months end on the corresponding day, or on the last of the month.
test.each([
  ['2024-02-29', 2, '2026-02-28'],
  ['2024-02-29', 4, '2028-02-29'],
  ['2026-03-15', 2, '2028-03-15'],
  ['2026-02-28', 2, '2028-02-28'],
  ['2026-08-31', 5, '2031-08-31'],
] as const)('%s and %i years: %s', (start, years, end) => {
  expect(addYears(start, years)).toBe(end)
})

test.each([
  ['2026-01-31', 1, '2026-02-28'],
  ['2028-01-31', 1, '2028-02-29'],
  ['2026-08-31', 1, '2026-09-30'],
  ['2026-11-30', 3, '2027-02-28'],
] as const)('%s and %i months: %s', (start, months, end) => {
  expect(addMonths(start, months)).toBe(end)
})

// 民法典 203: a last day that is a day off moves to the next working day.
test('a last day within the National Day holiday moves behind it', () => {
  const daysOff = new Set([
    '2026-10-01',
    '2026-10-02',
    '2026-10-03',
    '2026-10-04',
    '2026-10-05',
    '2026-10-06',
    '2026-10-07',
  ])
  expect(rollForward('2026-10-01', (date) => daysOff.has(date))).toBe('2026-10-08')
  expect(rollForward('2026-10-07', (date) => daysOff.has(date))).toBe('2026-10-08')
  expect(rollForward('2026-09-30', (date) => daysOff.has(date))).toBe('2026-09-30')
})

test('a ratio rounds half up, once', () => {
  expect(ratioOfFen(6_425_925, 9_000)).toBe(5_783_333)
  expect(ratioOfFen(6_425_924, 9_000)).toBe(5_783_332)
  expect(ratioOfFen(1, 5_000)).toBe(1)
})

function deadlines(changes: Facts, hasAdvance = false) {
  const [, v2] = pack('MED-MILLION').terms
  if (!v2) throw new Error('no second version')
  return deadlinesOf(v2, { ...claim('T01').facts, ...changes }, hasAdvance)
}

// 解释二 15: the decision clock stands still between the notice and the supplements.
test('the decision clock pauses while documents are being supplied', () => {
  expect(deadlines({}).decideBy).toBe('2026-04-19')
  const noticed = deadlines({ 'claim.notice_sent_on': '2026-03-25' })
  expect(noticed.decideBy).toBeUndefined()
  expect(noticed.decidePausedOn).toBe('2026-03-25')
  const supplied = deadlines({ 'claim.notice_sent_on': '2026-03-25', 'claim.supplement_in_on': '2026-04-04' })
  expect(supplied.decideBy).toBe('2026-04-29')
  expect(supplied.decidePausedOn).toBeUndefined()
})

test('refusal notice, payment and advance each have their clock', () => {
  expect(deadlines({ 'claim.decided_on': '2026-04-10' }).refusalNoticeBy).toBe('2026-04-13')
  expect(deadlines({ 'claim.agreed_on': '2026-04-10' }).payBy).toBe('2026-04-20')
  expect(deadlines({}, true).advanceBy).toBe('2026-05-19')
  expect(deadlines({}).advanceBy).toBeUndefined()
})

test('limitation runs from when the event was known, and past it is a flag, not a refusal', () => {
  expect(deadlines({ 'claim.known_on': '2026-04-01' }).limitationOn).toBe('2028-04-01')
  expect(deadlines({ 'claim.known_on': 'na' }).limitationOn).toBe('2028-03-15')
  const { facts } = claim('T01')
  const onTheDay = judge(pack('MED-MILLION'), facts, { asOf: '2028-03-15' })
  const dayAfter = judge(pack('MED-MILLION'), facts, { asOf: '2028-03-16' })
  expect(onTheDay.flags).toEqual([])
  expect(dayAfter.flags).toEqual(['limitation_expired'])
  expect(dayAfter.verdict).toBe('payable')
})

const rule = {
  count: 'all',
  freeDays: 3,
  perHospitalisation: 90,
  perYear: 180,
  usedDays: { min: 0, max: 0 },
  readmissionDays: 90,
} as const

test.each([
  ['2026-05-02/2026-05-14', 9, 'twelve days less three'],
  ['2026-05-02/2026-05-04', 0, 'no more than the free days'],
  ['2026-05-02/2026-05-14; 2026-06-10/2026-06-17/0/same', 16, 'free days once for the same cause'],
  ['2026-05-02/2026-05-14; 2026-08-12/2026-08-19/0/same', 16, 'ninety days later is still the same'],
  ['2026-05-02/2026-05-14; 2026-08-13/2026-08-20/0/same', 13, 'ninety-one days later is another'],
  ['2026-05-02/2026-05-14; 2026-06-10/2026-06-17', 13, 'another cause is another hospitalisation'],
  ['2026-01-01/2026-04-20', 90, 'ninety days a hospitalisation'],
  ['2026-01-01/2026-04-20; 2026-05-01/2026-08-20', 180, 'a hundred and eighty days a year'],
])('%s: %i days (%s)', (text, days) => {
  const stays = readStays(text)
  expect(paidDays(stays, rule)).toEqual({ min: days, max: days })
})

test('stays out of order, or with more days in intensive care than in hospital, are not read', () => {
  expect(readStays('2026-05-14/2026-05-02')).toBeUndefined()
  expect(readStays('2026-05-02/2026-05-14; 2026-05-10/2026-05-20')).toBeUndefined()
  expect(readStays('2026-05-02/2026-05-04/9')).toBeUndefined()
})
