import { homedir } from 'node:os'
import { join } from 'node:path'
import { type Language, languages } from '../core/language.ts'

type Environment = Record<string, string | undefined>

/** The home to open: `--home`, else BUTLER_HOME, else `butler` in the platform's data folder. */
export function homeFolder(asked: string | undefined, env: Environment = process.env): string {
  return asked ?? env['BUTLER_HOME'] ?? join(dataFolder(env), 'butler')
}

function dataFolder(env: Environment): string {
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support')
  if (process.platform === 'win32') return env['LOCALAPPDATA'] ?? join(homedir(), 'AppData', 'Local')
  return env['XDG_DATA_HOME'] || join(homedir(), '.local', 'share')
}

/** Where `butler demo` lives: `demo` in the home that was asked for, else `butler-demo` in the platform's data folder. */
export function demoFolder(asked: string | undefined, env: Environment = process.env): string {
  const home = asked ?? env['BUTLER_HOME']
  return home ? join(home, 'demo') : join(dataFolder(env), 'butler-demo')
}

/** BUTLER_STORE: the address of a PostgreSQL database, which may have its password in it. */
export function storeInEnvironment(env: Environment = process.env): string | undefined {
  return env['BUTLER_STORE'] || undefined
}

/** The person's settings: BUTLER_CONFIG, else `butler/config.yaml` in the platform's folder for settings. They belong to no home. */
export function settingsFile(env: Environment = process.env): string {
  return env['BUTLER_CONFIG'] || join(settingsFolder(env), 'butler', 'config.yaml')
}

function settingsFolder(env: Environment): string {
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Application Support')
  if (process.platform === 'win32') return env['APPDATA'] ?? join(homedir(), 'AppData', 'Roaming')
  return env['XDG_CONFIG_HOME'] || join(homedir(), '.config')
}

/** The language to speak: `--lang`, else BUTLER_LANG, else the settings', else the locale's; English when that is none of ours. */
export function languageOf(
  asked: string | undefined,
  set: Language | 'auto' = 'auto',
  env: Environment = process.env,
): Language {
  const chosen = set === 'auto' ? undefined : set
  const wished = asked || env['BUTLER_LANG'] || chosen || env['LC_ALL'] || env['LC_MESSAGES'] || env['LANG'] || ''
  const exact = languages.find((language) => language.toLowerCase() === wished.toLowerCase())
  if (exact) return exact
  if (/^zh([-_.]|$)/i.test(wished)) return /hant|[-_](tw|hk|mo)\b/i.test(wished) ? 'zh-Hant' : 'zh-Hans'
  return 'en'
}

/** Whether to use colour on a stream: never by `--no-color`, NO_COLOR or a dumb terminal; else FORCE_COLOR, else on a terminal. */
export function wantsColor(isTerminal: boolean, isAllowed: boolean, env: Environment = process.env): boolean {
  if (!isAllowed || env['NO_COLOR'] || env['TERM'] === 'dumb') return false
  return env['FORCE_COLOR'] ? env['FORCE_COLOR'] !== '0' : isTerminal
}

/** Whether a terminal can show the full-screen workstation. */
export function canDraw(env: Environment = process.env): boolean {
  return env['TERM'] !== 'dumb'
}

export const defaultPort = 7465
export const sshPort = 7422
export const version = '0.1.0'

/** Over SSH, where keys come late and in pieces. */
export function isRemoteTerminal(env: Environment = process.env): boolean {
  return env['SSH_CONNECTION'] !== undefined
}
