import { momentAt } from '../civil-date.ts'
import { yuan } from '../money.ts'

/** A refused command as it is told to a supervisor. */
export type Told = { command: string; args: unknown; code: string; data: unknown }

/** The year 9999 has begun. */
const latestMs = 253_370_764_800_000

/** The title of the case: what was refused, and how, in names that every language keeps. */
export function handTitle({ command, code }: Pick<Told, 'command' | 'code'>): string {
  return `${command} ✗ ${code}`.slice(0, 200)
}

/** What the supervisor reads: the butler's own words, the command with its arguments, the refusal with what it said. */
export function handText(told: Told, words: string | null): string {
  return [
    ...(words === null ? [] : [words, '']),
    told.command,
    ...leavesOf(told.args).filter(isForPeople).map(lineOf),
    `✗ ${told.code}`,
    ...leavesOf(told.data).filter(isForPeople).map(lineOf),
  ].join('\n')
}

/** One value of a tree, and where it stands: `hold.wakeAt`. Nothing that is empty. */
export type Leaf = { path: string; value: string | number | boolean }

export function leavesOf(value: unknown, path = ''): Leaf[] {
  if (value === null || value === undefined || value === '') return []
  if (typeof value !== 'object') return [{ path, value: value as Leaf['value'] }]
  return Object.entries(value).flatMap(([key, part]) => leavesOf(part, path === '' ? key : `${path}.${key}`))
}

/** A value as people read it: amounts in yuan, instants in the team's own time. Its place says which it is. */
export function leafText({ path, value }: Leaf): string {
  const key = path.slice(path.lastIndexOf('.') + 1)
  // What a person typed was perhaps refused for being neither.
  if (!Number.isSafeInteger(value)) return String(value)
  const number = Number(value)
  if (key.endsWith('Fen')) return `¥${yuan(number)}`
  const isMoment = /^(at|until|.+(At|Since|Until))$/.test(key) && number > 0 && number < latestMs
  return isMoment ? momentAt(number) : String(value)
}

/** Ids say nothing to who reads it. */
function isForPeople({ path }: Leaf): boolean {
  return !path.endsWith('Id')
}

function lineOf(leaf: Leaf): string {
  return `  ${leaf.path || '='}: ${leafText(leaf)}`
}
