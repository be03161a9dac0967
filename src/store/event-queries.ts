import { sql } from 'kysely'
import { slices } from './rows.ts'
import type { Reader } from './store.ts'
import type { EventTable } from './tables.ts'

/** One decision of the authority, as `tail` tells it. `ver` is its place in the order of all decisions. */
export type Event = Omit<EventTable, 'detail' | 'argsHash' | 'prevHash' | 'hash'> & { detail: Record<string, unknown> }

/** Events after `ver`, oldest first. */
export async function eventsAfter(reader: Reader, ver: number, limit = 1_000): Promise<Event[]> {
  const rows = await reader.selectFrom('event').selectAll().where('ver', '>', ver).orderBy('ver').limit(limit).execute()
  return rows.map(eventOf)
}

/** The last events up to and with `ver`, oldest first. */
export async function eventsUpTo(reader: Reader, ver: number, limit: number): Promise<Event[]> {
  const newest = reader.selectFrom('event').selectAll().where('ver', '<=', ver).orderBy('ver', 'desc').limit(limit)
  return (await newest.execute()).reverse().map(eventOf)
}

function eventOf({ argsHash: _a, prevHash: _p, hash: _h, ...row }: EventTable): Event {
  return { ...row, detail: JSON.parse(row.detail) as Record<string, unknown> }
}

/** The `ver` after which the events since `at` (epoch ms) stand: halved until it is found, since no index goes by time. */
export async function verBefore(reader: Reader, at: number): Promise<number> {
  let [low, high] = [(await firstVer(reader)) - 1, await lastVer(reader)]
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    const row = await reader
      .selectFrom('event')
      .select('at')
      .where('ver', '>=', middle)
      .orderBy('ver')
      .limit(1)
      .executeTakeFirst()
    if (row && row.at < at) low = middle
    else high = middle - 1
  }
  return Math.max(0, low)
}

/** Those of the customers who are in one of the scopes. */
export async function customersInScopes(
  reader: Reader,
  ids: readonly string[],
  scopes: readonly string[],
): Promise<ReadonlySet<string>> {
  const found = new Set<string>()
  for (const some of slices(ids, 5_000)) {
    const rows = reader.selectFrom('customerScope').select('customerId').where('customerId', 'in', some)
    for (const { customerId } of await rows.where('scope', 'in', scopes).execute()) found.add(customerId)
  }
  return found
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
