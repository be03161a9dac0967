import { wholeFenOf, fenOf, narrow } from './amounts.ts'
import { civilDateOf, instantOf } from './dates.ts'
import { fold } from './fold.ts'
import { choiceIndex } from './choices.ts'

/** What a reader gives for a text that it cannot read. Not a value of any field. */
export const unreadable = Symbol('unreadable')
/** Reads a cell that has been trimmed and is not empty; `undefined` where the text stands for nothing (`-`, `无`, `NULL`). */
export type ReadValue = (text: string) => unknown

const nothing = new Set(['-', '--', '—', '/', '\\N', '无', '無', '空', 'NULL', 'null', 'N/A', 'n/a', '#N/A'])

/** Text as it is, in Unicode's composed form. */
export const readText: ReadValue = (text) => text.normalize('NFC')

/** Ids, codes and numbers: text without the marks by which Excel is kept from reading it as a number (`'001`, `="001"`). */
export const readCode: ReadValue = (text) => bare(text).normalize('NFC')

/** A code, or nothing. */
export const readPhone: ReadValue = (text) => {
  if (nothing.has(text)) return undefined
  const digits = narrow(bare(text)).replace(/[()\s]/g, '')
  return digits.replace(/\.0$/, '')
}

export const readIdentity: ReadValue = (text) => (nothing.has(text) ? undefined : narrow(bare(text)))

export const readDate: ReadValue = (text) => {
  const date = civilDateOf(text)
  return date ?? (nothing.has(text) ? undefined : unreadable)
}

/** The day on which cover ends; cover for life has the day that insurers write for it. */
export const readEndDate: ReadValue = (text) => (lifelong.has(fold(text)) ? '9999-12-31' : readDate(text))
const lifelong = new Set(['终身', '长期', '永久', 'lifetime', 'wholelife', 'life'])

export const readInstant: ReadValue = (text) => instantOf(text) ?? unreadable

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
    if (seen.size < 1000) seen.set(text, choice)
    return choice
  }
}

export const readTags: ReadValue = (text) => {
  if (!tagMarks.test(text)) return [text.normalize('NFC')]
  const tags = text.split(tagMarks).map((tag) => tag.trim().normalize('NFC'))
  return [...new Set(tags.filter((tag) => tag !== ''))]
}
const tagMarks = /[;；、,，|｜]/

function bare(text: string): string {
  if (text.startsWith("'")) return text.slice(1)
  return text.startsWith('="') && text.endsWith('"') ? text.slice(2, -1) : text
}
