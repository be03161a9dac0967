import { expect, test } from 'vitest'
import { broken, problemsOf } from './broken-pack.ts'

const disability = 'terms/0/benefits/1/amount'
const visits = 'terms/0/benefits/1/amount'
const thirdParty = 'terms/0/benefits/3/amount'
const shares = `${thirdParty}/1/ratio/values`
const unlimited = [
  {
    visits: {
      of: 'visit.list',
      deductible: { param: 'visit_deductible_fen' },
      ratio: { param: 'visit_bp' },
      per_visit: { param: 'visit_limit_fen' },
    },
    clause: '2.3.2',
  },
  { ratio: { param: 'visit_bp' }, clause: '2.3.2' },
]

test.each([
  ['acc', `${disability}/1/ratio/bp`, [10000, 9000], 'schema', `${disability}/1/ratio/bp`, 'ten ratios'],
  ['acc', `${disability}/1/ratio/grades`, 'stay.list', 'kind-mismatch', `${disability}/1`, 'stay.list is stays'],
  ['child', `${visits}/0/visits/of`, 'stay.list', 'kind-mismatch', `${visits}/0`, 'stay.list is stays'],
  ['child', visits, unlimited, 'amount-shape', visits, 'no upper bound'],
  ['child', visits, unlimited, 'amount-shape', visits, 'round once'],
  ['car', `${shares}/main`, undefined, 'option-unknown', `${thirdParty}/1`, 'no number for car.liability main'],
  ['car', `${shares}/half`, { param: 'full_bp' }, 'option-unknown', `${thirdParty}/1`, 'has no option half'],
  ['car', `${thirdParty}/1/ratio/for`, 'event.emergency', 'kind-mismatch', `${thirdParty}/1`, 'expected enum'],
  ['child', 'terms/0/params/death_cap_fen', undefined, 'param-missing', 'terms/0/benefits/3/amount/1', 'death_cap_fen'],
])('%s refused at %s', (file, at, value, rule, where, message) => {
  const path = where.replaceAll('/', '.')
  const found = problemsOf(broken(file, at, value))
  expect(found).toContainEqual({ rule, path, message: expect.stringContaining(message) as string })
})

const overlay = {
  id: 'OVL-1',
  announced: '2020-01-31',
  url: 'https://example.com/notice',
  diagnosed: { from: '2020-01-20', to: '2020-04-30' },
  drop_gates: ['waiting'],
  set: {},
  same_for_all_buyers: true,
}

test('an overlay may come with its pack, and is held to the same rules', () => {
  expect(problemsOf(broken('cash', 'overlays', [overlay]))).toEqual([])
  const refusals = [
    ['announced', 'must have been announced'],
    ['url', 'the address of its announcement'],
    ['same_for_all_buyers', 'treat all buyers alike'],
  ] as const
  for (const [key, message] of refusals) {
    const { [key]: _left, ...rest } = overlay
    expect(problemsOf(broken('cash', 'overlays', [rest]))).toEqual([
      { rule: 'schema', path: `overlays.0.${key}`, message: expect.stringContaining(message) as string },
    ])
  }
})
