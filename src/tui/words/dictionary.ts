import type { Language } from '../../core/language.ts'
import { type Dictionary, en } from './en.ts'
import { zhHans } from './zh-hans.ts'
import { zhHant } from './zh-hant.ts'

export const dictionaries: Record<Language, Dictionary> = { en, 'zh-Hans': zhHans, 'zh-Hant': zhHant }
