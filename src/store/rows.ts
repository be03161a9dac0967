import type { EntityName, Row } from '../core/entities.ts'
import { decodeRow, encodeRow } from './codec.ts'
import { columnsOf } from './columns.ts'
import { insertRows } from './insert-rows.ts'
import type { Reader, Write } from './store.ts'
import { hasSearchKeys, searchKeysOf } from './search-keys.ts'
import type { Tables } from './tables.ts'

const idsAtOnce = 5_000

/** Reads rows of one entity by id, in no particular order; ids that are not there are left out. */
export async function readRows<E extends EntityName>(
  from: Reader | Write,
  entity: E,
  ids: readonly string[],
): Promise<Row<E>[]> {
  const rows: Row<E>[] = []
  for (const some of slices(ids, idsAtOnce)) {
    const found = await (from as Reader)
      .selectFrom(entity as 'note')
      .selectAll()
      .where('id', 'in', some)
      .execute()
    for (const row of found) rows.push(decodeRow(entity, row as unknown as Tables[E]))
  }
  return rows
}

/** Writes whole rows, new or not, with what people find them by. */
export async function writeRows<E extends EntityName>(write: Write, entity: E, rows: readonly Row<E>[]): Promise<void> {
  await layStored(
    write,
    entity,
    rows.map((row) => encodeRow(entity, row)),
  )
  if (hasSearchKeys(entity)) await writeSearchKeys(write, entity, rows)
}

/** The same for rows as they lie in the table; columns that this program does not know are left out. */
export async function writeStoredRows<E extends EntityName>(write: Write, entity: E, rows: readonly Tables[E][]) {
  const names = columnsOf[entity].map(({ name }) => name)
  const known = rows.map((row) =>
    Object.fromEntries(names.map((name) => [name, (row as Record<string, unknown>)[name]])),
  )
  await layStored(write, entity, known as Tables[E][])
  if (hasSearchKeys(entity))
    await writeSearchKeys(
      write,
      entity,
      rows.map((row) => decodeRow(entity, row)),
    )
}

/** The only way in which a business row reaches its table. */
function layStored<E extends EntityName>(write: Write, entity: E, rows: readonly Tables[E][]): Promise<void> {
  return insertRows(write, entity as 'note', rows as unknown as Tables['note'][], ['id'])
}

export async function removeRows(write: Write, entity: EntityName, ids: readonly string[]): Promise<void> {
  for (const some of slices(ids, idsAtOnce)) {
    await write
      .deleteFrom(entity as 'note')
      .where('id', 'in', some)
      .execute()
    if (hasSearchKeys(entity))
      await write.deleteFrom('search').where('entity', '=', entity).where('id', 'in', some).execute()
  }
}

async function writeSearchKeys<E extends EntityName>(write: Write, entity: E, rows: readonly Row<E>[]) {
  for (const some of slices(rows, 5_000)) {
    const keys = await searchKeysOf(entity, some)
    const found = some.map((row, index) => ({ entity, id: row.id, keys: keys[index] ?? '' }))
    // Not in place: a row that changed gets a new number (store/search-index.ts).
    await removeSearchKeys(write, entity, some)
    // What is written twice at once in a transaction stands there from the first time, under its new number.
    await insertRows(write, 'search', found as never, ['entity', 'id'])
  }
}

async function removeSearchKeys(write: Write, entity: EntityName, rows: readonly { id: string }[]): Promise<void> {
  const ids = rows.map(({ id }) => id)
  await write.deleteFrom('search').where('entity', '=', entity).where('id', 'in', ids).execute()
}

export function slices<T>(all: readonly T[], size: number): T[][] {
  const parts: T[][] = []
  for (let from = 0; from < all.length; from += size) parts.push(all.slice(from, from + size))
  return parts
}
