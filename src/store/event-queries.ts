import { sql } from 'kysely'
import type { Reader } from './store.ts'
import type { EventTable } from './tables.ts'

/** One decision of the authority, as `tail` tells it. `ver` is its place in the order of all decisions. */
export type Event = Omit<EventTable, 'detail' | 'argsHash' | 'prevHash' | 'hash'> & { detail: Record<string, unknown> }

/** Events after `ver`, oldest first. */
export async function eventsAfter(reader: Reader, ver: number, limit = 1_000): Promise<Event[]> {
  const rows = await reader.selectFrom('event').selectAll().where('ver', '>', ver).orderBy('ver').limit(limit).execute()
  return rows.map(({ argsHash: _a, prevHash: _p, hash: _h, ...row }) => ({
    ...row,
    detail: JSON.parse(row.detail) as Record<string, unknown>,
  }))
}

/** The `ver` after which the last `n` events stand. */
export async function verBeforeLast(reader: Reader, n: number): Promise<number> {
  const rows = await reader.selectFrom('event').select('ver').orderBy('ver', 'desc').limit(n).execute()
  if (rows.length === 0) return lastVer(reader)
  return (rows.at(-1)?.ver ?? 0) - 1
}

/** The newest event's `ver`; 0 when there is none. */
export async function lastVer(reader: Reader): Promise<number> {
  const row = await reader
    .selectFrom('event')
    .select(sql<number | null>`max(ver)`.as('ver'))
    .executeTakeFirst()
  return row?.ver ?? 0
}

/** The oldest event's `ver` in this home; 0 when there is none. A desk holds only those from shortly before it joined. */
export async function firstVer(reader: Reader): Promise<number> {
  const row = await reader
    .selectFrom('event')
    .select(sql<number | null>`min(ver)`.as('ver'))
    .executeTakeFirst()
  return row?.ver ?? 0
}
