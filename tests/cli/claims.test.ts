import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { parse } from 'yaml'
import type { Judgement } from '../../src/core/judgement/judgement.ts'
import { fixtures, jsonLines, tempFolder } from './butler.ts'
import { butler } from './in-process.ts'

const folder = tempFolder()
const none = ['--home', join(folder, 'none')]

type Question = { product: string; asOf: string; facts: Record<string, unknown> }
type Written = Question & {
  overlays?: string[]
  expect: {
    version: string
    nextQuestion: string | null
    documents: string[]
    deadlines: Record<string, string>
    laws?: string[]
    grounds?: string[]
    overlays?: string[]
  }
}

/** The files of fixtures/claims; what a person hands in is all of it but `expect` and `overlays`. */
const written = readdirSync(join(fixtures, 'claims'))
  .toSorted()
  .map((file) => ({
    name: file.replace('.yaml', ''),
    claim: parse(readFileSync(join(fixtures, 'claims', file), 'utf8')) as Written,
  }))
const questionOf = ({ product, asOf, facts }: Question): Question => ({ product, asOf, facts })
const judge = (input: unknown, ...args: string[]) =>
  butler([...none, 'claim', 'judge', '--facts', '-', ...args], {
    input: typeof input === 'string' ? input : JSON.stringify(input),
  })

/** T23 without its overlay is judged in a home that never had one; all others on what is shipped. */
const isWithoutOverlay = (name: string) => name === 'T23-no-overlay'
const answers = new Map<string, Judgement>()

beforeAll(async () => {
  const bare = join(folder, 'bare')
  expect(await butler(['--home', bare, 'staff', 'add', '方惊蛰', '--role', 'supervisor'])).toMatchObject({ code: 0 })
  const med = join(fixtures, 'packs', 'med-million.yaml')
  expect(await butler(['--home', bare, 'import', 'products', med])).toMatchObject({ code: 0 })
  for (const [home, isHere] of [
    [none, (name: string) => !isWithoutOverlay(name)],
    [['--home', bare], isWithoutOverlay],
  ] as const) {
    const asked = written.filter(({ name }) => isHere(name))
    const input = JSON.stringify(asked.map(({ claim }) => questionOf(claim)))
    const ran = await butler([...home, 'claim', 'judge', '--facts', '-', '--json'], { input })
    expect(ran).toMatchObject({ code: 0, err: '' })
    const lines = jsonLines(ran.out) as unknown as Judgement[]
    expect(lines).toHaveLength(asked.length)
    for (const [at, { name }] of asked.entries()) answers.set(name, lines[at] as Judgement)
  }
})

test.each(written.map(({ name, claim }) => [name, claim] as const))('%s through the program', (name, claim) => {
  const judgement = answers.get(name)
  if (!judgement) throw new Error(`${name} was not answered`)
  const { nextQuestion, documents, deadlines, laws, grounds, version, overlays = [], ...rest } = claim.expect
  expect(judgement).toMatchObject({ ...rest, overlays, ...(laws ? { laws } : {}) })
  expect(judgement.clauses).toEqual((rest as { clauses?: unknown }).clauses)
  expect(judgement.flags).toEqual((rest as { flags?: unknown }).flags)
  expect(judgement.nextQuestion?.fact ?? null).toBe(nextQuestion)
  expect(judgement.documents.map(({ code }) => code)).toEqual(documents)
  expect(judgement.deadlines).toMatchObject(deadlines)
  if (grounds) expect(judgement.grounds.map(({ ground }) => ground)).toEqual(grounds)
  expect(judgement.pack).toMatchObject({
    product: claim.product,
    version,
    sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
  })
})

test('T23 flips by the day of diagnosis and not by the day of purchase', async () => {
  const { claim } = written.find(({ name }) => name === 'T23-overlay') ?? {}
  if (!claim) throw new Error('no T23')
  const withFacts = (facts: Record<string, unknown>): Question => {
    const question = questionOf(claim)
    return { ...question, asOf: '2020-06-01', facts: { ...question.facts, ...facts } }
  }
  const diagnosed = (on: string) => withFacts({ 'event.diagnosed_on': on })
  const bought = (on: string) =>
    withFacts({
      ...{ 'policy.issued_on': on, 'policy.concluded_on': on, 'policy.effective_on': on },
      ...{ 'policy.expires_on': '2021-02-28', 'event.diagnosed_on': '2020-02-20' },
    })
  const ran = await judge(
    [
      ...['2020-01-21', '2020-04-30', '2020-01-19', '2020-05-01'].map(diagnosed),
      // Before the announcement of 2020-01-31, and after it; diagnosed on one day.
      ...['2020-01-22', '2020-02-10'].map(bought),
    ],
    '--json',
  )
  expect(ran.code).toBe(0)
  const told = (jsonLines(ran.out) as unknown as Judgement[]).map(({ verdict, overlays, amountFen, clauses }) => ({
    ...{ verdict, overlays, amountFen, clauses },
  }))
  const overlaid = { verdict: 'payable', overlays: ['OVL-COVID-2020-01'] }
  expect(told.slice(0, 2)).toMatchObject([overlaid, overlaid])
  for (const outside of told.slice(2, 4)) expect(outside).toMatchObject({ verdict: 'not_payable', overlays: [] })
  expect(told[4]).toMatchObject(overlaid)
  expect(told[5]).toEqual(told[4])
})

test('YAML is read as JSON is; a whole test file is not, and says which key is in the way', async () => {
  const claim = written.find(({ name }) => name === 'T01')?.claim
  if (!claim) throw new Error('no T01')
  const yaml = readFileSync(join(fixtures, 'claims', 'T01.yaml'), 'utf8')
  const file = join(folder, 'T01.yaml')
  writeFileSync(file, yaml.slice(0, yaml.indexOf('expect:')))
  const ran = await butler([...none, 'claim', 'judge', '--facts', file, '--json'])
  expect(ran).toMatchObject({ code: 0, err: '' })
  expect(JSON.parse(ran.out)).toEqual(answers.get('T01'))
  const whole = await judge(yaml)
  expect(whole).toMatchObject({ code: 2, out: '' })
  expect(whole.err).toContain('unknown key: expect')
  const broken = await judge('product: CASH\nfacts: [\n')
  expect(broken).toMatchObject({ code: 2, out: '' })
  expect(broken.err).toMatch(/--facts .* 3:1: /)
})

test('of many, the one that is wrong is named by its place; none is no question and no fault', async () => {
  const good = { product: 'CASH', asOf: '2026-04-01', facts: {} }
  const bad = [good, { ...good, facts: { 'hospital.ward': 'penthouse' } }, { ...good, facts: { 'no.such': 1 } }]
  const ran = await judge(bad, '--json')
  expect(ran.code).toBe(6)
  expect(ran.err).toContain('[1] hospital.ward cannot be "penthouse"')
  expect(ran.err).toContain('[2] no.such cannot be 1')
  expect(jsonLines(ran.out).slice(1)).toMatchObject([
    { ok: false, code: 'claim.bad-fact', data: { index: 1, fact: 'hospital.ward' } },
    { ok: false, code: 'claim.bad-fact', data: { index: 2, fact: 'no.such' } },
  ])
  const misspelt = await judge([good, { ...good, fact: {} }])
  expect(misspelt).toMatchObject({ code: 2, out: '' })
  expect(misspelt.err).toContain('[1] fact is not as expected: unknown key: fact')
  expect(await judge([], '--json')).toEqual({ code: 0, out: '', err: '' })
})

test('every fact is listed with type, cost, question and the products that use it', async () => {
  const ran = await butler([...none, 'claim', 'facts', '--json', '--lang', 'zh-Hans'])
  expect(ran).toMatchObject({ code: 0, err: '' })
  const facts = new Map(jsonLines(ran.out).map((fact) => [String(fact['key']), fact]))
  expect(facts.get('event.emergency')).toMatchObject({
    ...{ type: 'bool', question: '当时是急诊抢救吗？有急诊病历吗？' },
    products: expect.arrayContaining(['MED-MILLION', 'CANCER-MED', 'CASH']) as unknown,
  })
  // The first version of the terms asks for symptoms, the second no longer does.
  expect(facts.get('event.first_symptom_on')?.['products']).toContain('MED-MILLION')
  expect(facts.get('hospital.ward')).toMatchObject({
    type: 'enum',
    options: expect.arrayContaining([expect.objectContaining({ value: 'general' })]) as unknown,
  })
  expect(facts.get('hospital.grade')).toMatchObject({ na: expect.any(String) as unknown })
  for (const fact of facts.values()) {
    expect(fact).toMatchObject({ cost: expect.toBeOneOf([1, 2, 3]) as unknown, products: expect.any(Array) as unknown })
    expect(String(fact['question'])).toMatch(/\p{Script=Han}/u)
  }
  // Whatever the test claims say of a product, the product is said to use, but for what no rule of it asks.
  for (const { claim } of written) for (const key of Object.keys(claim.facts)) expect(facts.has(key), key).toBe(true)
  const people = await butler([...none, 'claim', 'facts'])
  expect(people.out.split('\n')).toHaveLength(facts.size)
})
