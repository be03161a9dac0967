import { expect, test } from 'vitest'
import { cellWidth } from '../../src/app/cells.ts'
import { languages } from '../../src/core/language.ts'
import { bindingFor, bindings, bindingsOn } from '../../src/tui/bindings.ts'
import { footerText } from '../../src/tui/present/frame-lines.ts'
import { nameOf } from '../../src/tui/key-name.ts'
import { queueScreen, type ScreenName, type State } from '../../src/tui/state.ts'
import { dictionaries } from '../../src/tui/words/dictionary.ts'
import { plainTheme } from '../../src/tui/theme.ts'

const screens: ScreenName[] = [
  'queue',
  'customer',
  'search',
  'policy',
  'clauses',
  'checklist',
  'trace',
  'whatIf',
  'flows',
  'escalation',
  'replies',
  'reply',
  'resources',
  'conversations',
  'conversation',
  'complaints',
  'outbox',
  'approvals',
  'schemes',
  'precedents',
]

test.each(screens)('terminal 5: on %s every key has one meaning', (screen) => {
  const own = bindingsOn(screen).filter((binding) => binding.screens !== null)
  const everywhere = bindings.filter((binding) => binding.screens === null)
  for (const list of [own, everywhere]) {
    const keys = list.flatMap((binding) => binding.keys)
    expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([])
  }
})

test('terminal 5: every id is there once, and no title is left in another language', () => {
  const ids = bindings.map((binding) => binding.id)
  expect(new Set(ids).size).toBe(ids.length)
  for (const { title } of bindings) {
    expect(title.en).not.toMatch(/\p{Script=Han}/u)
    expect(title['zh-Hans']).toMatch(/\p{Script=Han}/u)
    expect(title['zh-Hant']).toMatch(/\p{Script=Han}/u)
  }
})

test('a danger asks with a key that is not its own', () => {
  for (const binding of bindings.filter((one) => one.isDanger)) expect(binding.keys).not.toContain('y')
})

test.each(['：', '？', '／', 'ｎ', '１'])('terminal 9: the full-width %s is the key that it looks like', (typed) => {
  const name = nameOf(typed, {})
  expect(bindingFor('queue', name) ?? bindingFor('checklist', name)).toBeDefined()
})

test.each(languages)(
  'terminal 6: the footer fits 80 columns and always says help, back and quit, in %s',
  (language) => {
    for (const screen of screens) {
      const state = {
        ...{ language, cols: 80, rows: 24, overlay: null },
        stack: [{ ...queueScreen(), is: screen }],
      } as unknown as State
      const text = footerText(state, { ...plainTheme, tones: colourless }, dictionaries[language])
      expect(cellWidth(text)).toBeLessThanOrEqual(80)
      for (const id of ['help', 'back', 'quit'])
        expect(text).toContain(bindings.find((binding) => binding.id === id)?.title[language])
    }
  },
)

const colourless = Object.fromEntries(
  Object.keys(plainTheme.tones).map((tone) => [tone, ['', '']]),
) as unknown as typeof plainTheme.tones
