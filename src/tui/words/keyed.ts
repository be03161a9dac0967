import { keyName } from '../key-words.ts'

/** Other keys for commands, as the bindings have them. */
type Remapped = ReadonlyMap<string, readonly string[]>

/** A key in a text: `{reply:r}` is the key of the command `reply`, which is `r` where nobody has given it another. */
const named = /\{([a-zA-Z.]+):([^{}]+)\}/g

/** A text with its keys as the person has them; a command without any is called from the command bar. */
export function keyed(text: string, remapped?: Remapped): string {
  return text.replace(named, (_all, id: string, byDefault: string) => {
    const keys = remapped?.get(id)
    return keys ? (keys[0] === undefined ? `:${id}` : keyName(keys[0])) : byDefault
  })
}

/** All texts of a dictionary so, those that are made of values too. */
export function withKeys<T>(words: T, remapped?: Remapped): T {
  if (typeof words === 'string') return keyed(words, remapped) as T
  if (Array.isArray(words)) return words.map((one: unknown) => withKeys(one, remapped)) as T
  if (typeof words === 'function')
    return ((...values: unknown[]) => keyed((words as (...of: unknown[]) => string)(...values), remapped)) as T
  const entries = Object.entries(words as Record<string, unknown>)
  return Object.fromEntries(entries.map(([name, one]) => [name, withKeys(one, remapped)])) as T
}
