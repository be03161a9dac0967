import { expected, reasonHeader, says } from './catalogue.ts'
import { csvReader } from './csv-reader.ts'
import { type CsvRecord, csvRecords } from './csv-rows.ts'
import { guessDelimiter } from './delimiter.ts'
import { type Format, type FormatOptions, startingWith } from './format.ts'
import { requireMappedHeaders, type Resolved, resolveHeaders } from './headers.ts'
import { ImportStop } from './problem.ts'
import { csvLine } from './rejects.ts'
import { rowCheck } from './row-check.ts'
import { problemOf } from './row-reader.ts'

/**
 * Opens CSV: the header is read and resolved before any row. Throws an `ImportStop` where it will not do. `head`: the bytes
 * taken already.
 */
export async function openCsv(
  head: Buffer,
  bytes: AsyncGenerator<Buffer>,
  options: FormatOptions,
): Promise<Format<CsvRecord>> {
  const { delimiter, skipBytes, skipLines } = guessDelimiter(head)
  return openTable('csv', csvRecords(startingWith(head.subarray(skipBytes), bytes), delimiter, 1 + skipLines), options)
}

/** The same for records of whatever kind of file, the header being the first of them that says anything. */
export async function openTable(
  name: 'csv' | 'xlsx',
  batches: AsyncGenerator<CsvRecord[]>,
  options: FormatOptions,
): Promise<Format<CsvRecord>> {
  const { header, rows } = await headerOf(batches)
  const headers = resolveHeaders(options.kind, header, options.mapping)
  if (options.mapping) requireMappedHeaders(options.mapping, header, options.mappingFile)
  const reader = csvReader(options.kind, headers, options.mapping)
  const check = rowCheck(options.kind, reader)
  const kept = headers.flatMap(({ isReason }, index) => (isReason ? [] : [index]))

  async function* all() {
    yield rows.filter(hasText)
    for await (const batch of batches) yield batch.every(hasText) ? batch : batch.filter(hasText)
  }

  return {
    name,
    batches: all(),
    check: (line, record) =>
      record.isBroken || record.merged !== undefined ? { row: null, problems: [unread(record)] } : check(line, record),
    find: reader.find,
    rejectLine: ({ cells }, reason) =>
      csvLine([...kept.map((index) => cells[index] ?? ''), reason, ...cells.slice(headers.length)]),
    rejectsExtension: '.csv',
    rejectsHead: `\ufeff${csvLine([...kept.map((index) => header[index] ?? ''), reasonHeader[options.language]])}`,
    ignoredColumns: () => headers.filter(isIgnored).map((one) => one.header),
  }
}

/** The first record that says anything; empty columns at its end are left out. */
async function headerOf(batches: AsyncGenerator<CsvRecord[]>): Promise<{ header: string[]; rows: CsvRecord[] }> {
  for (;;) {
    const next = await batches.next()
    if (next.done === true) throw new ImportStop('empty-file', says.emptyFile())
    const at = next.value.findIndex(hasText)
    if (at < 0) continue
    const cells = next.value[at]?.cells.map((cell) => cell.replace(/^\ufeff/, '')) ?? []
    const last = cells.findLastIndex((cell) => cell.trim() !== '')
    return { header: cells.slice(0, last + 1), rows: next.value.slice(at + 1) }
  }
}

/** Excel writes rows of empty cells below the last; they are no rows. */
function hasText({ cells }: CsvRecord): boolean {
  for (const cell of cells) if (cell !== '' && cell.trim() !== '') return true
  return false
}

function isIgnored({ column, isReason, isMapped, header }: Resolved): boolean {
  return column === null && !isReason && !isMapped && header !== ''
}

function unread({ line, cells, merged }: CsvRecord) {
  if (merged !== undefined) return problemOf(line, null, cells.join(' | '), expected.unmerged(merged))
  return problemOf(line, null, cells[0] ?? '', expected.closedQuote())
}
