import { wholeFenOf, fenOf, narrow } from './amounts.ts'
import { civilDateOf, instantOf } from './dates.ts'
import { fold } from './fold.ts'
import { choiceIndex } from './choices.ts'
import { ownCopy } from './copy.ts'

/** What a reader gives for a text that it cannot read. Not a value of any field. */
export const unreadable = Symbol('unreadable')
/** Reads a cell that has been trimmed and is not empty; `undefined` where the text stands for nothing (`-`, `无`, `NULL`). */
export type ReadValue = (text: string) => unknown

const nothing = new Set(['-', '--', '—', '/', '\\N', '无', '無', '空', 'NULL', 'null', 'N/A', 'n/a', '#N/A'])

/** Latin and Han characters, none of which combine: text of these alone is composed already, and that is nearly all text. */
const composed = /^[ -\u02ff\u3400-\u4dbf\u4e00-\u9fff]*$/

/** Text as it is, in Unicode's composed form. */
export const readText: ReadValue = (text) => (composed.test(text) ? text : text.normalize('NFC'))

/** Ids, codes and numbers: text without the marks by which Excel is kept from reading it as a number (`'001`, `="001"`). */
export const readCode: ReadValue = (text) => (isShortened(text) ? unreadable : readText(bare(text)))

/** `1.38E+10`: a number of which a spreadsheet has left out digits. What they were is nobody's to guess. */
export function isShortened(text: string): boolean {
  return shortened.test(text)
}
const shortened = /^\d(?:[.,]\d+)?E\+\d{1,3}$|^\d[.,]\d+E\d{2,3}$/i

/** A number, or nothing. A number cell of Excel may come as `13800000001.0`. */
export const readPhone: ReadValue = (text) => {
  if (digits.test(text)) return text
  if (nothing.has(text)) return undefined
  return narrow(bare(text)).replace(/[()\s]|\.0$/g, '')
}

const digits = /^\d+$/

export const readIdentity: ReadValue = (text) => {
  if (plainIdentity.test(text)) return text
  return nothing.has(text) ? undefined : narrow(bare(text))
}
const plainIdentity = /^\d+[0-9A-Z]$/

export const readDate: ReadValue = (text) => {
  const date = civilDateOf(text)
  return date ?? (nothing.has(text) ? undefined : unreadable)
}

/** The day on which cover ends; cover for life has the day that insurers write for it. */
export const readEndDate: ReadValue = (text) => (lifelong.has(fold(text)) ? '9999-12-31' : readDate(text))
const lifelong = new Set(['终身', '长期', '永久', 'lifetime', 'wholelife', 'life'])

export const readInstant: ReadValue = (text) => instantOf(text) ?? unreadable

/** A time of day as `HH:MM`: `9:00`, `09:00:00`, `9点30分`, `0930`. */
export const readTime: ReadValue = (text) => {
  const parts = /^(\d{1,2})(?:[:时時点點]?(\d{2})分?(?::00)?|[时時点點])$/.exec(narrow(bare(text)))
  return parts ? `${parts[1]?.padStart(2, '0')}:${parts[2] ?? '00'}` : unreadable
}

/** `unitDigits`: 0 for yuan, 4 for 万元. */
export function amountReader(unitDigits: number): ReadValue {
  return (text) => fenOf(text, unitDigits) ?? (nothing.has(text) ? undefined : unreadable)
}

export const readFen: ReadValue = (text) => wholeFenOf(text) ?? (nothing.has(text) ? undefined : unreadable)

/** Reads a choice by any of its words. The words met are remembered as they were written: there are never many. */
export function choiceReader(choices: Readonly<Record<string, string>>): ReadValue {
  const index = choiceIndex(choices)
  const seen = new Map<string, string>()
  return (text) => {
    const known = seen.get(text)
    if (known !== undefined) return known
    const choice = index.get(fold(text))
    if (choice === undefined) return unreadable
    if (seen.size < 1000) seen.set(ownCopy(text), choice)
    return choice
  }
}

export const readTags: ReadValue = (text) => {
  if (!tagMarks.test(text)) return [readText(text)]
  const tags: string[] = []
  for (const part of String(readText(text)).split(tagMarks)) {
    const tag = part.trim()
    if (tag !== '' && !tags.includes(tag)) tags.push(tag)
  }
  return tags
}
const tagMarks = /[;；、,，|｜]/

function bare(text: string): string {
  if (text.startsWith("'")) return text.slice(1)
  return text.startsWith('="') && text.endsWith('"') ? text.slice(2, -1) : text
}
