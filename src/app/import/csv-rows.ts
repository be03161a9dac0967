import { maxRecordBytes, parseQuoted } from './csv-quoted.ts'

/**
 * One record. `line` is the physical line on which it begins. `hasControls`: it holds a character below U+0020 (a line break in
 * quotes is one). `isBroken`: a quotation mark that never closes; the one cell is the raw line. `merged`: cells of a sheet that are
 * one with those of other rows or columns.
 */
export type CsvRecord = {
  line: number
  cells: string[]
  hasControls: boolean
  isBroken: boolean
  merged?: string | undefined
}

const [newline, quote] = [10, 34]
// oxlint-disable-next-line no-control-regex -- finding them is the point
const control = /[\u0000-\u001f]/
const lineBreak = /\r\n|\n|\r/g

/**
 * The records of CSV given as UTF-8 bytes, in batches as they come, blank lines left out. Line ends may be mixed. Back-pressure
 * is the caller's pace: no bytes are taken before the batch is used up. `line`: the number of the first line.
 */
export async function* csvRecords(
  bytes: AsyncIterable<Buffer>,
  delimiter: string,
  line = 1,
): AsyncGenerator<CsvRecord[]> {
  const reader = new CsvReader(delimiter, line)
  for await (const chunk of bytes) {
    const batch = await reader.write(chunk)
    if (batch.length > 0) yield batch
  }
  const rest = await reader.end()
  if (rest.length > 0) yield rest
}

/**
 * Where no quotation mark is, a record is a line and a cell is what stands between two delimiters: such lines are split, which
 * takes a fifth of the time. From the line of the first quotation mark in a chunk to the line of the last, csv-parse reads.
 * Between chunks only the bytes behind the last whole record are kept.
 */
class CsvReader {
  readonly #delimiter: string
  #line: number
  #left: Buffer = Buffer.alloc(0)

  constructor(delimiter: string, line: number) {
    this.#delimiter = delimiter
    this.#line = line
  }

  write(chunk: Buffer): Promise<CsvRecord[]> {
    return this.#read(this.#left.length > 0 ? Buffer.concat([this.#left, chunk]) : chunk, false)
  }

  end(): Promise<CsvRecord[]> {
    return this.#read(this.#left, true)
  }

  async #read(bytes: Buffer, isEnd: boolean): Promise<CsvRecord[]> {
    const records: CsvRecord[] = []
    let rest = bytes
    while (rest.length > 0) {
      const quoted = rest.indexOf(quote)
      const cut = quoted < 0 && isEnd ? rest.length : rest.lastIndexOf(newline, quoted < 0 ? undefined : quoted) + 1
      this.#split(rest.subarray(0, cut), records)
      rest = rest.subarray(cut)
      if (rest.length === 0 || (quoted < 0 && rest.length < maxRecordBytes)) break
      const end = quotedEnd(rest, isEnd)
      const parsed = await parseQuoted(rest.subarray(0, end ?? rest.length), this.#delimiter, end !== null)
      for (const cells of parsed.records) this.#take(cells, records)
      rest = rest.subarray(parsed.usedBytes)
      if (parsed.left === 'tooLong' || (parsed.left === 'unclosed' && (isEnd || rest.length > maxRecordBytes)))
        rest = this.#takeBroken(rest, records)
      else if (parsed.left === 'unclosed' || end === null) break
    }
    this.#left = Buffer.from(rest)
    return records
  }

  #split(bytes: Buffer, records: CsvRecord[]): void {
    if (bytes.length === 0) return
    const text = bytes.toString('utf8')
    const lines = text.includes('\r') ? text.split(lineBreak) : text.split('\n')
    if (lines.at(-1) === '') lines.pop()
    for (const raw of lines) {
      const line = this.#line++
      if (raw === '') continue
      records.push({ line, cells: raw.split(this.#delimiter), hasControls: control.test(raw), isBroken: false })
    }
  }

  #take(cells: string[], records: CsvRecord[]): void {
    const line = this.#line++
    if (cells.length === 1 && cells[0] === '') return
    let hasControls = false
    for (const cell of cells) {
      if (!control.test(cell)) continue
      hasControls = true
      this.#line += cell.match(lineBreak)?.length ?? 0
    }
    records.push({ line, cells, hasControls, isBroken: false })
  }

  /** The first line is one broken record, so that a mark that is never closed costs its own row and no other. */
  #takeBroken(bytes: Buffer, records: CsvRecord[]): Buffer {
    const cut = bytes.indexOf(newline)
    const raw = (cut < 0 ? bytes : bytes.subarray(0, cut)).toString('utf8').replace(/\r$/, '')
    records.push({ line: this.#line++, cells: [raw], hasControls: control.test(raw), isBroken: true })
    return cut < 0 ? Buffer.alloc(0) : bytes.subarray(cut + 1)
  }
}

/** Where the line ends that has the last quotation mark; null where that is not known yet. */
function quotedEnd(bytes: Buffer, isEnd: boolean): number | null {
  const last = bytes.lastIndexOf(quote)
  const end = last < 0 ? -1 : bytes.indexOf(newline, last)
  if (end >= 0) return end + 1
  return isEnd ? bytes.length : null
}
