import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { canonicalJson } from '../../../src/core/canonical-json.ts'
import { judge } from '../../../src/core/judgement/judge.ts'
import { readPack, type Pack } from '../../../src/core/product/pack.ts'
import { claims, optionsOf, pack } from './fixture.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')

/** The pack as a store gives it back: canonical JSON, keys in another order than the author's. */
function stored(terms: Pack): { readonly pack: Pack; readonly sha256: string } {
  const text = canonicalJson(terms)
  const reading = readPack(JSON.parse(text))
  if ('problems' in reading) throw new Error(JSON.stringify(reading.problems))
  return { pack: reading.pack, sha256: sha256(text) }
}

test.each(claims.map((fixture) => [fixture.name, fixture] as const))(
  '%s replays to the same bytes from the stored pack and facts',
  (_name, fixture) => {
    const original = pack(fixture.product)
    const options = { ...optionsOf(fixture), sha256: sha256(canonicalJson(original)) }
    const first = canonicalJson(judge(original, fixture.facts, options))
    const facts = JSON.parse(canonicalJson(fixture.facts)) as typeof fixture.facts
    const back = stored(original)
    const again = judge(back.pack, facts, { ...options, sha256: back.sha256 })
    expect(canonicalJson(again)).toBe(first)
    expect(JSON.stringify(again)).toBe(JSON.stringify(judge(back.pack, facts, { ...options, sha256: back.sha256 })))
  },
)

test('a newer revision changes its own judgements and none of the old pack’s', () => {
  const fixture = claims.find(({ name }) => name === 'T01')
  if (!fixture) throw new Error('no T01')
  const old = stored(pack(fixture.product))
  const before = canonicalJson(judge(old.pack, fixture.facts, { asOf: fixture.asOf, sha256: old.sha256 }))
  const changed = structuredClone(old.pack)
  changed.revision = '2026-06-01.1'
  for (const terms of changed.terms) terms.params['deductible_fen'] = 500_000
  const newer = stored(changed)
  const under = judge(newer.pack, fixture.facts, { asOf: fixture.asOf, sha256: newer.sha256 })
  expect(under.amountFen).toEqual({ min: 1_242_827, max: 1_242_827 })
  expect([under.pack.revision, under.pack.sha256 === old.sha256]).toEqual(['2026-06-01.1', false])
  expect(canonicalJson(judge(old.pack, fixture.facts, { asOf: fixture.asOf, sha256: old.sha256 }))).toBe(before)
})
