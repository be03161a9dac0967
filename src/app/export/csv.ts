import { csvLine } from '../import/rejects.ts'
import type { Value } from './kinds.ts'

/** What a spreadsheet would take for a formula, or hide in front of one. */
const formula = /^[=+\-@\t\r]/

/** CSV as Excel reads it: a mark that it is UTF-8, CRLF, and no text that becomes a formula. Numbers stay numbers. */
export async function* csvText(names: readonly string[], rows: AsyncIterable<Value[][]>): AsyncGenerator<string> {
  yield `\ufeff${csvLine(names)}`
  for await (const page of rows) yield page.map((row) => csvLine(row.map(cellOf))).join('')
}

function cellOf(value: Value): string {
  if (value === null) return ''
  if (typeof value === 'number') return String(value)
  return formula.test(value) ? `'${value}` : value
}

export async function* jsonlText(names: readonly string[], rows: AsyncIterable<Value[][]>): AsyncGenerator<string> {
  for await (const page of rows)
    yield page
      .map((row) => `${JSON.stringify(Object.fromEntries(names.map((name, at) => [name, row[at] ?? null])))}\n`)
      .join('')
}
