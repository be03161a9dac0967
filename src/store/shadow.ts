import { sql } from 'kysely'
import { type EntityName, type Row, type SyncedEntity, syncedEntities } from '../core/entities.ts'
import { decodeRow } from './codec.ts'
import { columnsOf } from './columns.ts'
import type { Store, Write } from './store.ts'
import { removeRows, writeRows } from './rows.ts'
import { transact } from './transact.ts'
import type { Tables } from './tables.ts'

/**
 * Makes (again) the triggers of a desk: the first local touch of a row since the last pull keeps the authority's image of it in
 * `shadow` (null: the row was absent). They are generated from the schemas, so no code path can forget, and rest while a pull
 * is being applied. SQLite only: desks are SQLite.
 */
export async function installShadowTriggers(store: Store): Promise<void> {
  await transact(store, async (write) => {
    for (const entity of syncedEntities)
      for (const statement of triggersOf(entity)) await sql.raw(statement).execute(write)
  })
}

function triggersOf(entity: SyncedEntity): string[] {
  const image = columnsOf[entity].map(({ name }) => `'${name}', old."${name}"`).join(', ')
  // Not `insert or ignore`: inside a trigger, the conflict clause of the statement that fired it counts instead.
  const keep = (row: string, which: 'old' | 'new') =>
    `when (select "isOn" from "pulling" where "id" = 1) = 0
       and not exists (select 1 from "shadow" where "entity" = '${entity}' and "id" = ${which}."id") begin
       insert into "shadow" ("entity", "id", "row") values ('${entity}', ${which}."id", ${row}); end`
  return [
    `drop trigger if exists "shadow_${entity}_insert"`,
    `drop trigger if exists "shadow_${entity}_update"`,
    `drop trigger if exists "shadow_${entity}_delete"`,
    // After, not before: an upsert that becomes an update runs the insert trigger's "before", and the row was not absent.
    `create trigger "shadow_${entity}_insert" after insert on "${entity}" ${keep('null', 'new')}`,
    `create trigger "shadow_${entity}_update" before update on "${entity}" ${keep(`json_object(${image})`, 'old')}`,
    `create trigger "shadow_${entity}_delete" before delete on "${entity}" ${keep(`json_object(${image})`, 'old')}`,
  ]
}

/** Within a pull: no image is kept of what `work` writes. */
export async function withoutShadows(write: Write, work: () => Promise<void>): Promise<void> {
  await write.updateTable('pulling').set({ isOn: 1 }).execute()
  await work()
  await write.updateTable('pulling').set({ isOn: 0 }).execute()
}

/** Puts every kept image back, so that the rows stand as the authority last told them, and forgets the images. */
export async function restoreShadows(write: Write): Promise<void> {
  const shadows = await write.selectFrom('shadow').selectAll().execute()
  const byEntity = new Map<EntityName, { rows: Row<EntityName>[]; absent: string[] }>()
  for (const { entity, id, row } of shadows) {
    const name = entity as EntityName
    const found = byEntity.get(name) ?? { rows: [], absent: [] }
    byEntity.set(name, found)
    if (row === null) found.absent.push(id)
    else found.rows.push(decodeRow(name, JSON.parse(row) as Tables[EntityName]))
  }
  for (const [entity, { rows, absent }] of byEntity) {
    await writeRows(write, entity, rows as Row<typeof entity>[])
    await removeRows(write, entity, absent)
  }
  await write.deleteFrom('shadow').execute()
}

/** Every row as the authority last told it, whatever has been done here since. */
export async function* baseRows(
  read: Write,
): AsyncGenerator<{ entity: SyncedEntity; rows: Record<string, unknown>[] }> {
  for (const entity of syncedEntities) {
    const images = await read.selectFrom('shadow').select(['id', 'row']).where('entity', '=', entity).execute()
    const touched = new Set(images.map(({ id }) => id))
    const kept = images.flatMap(({ row }) => (row === null ? [] : [JSON.parse(row) as Record<string, unknown>]))
    if (kept.length > 0) yield { entity, rows: kept }
    let last = ''
    for (;;) {
      const rows = await read
        .selectFrom(entity as 'note')
        .selectAll()
        .where('id', '>', last)
        .orderBy('id')
        .limit(rowsAtOnce)
        .execute()
      if (rows.length === 0) break
      last = rows.at(-1)?.id ?? ''
      yield { entity, rows: rows.filter(({ id }) => !touched.has(id)) }
    }
  }
}

const rowsAtOnce = 500
