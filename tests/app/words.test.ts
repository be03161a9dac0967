import { expect, test } from 'vitest'
import { commandWords } from '../../src/app/language/events.ts'
import { commands } from '../../src/core/registry.ts'
import { dictionaries } from '../../src/tui/words/dictionary.ts'

test('every command has its words, and no words are left of one that is gone', () => {
  expect(Object.keys(commandWords).sort()).toEqual([...commands.keys()].sort())
})

/** Every text of a dictionary by its path; texts with values in them are asked for with sample values. */
function texts(of: unknown, path = ''): [string, string][] {
  if (typeof of === 'string') return [[path, of]]
  if (typeof of === 'function') return [[path, String((of as (...values: unknown[]) => unknown)('7', '8'))]]
  return Object.entries(of as object).flatMap(([key, inner]) => texts(inner, `${path}.${key}`))
}

test('nothing is left in English, and Simplified and Traditional are each their own', () => {
  const hasHan = (text: string) => /\p{Script=Han}/u.test(text)
  for (const [path, text] of texts(dictionaries.en)) expect(hasHan(text), `en${path}: ${text}`).toBe(false)
  for (const language of ['zh-Hans', 'zh-Hant'] as const)
    for (const [path, text] of texts(dictionaries[language])) {
      const isMeantForMachines = /YYYY|^[\d/，：]+$/.test(text)
      expect(hasHan(text) || isMeantForMachines, `${language}${path}: ${text}`).toBe(true)
    }
  const simplifiedOnly = /[们这说话发开关时间门问条队续术检险费赔]/u
  for (const [path, text] of texts(dictionaries['zh-Hant']))
    expect(simplifiedOnly.test(text), `zh-Hant${path}: ${text}`).toBe(false)
})
