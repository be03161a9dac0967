import { expect, test } from 'vitest'
import { readSettings } from '../../src/core/settings/settings.ts'
import { bindingFor, bindings, bindingsOn } from '../../src/tui/bindings.ts'
import { paletteEntries } from '../../src/tui/command-line.ts'
import { checkKeys, keyLines, remappedOf } from '../../src/tui/key-table.ts'
import { helpLines } from '../../src/tui/present/frame-lines.ts'
import { queueScreen, type ScreenName, type State } from '../../src/tui/state.ts'
import { dictionaries } from '../../src/tui/words/dictionary.ts'

const screens = [...new Set(bindings.flatMap(({ screens }) => screens ?? []))]
const stateOn = (is: ScreenName) =>
  ({ language: 'en', cols: 80, rows: 24, overlay: null, stack: [{ ...queueScreen(), is }] }) as unknown as State
const faultsOf = (keys: Record<string, string[]>) =>
  checkKeys(keys).map(({ id, at, fault }) => `${id} ${at} ${fault.is}`)

/** Keys that choose from a list at once, and the command that leads to the whole of it. */
const answered: Readonly<Record<string, string>> = {
  'board.band': 'board.open',
  'checklist.choose': 'checklist.type',
  'conversation.suggested': 'reply.library',
}

test('terminal 5: every command is reached without a letter: through the palette, which a key of its own opens, or the arrows', () => {
  expect(bindings.find(({ id }) => id === 'palette')?.keys).toContain('ctrl+p')
  for (const screen of screens)
    for (const { id, keys } of bindingsOn(screen)) {
      const hasOwn = keys.some((key) => key.length > 1 && !key.includes(' '))
      const offered = paletteEntries(stateOn(screen), answered[id] ?? id).map((entry) => entry.id)
      expect(hasOwn || offered.includes(answered[id] ?? id), `${id} on ${screen}`).toBe(true)
    }
})

test('terminal 5: on no screen has a key two meanings, nor is the start of another', () => {
  expect(
    faultsOf(
      Object.fromEntries(
        bindings
          .filter(({ keys }) => keys.length <= 4)
          .map(({ id, keys }) => [id, keys.map((key) => (key === ' ' ? 'space' : key))]),
      ),
    ),
  ).toEqual([])
})

test.each([
  [{ undo: ['ctrl+z', 'f5', 'g z', 'U'] }, []],
  // What a command lets go of is free for another.
  [{ 'queue.why': ['t'], 'case.take': ['T'] }, []],
  [{ 'queue.why': [] }, []],
  [{ nope: ['x'] }, ['nope null command']],
  [
    { undo: ['ctrl+c', 'ctrl+i', 'F5', 'meta+x', '陈', 'f13', ''] },
    [0, 1, 2, 3, 4, 5, 6].map((at) => `undo ${at} key`),
  ],
  [{ undo: ['n'] }, ['undo 0 taken']],
  [{ undo: ['g'] }, ['undo 0 taken']],
  [{ undo: ['n x'] }, ['undo 0 taken']],
  [{ 'queue.why': ['q'] }, ['queue.why 0 taken']],
  [{ 'case.done': ['d', 'y'] }, ['case.done 1 answer']],
  [{ help: [], quit: [] }, ['help null needed', 'quit null needed']],
  [{ 'checklist.choose': ['a'] }, ['checklist.choose null fixed']],
])('the keys %j', (keys, faults) => {
  expect(faultsOf(keys as Record<string, string[]>)).toEqual(faults)
})

test('terminal 5: a key given to a command is its key everywhere, and its old ones are none', () => {
  const remapped = remappedOf({ undo: ['ctrl+z', 'g  z'], 'scroll.down': ['space'] })
  expect(bindingFor('queue', 'ctrl+z', { remapped })?.id).toBe('undo')
  expect(bindingFor('queue', 'g z', { remapped })?.id).toBe('undo')
  expect(bindingFor('queue', 'z', { remapped })).toBeUndefined()
  expect(bindingFor('queue', ' ', { remapped })?.id).toBe('scroll.down')
  const help = helpLines({ ...stateOn('queue'), remapped }, dictionaries.en)
  const told = help.flatMap(({ spans }) => spans.map(({ text }) => text))
  expect(told[told.indexOf('undo') - 1]).toBe(' Ctrl-Z, g z')
  expect(keyLines({ undo: ['ctrl+z'] }).find(({ id }) => id === 'undo')?.keys).toEqual(['ctrl+z'])
})

test('settings that cannot be are left out, each told with its place', () => {
  const read = readSettings({
    language: 'fr',
    theme: 'none',
    colour: 1,
    keys: { undo: 'ctrl+z', note: { a: 1 }, search: [3] },
  })
  expect(read.settings).toEqual({ language: 'auto', theme: 'none', keys: { undo: ['ctrl+z'], search: ['3'] } })
  expect(read.faults.map(({ path, fault }) => `${path.join('.')} ${fault.is}`)).toEqual([
    'language value',
    'colour unknown',
    'keys.note keyList',
  ])
  expect(readSettings([]).faults).toMatchObject([{ path: [], fault: { is: 'notSettings' } }])
  expect(readSettings(null).faults).toEqual([])
})
