import type { Language } from '../../core/language.ts'
import type { Remapped } from '../binding.ts'
import { type Dictionary, en } from './en.ts'
import { withKeys } from './keyed.ts'
import { zhHans } from './zh-hans.ts'
import { zhHant } from './zh-hant.ts'

const written: Record<Language, Dictionary> = { en, 'zh-Hans': zhHans, 'zh-Hant': zhHant }

/** With the keys that commands have by themselves. */
export const dictionaries: Record<Language, Dictionary> = withKeys(written)

const known = new WeakMap<Remapped, Partial<Record<Language, Dictionary>>>()

/** With the keys that the person has given to commands. */
export function dictionaryFor(language: Language, remapped: Remapped | undefined): Dictionary {
  if (!remapped || remapped.size === 0) return dictionaries[language]
  const some = known.get(remapped) ?? {}
  known.set(remapped, some)
  return (some[language] ??= withKeys(written[language], remapped))
}
