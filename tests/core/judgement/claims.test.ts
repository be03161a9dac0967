import { expect, test } from 'vitest'
import { judge } from '../../../src/core/judgement/judge.ts'
import { claim, claims, optionsOf, pack } from './fixture.ts'

test.each(claims.map((fixture) => [fixture.name, fixture] as const))('%s comes out as written', (_name, fixture) => {
  const judgement = judge(pack(fixture.product), fixture.facts, optionsOf(fixture))
  const expected = fixture.expect
  expect({
    version: judgement.pack.version,
    verdict: judgement.verdict,
    liability: judgement.liability,
    amountFen: judgement.amountFen,
    refundFen: judgement.refundFen,
    clauses: judgement.clauses,
    flags: judgement.flags,
    overlays: judgement.overlays,
    nextQuestion: judgement.nextQuestion?.fact ?? null,
    documents: judgement.documents.map((document) => document.code),
  }).toEqual({
    version: expected.version,
    verdict: expected.verdict,
    liability: expected.liability,
    amountFen: expected.amountFen,
    refundFen: expected.refundFen,
    clauses: expected.clauses,
    flags: expected.flags,
    overlays: expected.overlays ?? [],
    nextQuestion: expected.nextQuestion,
    documents: expected.documents,
  })
  expect(judgement.deadlines).toMatchObject(expected.deadlines)
  if (expected.stakeFen) expect(judgement.stakeFen).toEqual(expected.stakeFen)
  if (expected.laws) expect(judgement.laws).toEqual(expected.laws)
  if (expected.grounds) expect(judgement.grounds.map(({ ground }) => ground)).toEqual(expected.grounds)
})

test('the whole set is there', () => {
  const names = claims.map((fixture) => fixture.name.slice(0, 3))
  expect([...new Set(names)].join(' ')).toBe(
    Array.from({ length: 26 }, (_, index) => `T${String(index + 1).padStart(2, '0')}`).join(' '),
  )
})

test.each(claims.map((fixture) => [fixture.name, fixture] as const))(
  '%s is plain JSON and quotes what it cites',
  (_name, fixture) => {
    const judgement = judge(pack(fixture.product), fixture.facts, { ...optionsOf(fixture), sha256: 'a'.repeat(64) })
    const again = judge(pack(fixture.product), fixture.facts, { ...optionsOf(fixture), sha256: 'a'.repeat(64) })
    expect(JSON.stringify(again)).toBe(JSON.stringify(judgement))
    expect(JSON.parse(JSON.stringify(judgement))).toEqual(JSON.parse(JSON.stringify(again)))
    for (const clause of judgement.clauses) expect(judgement.quotes[clause]?.length).toBeGreaterThan(10)
  },
)

test('an open question says what each answer would do', () => {
  const fixture = claim('T07-unknown')
  const question = judge(pack(fixture.product), fixture.facts, { asOf: fixture.asOf }).nextQuestion
  expect(question?.clause).toBe('2.6')
  expect(question?.text['zh-Hans']).toBe('当时是急诊抢救吗？有急诊病历吗？')
  expect(
    question?.effects.map(({ answer, verdict, amountFen }) => [answer, verdict, amountFen.min, amountFen.max]),
  ).toEqual([
    [true, 'payable', 330_000, 330_000],
    [false, 'not_payable', 0, 0],
  ])
})

test('what nobody knows stays unknown and is asked again last', () => {
  const fixture = claim('T03')
  const options = { asOf: fixture.asOf, askedUnknown: ['bill.settled_with_social'] }
  const judgement = judge(pack(fixture.product), fixture.facts, options)
  expect(judgement.verdict).toBe('needs_info')
  expect(judgement.missing).toEqual(['bill.social_paid_fen', 'bill.settled_with_social'])
})

test('an answer that can take the claim out of cover is asked for before one that moves more clauses', () => {
  const fixture = claim('T10')
  const { 'bill.total_fen': _total, ...facts } = fixture.facts
  const judgement = judge(pack(fixture.product), facts, { asOf: fixture.asOf })
  expect(judgement.missing).toEqual(['history.knew_before', 'bill.total_fen'])
})

test('an exception that was not needed is not cited', () => {
  const fixture = claim('T01')
  const facts = { ...fixture.facts, 'event.emergency': true }
  expect(judge(pack(fixture.product), facts, { asOf: fixture.asOf }).clauses).toEqual(['2.3.1', '2.4', '2.5'])
})

test('a line that may not pay counts from nothing', () => {
  const cash = structuredClone(pack('CASH'))
  const [line] = cash.terms[0]?.benefits ?? []
  if (!line) throw new Error('no line')
  line.when = { on_or_before: ['event.first_symptom_on', { date: '2026-05-01' }] }
  const judgement = judge(cash, claim('T20').facts, { asOf: '2026-07-01' })
  expect([judgement.verdict, judgement.liability]).toEqual(['needs_info', 'in'])
  expect(judgement.amountFen).toEqual({ min: 40_000, max: 360_000 })
  expect(judgement.nextQuestion?.fact).toBe('event.first_symptom_on')
})
