import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays, isCivilDate } from '../../../src/core/civil-date.ts'
import { factSpec, parseFact } from '../../../src/core/judgement/fact.ts'
import { isDateInterval, type FactValue, type Facts } from '../../../src/core/judgement/fact-value.ts'
import { judge } from '../../../src/core/judgement/judge.ts'
import { questions } from '../../../src/core/judgement/questions.ts'
import { type ClaimFixture, claims, overlays, pack, packs } from './fixture.ts'

/** Days around those that the fixture speaks of, where something turns. */
function dayNear(fixture: ClaimFixture): fc.Arbitrary<string> {
  const known = Object.values(fixture.facts).filter((value) => typeof value === 'string' && isCivilDate(value))
  return fc
    .tuple(
      fc.constantFrom(...(known as string[])),
      fc.oneof(fc.integer({ min: -3, max: 3 }), fc.integer({ min: -200, max: 200 })),
    )
    .map(([day, offset]) => addDays(day, offset))
}

/** So many days early and late may a date be told. */
const spanAround = fc.record({ before: fc.integer({ min: 1, max: 40 }), after: fc.integer({ min: 1, max: 40 }) })

const visits = fc.array(
  fc.record({ total: fc.nat(300_000), social: fc.nat(100), other: fc.nat(100) }).map(({ total, social, other }) => ({
    on: '2026-03-02',
    totalFen: total,
    socialPaidFen: Math.floor((total * social) / 200),
    otherPaidFen: Math.floor((total * other) / 200),
  })),
  { minLength: 1, maxLength: 4 },
)
const grades = fc.array(fc.integer({ min: 1, max: 10 }), { minLength: 1, maxLength: 4 })

const stays = fc
  .array(fc.record({ gap: fc.nat(120), days: fc.nat(100), icu: fc.nat(100), sameCause: fc.boolean() }), {
    minLength: 1,
    maxLength: 4,
  })
  .map((list) => {
    let on = '2026-01-05'
    return list.map(({ gap, days, icu, sameCause }) => {
      const admittedOn = addDays(on, gap)
      on = addDays(admittedOn, days)
      return { admittedOn, dischargedOn: on, icuDays: Math.min(icu, days), sameCause }
    })
  })

/** Any answer that the vocabulary takes, small amounts and days near the claims among them. */
function answer(key: string, fixture: ClaimFixture): fc.Arbitrary<FactValue> {
  const spec = factSpec(key)
  if (spec === undefined) throw new Error(key)
  const na = spec.na === undefined ? [] : [fc.constant('na')]
  switch (spec.type) {
    case 'bool':
      return fc.oneof(fc.boolean(), ...na)
    case 'enum':
      return fc.oneof(fc.constantFrom(...(spec.options ?? []).map((option) => option.value)), ...na)
    case 'int':
      return fc.oneof(fc.integer({ min: spec.min ?? 0, max: spec.max ?? 1000 }), ...na)
    case 'fen':
      return fc.oneof(fc.nat(3_000_000), fc.nat(400_000_000), fc.integer({ min: 0, max: 1_000_000_000_000 }))
    case 'date':
      return fc.oneof(dayNear(fixture), ...na)
    case 'stays':
      return fc.oneof(stays, ...na)
    case 'visits':
      return fc.oneof(visits, ...na)
    case 'grades':
      return fc.oneof(grades, ...na)
    default:
      return spec.type satisfies never
  }
}

/** Which terms govern is read from the file, not asked: it stays known. */
const fixed = new Set(['policy.issued_on'])
const options = { asOf: '2026-07-01', overlays }

interface Case {
  readonly product: string
  readonly known: Facts
  readonly complete: Facts
  /** In which the answers come. */
  readonly order: readonly string[]
}

/** Every product as often as any other, whatever the number of its test claims. */
const fixtures = fc
  .constantFrom(...Object.keys(packs))
  .chain((product) => fc.constantFrom(...claims.filter((fixture) => fixture.product === product)))

const cases: fc.Arbitrary<Case> = fixtures.chain((fixture) => {
  const keys = Object.keys(fixture.facts).filter((key) => !fixed.has(key))
  const dates = keys.filter((key) => factSpec(key)?.type === 'date')
  return fc
    .record({
      redrawn: fc.record(Object.fromEntries(keys.map((key) => [key, answer(key, fixture)])), { requiredKeys: [] }),
      changed: fc.subarray(keys, { maxLength: 6 }),
      hidden: fc.subarray(keys),
      order: fc.shuffledSubarray(keys, { minLength: keys.length }),
      blurred: fc.record(Object.fromEntries(dates.map((key) => [key, spanAround])), { requiredKeys: [] }),
    })
    .map(({ redrawn, changed, hidden, order, blurred }) => {
      const complete: Record<string, FactValue> = { ...fixture.facts }
      for (const key of changed) {
        const value = redrawn[key]
        if (value !== undefined) complete[key] = value
      }
      const known = Object.fromEntries(Object.entries(complete).filter(([key]) => !hidden.includes(key)))
      for (const [key, span] of Object.entries(blurred)) {
        const value = known[key]
        if (span !== undefined && typeof value === 'string' && isCivilDate(value))
          known[key] = { from: addDays(value, -span.before), to: addDays(value, span.after) }
      }
      return { product: fixture.product, known, complete, order }
    })
})

test('no decided verdict flips and no amount leaves an earlier range when an unknown is filled in', () => {
  const seen = { decidedEarly: 0, needsInfo: 0, products: new Set<string>() }
  fc.assert(
    fc.property(cases, ({ product, known, complete, order }) => {
      const terms = pack(product)
      seen.products.add(product)
      let facts = known
      let before = judge(terms, facts, options)
      if (before.verdict === 'needs_info') seen.needsInfo++
      else if (Object.keys(known).length < Object.keys(complete).length) seen.decidedEarly++
      for (const key of order) {
        const value = complete[key]
        if (value === undefined || facts[key] === value) continue
        facts = { ...facts, [key]: value }
        const after = judge(terms, facts, options)
        expect(after.amountFen.min).toBeGreaterThanOrEqual(before.amountFen.min)
        expect(after.amountFen.max).toBeLessThanOrEqual(before.amountFen.max)
        expect(Number.isSafeInteger(after.amountFen.min) && Number.isSafeInteger(after.amountFen.max)).toBe(true)
        if (before.verdict !== 'needs_info') expect(after.verdict).toBe(before.verdict)
        if (before.liability !== 'unknown') expect(after.liability).toBe(before.liability)
        before = after
      }
    }),
    { numRuns: 400 },
  )
  expect(seen.decidedEarly).toBeGreaterThan(20)
  expect(seen.needsInfo).toBeGreaterThan(20)
  expect([...seen.products].toSorted()).toEqual(Object.keys(packs).toSorted())
}, 60_000)

/** A date within an interval is open; so is what is not known at all. */
function isOpen(value: FactValue | undefined): boolean {
  return value === undefined || isDateInterval(value)
}

test('while information is needed there is a question, and every question is about something open', () => {
  fc.assert(
    fc.property(cases, ({ product, known }) => {
      const judgement = judge(pack(product), known, options)
      expect(judgement.nextQuestion === null).toBe(judgement.missing.length === 0)
      if (judgement.verdict === 'needs_info') expect(judgement.nextQuestion).not.toBeNull()
      for (const key of judgement.missing) expect(isOpen(known[key])).toBe(true)
      const open = questions(pack(product), known, options).filter(
        ({ state, purpose }) => state === 'open' && purpose === 'verdict',
      )
      expect(open.map(({ fact }) => fact)).toEqual(judgement.missing)
    }),
    { numRuns: 500 },
  )
}, 60_000)

test('the fixtures read as they were written', () => {
  for (const fixture of claims) {
    for (const [key, value] of Object.entries(fixture.facts)) expect(parseFact(key, value)).toEqual({ value })
  }
})
