import { expect, test } from 'vitest'
import { addDays } from '../../../src/core/civil-date.ts'
import type { Facts } from '../../../src/core/judgement/fact-value.ts'
import { judge, whatIf } from '../../../src/core/judgement/judge.ts'
import { questions } from '../../../src/core/judgement/questions.ts'
import { readOverlay } from '../../../src/core/product/check-overlay.ts'
import { claim, overlays, pack, packs, rawOverlay } from './fixture.ts'

const { facts } = claim('T23-overlay')
const asOf = '2020-05-20'
const judged = (changes: Facts = {}) => judge(pack('MED-MILLION'), { ...facts, ...changes }, { asOf, overlays })

test.each([
  ['2020-01-19', []],
  ['2020-01-20', ['OVL-COVID-2020-01']],
  ['2020-04-30', ['OVL-COVID-2020-01']],
  ['2020-05-01', []],
])('diagnosed on %s: %j', (diagnosed, ids) => {
  expect(judged({ 'event.diagnosed_on': diagnosed }).overlays).toEqual(ids)
})

test('the day of purchase does not matter: before the announcement or after, the claim comes out the same', () => {
  const boughtOn = (effective: string) => {
    const {
      verdict,
      amountFen,
      overlays: ids,
    } = judged({
      'policy.issued_on': effective,
      'policy.concluded_on': effective,
      'policy.effective_on': effective,
      'policy.expires_on': addDays(effective, 365),
      'event.diagnosed_on': '2020-02-20',
    })
    return { verdict, amountFen, ids }
  }
  expect(boughtOn('2020-01-20')).toEqual(boughtOn('2020-02-15'))
  expect(boughtOn('2020-02-15').verdict).toBe('payable')
})

test('another disease, another product and a judgement before the announcement are left alone', () => {
  expect(judged({ 'event.disease': 'other' })).toMatchObject({ verdict: 'not_payable', overlays: [] })
  const before = judge(pack('MED-MILLION'), facts, { asOf: '2020-01-30', overlays })
  expect([before.verdict, before.trace.overlays]).toEqual(['not_payable', []])
  const cash = claim('T20')
  const named = judge(pack('CASH'), cash.facts, { asOf: cash.asOf, overlays })
  expect(JSON.stringify(named)).toBe(JSON.stringify(judge(pack('CASH'), cash.facts, { asOf: cash.asOf })))
})

test('the trace names the overlay and what it changed, and what it dropped is not asked for', () => {
  const judgement = judged()
  expect(judgement.trace.overlays).toEqual([
    {
      id: 'OVL-COVID-2020-01',
      value: true,
      announced: '2020-01-31',
      url: 'https://announcements.example.com/2020/covid-19-extension',
      diagnosed: { from: '2020-01-20', to: '2020-04-30' },
      dropped: ['waiting', 'hospital', 'drug_list'],
      set: { deductible_fen: 0, ratio_no_social_bp: 10000 },
      missing: [],
    },
  ])
  expect(judgement.trace.gates.map((gate) => gate.id)).toEqual(['in_force'])
  expect(judgement.documents.map((document) => document.code)).not.toContain('emergency_proof')
})

test('a deductible and a ratio fall away with the overlay: the same bill without social insurance is paid in full', () => {
  const changes = { 'bill.settled_with_social': false, 'policy.effective_on': '2019-12-01' }
  expect(judged(changes).amountFen).toEqual({ min: 1_820_000, max: 1_820_000 })
  expect(judged({ ...changes, 'event.disease': 'other', 'hospital.grade': 3 }).amountFen.max).toBe(492_000)
})

test('a diagnosis that straddles the last day keeps both readings open and is asked for to the day', () => {
  const straddling = { 'event.diagnosed_on': { from: '2020-04-25', to: '2020-05-05' } }
  const judgement = judged(straddling)
  expect(judgement).toMatchObject({
    verdict: 'needs_info',
    liability: 'unknown',
    amountFen: { min: 0, max: 320_000 },
    overlays: [],
    clauses: ['2.1', '2.3.1', '2.5', '2.6'],
    nextQuestion: { fact: 'event.diagnosed_on', clause: '2.1' },
  })
  expect(judgement.trace.overlays.map(({ value, missing }) => [value, missing])).toEqual([
    ['unknown', ['event.diagnosed_on']],
  ])
  expect(
    judgement.nextQuestion?.effects.map(({ label, verdict, amountFen }) => [label['zh-Hans'], verdict, amountFen.max]),
  ).toEqual([
    ['2020-04-25 至 2020-04-30', 'payable', 320_000],
    ['2020-05-01 至 2020-05-05', 'not_payable', 0],
  ])
  const rows = questions(pack('MED-MILLION'), { ...facts, ...straddling }, { asOf, overlays })
  expect(rows.filter(({ state }) => state === 'open')[0]?.fact).toBe('event.diagnosed_on')
})

test('two readings that both pay, and not the same, leave the amount open', () => {
  const judgement = judged({
    'policy.issued_on': '2019-12-01',
    'policy.effective_on': '2019-12-01',
    'hospital.grade': 3,
    'bill.total_fen': 5_000_000,
    'event.diagnosed_on': { from: '2020-04-25', to: '2020-05-05' },
  })
  expect(judgement).toMatchObject({ verdict: 'needs_info', liability: 'in', flags: ['art25_advance'] })
  expect(judgement.deadlines.advanceBy).toBe('2020-04-30')
  expect(judgement.amountFen).toEqual({ min: 2_500_000, max: 3_500_000 })
  expect(judgement.nextQuestion?.effects.map(({ verdict, amountFen }) => [verdict, amountFen.max])).toEqual([
    ['payable', 3_500_000],
    ['payable', 2_500_000],
  ])
})

test('an unknown disease is asked for, with what each answer would do', () => {
  const { 'event.disease': _disease, ...others } = facts
  const judgement = judge(pack('MED-MILLION'), others, { asOf, overlays })
  expect(judgement.missing).toEqual(['event.disease'])
  expect(judgement.nextQuestion?.effects.map(({ answer, verdict }) => [answer, verdict])).toEqual([
    ['covid19', 'payable'],
    ['other', 'not_payable'],
  ])
  const effects = whatIf(pack('MED-MILLION'), facts, 'event.disease', { overlays, asOf })
  expect(effects.map(({ verdict }) => verdict)).toEqual(['payable', 'not_payable'])
})

test('where both readings agree nothing is open', () => {
  const judgement = judged({
    'event.diagnosed_on': { from: '2020-04-25', to: '2020-05-05' },
    'history.had_before': true,
    'history.knew_before': true,
  })
  expect(judgement).toMatchObject({ verdict: 'not_payable', liability: 'out', nextQuestion: null, missing: [] })
})

test.each([
  ['announced', undefined, 'announced', 'must have been announced'],
  ['url', undefined, 'url', 'the address of its announcement'],
  ['url', 'soon', 'url', 'the address of its announcement'],
  ['same_for_all_buyers', false, 'same_for_all_buyers', 'treat all buyers alike'],
  ['same_for_all_buyers', undefined, 'same_for_all_buyers', 'treat all buyers alike'],
  ['diagnosed', { from: '2020-04-30', to: '2020-01-20' }, 'diagnosed', 'before the first'],
  ['products', undefined, 'products', 'names its products'],
  ['products', ['NONE'], 'products.0', 'no pack of NONE'],
  ['drop_gates', ['waiting', 'wating'], 'drop_gates.1', 'no terms have a gate wating'],
  ['set', { deductable_fen: 0 }, 'set.deductable_fen', 'no terms have a number deductable_fen'],
  ['set', { deductible_fen: 0.5 }, 'set.deductible_fen', 'int'],
  ['disease', 'COVID', 'disease', 'no disease COVID'],
  ['documents', [{ code: 'diary', clause: '3.2' }], 'documents.0.code', 'diary'],
  ['documents', [{ code: 'nucleic_acid_report', clause: '9.9' }], 'documents.0.clause', 'clause 9.9 has no text'],
])('an overlay is refused: %s %j', (key, value, path, message) => {
  const raw = { ...(rawOverlay('ovl-covid-2020-01') as Record<string, unknown>), [key]: value }
  const reading = readOverlay(raw, Object.values(packs))
  const problems = 'problems' in reading ? reading.problems : []
  expect(problems.map((problem) => [problem.path.join('.'), problem.message])).toContainEqual([
    path,
    expect.stringContaining(message),
  ])
})
