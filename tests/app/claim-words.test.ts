import { expect, test } from 'vitest'
import { deadlineWords, flagWords, groundWords } from '../../src/app/language/claim-words.ts'
import { numberWords, ruleWords } from '../../src/app/language/pack-words.ts'
import type { Words } from '../../src/core/language.ts'
import { claims, packs } from '../core/judgement/fixture.ts'

const terms = Object.values(packs).flatMap((pack) => pack.terms)
const rules = terms.flatMap(({ gates, exclusions }) => [...gates, ...exclusions])
const raisedByAll = ['nothing_to_pay', 'gentle_wording', 'art25_advance', 'limitation_expired', 'no_terms_version']

const flags = [
  ...raisedByAll,
  ...terms.flatMap((one) => one.flags.map(({ flag }) => flag)),
  ...[...rules, ...terms.flatMap((one) => one.benefits)].flatMap((rule) => rule.flags ?? []),
]
const grounds = rules.flatMap((rule) => rule.dispute ?? [])
const deadlines = claims.flatMap(({ expect: { deadlines } }) => Object.keys(deadlines))
const numbers = terms.flatMap(({ params }) => Object.keys(params))

function expectWords(id: string, words: Words) {
  expect(words.en, id).not.toMatch(/\p{Script=Han}/u)
  expect(words['zh-Hans'], id).toMatch(/\p{Script=Han}/u)
  expect(words['zh-Hant'], id).toMatch(/\p{Script=Han}/u)
}

test.each([...new Set(flags)])('the flag %s has words', (id) => {
  expectWords(id, flagWords(id))
})
test.each([...new Set(grounds)])('the ground %s has words', (id) => expectWords(id, groundWords(id)))
test.each([...new Set(deadlines)])('the deadline %s has words', (id) => expectWords(id, deadlineWords(id)))
test.each([...new Set(numbers)])('the number %s has words', (id) => expectWords(id, numberWords(id)))

test.each(Object.values(packs).map((pack) => [pack.product, pack] as const))(
  'every rule of %s has a name',
  (_, pack) => {
    for (const one of pack.terms)
      for (const kind of ['gates', 'exclusions', 'benefits'] as const)
        for (const rule of one[kind]) expectWords(rule.id, ruleWords(kind, rule, one.clauses))
  },
)

test('what a later pack brings along without words is named by its id, a rule by the title of its clause', () => {
  expect(flagWords('brand_new').en).toBe('brand_new')
  const clauses = { '2.9': { title: '新责任', text: '……' } }
  expect(ruleWords('benefits', { id: 'brand_new', clause: '2.9' }, clauses)['zh-Hans']).toBe('新责任')
})
