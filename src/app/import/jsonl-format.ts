import { expected, reasonHeader, says } from './catalogue.ts'
import { type Format, type FormatOptions, startingWith } from './format.ts'
import { requireColumns } from './headers.ts'
import { jsonlReader } from './jsonl-reader.ts'
import { type JsonlRecord, jsonlRecords } from './jsonl-rows.ts'
import { ImportStop } from './problem.ts'
import { rowCheck } from './row-check.ts'
import { problemOf } from './row-reader.ts'

/**
 * Opens JSONL. Objects may differ in their keys, so a missing key is its row's problem; but where the first object has not one
 * field of the kind, the file is the wrong one, and an `ImportStop` is thrown. `head`: the bytes taken already.
 */
export async function openJsonl(
  head: Buffer,
  bytes: AsyncGenerator<Buffer>,
  options: FormatOptions,
): Promise<Format<JsonlRecord>> {
  if (/^[\s\ufeff]*\[/.test(head.subarray(0, 1000).toString('utf8')))
    throw new ImportStop('json-array', says.jsonArray())
  const reader = jsonlReader(options.kind, options.mapping)
  const check = rowCheck(options.kind, reader)
  const batches = jsonlRecords(startingWith(head, bytes))
  const first = await batches.next()
  if (first.done === true) throw new ImportStop('empty-file', says.emptyFile())
  const keys = Object.keys(first.value.find(({ object }) => object !== null)?.object ?? {})
  const known = keys.filter((key) => reader.keyOf(key).column !== null)
  if (keys.length > 0 && known.length === 0) requireColumns(options.kind, new Set(), keys, options.mapping)

  async function* all() {
    yield first.value as JsonlRecord[]
    yield* batches
  }

  return {
    name: 'jsonl',
    batches: all(),
    check: (line, record) => (record.object ? check(line, record) : { row: null, problems: [noObject(record)] }),
    find: reader.find,
    rejectLine: (record, reason) => `${withReason(record, reasonHeader[options.language], reason)}\n`,
    rejectsExtension: '.jsonl',
    rejectsHead: '',
    ignoredColumns: () => [...reader.ignored],
  }

  /**
   * The line itself with the reason as its last member: numbers keep the digits that they were written with. A line that is no
   * object stays as it is, to be mended in place.
   */
  function withReason({ text, object }: JsonlRecord, header: string, reason: string): string {
    if (object === null) return text
    const others = Object.entries(object).filter(([key]) => !reader.keyOf(key).isReason)
    const isFirst = others.length === Object.keys(object).length
    const body = (isFirst ? text : JSON.stringify(Object.fromEntries(others))).slice(0, -1).trimEnd()
    return `${body}${others.length === 0 ? '' : ','}${JSON.stringify(header)}:${JSON.stringify(reason)}}`
  }
}

function noObject({ line, text }: JsonlRecord) {
  return problemOf(line, null, text, expected.jsonObject())
}
