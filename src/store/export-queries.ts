import type { EntityName, Row } from '../core/entities.ts'
import { customerEntities } from '../core/entities.ts'
import { decodeRow } from './codec.ts'
import type { Reader } from './store.ts'
import type { Tables } from './tables.ts'

/** So many rows are in hand at once. */
const pageRows = 1_000

/**
 * All rows of an entity, some at a time, by id. `scopes`: only of customers who are in one of these; null for all. What is written meanwhile
 * may be among them or not.
 */
export async function* pagesOf<E extends EntityName>(
  reader: Reader,
  entity: E,
  scopes: readonly string[] | null,
): AsyncGenerator<Row<E>[]> {
  const isOfCustomers = (customerEntities as readonly EntityName[]).includes(entity)
  const hangsOn = entity === 'customer' ? 'id' : 'customerId'
  for (let after = ''; ;) {
    let query = reader
      .selectFrom(entity as 'note')
      .selectAll()
      .where('id', '>', after)
    if (scopes && isOfCustomers)
      query = query.where(hangsOn, 'in', (inner) =>
        inner.selectFrom('customerScope').select('customerId').where('scope', 'in', scopes),
      )
    const found = await query.orderBy('id').limit(pageRows).execute()
    const rows = found.map((row) => decodeRow(entity, row as unknown as Tables[E]))
    if (rows.length > 0) yield rows
    if (rows.length < pageRows) return
    after = rows.at(-1)?.id ?? ''
  }
}

/** All that hangs on one customer, of every entity that does. */
export async function everythingOf(reader: Reader, customerId: string): Promise<Record<string, object[]>> {
  const all: Record<string, object[]> = {}
  for (const entity of customerEntities) {
    const found = await reader
      .selectFrom(entity as 'note')
      .selectAll()
      .where(entity === 'customer' ? 'id' : 'customerId', '=', customerId)
      .orderBy('id')
      .execute()
    all[entity] = found.map((row) => decodeRow(entity, row as never))
  }
  return all
}

/** What was decided about a customer, the oldest first. */
export function decidedAbout(reader: Reader, customerId: string) {
  return reader
    .selectFrom('event')
    .select(['ver', 'at', 'command', 'actorId', 'role', 'outcome', 'code'])
    .where('customerId', '=', customerId)
    .orderBy('ver')
    .execute()
}
