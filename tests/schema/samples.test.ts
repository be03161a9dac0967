import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseYaml } from '../../src/app/yaml-file.ts'
import { outputs } from '../../src/cli/outputs/all.ts'
import { files } from '../../src/cli/outputs/files.ts'
import { jsonSchemaOf, kinds, schemaVersion } from '../../src/cli/outputs/json-schema.ts'
import { misfit } from '../scripts/fits.ts'

const folder = join(import.meta.dirname, '../../fixtures/schema')

describe('samples of every version still read', () => {
  const versions = Array.from({ length: schemaVersion }, (_, at) => at + 1)

  test.each(versions)('what verbs printed in version %i', (version) => {
    const samples = linesOf(`outputs-${version}.jsonl`) as { kind: string; said: unknown }[]
    const wrong = samples.flatMap(({ kind, said }) => {
      const fault = misfit(kind.replaceAll('.', ' '), JSON.stringify(said))
      return fault === null ? [] : [`${kind}: ${fault}`]
    })
    expect(wrong).toEqual([])
    const kept = new Set(samples.map(({ kind }) => kind.replaceAll('.', ' ')))
    if (version === schemaVersion) expect(Object.keys(outputs).filter((verb) => !kept.has(verb))).toEqual([])
  })

  test.each(
    versions.flatMap((version) =>
      readdirSync(join(folder, `files-${version}`)).map((name) => [version, name] as const),
    ),
  )('what files said in version %i: %s', (version, name) => {
    const kind = /^[a-z]+/.exec(name)?.[0] ?? ''
    const place = `files-${version}/${name}`
    const said = name.endsWith('.jsonl') ? linesOf(place) : documentsOf(place)
    expect(said.length).toBeGreaterThan(0)
    for (const one of said) expect(files[kind]?.safeParse(one)).toMatchObject({ success: true })
  })

  test('there is a sample of every file', () => {
    const kept = new Set(readdirSync(join(folder, `files-${schemaVersion}`)).map((name) => /^[a-z]+/.exec(name)?.[0]))
    expect(Object.keys(files).filter((kind) => !kept.has(kind))).toEqual([])
  })
})

test.each(kinds())('$kind has a JSON Schema that is whole', (kind) => {
  const schema = jsonSchemaOf(kind)
  expect(schema).toMatchObject({ $schema: 'https://json-schema.org/draft/2020-12/schema', $id: kind.id })
  const text = JSON.stringify(schema)
  const defined = Object.keys((schema as { $defs?: object }).$defs ?? {})
  for (const [, name = ''] of text.matchAll(/"\$ref":"#\/\$defs\/([^"]+)"/g)) expect(defined).toContain(name)
})

test('an output that says more or something else than its shape is seen', () => {
  const line = { table: 'case', rows: 1, sha256: 'x' }
  expect(misfit('store copy', JSON.stringify(line))).toBeNull()
  expect(misfit('store copy', JSON.stringify({ ...line, more: 1 }))).toContain('.more')
  expect(misfit('store copy', JSON.stringify({ ...line, rows: '1' }))).toContain('rows')
})

function linesOf(name: string): unknown[] {
  return readFileSync(join(folder, name), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as unknown)
}

function documentsOf(name: string): unknown[] {
  const { documents, problems } = parseYaml(readFileSync(join(folder, name), 'utf8'), name)
  expect(problems).toEqual([])
  return documents.map(({ value }) => value)
}
