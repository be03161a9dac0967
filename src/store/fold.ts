type Converter = (text: string) => string

let toSimplified: Converter | undefined
const folded = new Map<string, string>()

/** Loads the Traditional → Simplified tables (about a megabyte), once; `fold` needs them. */
export async function loadFold(): Promise<void> {
  if (toSimplified) return
  const { Converter } = await import('opencc-js/t2cn')
  toSimplified = Converter({ from: 't', to: 'cn' })
}

/**
 * One form for all the ways of writing the same thing: NFKC (full-width → half), lower case, Simplified character by character,
 * so that a fragment folds to the same characters as inside the whole. Call `loadFold` first.
 */
export function fold(text: string): string {
  if (!toSimplified) throw new Error('fold before loadFold')
  let result = ''
  for (const character of text.normalize('NFKC').toLowerCase()) {
    let simple = folded.get(character)
    if (simple === undefined) {
      simple = character < '⺀' ? character : toSimplified(character)
      if (folded.size < 40_000) folded.set(character, simple)
    }
    result += simple
  }
  return result
}
