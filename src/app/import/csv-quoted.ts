import { CsvError, Parser } from 'csv-parse'

/** A record longer than this is a quotation mark that was never closed. */
export const maxRecordBytes = 1 << 18

/**
 * `usedBytes`: up to the end of the last whole record. What follows begins with a record that is not whole (`more`), whose
 * quotation mark is not closed where the bytes end (`unclosed`), or that is longer than any row (`tooLong`).
 */
export type Parsed = { records: string[][]; usedBytes: number; left: 'more' | 'unclosed' | 'tooLong' }

/**
 * Takes records straight from the parser instead of through the queue of a stream of objects, which costs as much as parsing.
 */
class RecordTap extends Parser {
  readonly records: string[][] = []
  /** Offset behind the last record; `info.bytes` itself goes on with every field. */
  recordEnd = 0

  override push(record: unknown): boolean {
    if (record === null) return super.push(null)
    this.records.push(record as string[])
    this.recordEnd = this.info.bytes
    return true
  }
}

/** The whole records of some bytes that begin where a record begins. `isEnd`: the last of them ends a record, or should. */
export async function parseQuoted(bytes: Buffer, delimiter: string, isEnd: boolean): Promise<Parsed> {
  const parser = new RecordTap({
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    max_record_size: maxRecordBytes,
  })
  const error = await new Promise<Error | null>((resolve) => {
    parser.on('error', resolve)
    parser.write(bytes, (fault) => {
      if (fault) resolve(fault)
      else if (isEnd) parser.end(() => resolve(null))
      else resolve(null)
    })
  })
  const { records, recordEnd } = parser
  parser.destroy()
  return { records, usedBytes: recordEnd, left: leftBy(error) }
}

function leftBy(error: Error | null): Parsed['left'] {
  if (error === null) return 'more'
  if (!(error instanceof CsvError)) throw error
  return error.code === 'CSV_QUOTE_NOT_CLOSED' ? 'unclosed' : 'tooLong'
}
