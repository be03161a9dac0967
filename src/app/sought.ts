import { fold, loadFold } from '../store/fold.ts'
import { loadSounds } from '../store/search-keys.ts'

/** How texts are made findable: `fold` writes what is typed as `keysOf` writes what is found. */
export type Finding = { fold(text: string): string; keysOf(texts: readonly (string | null | undefined)[]): string }

let finding: Finding | undefined

/** Loads the tables of Han characters and their sounds, once: some tenths of a second the first time. */
export async function loadFinding(): Promise<Finding> {
  if (finding) return finding
  await loadFold()
  const soundsOf = await loadSounds()
  const known = new Map<string, string>()
  const keyOf = (text: string) => {
    const kept = known.get(text)
    if (kept !== undefined) return kept
    // A name is found by its sound; nobody spells out a sentence.
    const sounds = text.length <= mostSounded ? soundsOf(text) : []
    const key = [fold(text), ...sounds].map((word) => ` ${word}`).join('')
    if (known.size >= mostKnown) known.clear()
    known.set(text, key)
    return key
  }
  finding = {
    fold: (text) => fold(text).replaceAll('ü', 'v'),
    keysOf: (texts) => texts.map((text) => (text ? keyOf(text) : '')).join(''),
  }
  return finding
}

/** The tables where they are loaded already. */
export function findingNow(): Finding | undefined {
  return finding
}

const mostSounded = 16
const mostKnown = 60_000
