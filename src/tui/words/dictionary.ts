import type { Language } from '../../core/language.ts'
import type { Remapped } from '../binding.ts'
import { type Dictionary, en } from './en.ts'
import { type Hands, withKeys } from './keyed.ts'
import { zhHans } from './zh-hans.ts'
import { zhHant } from './zh-hant.ts'

const written: Record<Language, Dictionary> = { en, 'zh-Hans': zhHans, 'zh-Hant': zhHant }

/** With the keys that commands have by themselves. */
export const dictionaries: Record<Language, Dictionary> = withKeys(written)

type Known = WeakMap<Remapped, Partial<Record<Language, Dictionary>>>
const [known, onBoards]: [Known, Known] = [new WeakMap(), new WeakMap()]
const asTheyAre: Remapped = new Map()

/** With the keys that the person has given to commands; on a board alone without those that do nothing there. */
export function dictionaryFor(language: Language, { remapped = asTheyAre, isBoardOnly = false }: Hands): Dictionary {
  if (remapped.size === 0 && !isBoardOnly) return dictionaries[language]
  const all = isBoardOnly ? onBoards : known
  const some = all.get(remapped) ?? {}
  all.set(remapped, some)
  return (some[language] ??= withKeys(written[language], { remapped, isBoardOnly }))
}
