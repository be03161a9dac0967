import { expect, test } from 'vitest'
import { languages } from '../../src/core/language.ts'
import { bindings } from '../../src/tui/bindings.ts'
import { keyName } from '../../src/tui/key-words.ts'
import { dictionaries, dictionaryFor } from '../../src/tui/words/dictionary.ts'
import { en } from '../../src/tui/words/en.ts'
import { keyed } from '../../src/tui/words/keyed.ts'
import { nextSteps } from '../../src/tui/words/next-steps.ts'
import { zhHans } from '../../src/tui/words/zh-hans.ts'
import { zhHant } from '../../src/tui/words/zh-hant.ts'

/** Every text as it is written, those that are made of values too. */
function textsIn(words: unknown): string[] {
  if (typeof words === 'string') return [words]
  if (typeof words === 'function') return [(words as (...of: unknown[]) => string)('1', '2', '3')]
  return words === null || typeof words !== 'object' ? [] : Object.values(words).flatMap(textsIn)
}

/** What a part of a text depends on. */
const conditions = (texts: string[]) =>
  texts.flatMap((text) => [...text.matchAll(/\{([a-zA-Z.]+)\?/g)].map(([, id]) => id)).toSorted()
const named = (texts: string[]) => texts.flatMap((text) => text.match(/\{[a-zA-Z.]+:[^{}]+\}/g) ?? []).toSorted()

test('a key in a text is a key that its command has, the same in all languages', () => {
  const [first, ...others] = [en, zhHans, zhHant].map((words) => named(textsIn(words)))
  expect(first?.length).toBeGreaterThan(30)
  for (const other of others) expect(other).toEqual(first)
  for (const one of [...(first ?? []), ...named(Object.values(nextSteps).flatMap(({ next }) => Object.values(next)))]) {
    const [, id, key] = /^\{([a-zA-Z.]+):(.+)\}$/.exec(one) ?? []
    expect(bindings.find((binding) => binding.id === id)?.keys.map(keyName), one).toContain(key)
  }
})

test('a part of a text depends on the same commands in all languages', () => {
  const [first, ...others] = [en, zhHans, zhHant].map((words) => conditions(textsIn(words)))
  expect(first?.length).toBeGreaterThan(10)
  for (const other of others) expect(other).toEqual(first)
  const ids = new Set(['tour', ...bindings.map(({ id }) => id)])
  expect(first?.filter((id) => !ids.has(id ?? ''))).toEqual([])
})

test('on a board alone no text names a key that does nothing there', () => {
  for (const language of languages) {
    expect(dictionaryFor(language, { isBoardOnly: true }).filter.clear).not.toMatch(/Enter|\{/)
    expect(dictionaryFor(language, { isBoardOnly: true }).help.close).not.toMatch(/Tab|\{/)
    expect(dictionaries[language].help.close).toContain('Tab')
  }
})

test('tour and hints name the keys that the person has given', () => {
  const remapped = new Map([
    ['reply', ['ctrl+g']],
    ['undo', []],
    ['search', ['f7']],
  ])
  for (const language of languages) {
    const texts = textsIn(dictionaryFor(language, { remapped }).tour).join()
    expect(texts).toContain('Ctrl-G')
    expect(texts).toContain(':undo')
    expect(texts + textsIn(dictionaries[language]).join()).not.toContain('{')
    expect(keyed(nextSteps.queue.next[language], { remapped })).toContain('F7')
  }
})
