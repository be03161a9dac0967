import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, extname } from 'node:path'
import { type Document, parseDocument } from 'yaml'
import type { Language } from '../core/language.ts'
import { defaultSettings, type Faulty, type KeyFault, readSettings, type Settings } from '../core/settings/settings.ts'
import { settingsFaultWords } from './language/settings-words.ts'
import { yamlFaultWords } from './language/yaml-faults.ts'
import { parseYaml, type YamlProblem } from './yaml-file.ts'

/** What the keys of a command are checked against: whoever knows the commands. `at` counts the key in the list. */
export type CheckKeys = (keys: Settings['keys']) => readonly { id: string; at: number | null; fault: KeyFault }[]

/** The settings of a file with what is wrong in it; what is wrong is not among them. */
export type SettingsRead = { settings: Settings; problems: readonly YamlProblem[] }

/** Reads the settings file, YAML or JSON; none is none. `checkKeys` null: the keys are not looked at, and not among the settings. */
export function settingsIn(file: string, language: Language, checkKeys: CheckKeys | null): SettingsRead {
  return settingsOf(sourceOf(file), file, language, checkKeys)
}

/** The same of a text; `file` is the name to report. */
export function settingsOf(
  source: string,
  file: string,
  language: Language,
  checkKeys: CheckKeys | null,
): SettingsRead {
  const { documents, problems } = parseYaml(source, file, (code, message) => yamlFaultWords(code, message, language))
  const [document] = documents
  if (!document) return { settings: defaultSettings, problems }
  const read = readSettings(document.value)
  const wrong = checkKeys?.(read.settings.keys) ?? []
  const keys = Object.fromEntries(
    Object.entries(read.settings.keys).filter(([id]) => checkKeys && !wrong.some((one) => one.id === id)),
  )
  const faults: Faulty[] = [
    ...read.faults,
    ...wrong.map(({ id, at, fault }) => ({ path: at === null ? ['keys', id] : ['keys', id, at], fault })),
  ]
  const told = faults.map(({ path, fault }) => document.place({ path, message: settingsFaultWords(fault, language) }))
  return { settings: { ...read.settings, keys }, problems: [...problems, ...told] }
}

/** '' where there is no file. */
function sourceOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'ENOENT') return ''
    throw fault
  }
}

/** The text of the file with one setting changed, or taken out (`value` undefined); comments and order stay. */
export function withSetting(file: string, path: readonly string[], value: unknown): string {
  const document: Document = parseDocument(sourceOf(file))
  if (document.errors[0]) throw document.errors[0]
  if (value !== undefined) document.setIn(path, value)
  else if (document.contents !== null) document.deleteIn(path)
  return extname(file) === '.json'
    ? `${JSON.stringify(document.toJS() ?? {}, null, 2)}\n`
    : document.toString({ lineWidth: 0 })
}

/** Writes the file whole, or not at all. */
export function writeSettings(file: string, text: string): void {
  mkdirSync(dirname(file), { recursive: true })
  const next = `${file}.${process.pid}.new`
  writeFileSync(next, text, { mode: 0o600 })
  renameSync(next, file)
}
