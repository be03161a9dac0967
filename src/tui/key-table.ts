import { graphemesOf } from '../app/cells.ts'
import type { CheckKeys } from '../app/settings-file.ts'
import type { Language } from '../core/language.ts'
import type { KeyFault, Settings } from '../core/settings/settings.ts'
import { type Binding, isChoosing, type Remapped } from './binding.ts'
import { bindings, bindingsWith } from './bindings.ts'
import { keyName } from './key-words.ts'
import type { ScreenName } from './state.ts'
import { dictionaries } from './words/dictionary.ts'

/** Without these nobody finds the way. */
const needed: ReadonlySet<string> = new Set(['palette', 'help', 'back', 'quit'])
/** What says yes to a question (keys.ts). */
const answers: ReadonlySet<string> = new Set(['y', 'Y', 'ctrl+y'])
const named = /^(up|down|left|right|pageup|pagedown|home|end|enter|esc|tab|shift\+tab|f([1-9]|1[0-2]))$/
/** Ctrl with these is another key, or ends the program. */
const control = /^ctrl\+[abdefgklnopqrstuvwxyz]$/

/** A command of the workstation as its reference tells it. `screens` null: everywhere. */
export type KeyLine = {
  id: string
  keys: readonly string[]
  screens: readonly string[] | null
  title: Binding['title']
  isDanger: boolean
  isFixed: boolean
}

/** The keys of a settings file as the bindings have them: `space` is a blank. */
export function remappedOf(keys: Settings['keys']): Remapped {
  return new Map(Object.entries(keys).map(([id, list]) => [id, list.map(keyOf)]))
}

function keyOf(typed: string): string {
  return typed
    .normalize('NFKC')
    .trim()
    .split(/\s+/)
    .map((part) => (part === 'space' ? ' ' : part))
    .join(' ')
}

/** What is wrong with keys that a person has given to commands: unknown names, and keys that would mean two things on one screen. */
export const checkKeys: CheckKeys = (keys) => {
  const faults: { id: string; at: number | null; fault: KeyFault }[] = []
  const list = bindingsWith(remappedOf(keys))
  for (const [id, typed] of Object.entries(keys)) {
    const binding = list.find((one) => one.id === id)
    const say = (at: number | null, fault: KeyFault) => faults.push({ id, at, fault })
    if (!binding) say(null, { is: 'command', name: id })
    else if (isChoosing(bindings.find((one) => one.id === id) ?? { keys: [] })) say(null, { is: 'fixed', name: id })
    else if (typed.length === 0 && needed.has(id)) say(null, { is: 'needed', name: id })
    else
      for (const [at, written] of typed.entries()) {
        const key = keyOf(written)
        // A key that it has from the start may be said again: Ctrl-C of quitting is no other command's.
        const isOne = isKey(key) || (bindings.find((one) => one.id === id)?.keys.includes(key) ?? false)
        const taken = isOne ? takenBy(key, binding, list) : null
        if (!isOne) say(at, { is: 'key', key: written })
        else if (binding.isDanger && answers.has(key)) say(at, { is: 'answer', key: written })
        else if (taken) say(at, { is: 'taken', key: written, by: taken.by.id, screen: taken.screen })
      }
  }
  return faults
}

function isKey(key: string): boolean {
  if (key === ' ' || named.test(key) || control.test(key)) return true
  const parts = key.split(' ')
  return (
    parts.length <= 2 &&
    parts.every((part) => graphemesOf(part).length === 1 && part > ' ' && !/\p{Script=Han}/u.test(part))
  )
}

/**
 * Whose key it is already where the binding has it too. A screen's own stands before that of everywhere, but only where it has always
 * done so; and a key that begins two cannot be one by itself.
 */
function takenBy(
  key: string,
  binding: Binding,
  list: readonly Binding[],
): { by: Binding; screen: string | null } | null {
  for (const other of list) {
    if (other.id === binding.id || !meet(binding, other)) continue
    const clash = other.keys.some((one) => one === key || one.startsWith(`${key} `) || key.startsWith(`${one} `))
    if (!clash || (isShadowed(key, binding, other) && (binding.screens === null) !== (other.screens === null))) continue
    const both = other.screens?.find((screen) => binding.screens === null || binding.screens.includes(screen))
    return { by: other, screen: both ?? binding.screens?.[0] ?? null }
  }
  return null
}

function meet(a: Binding, b: Binding): boolean {
  return a.screens === null || b.screens === null || a.screens.some((screen) => b.screens?.includes(screen))
}

/** Whether both have the key from the start. */
function isShadowed(key: string, a: Binding, b: Binding): boolean {
  return [a, b].every(({ id }) => bindings.find((one) => one.id === id)?.keys.includes(key))
}

/** Every command with its keys, in the order of the help. */
export function keyLines(keys: Settings['keys'] = {}): KeyLine[] {
  return bindingsWith(remappedOf(keys)).map(({ id, keys: own, screens, title, isDanger }) => ({
    isFixed: isChoosing({ keys: own }),
    ...{ id, keys: own, title, isDanger: isDanger === true },
    screens: screens && [...new Set(screens)],
  }))
}

/** A key as it is written for people: `Ctrl-N`, `g q`. */
export { keyName }

/** The name of a screen in its language. */
export function screenName(screen: string, language: Language): string {
  const { screens } = dictionaries[language]
  const name = screen as ScreenName
  return name === 'clauses' ? screens.policy : screens[name]
}
