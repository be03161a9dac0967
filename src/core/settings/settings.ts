import { type Language, languages } from '../language.ts'

/** What a person has chosen for their own workstation; `keys`: other keys for commands, by the command's id. */
export type Settings = {
  language: Language | 'auto'
  theme: ThemeName
  keys: Readonly<Record<string, readonly string[]>>
}

/** `auto` takes what the terminal says of its ground; `none` draws without colour. */
export const themes = ['auto', 'dark', 'light', 'high-contrast', 'none'] as const
export type ThemeName = (typeof themes)[number]

/** The settings that are one of some values, with what holds where nothing is said. */
export const choices = {
  language: { values: ['auto', ...languages], fallback: 'auto' },
  theme: { values: themes, fallback: 'auto' },
} as const satisfies Record<Exclude<keyof Settings, 'keys'>, { values: readonly string[]; fallback: string }>

export const defaultSettings: Settings = { language: 'auto', theme: 'auto', keys: {} }

/** What is wrong with a setting. `of`: the values that it takes, or the names that there are. */
export type SettingsFault =
  | { is: 'notSettings' }
  | { is: 'unknown'; name: string; of: readonly string[] }
  | { is: 'value'; value: string; of: readonly string[] }
  | { is: 'keyList' }
  | KeyFault

/**
 * What is wrong with the keys of a command: there is no such `command`, the `key` has no such name, another command has it, it answers
 * the question that the command asks, the command cannot be without one, or its keys are part of what it does.
 */
export type KeyFault =
  | { is: 'command'; name: string }
  | { is: 'key'; key: string }
  | { is: 'taken'; key: string; by: string; screen: string | null }
  | { is: 'answer'; key: string }
  | { is: 'needed' | 'fixed'; name: string }

export type Faulty = { path: readonly (string | number)[]; fault: SettingsFault }

/** Reads settings from what a file holds. What is wrong is left out of them, and told with its place. */
export function readSettings(value: unknown): { settings: Settings; faults: readonly Faulty[] } {
  if (value === null || value === undefined) return { settings: defaultSettings, faults: [] }
  if (!isObject(value)) return { settings: defaultSettings, faults: [{ path: [], fault: { is: 'notSettings' } }] }
  const faults: Faulty[] = []
  const settings: Record<string, unknown> = { ...defaultSettings }
  for (const [name, given] of Object.entries(value)) {
    if (name === 'keys') settings['keys'] = readKeys(given, faults)
    else if (!Object.hasOwn(choices, name))
      faults.push({ path: [name], fault: { is: 'unknown', name, of: [...Object.keys(choices), 'keys'] } })
    else {
      const { values } = choices[name as keyof typeof choices]
      if ((values as readonly unknown[]).includes(given)) settings[name] = given
      else faults.push({ path: [name], fault: { is: 'value', value: String(given), of: values } })
    }
  }
  return { settings: settings as Settings, faults }
}

function readKeys(given: unknown, faults: Faulty[]): Settings['keys'] {
  if (given === null) return {}
  if (!isObject(given)) {
    faults.push({ path: ['keys'], fault: { is: 'keyList' } })
    return {}
  }
  return Object.fromEntries(
    Object.entries(given).flatMap(([id, keys]) => {
      // A number is a key too, and a list of one may stand as itself.
      const list = (Array.isArray(keys) ? keys : [keys]).map((key) => (typeof key === 'number' ? String(key) : key))
      if (list.every((key) => typeof key === 'string')) return [[id, list as string[]]]
      faults.push({ path: ['keys', id], fault: { is: 'keyList' } })
      return []
    }),
  )
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
