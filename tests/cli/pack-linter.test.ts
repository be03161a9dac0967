import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { fixtures, jsonLines, tempFolder } from './butler.ts'
import { butler } from './in-process.ts'

const folder = tempFolder()

/**
 * A shipped file with one thing made wrong: what is replaced by what, where the fault then stands (the part of the text that its
 * line begins or holds), and words of the reason. The new text is where the fault stands unless `at` says another place.
 */
type Fault = { rule: string; file: string; find: string; put: string; at?: string; reason: string }

const faults: readonly Fault[] = [
  // domain.md 6.4, each in its turn.
  {
    ...{ rule: 'a clause that nothing quotes', file: 'cash', find: 'clause: "2.7(2)"', put: 'clause: "2.9"' },
    reason: 'clause 2.9 has no text in v1',
  },
  {
    ...{ rule: 'versions that overlap', file: 'med-million' },
    ...{ find: 'issued: {from: 2019-07-01, to: 2022-09-30}', put: 'issued: {from: 2019-07-01, to: 2022-10-01}' },
    reason: 'v1 overlaps v2',
  },
  {
    ...{ rule: 'days without terms', file: 'med-million' },
    ...{ find: 'issued: {from: 2019-07-01, to: 2022-09-30}', put: 'issued: {from: 2019-07-01, to: 2022-09-28}' },
    reason: 'no terms between',
  },
  {
    ...{ rule: 'a mild illness over 30 %', file: 'ci-long', find: 'mild_bp: 3000', put: 'mild_bp: 3001' },
    ...{ at: '- {start: {param: sum_insured_fen}, clause: "1.2"}\n          - {ratio: {param: mild_bp}' },
    reason: 'over 30 %',
  },
  {
    ...{ rule: 'a waiting period over 180 days', file: 'cash', find: 'waiting_days: 30', put: 'waiting_days: 181' },
    reason: '181 days is over 180',
  },
  {
    ...{ rule: 'a grace period in one-year health insurance', file: 'cash' },
    ...{ find: 'text: "请求给付保险金的', put: 'text: "宽限期为六十日。请求给付保险金的' },
    reason: 'grace period',
  },
  {
    ...{ rule: 'waiting by symptoms, on sale after 2022-07-27', file: 'cash' },
    ...{ find: '等待期内被保险人确诊的', put: '等待期内出现症状体征的' },
    reason: '2022-07-27',
  },
  {
    ...{ rule: 'a cremation certificate', file: 'term', find: '- {code: application, clause: "3.2"}' },
    put: '- {code: other_proof, clause: "3.2", name: {en: a, zh-Hans: 火化证明, zh-Hant: 火化證明}, why: {en: a, zh-Hans: 甲, zh-Hant: 甲}}',
    reason: '火化',
  },
  // And every other rule that the linter has.
  { rule: 'a key nobody knows', file: 'cash', find: 'category:', put: 'colour: red\ncategory:', reason: 'colour' },
  { rule: 'a revision without a date', file: 'cash', find: '2026-03-01.1', put: 'soon', reason: '2026-03-01.1' },
  {
    ...{ rule: 'a number that the terms lack', file: 'cash', find: '{times: {param: daily_fen}, clause: "2.3.1"}' },
    ...{ put: '{times: {param: dayly_fen}, clause: "2.3.1"}', reason: 'no param dayly_fen' },
  },
  {
    ...{ rule: 'a fact of no vocabulary', file: 'cash', find: 'when: {eq: [event.exclusion, hereditary]}' },
    ...{ put: 'when: {eq: [event.colour, hereditary]}', reason: 'event.colour' },
  },
  {
    ...{ rule: 'an option that a fact lacks', file: 'cash', find: 'when: {eq: [event.exclusion, hereditary]}' },
    ...{ put: 'when: {eq: [event.exclusion, heredity]}', reason: 'heredity' },
  },
  {
    ...{ rule: 'a date compared with a number', file: 'cash', find: 'when: {eq: [event.exclusion, hereditary]}' },
    ...{ put: 'when: {after: [event.diagnosed_on, 30]}', reason: 'after compares dates' },
  },
  {
    rule: 'one id twice',
    file: 'cash',
    find: 'id: hereditary',
    put: 'id: preexisting',
    at: 'id: preexisting, clause: "2.7(2)"',
    reason: 'preexisting is used twice',
  },
  {
    ...{ rule: 'a document without words', file: 'cash', find: '- {code: application, clause: "3.2"}' },
    ...{ put: '- {code: diary, clause: "3.2"}', reason: 'diary is not in the document vocabulary' },
  },
  {
    ...{ rule: 'a ticket stub among the papers', file: 'cash', find: '材料不完整的', put: '另附车票。材料不完整的' },
    reason: 'clause 3.2',
  },
  {
    ...{ rule: 'surviving a period', file: 'ci-long' },
    ...{ find: '等待期后被保险人初次确诊本合同约定的中症疾病的', put: '被保险人初次确诊中症疾病且生存期满三十日的' },
    reason: 'surviving a period',
  },
  {
    ...{ rule: 'an exclusion beyond the norm of critical illness', file: 'ci-long' },
    ...{ find: '{eq: [event.exclusion, policyholder_harm]}', put: '{eq: [event.exclusion, dangerous_sport]}' },
    reason: 'dangerous_sport',
  },
  {
    ...{ rule: 'one-year health insurance that renews itself', file: 'cash' },
    ...{ find: '本合同的保险期间为一年', put: '期满自动续保，本合同的保险期间为一年', reason: 'automatic renewal' },
  },
  {
    ...{ rule: 'an amount that begins with nothing', file: 'med-million' },
    ...{ find: '- {start: bill.total_fen, clause: "2.3.1"}', put: '- {sub: [bill.other_paid_fen], clause: "2.7"}' },
    reason: 'the first step must be start, days or visits',
  },
  {
    ...{ rule: 'an overlay on a gate that is not there', file: 'overlays/ovl-covid-2020-01' },
    ...{ find: 'drop_gates: [waiting, hospital, drug_list]', put: 'drop_gates: [waiting, hopsital]' },
    reason: 'no terms have a gate hopsital',
  },
  {
    ...{ rule: 'an overlay that tells buyers apart', file: 'overlays/ovl-covid-2020-01' },
    ...{ find: 'same_for_all_buyers: true', put: 'same_for_all_buyers: false', reason: 'treat all buyers alike' },
  },
  {
    ...{ rule: 'an overlay of no announcement', file: 'overlays/ovl-covid-2020-01' },
    ...{ find: 'url: https://announcements.example.com/2020/covid-19-extension', put: 'url: soon' },
    reason: 'the address of its announcement',
  },
  {
    ...{ rule: 'an overlay that ends before it begins', file: 'overlays/ovl-covid-2020-01' },
    ...{ find: 'from: 2020-01-20, to: 2020-04-30', put: 'from: 2020-05-20, to: 2020-04-30' },
    reason: 'the last day of diagnosis is before the first',
  },
  {
    ...{ rule: 'an overlay on a product that nobody has', file: 'overlays/ovl-covid-2020-01' },
    ...{ find: 'CANCER-MED]', put: 'CANCER]', reason: 'no pack of CANCER' },
  },
]

type Said = { file: string; line: number; column: { number: number; name: string }; expected: string }
const file = join(folder, 'broken.yaml')
const lineOf = (text: string, part: string) => text.slice(0, text.indexOf(part)).split('\n').length
const broken = faults.map(({ file: name, find, put }) => {
  const text = readFileSync(join(fixtures, 'packs', `${name}.yaml`), 'utf8')
  if (!text.includes(find)) throw new Error(`${name} has no ${find}`)
  return text.replace(find, put)
})
/** On which line of the whole file each document begins, less one. */
const begins = broken.map((_, at) => broken.slice(0, at).reduce((sum, text) => sum + text.split('\n').length, 0))
let said: Said[] = []

beforeAll(async () => {
  writeFileSync(file, broken.map((text) => (text.endsWith('\n') ? text : `${text}\n`)).join('---\n'))
  const ran = await butler(['--home', join(folder, 'none'), 'pack', 'check', file, '--json'])
  expect(ran.code).toBe(1)
  const [report] = jsonLines(ran.out)
  expect(report).toMatchObject({ ok: true, rows: faults.length })
  said = report?.['problems'] as Said[]
})

test.each(faults.map((fault, index) => [fault.rule, fault, index] as const))(
  'refused with file, line, column and reason: %s',
  (_rule, { put, at = put, reason }, index) => {
    const text = broken[index] ?? ''
    const begin = begins[index] ?? 0
    const end = begins[index + 1] ?? Infinity
    const here = said.filter(({ line }) => line > begin && line <= end)
    const found = here.filter(({ expected }) => expected.includes(reason))
    expect(here.map(({ line, expected }) => `${line - begin}: ${expected}`).join('\n')).toContain(reason)
    expect(found.map(({ line }) => line - begin)).toContain(lineOf(text, at))
    for (const problem of found) {
      expect(problem.file).toBe(file)
      expect(problem.column.number).toBeGreaterThan(0)
      expect(problem.column.number).toBeLessThanOrEqual((text.split('\n')[problem.line - begin - 1] ?? '').length)
    }
  },
)

test('a person reads it as a compiler says it; broken YAML has its place too', async () => {
  const one = join(folder, 'one.yaml')
  const cash = readFileSync(join(fixtures, 'packs', 'cash.yaml'), 'utf8')
  const text = cash.replace('waiting_days: 30', 'waiting_days: 181')
  writeFileSync(one, text)
  const ran = await butler(['pack', 'check', one])
  expect(ran.code).toBe(1)
  const line = lineOf(text, 'waiting_days: 181')
  expect(ran.err).toContain(
    `${one}:${line}:21: terms.0.params.waiting_days "181": a waiting period of 181 days is over 180`,
  )
  writeFileSync(one, cash.replace('revision: 2026-03-01.1', 'revision: [2026'))
  const unread = await butler(['pack', 'check', one])
  expect(unread.code).toBe(1)
  expect(unread.err).toMatch(new RegExp(`one\\.yaml:\\d+:\\d+: `))
  expect(await butler(['pack', 'check', join(folder, 'none.yaml')])).toMatchObject({ code: 1, out: '' })
})

test('packs and overlays that are right pass, an overlay with its pack in one file too', async () => {
  const overlay = readFileSync(join(fixtures, 'packs/overlays/ovl-covid-2020-01.yaml'), 'utf8')
  const med = readFileSync(join(fixtures, 'packs/med-million.yaml'), 'utf8')
  const both = join(folder, 'both.yaml')
  writeFileSync(both, `${med}---\n${overlay}`)
  const ran = await butler(['pack', 'check', both, '--json'])
  expect(ran.code).toBe(0)
  expect(JSON.parse(ran.out)).toMatchObject({
    ...{ rejected: 0, problems: [] },
    documents: [{ id: 'MED-MILLION' }, { id: 'OVL-COVID-2020-01' }],
  })
})
