import type { Words } from '../core/language.ts'
import type { App } from './app.ts'
import type { ScreenName } from './state.ts'

/**
 * A key and what it does: the one list from which the footer, the help and the palette are made. `screens` null: everywhere. Keys
 * that are pressed one after the other have a blank between them: `g q`.
 * `isHinted`: stands in the footer. `isDanger`: asks before it acts, and the key that answers is another one.
 */
export type Binding = {
  id: string
  keys: readonly string[]
  screens: readonly ScreenName[] | null
  title: Words
  isHinted?: boolean
  isDanger?: boolean
  run(app: App, key: string): void | Promise<void>
}

/** Other keys for commands, by their id: what the settings file says. */
export type Remapped = ReadonlyMap<string, readonly string[]>

/** Where there is a case in sight. */
export const withCase = ['queue', 'customer', 'conversations', 'conversation'] as const

/** One of them; `marks` say `isHinted` and `isDanger`. */
export function bind(
  id: string,
  keys: readonly string[],
  screens: readonly ScreenName[] | null,
  title: Words,
  run: Binding['run'],
  marks: '' | 'hint' | 'danger' | 'danger hint' = '',
): Binding {
  return { id, keys, screens, title, run, isHinted: marks.includes('hint'), isDanger: marks.includes('danger') }
}

/** Whether its keys are the choices themselves (`1`–`6`): each says which, so none can be given to another command. */
export function isChoosing({ keys }: Pick<Binding, 'keys'>): boolean {
  return keys.length > 4
}
