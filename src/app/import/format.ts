import type { RowKind } from '../../core/import/schema.ts'
import type { Language } from '../../core/language.ts'
import type { Mapping } from './mapping.ts'
import type { RowCheck } from './row-check.ts'
import type { RowReader } from './row-reader.ts'

/** What opening a file of rows needs to know. `mappingFile` is for messages only. */
export type FormatOptions = { kind: RowKind; language: Language; mapping: Mapping | null; mappingFile: string }

/** A file of rows, opened. `R` is one record as the format has it. */
export type Format<R extends { line: number }> = {
  name: 'csv' | 'jsonl' | 'xlsx'
  batches: AsyncIterable<R[]>
  check: RowCheck<R>
  find: RowReader<R>['find']
  /** A record as it stands in the rejects file, line end included. */
  rejectLine(record: R, reason: string): string
  rejectsExtension: '.csv' | '.jsonl'
  /** What a rejects file begins with. */
  rejectsHead: string
  /** Columns or keys that nothing reads, as far as the file has been read. */
  ignoredColumns(): string[]
}

/** `first`, then the rest of `bytes`: for a start that had to be looked at. */
export async function* startingWith(first: Buffer, bytes: AsyncGenerator<Buffer>): AsyncGenerator<Buffer> {
  if (first.length > 0) yield first
  yield* bytes
}

/** The beginning of the bytes up to the first line break behind some text, or `atMost`; all of it where it is shorter. */
export async function headOf(bytes: AsyncGenerator<Buffer>, atMost = 1 << 16): Promise<Buffer> {
  let head: Buffer = Buffer.alloc(0)
  while (head.length < atMost) {
    const next = await bytes.next()
    if (next.done === true) break
    head = head.length === 0 ? next.value : Buffer.concat([head, next.value])
    if (/\S[^\n]*\n[^\n]*\n/.test(head.subarray(0, atMost).toString('utf8'))) break
  }
  return head
}

/** By the name of the file; by its first character where the name says nothing. */
export function isJsonl(path: string, head: Buffer): boolean {
  const file = path.replace(/\.gz$/i, '')
  if (/\.(jsonl|ndjson)$/i.test(file)) return true
  if (/\.(csv|tsv|txt)$/i.test(file)) return false
  return /^[\s\ufeff]*[{[]/.test(head.subarray(0, 1000).toString('utf8'))
}
