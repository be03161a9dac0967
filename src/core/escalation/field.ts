import { type CivilDate, isCivilDate } from '../civil-date.ts'
import type { Language, Words } from '../language.ts'
import { yuan } from '../money.ts'
import { evidenceKinds, evidenceWords, readLink } from './evidence.ts'
import type { Field } from './flow.ts'

export type FieldValue = string | number | boolean | string[]

/** What a field would have accepted: the data of `escalation.bad-field`. */
export type Expected = {
  expected:
    | 'known'
    | 'text'
    | 'date'
    | 'pastDate'
    | 'dateBetween'
    | 'fen'
    | 'int'
    | 'bool'
    | 'enum'
    | 'list'
    | 'evidence'
    | 'different'
    | 'unchanged'
    | 'approval'
    | 'ledger'
  options?: string[]
  min?: number | string
  max?: number | string
  other?: string
}

/** The longest text that a field or an entry of a list may hold, in characters. */
const maxTextLength = 2000
const maxEntries = 50

/**
 * Reads a value for a field, or says what was expected. `text`: not blank (kept without the blanks around it). `date`: a civil
 * date that exists. `fen`: integer fen, not negative unless `min` says so. `list`: texts without repetition, of the options
 * where there are some. `evidence`: a list of links (evidence.ts); whether they lead anywhere is the command's to see.
 */
export function readValue(field: Field, value: unknown, today: CivilDate): { value: FieldValue } | Expected {
  switch (field.type) {
    case 'text':
      return isText(value) ? { value: value.trim() } : { expected: 'text', max: maxTextLength }
    case 'date':
      if (typeof value !== 'string' || !isCivilDate(value)) return { expected: 'date' }
      return field.notFuture && value > today ? { expected: 'pastDate', max: today } : { value }
    case 'fen':
    case 'int':
      return readNumber(field, field.type, value)
    case 'bool':
      return typeof value === 'boolean' ? { value } : { expected: 'bool' }
    case 'enum':
      return typeof value === 'string' && optionIds(field).includes(value)
        ? { value }
        : { expected: 'enum', options: optionIds(field) }
    case 'list':
      return readList(field, value)
    case 'evidence': {
      const read = readList(field, value)
      return 'value' in read && read.value.every(readLink) ? read : { expected: 'evidence', max: maxEntries }
    }
  }
}

/** Whether a stored value counts as filled; a confirmation counts only when it is true. */
export function isFilled(field: Field, value: unknown): boolean {
  if (value === undefined || value === null || value === '') return false
  if (Array.isArray(value)) return value.length > 0
  return !field.mustBeTrue || value === true
}

/** A stored value as people read it: money in yuan, options by their labels, evidence by
 * how much there is, dates as they are; '' when it is not filled. */
export function printValue(field: Field, value: unknown, language: Language): string {
  if (value === undefined || value === null) return ''
  if (field.type === 'fen' && typeof value === 'number') return yuan(value)
  if (typeof value === 'boolean') return yesNo[value ? 'yes' : 'no'][language]
  if (field.type === 'evidence' && Array.isArray(value)) return printLinks(value.map(String), language)
  if (Array.isArray(value))
    return value.map((entry) => labelOf(field, String(entry), language)).join(language === 'en' ? '; ' : '、')
  return labelOf(field, String(value), language)
}

const yesNo: Record<'yes' | 'no', Words> = {
  yes: { en: 'yes', 'zh-Hans': '是', 'zh-Hant': '是' },
  no: { en: 'no', 'zh-Hans': '否', 'zh-Hant': '否' },
}

function printLinks(links: readonly string[], language: Language): string {
  const kinds = links.map((link) => readLink(link)?.kind)
  return evidenceKinds
    .filter((kind) => kinds.includes(kind))
    .map((kind) => `${evidenceWords[kind][language]} ${kinds.filter((one) => one === kind).length}`)
    .join(' · ')
}

function labelOf(field: Field, value: string, language: Language): string {
  return field.options?.find((option) => option.id === value)?.label[language] ?? value
}

function optionIds(field: Field): string[] {
  return (field.options ?? []).map((option) => option.id)
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '' && value.length <= maxTextLength
}

function readNumber(field: Field, type: 'fen' | 'int', value: unknown): { value: number } | Expected {
  const min = field.min ?? (type === 'fen' ? 0 : Number.MIN_SAFE_INTEGER)
  const max = field.max ?? Number.MAX_SAFE_INTEGER
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= min && value <= max) return { value }
  return { expected: type, min, max }
}

function readList(field: Field, value: unknown): { value: string[] } | Expected {
  const wrong: Expected = { expected: 'list', max: maxEntries, ...(field.options ? { options: optionIds(field) } : {}) }
  if (!Array.isArray(value) || value.length === 0 || value.length > maxEntries || !value.every(isText)) return wrong
  const entries = value.map((entry: string) => entry.trim())
  if (new Set(entries).size !== entries.length) return wrong
  if (field.options && !entries.every((entry) => optionIds(field).includes(entry))) return wrong
  return { value: entries }
}
