import type { CsvRecord } from './csv-rows.ts'
import { type Book, readBook } from './xlsx-book.ts'
import { cellAt, type Merged, mergedIn } from './xlsx-merged.ts'
import { readXml } from './xlsx-xml.ts'
import { type Parts, openParts } from './xlsx-zip.ts'

const mostColumns = 16_384
// oxlint-disable-next-line no-control-regex -- finding them is the point
const control = /[\u0000-\u001f]/

/** The rows of a sheet as records of text, as they come; `line` is the number of the row. Titles over the header are left out. */
export async function* xlsxRecords(file: string, sheet?: string): AsyncGenerator<CsvRecord[]> {
  const parts = await openParts(file)
  try {
    const book = await readBook(parts, sheet)
    const merged = await mergedIn(parts, book.sheet)
    let isBegun = false
    for await (const rows of rowsOf(parts, book)) {
      const records: CsvRecord[] = []
      for (const { line, cells } of rows) {
        if (!cells.some((cell) => cell.trim() !== '')) continue
        const range = mergedAt(merged, line)
        if (!isBegun && isTitle(range, cells)) continue
        isBegun = true
        records.push({
          line,
          cells,
          hasControls: cells.some((cell) => control.test(cell)),
          isBroken: false,
          merged: range?.range,
        })
      }
      if (records.length > 0) yield records
    }
  } finally {
    parts.close()
  }
}

/** The first merged cell by which the row does not stand for itself; the top one of some below each other does. */
function mergedAt(merged: readonly Merged[], line: number): Merged | undefined {
  let [low, high] = [0, merged.length]
  // Those that begin below it are passed over; there are rarely more than a few above.
  while (low < high) {
    const middle = (low + high) >> 1
    if ((merged[middle]?.top ?? 0) <= line) low = middle + 1
    else high = middle
  }
  for (let at = low - 1; at >= 0 && at > low - 200; at--) {
    const one = merged[at]
    if (one && one.bottom >= line && (one.top < line || one.right > one.left)) return one
  }
  return undefined
}

/** One text across some columns, above the header. */
function isTitle(range: Merged | undefined, cells: readonly string[]): boolean {
  return range !== undefined && range.right > range.left && cells.filter((cell) => cell.trim() !== '').length === 1
}

async function* rowsOf(parts: Parts, book: Book): AsyncGenerator<{ line: number; cells: string[] }[]> {
  let rows: { line: number; cells: string[] }[] = []
  let [line, cells, column]: [number, string[], number] = [0, [], 0]
  let [type, style, value, isValue] = ['', 0, '', false]
  const listener = {
    open(name: string, attributes: Readonly<Record<string, string>>) {
      if (name === 'v' || name === 't') isValue = true
      else if (name === 'c') {
        column = attributes['r'] === undefined ? column + 1 : cellAt(attributes['r']).column
        type = attributes['t'] ?? 'n'
        style = Number(attributes['s'] ?? -1)
        value = ''
      } else if (name === 'row') {
        line = attributes['r'] === undefined ? line + 1 : Number(attributes['r'])
        cells = []
        column = 0
      }
    },
    text(text: string) {
      if (isValue) value += text
    },
    close(name: string) {
      if (name === 'v' || name === 't') isValue = false
      else if (name === 'c' && column <= mostColumns && value !== '') {
        while (cells.length < column - 1) cells.push('')
        cells[column - 1] = cellText(book, type, style, value)
      } else if (name === 'row') rows.push({ line, cells })
    },
  }
  for await (const _ of readXml(parts.read(book.sheet), listener)) {
    yield rows
    rows = []
  }
}

function cellText(book: Book, type: string, style: number, value: string): string {
  if (type === 's') return book.textOf(Number(value))
  if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE'
  if (type !== 'n') return value
  const number = Number(value)
  if (!Number.isFinite(number)) return value
  return book.isDate(style) ? dateText(number, book.is1904) : numberText(number)
}

/**
 * A number with the digits that a spreadsheet shows. It keeps fifteen of them: what is longer has lost some, and is given out as it would be
 * in a CSV file, to be refused where digits matter.
 */
function numberText(number: number): string {
  if (Math.abs(number) >= 1e15) return number.toExponential().replace('e+', 'E+')
  return String(Number(number.toPrecision(15)))
}

const dayMs = 86_400_000

/** Days since the beginning of 1900, as Lotus counted them, with 29 February 1900; below 1 a time of day. */
function dateText(serial: number, is1904: boolean): string {
  const days = is1904 ? serial + 1462 : serial
  const first = Date.UTC(1899, 11, days < 60 && !is1904 ? 31 : 30)
  const at = new Date(first + Math.round((days * dayMs) / 1000) * 1000)
  const [date = '', time = ''] = at.toISOString().slice(0, 19).split('T')
  if (serial < 1) return time.endsWith(':00') ? time.slice(0, 5) : time
  return time === '00:00:00' ? date : `${date} ${time}`
}
