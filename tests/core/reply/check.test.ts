import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from 'vitest'
import { parseAllDocuments } from 'yaml'
import { parseYaml } from '../../../src/app/yaml-file.ts'
import { languages } from '../../../src/core/language.ts'
import { checkReply, type ReplyProblem } from '../../../src/core/reply/check.ts'
import type { Reply } from '../../../src/core/reply/file.ts'
import { readReply } from '../../../src/core/reply/file-schema.ts'
import { namedIn } from '../../../src/core/reply/fill.ts'
import { fold, loadFold } from '../../../src/store/fold.ts'

const folder = resolve(import.meta.dirname, '../../../fixtures/replies')
const shipped = readdirSync(folder).flatMap((name) =>
  parseAllDocuments(readFileSync(join(folder, name), 'utf8')).map((document) => document.toJS() as unknown),
)

test('the shipped replies are right, say the same in every language, and each has a code of its own', async () => {
  await loadFold()
  expect(shipped.length).toBeGreaterThanOrEqual(25)
  const replies = shipped.map((definition) => {
    expect(checkReply(definition)).toEqual([])
    return readReply(definition)
  })
  expect(new Set(replies.map(({ code }) => code)).size).toBe(replies.length)
  for (const reply of replies) {
    const [en, hans, hant] = languages.map((language) => namedIn(reply, language).toSorted())
    expect({ code: reply.code, hans, hant }).toEqual({ code: reply.code, hans: en, hant: en })
    expect(reply.text.en).not.toMatch(/\p{Script=Han}/u)
    // Folded, a text in simplified characters is itself.
    const simplified = reply.text['zh-Hans'].normalize('NFKC').toLowerCase()
    expect(fold(reply.text['zh-Hans'])).toBe(simplified)
    expect(fold(reply.text['zh-Hant'])).not.toBe(reply.text['zh-Hant'].normalize('NFKC').toLowerCase())
  }
})

const words = (text: string) => ({ en: text, 'zh-Hans': text, 'zh-Hant': text })

/** A small reply that is right; each case below breaks one thing in it. */
function reply() {
  return {
    code: 'small',
    version: 1,
    title: words('small'),
    asks: [
      { id: 'until', label: words('until'), type: 'date' },
      { id: 'way', label: words('way'), type: 'enum', options: [{ id: 'a', label: words('a') }] },
      { id: 'line', label: words('line'), type: 'resource', kind: 'hotline' },
    ],
    text: words('{{customer.salutation}} {{until}} {{#way}}{{way}}{{/way}} {{line}}'),
  }
}

type Plain = { [key: string]: Plain } & Plain[] & unknown
type Case = [path: string, value: unknown, is: ReplyProblem['is'], name: string, at?: string]
test.each<Case>([
  ['code', 'Small One', 'shape', 'code'],
  ['version', 0, 'shape', 'version'],
  ['title.zh-Hant', '', 'shape', 'zh-Hant'],
  ['colour', 'red', 'shape', '', ''],
  ['asks.0.type', 'bool', 'shape', 'type'],
  ['asks.0.id', 'until date', 'shape', 'id'],
  ['asks.0.id', 'today', 'shape', 'id'],
  ['asks.1.id', 'until', 'duplicate-id', 'until'],
  ['asks.1.options', undefined, 'options', 'way'],
  ['asks.0.options', [{ id: 'a', label: words('a') }], 'options', 'until'],
  ['asks.0.min', 3, 'wrong-type', 'until'],
  ['asks.0', { id: 'until', label: words('until'), type: 'int', min: 3, max: 2 }, 'wrong-order', 'until', 'asks.0.max'],
  ['asks.1.notFuture', true, 'wrong-type', 'way'],
  ['asks.0.kind', 'hospital', 'wrong-type', 'until'],
  ['asks.2.kind', 'pub', 'shape', 'kind'],
  ['text.en', '{{until}} {{way}} {{line}} {{claim.mood}}', 'unknown-slot', 'claim.mood'],
  ['text.en', '{{until}} {{way}} {{line}} {{#mood}}x{{/mood}}', 'unknown-slot', 'mood'],
  ['text.zh-Hans', '{{until}} {{way}}', 'unused-slot', 'line'],
  ['text.en', '{{until}} {{way}} {{line}} {{#way}}', 'bad-tag', 'way'],
  ['text.en', '{{until}} {{way}} {{line}} {{ Way }}', 'bad-tag', 'Way'],
])('%s = %j is refused', (path, value, is, name, at = path) => {
  expect(checkReply(reply())).toEqual([])
  const broken: unknown = reply()
  const keys = path.split('.')
  const last = keys.pop() ?? ''
  const holder = keys.reduce((node, key) => node[key] as Plain, broken as Plain)
  ;(holder as Record<string, unknown>)[last] = value
  const found = checkReply(broken).map((problem) => ({ ...problem, path: problem.path.join('.') }))
  expect(found).toContainEqual(expect.objectContaining({ path: at, is, name }))
})

test('what is wrong stands at its line of the file', () => {
  const text = readFileSync(join(folder, 'greeting.yaml'), 'utf8').replace('{{matter}}', '{{mater}}')
  const line = text.split('\n').findIndex((one) => one.includes('{{mater}}')) + 1
  const { documents } = parseYaml(text, 'greeting.yaml')
  const found = documents.flatMap((document) =>
    checkReply(document.value).map(({ path, is }) => ({ is, ...document.place({ path, message: is }) })),
  )
  expect(found.map(({ is, line: at, path }) => [is, at, path])).toEqual([
    ['unknown-slot', line, 'text.en'],
    ['unused-slot', line, 'text.en'],
  ])
})

test('a reply that is no object is refused, not thrown', () => {
  for (const nothing of [null, 3, [], 'x', {}]) expect(checkReply(nothing).map(({ is }) => is)).toContain('shape')
  expect(() => readReply({} as Reply)).toThrow()
})
