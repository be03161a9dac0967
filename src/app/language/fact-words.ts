import { factSpec } from '../../core/judgement/fact.ts'
import {
  type FactValue,
  isDateInterval,
  notApplicable,
  type Stay,
  type Visit,
} from '../../core/judgement/fact-value.ts'
import type { Language } from '../../core/language.ts'
import { yuan } from '../../core/money.ts'
import { stripUnsafe } from '../cells.ts'
import { whyWords } from './why-words.ts'

export function factLabel(key: string, language: Language): string {
  return factSpec(key)?.label[language] ?? key
}

/** What is known of a fact, as people read it: `是`, `三级`, `¥28,632.45`, `2026-03-01~2026-03-31`. */
export function factValueWords(key: string, value: FactValue, language: Language): string {
  const spec = factSpec(key)
  if (value === notApplicable) return (spec?.na ?? whyWords.na)[language]
  if (typeof value === 'boolean') return (value ? whyWords.yes : whyWords.no)[language]
  const option = spec?.options?.find((one) => one.value === value)
  if (option) return option.label[language]
  if (typeof value === 'number') return spec?.type === 'fen' ? `¥${yuan(value)}` : String(value)
  if (typeof value === 'string') return stripUnsafe(value)
  if (isDateInterval(value)) return `${value.from}~${value.to}`
  return (value as readonly (Stay | Visit | number)[]).map(entryWords).join('; ')
}

function entryWords(entry: Stay | Visit | number): string {
  if (typeof entry === 'number') return String(entry)
  if ('on' in entry) return `${entry.on} ¥${yuan(entry.totalFen)}`
  const icu = entry.icuDays > 0 ? ` ICU ${entry.icuDays}` : ''
  return `${entry.admittedOn}~${entry.dischargedOn}${icu}`
}
