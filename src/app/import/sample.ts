import type { Readable } from 'node:stream'
import { says } from './catalogue.ts'
import { csvRecords } from './csv-rows.ts'
import { utf8Bytes } from './decode.ts'
import { guessDelimiter } from './delimiter.ts'
import { headOf, isJsonl, startingWith } from './format.ts'
import { jsonlRecords } from './jsonl-rows.ts'
import { ImportStop } from './problem.ts'
import { firstBytes, isZip, openSource } from './source.ts'

/** The beginning of a file of rows: its headers or keys, and what stands under each. */
export type Sample = { headers: string[]; rows: string[][] }

const rowsRead = 1_000

/** Throws an `ImportStop` where there are no rows. */
export async function sampleOf(file: string, input?: Readable, sheet?: string): Promise<Sample> {
  if (!input && isZip(await firstBytes(file))) {
    const { xlsxRecords } = await import('./xlsx-rows.ts')
    return tableSample(xlsxRecords(file, sheet))
  }
  const bytes = utf8Bytes(await openSource(file, input))
  const head = await headOf(bytes)
  if (isJsonl(file, head)) return objectSample(jsonlRecords(startingWith(head, bytes)))
  const { delimiter, skipBytes } = guessDelimiter(head)
  return tableSample(csvRecords(startingWith(head.subarray(skipBytes), bytes), delimiter))
}

async function tableSample(batches: AsyncIterable<{ cells: string[] }[]>): Promise<Sample> {
  const rows: string[][] = []
  for await (const batch of batches) {
    for (const { cells } of batch) if (cells.some((cell) => cell.trim() !== '')) rows.push(cells)
    if (rows.length > rowsRead) break
  }
  const [header, ...rest] = rows
  if (!header) throw new ImportStop('empty-file', says.emptyFile())
  const named = header.map((cell) => cell.replace(/^\ufeff/, '').trim())
  return { headers: named.slice(0, named.findLastIndex((cell) => cell !== '') + 1), rows: rest.slice(0, rowsRead) }
}

async function objectSample(batches: AsyncIterable<{ object: Record<string, unknown> | null }[]>): Promise<Sample> {
  const objects: Record<string, unknown>[] = []
  for await (const batch of batches) {
    for (const { object } of batch) if (object) objects.push(object)
    if (objects.length >= rowsRead) break
  }
  const headers = [...new Set(objects.flatMap((object) => Object.keys(object)))]
  if (headers.length === 0) throw new ImportStop('empty-file', says.emptyFile())
  const text = (value: unknown) =>
    value === null || value === undefined ? '' : typeof value === 'string' ? value : JSON.stringify(value)
  return { headers, rows: objects.map((object) => headers.map((header) => text(object[header]))) }
}
