import { expect, test } from 'vitest'
import type { Facts } from '../../../src/core/judgement/fact-value.ts'
import { gradeOfInjuries, readGrades } from '../../../src/core/judgement/injury-grade.ts'
import { judge } from '../../../src/core/judgement/judge.ts'
import { paidForVisit, readVisits } from '../../../src/core/judgement/visit.ts'
import { claim, pack } from './fixture.ts'

function judged(name: string, changes: Facts) {
  const fixture = claim(name)
  return judge(pack(fixture.product), { ...fixture.facts, ...changes }, { asOf: fixture.asOf })
}

// JR/T 0083-2013: the worst grade counts; given twice or more it rises by one, never above the first.
test.each([
  [[8], 8],
  [[8, 9], 8],
  [[8, 8], 7],
  [[8, 8, 8], 7],
  [[9, 8, 8], 7],
  [[9, 9, 8], 8],
  [[1, 1], 1],
  [[10, 10], 9],
])('grades %j come to %i', (grades, grade) => {
  expect(gradeOfInjuries(grades)).toBe(grade)
})

test('every grade pays a tenth more than the next', () => {
  for (let grade = 1; grade <= 10; grade++) {
    const { amountFen } = judged('T17', { 'injury.grades': [grade], 'event.treatment': 'none' })
    expect(amountFen.max).toBe((11 - grade) * 5_000_000)
  }
})

test('grades not known yet are the whole scale; none of them is nothing', () => {
  const { 'injury.grades': _grades, ...facts } = claim('T17').facts
  const judgement = judge(pack('ACC'), facts, { asOf: '2026-10-16' })
  expect(judgement).toMatchObject({ verdict: 'needs_info', liability: 'in', missing: ['injury.grades'] })
  expect(judgement.amountFen).toEqual({ min: 1_468_024, max: 51_468_024 })
  expect(judgement.flags).toEqual(['art25_advance'])
  expect(judged('T17', { 'injury.grades': 'na' }).amountFen).toEqual({ min: 1_468_024, max: 1_468_024 })
})

test.each([
  ['8, 8', [8, 8]],
  ['8、9', [8, 9]],
  ['10', [10]],
  [
    [1, 10],
    [1, 10],
  ],
  ['11', undefined],
  ['0', undefined],
  ['', undefined],
  [[8.5], undefined],
  [[], undefined],
])('grades are read from %j', (raw, grades) => {
  expect(readGrades(raw)).toEqual(grades)
})

test('a death within 180 days of the accident pays, less the disability paid; a day later it does not', () => {
  expect(judged('T18', { 'event.on': '2026-07-31' }).amountFen.max).toBe(20_000_000)
  expect(judged('T18', { 'event.on': '2026-08-01' })).toMatchObject({
    verdict: 'not_payable',
    clauses: ['2.3.1'],
  })
})

test('an accident cover does not pay for illness, but for a sudden death', () => {
  const illness = { 'event.cause': 'illness', 'event.sudden_death': false, 'accident.on': 'na' }
  expect(judged('T18', illness)).toMatchObject({ verdict: 'not_payable', clauses: ['2.2'] })
  const sudden = judged('T18', { ...illness, 'event.sudden_death': true })
  expect(sudden).toMatchObject({ verdict: 'payable', clauses: ['2.3.5'] })
  expect(sudden.amountFen.max).toBe(20_000_000)
  expect(judged('T18', { 'event.cause': 'unclear' }).flags).toContain('proportionate_possible')
  expect(judged('T17', { 'insured.job_class': 4 })).toMatchObject({ verdict: 'not_payable', clauses: ['1.2'] })
})

// 保险法 44 with 民法典 201, 202: the two years end on the corresponding day, which is still in them.
test.each([
  ['2026-08-31', 'full', 'not_payable', 186_000],
  ['2026-09-01', 'full', 'not_payable', 186_000],
  ['2026-09-02', 'full', 'payable', 0],
  ['2026-08-31', 'none', 'payable', 0],
])('suicide on %s, capacity %s: %s', (on, capacity, verdict, refundFen) => {
  expect(judged('T19', { 'event.on': on, 'insured.capacity': capacity })).toMatchObject({ verdict, refundFen })
})

test('the two years of suicide run again from a reinstatement', () => {
  const late = { 'event.on': '2026-12-01', 'policy.reinstated_on': '2025-03-01' }
  expect(judged('T19', late)).toMatchObject({ verdict: 'not_payable', laws: ['保险法44'] })
  expect(judged('T19', { ...late, 'policy.reinstated_on': 'na' }).verdict).toBe('payable')
})

test('whoever is bereaved is written to gently, whatever the verdict', () => {
  expect(judged('T19', { 'insured.capacity': 'none' }).flags).toContain('gentle_wording')
  expect(judged('T18', {}).flags).toEqual(['gentle_wording'])
  expect(judged('T17', {}).flags).toEqual([])
})

const visitRule = { deductibleFen: 10_000, ratioBp: 8_000, perVisitFen: 50_000 }

test.each([
  [{ totalFen: 38_600, socialPaidFen: 8_650 }, 15_960],
  [{ totalFen: 102_000, socialPaidFen: 18_000 }, 50_000],
  [{ totalFen: 10_001, socialPaidFen: 0 }, 1],
  [{ totalFen: 10_000, socialPaidFen: 0 }, 0],
  [{ totalFen: 5_000, socialPaidFen: 5_000 }, 0],
])('a visit %j pays %i', (costs, fen) => {
  expect(paidForVisit({ on: '2026-03-02', otherPaidFen: 0, ...costs }, visitRule)).toBe(fen)
})

test('every visit rounds once for itself: two halves make two fen, not one', () => {
  const visit = { on: '2026-03-02', totalFen: 10_003, socialPaidFen: 0, otherPaidFen: 0 }
  const fen = paidForVisit(visit, { ...visitRule, ratioBp: 5_000 })
  expect(fen).toBe(2)
})

test('visits are typed in yuan and read in fen; one that was overpaid is not read', () => {
  expect(readVisits('2026-03-02/386.00/86.50; 2026-03-09/1,020/180')).toEqual([
    { on: '2026-03-02', totalFen: 38_600, socialPaidFen: 8_650, otherPaidFen: 0 },
    { on: '2026-03-09', totalFen: 102_000, socialPaidFen: 18_000, otherPaidFen: 0 },
  ])
  for (const raw of ['2026-02-30/1', '2026-03-02', '2026-03-02/10/11', [{ on: '2026-03-02', totalFen: 1.5 }], []])
    expect(readVisits(raw)).toBeUndefined()
})

test('the outpatient limit of the year and the ratio without social insurance', () => {
  expect(judged('T21', { 'ytd.outpatient_paid_fen': 490_000 }).amountFen.max).toBe(525_436 + 10_000)
  const inWaiting = judged('T21', { 'event.diagnosed_on': '2026-01-30' })
  expect(inWaiting).toMatchObject({ verdict: 'payable', clauses: ['2.3.2'] })
  const onlyStay = judged('T21', { 'event.diagnosed_on': '2026-01-30', 'visit.list': 'na' })
  expect(onlyStay).toMatchObject({ verdict: 'not_payable', clauses: ['2.1'] })
})

// 保险法 33: what all policies together may pay for a minor's death.
test.each([
  [6, 0, 20_000_000],
  [6, 15_000_000, 5_000_000],
  [6, 20_000_000, 0],
  [12, 15_000_000, 20_000_000],
  [12, 45_000_000, 5_000_000],
])('a child of %i with %i elsewhere: %i', (age, elsewhere, fen) => {
  const judgement = judged('T21', {
    'event.outcome': 'death',
    'event.on': '2026-03-21',
    'event.treatment': 'none',
    'visit.list': 'na',
    'insured.age': age,
    'insured.other_death_cover_fen': elsewhere,
  })
  expect(judgement.amountFen).toEqual({ min: fen, max: fen })
  if (fen > 0 && fen < 20_000_000) expect(judgement.laws).toEqual(['保险法33'])
})

test('a child whose age is not known has both limits of the law', () => {
  const { 'insured.age': _age, ...facts } = claim('T21').facts
  const changes = { 'event.outcome': 'death', 'event.on': '2026-03-21', 'event.treatment': 'none', 'visit.list': 'na' }
  const elsewhere = { 'insured.other_death_cover_fen': 15_000_000 }
  const judgement = judge(pack('CHILD'), { ...facts, ...changes, ...elsewhere }, { asOf: '2026-04-02' })
  expect(judgement.amountFen).toEqual({ min: 5_000_000, max: 20_000_000 })
  expect(judgement.missing).toEqual(['insured.age'])
})
