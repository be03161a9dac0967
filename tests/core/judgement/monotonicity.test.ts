import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { addDays } from '../../../src/core/civil-date.ts'
import { factSpec, parseFact } from '../../../src/core/judgement/fact.ts'
import type { FactValue, Facts } from '../../../src/core/judgement/fact-value.ts'
import { judge } from '../../../src/core/judgement/judge.ts'
import { questions } from '../../../src/core/judgement/questions.ts'
import { claims, pack } from './fixture.ts'

const day = fc.integer({ min: 0, max: 500 }).map((offset) => addDays('2025-12-01', offset))

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
function answer(key: string): fc.Arbitrary<FactValue> {
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
      return fc.oneof(day, ...na)
    case 'stays':
      return stays
    default:
      return spec.type satisfies never
  }
}

/** Which terms govern is read from the file, not asked: it stays known. */
const fixed = new Set(['policy.issued_on'])

interface Case {
  readonly product: string
  readonly known: Facts
  readonly complete: Facts
}

const cases: fc.Arbitrary<Case> = fc.constantFrom(...claims).chain((fixture) => {
  const keys = Object.keys(fixture.facts).filter((key) => !fixed.has(key))
  return fc
    .record({
      redrawn: fc.record(Object.fromEntries(keys.map((key) => [key, answer(key)])), { requiredKeys: [] }),
      changed: fc.subarray(keys, { maxLength: 6 }),
      hidden: fc.subarray(keys),
    })
    .map(({ redrawn, changed, hidden }) => {
      const complete: Record<string, FactValue> = { ...fixture.facts }
      for (const key of changed) {
        const value = redrawn[key]
        if (value !== undefined) complete[key] = value
      }
      const known = Object.fromEntries(Object.entries(complete).filter(([key]) => !hidden.includes(key)))
      return { product: fixture.product, known, complete }
    })
})

const asOf = '2026-07-01'

test('no decided verdict flips and no amount leaves an earlier range when an unknown is filled in', () => {
  const seen = { decidedEarly: 0, needsInfo: 0 }
  fc.assert(
    fc.property(cases, ({ product, known, complete }) => {
      const terms = pack(product)
      let facts = known
      let before = judge(terms, facts, { asOf })
      if (before.verdict === 'needs_info') seen.needsInfo++
      else if (Object.keys(known).length < Object.keys(complete).length) seen.decidedEarly++
      for (const [key, value] of Object.entries(complete)) {
        if (key in facts) continue
        facts = { ...facts, [key]: value }
        const after = judge(terms, facts, { asOf })
        expect(after.amountFen.min).toBeGreaterThanOrEqual(before.amountFen.min)
        expect(after.amountFen.max).toBeLessThanOrEqual(before.amountFen.max)
        expect(Number.isSafeInteger(after.amountFen.min) && Number.isSafeInteger(after.amountFen.max)).toBe(true)
        if (before.verdict !== 'needs_info') expect(after.verdict).toBe(before.verdict)
        if (before.liability !== 'unknown') expect(after.liability).toBe(before.liability)
        before = after
      }
    }),
    { numRuns: 300 },
  )
  expect(seen.decidedEarly).toBeGreaterThan(50)
  expect(seen.needsInfo).toBeGreaterThan(50)
}, 60_000)

test('while information is needed there is a question, and every question is about something open', () => {
  fc.assert(
    fc.property(cases, ({ product, known }) => {
      const judgement = judge(pack(product), known, { asOf })
      expect(judgement.nextQuestion === null).toBe(judgement.missing.length === 0)
      if (judgement.verdict === 'needs_info') expect(judgement.nextQuestion).not.toBeNull()
      for (const key of judgement.missing) expect(known[key]).toBeUndefined()
      const open = questions(pack(product), known).filter(
        ({ state, purpose }) => state === 'open' && purpose === 'verdict',
      )
      expect(open.map(({ fact }) => fact)).toEqual(judgement.missing)
    }),
    { numRuns: 200 },
  )
}, 60_000)

test('the fixtures read as they were written', () => {
  for (const fixture of claims) {
    for (const [key, value] of Object.entries(fixture.facts)) expect(parseFact(key, value)).toEqual({ value })
  }
})
