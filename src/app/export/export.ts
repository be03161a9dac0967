import type { Writable } from 'node:stream'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { EntityName, Row } from '../../core/entities.ts'
import type { ExportFormat } from '../../core/export/commands.ts'
import { mayRead } from '../../core/may-read.ts'
import { seenOf } from '../../store/access-queries.ts'
import { decidedAbout, everythingOf } from '../../store/export-queries.ts'
import type { Home } from '../home.ts'
import { csvText, jsonlText } from './csv.ts'
import { exportKinds, type Value } from './kinds.ts'
import { rowsFor, withChannels } from './rows.ts'
import { xlsxBytes } from './xlsx.ts'

export type ExportOptions = { kind: string; format: ExportFormat; isWhole: boolean }

/** Writes all rows of a kind, some at a time; the number of them. A reader that goes away ends it with what its stream throws. */
export async function exportTo(
  home: Home,
  { kind, format, isWhole }: ExportOptions,
  out: Writable,
  end = true,
): Promise<number> {
  const asked = exportKinds[kind]
  if (!asked) throw new Error(`no such kind: ${kind}`)
  const { entity, fields } = asked
  const names = fields.map(({ name }) => name)
  let count = 0
  async function* values(): AsyncGenerator<Value[][]> {
    for await (const page of rowsFor(home, entity, isWhole)) {
      const rows: Row<EntityName>[] = entity === 'message' ? await withChannels(home, page as Row<'message'>[]) : page
      count += rows.length
      yield rows.map((row) => fields.map(({ of }) => of(row as never)))
    }
  }
  const text =
    format === 'xlsx'
      ? xlsxBytes(names, values())
      : Readable.from(format === 'csv' ? csvText(names, values()) : jsonlText(names, values()))
  await pipeline(text, out, { end })
  return count
}

/**
 * All that is held about one customer, unmasked: it is theirs. `looks`: who has looked at it, and was shown which number and why.
 * `decided`: every command about them. `withheld`: rows that whoever asks may not read.
 */
export async function customerRecord(home: Home, customerId: string) {
  const { reader } = home.store
  const all = await everythingOf(reader, customerId)
  let withheld = 0
  const records = Object.fromEntries(
    Object.entries(all).map(([entity, rows]) => {
      const readable = home.staff ? rows.filter((row) => mayRead(row, home.actor)) : rows
      withheld += rows.length - readable.length
      return [entity, readable]
    }),
  )
  const [looks, decided] = [await seenOf(reader, { customerId }), await decidedAbout(reader, customerId)]
  return { customerId, exportedAt: new Date(home.clock.now()).toISOString(), records, looks, decided, withheld }
}
