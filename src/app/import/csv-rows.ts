import { CsvError, Parser } from 'csv-parse'

/**
 * One record. `line` is the physical line on which it begins. `hasControls`: a cell holds a character below U+0020 (a line
 * break in quotes is one). `isBroken`: a quotation mark that never closes; the one cell is the raw line.
 */
export type CsvRecord = { line: number; cells: string[]; hasControls: boolean; isBroken: boolean }

/** A record longer than this is a quotation mark that was never closed. */
const maxRecordBytes = 1 << 18
// oxlint-disable-next-line no-control-regex -- finding them is the point
const control = /[\u0000-\u001f]/
const lineBreak = /\r\n|\n|\r/g

/**
 * Takes records straight from the parser instead of through the queue of a stream of objects, which costs as much as parsing.
 */
class RecordTap extends Parser {
  records: string[][] = []
  /** Offset behind the last record; `info.bytes` itself goes on with every field. */
  recordEnd = 0

  override push(record: unknown): boolean {
    if (record === null) return super.push(null)
    this.records.push(record as string[])
    this.recordEnd = this.info.bytes
    return true
  }
}

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

class CsvReader {
  readonly #delimiter: string
  #parser: RecordTap
  #line: number
  /** The bytes after the last whole record, to begin again from when the parser gives up. */
  #pending: Buffer[] = []
  /** Bytes of this parser that are before `#pending`. */
  #done = 0

  constructor(delimiter: string, line: number) {
    this.#delimiter = delimiter
    this.#line = line
    this.#parser = this.#newParser()
  }

  async write(chunk: Buffer): Promise<CsvRecord[]> {
    this.#pending.push(chunk)
    const error = await settled(this.#parser, (then) => this.#parser.write(chunk, then))
    const batch = this.#take()
    this.#trim()
    return error ? [...batch, ...(await this.#recover(false, error))] : batch
  }

  async end(): Promise<CsvRecord[]> {
    const error = await settled(this.#parser, (then) => this.#parser.end(then))
    const batch = this.#take()
    this.#trim()
    return error ? [...batch, ...(await this.#recover(true, error))] : batch
  }

  #newParser(): RecordTap {
    const parser = new RecordTap({
      delimiter: this.#delimiter,
      record_delimiter: ['\r\n', '\n', '\r'],
      relax_column_count: true,
      relax_quotes: true,
      max_record_size: maxRecordBytes,
    })
    parser.on('error', () => {})
    return parser
  }

  #take(): CsvRecord[] {
    const taken: CsvRecord[] = []
    for (const cells of this.#parser.records) {
      const line = this.#line++
      if (cells.length === 1 && cells[0] === '') continue
      let hasControls = false
      for (const cell of cells) {
        if (!control.test(cell)) continue
        hasControls = true
        this.#line += cell.match(lineBreak)?.length ?? 0
      }
      taken.push({ line, cells, hasControls, isBroken: false })
    }
    this.#parser.records = []
    return taken
  }

  #trim(): void {
    let drop = this.#parser.recordEnd - this.#done
    while (drop > 0) {
      const first = this.#pending[0]
      if (!first) return
      if (first.length > drop) {
        this.#pending[0] = first.subarray(drop)
        this.#done += drop
        return
      }
      this.#pending.shift()
      this.#done += first.length
      drop -= first.length
    }
  }

  /**
   * Gives the first line of what is left as one broken record, and begins again behind it: a quotation mark that is never
   * closed costs its own row and no other.
   */
  async #recover(isEnd: boolean, error: Error): Promise<CsvRecord[]> {
    if (!(error instanceof CsvError)) throw error
    const left = Buffer.concat(this.#pending)
    const cut = left.indexOf(10)
    const raw = (cut < 0 ? left : left.subarray(0, cut)).toString('utf8').replace(/\r$/, '')
    const broken = { line: this.#line++, cells: [raw], hasControls: control.test(raw), isBroken: true }
    this.#parser = this.#newParser()
    this.#pending = []
    this.#done = 0
    const rest = cut < 0 ? Buffer.alloc(0) : left.subarray(cut + 1)
    const batch = rest.length > 0 ? await this.write(rest) : []
    return [broken, ...batch, ...(isEnd ? await this.end() : [])]
  }
}

/** Writes or ends, and gives the parser's error instead of throwing it. */
function settled(parser: Parser, act: (then: (error?: Error | null) => void) => unknown): Promise<Error | null> {
  return new Promise((resolve) => {
    if (parser.errored) return resolve(parser.errored)
    act((error) => resolve(error ?? null))
  })
}
