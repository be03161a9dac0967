import type { EntityName, Row } from '../core/entities.ts'
import { fold, loadFold } from './fold.ts'

export type SearchedEntity = 'customer' | 'policy'

export function hasSearchKeys(entity: EntityName): entity is SearchedEntity {
  return entity === 'customer' || entity === 'policy'
}

/** A policy is mostly in its customer's name: what was worked out once is kept for so many names. */
const namesKept = 20_000
const soundsKept = new Map<string, string[]>()

/** How a name sounds: pinyin in full and as initials, with every reading that its surname has; nothing for one without Han. */
export async function loadSounds(): Promise<(name: string) => string[]> {
  const { pinyin } = await import('pinyin-pro')
  return (name) => {
    if (!/\p{Script=Han}/u.test(name)) return []
    const kept = soundsKept.get(name)
    if (kept) return kept
    const sounds = new Set<string>()
    for (const surname of ['head', 'off'] as const) {
      const syllables = pinyin(name, { toneType: 'none', type: 'array', surname, nonZh: 'consecutive', v: true })
      sounds.add(syllables.join('').toLowerCase())
      sounds.add(
        syllables
          .map((syllable) => [...syllable][0] ?? '')
          .join('')
          .toLowerCase(),
      )
    }
    if (soundsKept.size >= namesKept) soundsKept.clear()
    soundsKept.set(name, [...sounds])
    return [...sounds]
  }
}

/**
 * What each row is found by, as words with a blank before each: folded name, pinyin in full and as initials (every reading
 * that the surname has), phone, city, tags, numbers.
 */
export async function searchKeysOf(entity: EntityName, rows: readonly Row<EntityName>[]): Promise<string[]> {
  await loadFold()
  const soundsOf = await loadSounds()
  return rows.map((row) => {
    const words =
      entity === 'customer'
        ? customerWords(row as Row<'customer'>, soundsOf)
        : policyWords(row as Row<'policy'>, soundsOf)
    return ` ${words.filter(Boolean).join(' ')}`
  })
}

function customerWords(row: Row<'customer'>, soundsOf: (name: string) => string[]): string[] {
  const name = fold(row.name).replaceAll(' ', '')
  return [
    name,
    ...soundsOf(name),
    // Of a masked one, what is left before and after are two words: together they would be a number that nobody has.
    ...(row.phone ?? '').split(/\*+/).map((part) => part.replaceAll(/[^\d]/g, '')),
    row.externalId?.toLowerCase() ?? '',
    fold(row.city ?? ''),
    fold(row.tags.join(' ')),
  ]
}

function policyWords(row: Row<'policy'>, soundsOf: (name: string) => string[]): string[] {
  const name = fold(row.insuredName).replaceAll(' ', '')
  return [row.number.toLowerCase(), name, ...soundsOf(name), row.productCode.toLowerCase()]
}
