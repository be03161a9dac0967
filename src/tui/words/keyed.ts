import { isOfBoard } from '../board-only.ts'
import { keyName } from '../key-words.ts'

/** Whose keys they are, as the bindings have them. */
export type Hands = { remapped?: ReadonlyMap<string, readonly string[]> | undefined; isBoardOnly?: boolean | undefined }

/** A key in a text: `{reply:r}` is the key of the command `reply`, which is `r` where nobody has given it another. */
const named = /\{([a-zA-Z.]+):([^{}]+)\}/g
/** A part of a text that stands only where a command is at hand: `{search?; / searches everywhere}`. It may have keys in it. */
const conditional = /\{([a-zA-Z.]+)\?((?:[^{}]|\{[^{}]*\})*)\}/g

/** A text with its keys as the person has them; a command without any is called from the command bar. */
export function keyed(text: string, { remapped, isBoardOnly = false }: Hands = {}): string {
  return text
    .replace(conditional, (_all, id: string, part: string) => (isBoardOnly && !isOfBoard(id) ? '' : part))
    .replace(named, (_all, id: string, byDefault: string) => {
      const keys = remapped?.get(id)
      return keys ? (keys[0] === undefined ? `:${id}` : keyName(keys[0])) : byDefault
    })
}

/** All texts of a dictionary so, those that are made of values too. */
export function withKeys<T>(words: T, hands?: Hands): T {
  if (typeof words === 'string') return keyed(words, hands) as T
  if (Array.isArray(words)) return words.map((one: unknown) => withKeys(one, hands)) as T
  if (typeof words === 'function')
    return ((...values: unknown[]) => keyed((words as (...of: unknown[]) => string)(...values), hands)) as T
  const entries = Object.entries(words as Record<string, unknown>)
  return Object.fromEntries(entries.map(([name, one]) => [name, withKeys(one, hands)])) as T
}
