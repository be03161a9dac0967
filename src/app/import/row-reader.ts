import type { Words } from '../../core/language.ts'
import { expected } from './catalogue.ts'
import type { Column } from './columns.ts'
import { ownCopy } from './copy.ts'
import type { Mapping } from './mapping.ts'
import type { RowProblem } from './problem.ts'
import { isShortened, readCode, unreadable } from './values.ts'

/** Where a value stands in the file; `number` counts from 1, null in JSONL and for constants. */
export type Place = { name: string; number: number | null }

/** The fields of one row as far as they could be read, before the row's schema has seen them. */
export type Fields = Record<string, unknown>

/** How one kind of file gives rows: `R` is one record of it. */
export type RowReader<R> = {
  /** Fills `problems` with what could not be read. */
  read(record: R, problems: RowProblem[]): Fields
  /** The place and the text of a field in a record, for problems that are found later. */
  find(record: R, field: string): { place: Place; value: string }
}

// oxlint-disable-next-line no-control-regex -- finding them is the point
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f]/

/** Whether the text holds a control character other than tab and line break. */
export function hasForbidden(text: string): boolean {
  return forbidden.test(text)
}

/** What a reader of texts does for one column, mapped words first. `undefined`: nothing stands there. */
export function textReader(column: Column, mapping: Mapping | null): (text: string) => unknown {
  const words = mapping?.values.get(column.name)
  const { read } = column
  if (!words) return read
  return (text) => read(words.get(text) ?? text)
}

/** Constants of the mapping file, read once. */
export function constantFields(columns: readonly Column[], mapping: Mapping | null): [string, unknown][] {
  if (!mapping) return []
  const read: [string, unknown][] = []
  for (const column of columns) {
    const text = mapping.constants.get(column.name)
    const value = text === undefined ? unreadable : column.read(text.trim())
    if (value !== unreadable) read.push([column.field, value])
  }
  return read
}

export function problemOf(line: number, column: Place | null, value: string, words: Words): RowProblem {
  return { line, column, value: ownCopy(value.length > 200 ? `${value.slice(0, 199)}…` : value), expected: words }
}

export function controlProblem(line: number, place: Place, value: string): RowProblem {
  return problemOf(line, place, value, expected.noControls())
}

/** What a cell should have been that its column could not read. */
export function wordsFor(column: Column, text: string): Words {
  return column.read === readCode && isShortened(text) ? expected.shortened() : column.expected
}
