import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { sha256OfJson } from '../../../src/app/canonical-json.ts'
import { importFlows } from '../../../src/app/import/import-flows.ts'
import { type GiveRules, importProducts, type Rules } from '../../../src/app/import/import-products.ts'
import { parseYaml } from '../../../src/app/yaml-file.ts'
import { fileOf, fixture } from './taking.ts'

const cash = readFileSync(fixture('packs/cash.yaml'), 'utf8')
const e1 = readFileSync(fixture('flows/e1-refused-claim.yaml'), 'utf8')
const lineOf = (text: string, part: string) => text.slice(0, text.indexOf(part)).split('\n').length

function takingPacks() {
  const given: Rules[] = []
  const give: GiveRules = async (rules) => {
    given.push(rules)
    return { ok: true, result: { isNew: given.length === 1 } }
  }
  return { given, give }
}

async function packProblems(text: string) {
  const file = fileOf('pack.yaml', text)
  const done = await importProducts({ file, dryRun: true, language: 'en' }, [], takingPacks().give)
  if (!done.ok) throw new Error(done.error.message)
  return { ...done.report, file }
}

describe('digests', () => {
  test('are of the value, not of the order in which it was written', () => {
    expect(sha256OfJson({ a: 1, b: [{ d: 2, c: 3 }] })).toBe(sha256OfJson({ b: [{ c: 3, d: 2 }], a: 1 }))
    expect(sha256OfJson({})).toBe('44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8a')
  })
})

describe('products', () => {
  test('each document of a file is installed by a command of its own, with the digest of its canonical JSON', async () => {
    const { given, give } = takingPacks()
    const file = fileOf('packs.yaml', `${cash}\n---\n${readFileSync(fixture('packs/ci-long.yaml'), 'utf8')}`)
    const done = await importProducts({ file, dryRun: false, language: 'en' }, [], give)
    expect(done).toMatchObject({
      report: { kind: 'products', rows: 2, added: 1, unchanged: 1, rejected: 0, problems: [] },
    })
    expect(given.map(({ id }) => id)).toEqual(['CASH', 'CI-LONG'])
    expect(given[0]?.sha256).toBe(sha256OfJson(given[0]?.definition))
    expect(done.ok && done.report.documents.map(({ id, isNew }) => [id, isNew])).toEqual([
      ['CASH', true],
      ['CI-LONG', false],
    ])
  })

  test('JSON is the same pack with the same digest', async () => {
    const [yaml, json] = [takingPacks(), takingPacks()]
    await importProducts({ file: fixture('packs/cash.yaml'), dryRun: true, language: 'en' }, [], yaml.give)
    const file = fileOf('cash.json', JSON.stringify(yaml.given[0]?.definition, null, 2))
    await importProducts({ file, dryRun: true, language: 'en' }, [], json.give)
    expect(json.given[0]?.sha256).toBe(yaml.given[0]?.sha256)
  })

  test('a syntax error has its line and column', async () => {
    const { problems, rejected, file } = await packProblems('product: CASH\nrevision: [2026\nname: {\n')
    expect(rejected).toBe(1)
    expect(problems[0]).toMatchObject({ file, line: 3, column: { name: '', number: 1 } })
  })

  test('a schema problem stands where the value is, an unknown key at the key, a missing one at what it belongs to', async () => {
    const wrong = cash.replace(/^revision: .*$/m, 'revision: soon\ncolour: red').replace(/^category: .*\n/m, '')
    const { problems } = await packProblems(wrong)
    const found = problems.map(({ line, column, value }) => [line, column?.number, column?.name, value])
    expect(found).toEqual(
      expect.arrayContaining([
        [lineOf(wrong, 'revision: soon'), 11, 'revision', 'soon'],
        [lineOf(wrong, 'colour'), 9, 'colour', 'red'],
        [lineOf(wrong, 'product:'), 1, 'category', ''],
      ]),
    )
  })

  test('what checkPack finds is placed too, and the good documents of the file go on', async () => {
    const clause = /^( +)clause: .*$/m.exec(cash)?.[0] ?? ''
    const wrong = cash.replace(clause, `${clause.replace(/clause: .*/, "clause: '99.9'")}`)
    const { problems, added, rejected } = await packProblems(`${wrong}\n---\n${cash}`)
    expect({ added, rejected }).toEqual({ added: 1, rejected: 1 })
    const problem = problems.find(({ line }) => line === lineOf(wrong, "'99.9'"))
    expect(problem).toMatchObject({ value: '99.9' })
    expect(problem?.expected).toContain('99.9')
  })

  test('problems of a refusal are placed, and any other refusal stops', async () => {
    const file = fixture('packs/cash.yaml')
    const refused: GiveRules = async () => ({
      ok: false,
      code: 'product.bad-pack',
      data: { problems: [{ path: ['name', 'en'], message: 'is taken' }] },
    })
    const done = await importProducts({ file, dryRun: false, language: 'en' }, [], refused)
    expect(done).toMatchObject({
      report: { rejected: 1, problems: [{ column: { name: 'name.en' }, expected: 'is taken' }] },
    })
    const notAllowed: GiveRules = async () => ({ ok: false, code: 'not-allowed', data: {} })
    const stopped = await importProducts({ file, dryRun: false, language: 'en' }, [], notAllowed)
    expect(stopped).toMatchObject({ ok: false, error: { code: 'refused', data: { code: 'not-allowed' } } })
  })

  test('no file, and a file of nothing', async () => {
    const read = (file: string) => importProducts({ file, dryRun: true, language: 'en' }, [], takingPacks().give)
    expect(await read('/nowhere/x.yaml')).toMatchObject({ ok: false, error: { code: 'file-not-found' } })
    expect(await read(fileOf('x.yaml', '# nothing\n'))).toMatchObject({ ok: false, error: { code: 'empty-file' } })
  })
})

describe('flows', () => {
  test('are installed as they are read', async () => {
    const given: string[] = []
    const done = await importFlows(
      { file: fixture('flows/e1-refused-claim.yaml'), dryRun: true, language: 'en' },
      async (args) => {
        given.push(args.definition.code)
        return { ok: true, result: { flowId: 'E1@1', isNew: true } }
      },
    )
    expect(given).toEqual(['E1'])
    expect(done).toMatchObject({ report: { kind: 'flows', added: 1, documents: [{ id: 'E1@1', isNew: true }] } })
  })

  test('what checkFlow finds has its line', async () => {
    const requires = /requires: \[(\w+)/.exec(e1)
    const wrong = e1.replace(requires?.[0] ?? '', 'requires: [noSuchField')
    const file = fileOf('flow.yaml', wrong)
    const done = await importFlows({ file, dryRun: true, language: 'en' }, () => Promise.reject(new Error('given')))
    if (!done.ok) throw new Error(done.error.message)
    expect(done.report.rejected).toBe(1)
    expect(done.report.problems[0]).toMatchObject({ file, line: lineOf(wrong, 'noSuchField'), value: 'noSuchField' })
    expect(done.report.problems[0]?.expected).toContain('unknown-field: noSuchField')
  })
})

describe('YAML', () => {
  test('aliases without end are a problem, not a fault', () => {
    const levels = Array.from({ length: 8 }, (_, at) => `l${at + 1}: &l${at + 1} [${`*l${at},`.repeat(9)}]`)
    const { documents, problems } = parseYaml(`l0: &l0 [x]\n${levels.join('\n')}\n`, 'bomb.yaml')
    expect(documents).toEqual([])
    expect(problems[0]?.message).toMatch(/alias/i)
  })

  test('a key that is given twice is a problem', () => {
    expect(parseYaml('a: 1\na: 2\n', 'x.yaml').problems[0]).toMatchObject({ line: 2, column: 1 })
  })
})
