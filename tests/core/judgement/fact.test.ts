import { expect, test } from 'vitest'
import { parseFact, readFacts } from '../../../src/core/judgement/fact.ts'
import { judge, whatIf } from '../../../src/core/judgement/judge.ts'
import { factsRead, questions } from '../../../src/core/judgement/questions.ts'
import { claim, pack } from './fixture.ts'

test.each([
  ['bill.total_fen', 2863245, 2863245],
  ['bill.total_fen', '2863245', 2863245],
  ['event.emergency', 'true', true],
  ['hospital.grade', '3', 3],
  ['hospital.grade', 'na', 'na'],
  ['event.diagnosed_on', '2026-03-10', '2026-03-10'],
  ['event.diagnosed_on', { from: '2026-03-10', to: '2026-03-10' }, '2026-03-10'],
  ['policy.reinstated_on', 'na', 'na'],
] as const)('%s takes %j', (key, raw, value) => {
  expect(parseFact(key, raw)).toEqual({ value })
})

test.each([
  ['bill.total_fen', 28632.45, 'whole fen'],
  ['bill.total_fen', -1, 'whole fen'],
  ['bill.total_fen', 'na', 'whole fen'],
  ['event.emergency', 1, 'true or false'],
  ['event.cause', 'bad_luck', 'one of illness'],
  ['event.diagnosed_on', '2026-02-29', 'a date'],
  ['event.diagnosed_on', '2026-13', 'a date'],
  ['event.diagnosed_on', { from: '2026-03-10', to: '2026-03-01' }, 'a date'],
  ['hospital.grade', 4, 'from 1 to 3, or na'],
  ['stay.list', [], 'stays as'],
] as const)('%s refuses %j', (key, raw, expected) => {
  expect(parseFact(key, raw)).toEqual({
    problem: { key, code: 'wrong-value', expected: expect.stringContaining(expected) as string },
  })
})

test('a record is read whole: unknown keys are named, null is asked and not known', () => {
  const reading = readFacts({ 'event.cause': 'illness', 'event.colour': 'red', 'bill.total_fen': null, toString: 1 })
  expect(reading.facts).toEqual({ 'event.cause': 'illness' })
  expect(reading.askedUnknown).toEqual(['bill.total_fen'])
  expect(reading.problems.map(({ key, code }) => [key, code])).toEqual([
    ['event.colour', 'unknown-fact'],
    ['toString', 'unknown-fact'],
  ])
})

test('the terms follow the day of issue, and hold for both while that is not known', () => {
  const med = pack('MED-MILLION')
  const { 'policy.issued_on': _issued, 'policy.concluded_on': _concluded, ...facts } = claim('T06-v1').facts
  const versionOf = (issued: string) =>
    judge(med, { ...facts, 'policy.issued_on': issued }, { asOf: '2026-07-01' }).pack.version
  expect([versionOf('2022-09-30'), versionOf('2022-10-01')]).toEqual(['v1', 'v2'])
  const straddling = judge(
    med,
    { ...facts, 'policy.issued_on': { from: '2022-09-01', to: '2022-10-31' } },
    { asOf: '2026-07-01' },
  )
  expect(straddling.verdict).toBe('needs_info')
  expect(straddling.liability).toBe('unknown')
  expect(straddling.amountFen).toEqual({ min: 0, max: 2_091_750 })
  expect(straddling.nextQuestion?.fact).toBe('policy.issued_on')
  expect(straddling.nextQuestion?.effects.map(({ verdict }) => verdict)).toEqual(['not_payable', 'payable'])
  const before = judge(med, { ...facts, 'policy.issued_on': '2018-01-01' }, { asOf: '2026-07-01' })
  expect(before.flags).toEqual(['no_terms_version'])
})

test('a bill below the deductible is nothing to pay, whatever else is open', () => {
  const { 'event.emergency': _emergency, ...facts } = claim('T07-unknown').facts
  const judgement = judge(pack('MED-MILLION'), { ...facts, 'bill.total_fen': 900_000 }, { asOf: '2026-07-01' })
  expect([judgement.verdict, judgement.liability, judgement.amountFen.max]).toEqual(['not_payable', 'unknown', 0])
  expect(judgement.flags).toEqual(['nothing_to_pay'])
})

test('the first day after the waiting period is flagged', () => {
  const facts = { ...claim('T04').facts, 'event.diagnosed_on': '2026-01-31' }
  expect(judge(pack('MED-MILLION'), facts, { asOf: '2026-07-01' }).flags).toEqual(['boundary_day'])
})

test('a claim known only from the file has its whole checklist, cheapest knock-out first', () => {
  const facts = {
    'policy.issued_on': '2025-12-28',
    'policy.effective_on': '2026-01-01',
    'policy.expires_on': '2026-12-31',
  }
  const rows = questions(pack('MED-MILLION'), facts)
  expect(rows[0]).toMatchObject({ fact: 'event.exclusion', state: 'open', canKnockOut: true, clause: '2.8(2)' })
  expect(rows[0]?.options.map(({ value }) => value)).not.toContain('hiv')
  const open = rows.filter(({ state, purpose }) => state === 'open' && purpose === 'verdict').map(({ fact }) => fact)
  expect(open).toEqual(
    expect.arrayContaining(['bill.total_fen', 'bill.settled_with_social', 'event.emergency', 'history.knew_before']),
  )
  expect(rows.filter(({ state }) => state === 'answered').map(({ fact }) => fact)).toEqual([
    'policy.effective_on',
    'policy.expires_on',
  ])
})

test('what if turns an answer that is already given', () => {
  const fixture = claim('T01')
  const effects = whatIf(pack('MED-MILLION'), fixture.facts, 'bill.settled_with_social')
  expect(effects.map(({ answer, amountFen }) => [answer, amountFen.max])).toEqual([
    [true, 742_827],
    [false, 1_117_947],
  ])
})

test('a product names the facts that it reads', () => {
  const keys = factsRead(pack('CASH')).map((spec) => spec.key)
  expect(keys).toContain('stay.list')
  expect(keys).not.toContain('bill.total_fen')
})
