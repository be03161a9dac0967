import { expect, test } from 'vitest'
import { factSpecs } from '../../../src/core/judgement/fact.ts'
import { languages } from '../../../src/core/language.ts'
import { broken, problemsOf } from './broken-pack.ts'
import { packFiles, packs, rawPack } from './fixture.ts'

test.each(packFiles)('%s has no problem', (file) => {
  expect(problemsOf(rawPack(file))).toEqual([])
})

const med = 'med-million'

test.each([
  [
    'a clause without text',
    med,
    ['terms', 1, 'clauses', '2.4'],
    undefined,
    'clause-missing',
    'terms.1.benefits.0.amount.3.clause',
    'clause 2.4 has no text in v2',
  ],
  [
    'versions that overlap',
    med,
    ['terms', 0, 'issued', 'to'],
    '2022-10-01',
    'versions-overlap',
    'terms.0.issued',
    'v1 overlaps v2',
  ],
  [
    'a day without terms',
    med,
    ['terms', 0, 'issued', 'to'],
    '2022-09-29',
    'versions-gap',
    'terms.0.issued',
    'no terms between',
  ],
  [
    'a number that the terms lack',
    med,
    ['terms', 0, 'params', 'waiting_days'],
    undefined,
    'param-missing',
    'terms.0.gates.1.when',
    'no param waiting_days',
  ],
  [
    'a waiting period over 180 days',
    'ci-long',
    ['terms', 0, 'params', 'waiting_days'],
    181,
    'waiting-too-long',
    'terms.0.params.waiting_days',
    '181 days',
  ],
  [
    'an unknown fact',
    med,
    ['terms', 1, 'gates', 1, 'when'],
    { eq: ['event.colour', 'red'] },
    'fact-unknown',
    'terms.1.gates.1.when',
    'event.colour',
  ],
  [
    'an option that a fact lacks',
    med,
    ['terms', 1, 'gates', 1, 'when'],
    { eq: ['event.cause', 'bad_luck'] },
    'option-unknown',
    'terms.1.gates.1.when',
    'bad_luck',
  ],
  [
    'a date compared with a number',
    med,
    ['terms', 1, 'gates', 1, 'when'],
    { after: ['event.diagnosed_on', 30] },
    'kind-mismatch',
    'terms.1.gates.1.when',
    'after compares dates',
  ],
  [
    'two rules with one id',
    med,
    ['terms', 1, 'gates', 1, 'id'],
    'in_force',
    'id-repeated',
    'terms.1.gates.1.id',
    'in_force',
  ],
  [
    'a document without words',
    med,
    ['terms', 1, 'documents', 0, 'code'],
    'diary',
    'document-unknown',
    'terms.1.documents.0',
    'diary',
  ],
  [
    'a cremation certificate',
    med,
    ['terms', 1, 'documents', 0],
    {
      code: 'other_proof',
      clause: '3.2',
      name: { en: 'x', 'zh-Hans': '火化证明', 'zh-Hant': '火化證明' },
      why: { en: 'x', 'zh-Hans': 'x', 'zh-Hant': 'x' },
    },
    'unreasonable-document',
    'terms.1.documents.0',
    'cremation',
  ],
  [
    'an operator that is not one',
    med,
    ['terms', 1, 'gates', 0, 'when', 'any', 0],
    { betwen: [1, 2, 3] },
    'schema',
    'terms.1.gates.0.when.any.0',
    'not a condition: betwen',
  ],
  [
    'an if',
    med,
    ['terms', 1, 'gates', 0, 'when'],
    { if: { eq: [1, 1] }, else: 1 },
    'schema',
    'terms.1.gates.0.when',
    'not a condition: if, else',
  ],
  ['a key that is not known', med, ['terms', 1, 'gates', 0, 'wen'], 1, 'schema', 'terms.1.gates.0', 'wen'],
  [
    'a fraction of a fen',
    med,
    ['terms', 1, 'params', 'deductible_fen'],
    10.5,
    'schema',
    'terms.1.params.deductible_fen',
    'int',
  ],
  [
    'an overlay that drops a gate that is not there',
    med,
    ['overlays'],
    [
      {
        id: 'OVL',
        announced: '2020-01-31',
        url: 'https://example.org/notice',
        diagnosed: { from: '2020-01-20', to: '2020-04-30' },
        drop_gates: ['wating'],
        set: {},
        same_for_all_buyers: true,
      },
    ],
    'overlay-unknown',
    'overlays.0.drop_gates.0',
    'wating',
  ],
] as const)('refused: %s', (_name, file, path, value, rule, where, message) => {
  const found = problemsOf(broken(file, path, value))
  expect(found).toContainEqual({ rule, path: where, message: expect.stringContaining(message) as string })
})

test('a line must keep its order and its bound', () => {
  const amount = [
    { start: 'bill.total_fen', clause: '2.3.1' },
    { ratio: { param: 'ratio_bp' }, clause: '2.5' },
    { sub_deductible: { of: { param: 'deductible_fen' }, used: [] }, clause: '2.4' },
    { ratio: { param: 'ratio_bp' }, clause: '2.5' },
  ]
  const messages = problemsOf(broken(med, ['terms', 1, 'benefits', 0, 'amount'], amount)).map(
    (problem) => problem.message,
  )
  expect(messages).toEqual([
    'a line may round once: one ratio step',
    'the deductible comes before the ratio',
    'the line has no upper bound: a cap is missing',
  ])
})

test('all eleven products are there', () => {
  expect(Object.keys(packs).toSorted().join(' ')).toBe(
    'ACC CANCER-MED CAR CASH CHILD CI-LONG COVID-FREE ELDER-CANCER MED-MILLION MEDIC-GIFT TERM',
  )
})

test('every fact has its words in three languages, and na or options where it needs them', () => {
  expect(new Set(factSpecs.map((spec) => spec.key)).size).toBe(factSpecs.length)
  for (const spec of factSpecs) {
    const words = [
      spec.question,
      spec.label,
      ...(spec.na ? [spec.na] : []),
      ...(spec.options ?? []).map((option) => option.label),
    ]
    for (const word of words) for (const language of languages) expect(word[language].trim()).not.toBe('')
    expect(/[,?]/.test(spec.question['zh-Hans'])).toBe(false)
    if (spec.type === 'enum') expect(spec.options?.length).toBeGreaterThan(1)
  }
})

test('every clause of the contract is written out', () => {
  for (const product of Object.values(packs)) {
    for (const terms of product.terms) {
      for (const [number, clause] of Object.entries(terms.clauses))
        expect([number, clause.text]).toEqual([number, expect.stringMatching(/。$/)])
    }
  }
})
