import { existsSync, rmSync } from 'node:fs'
import { sql } from 'kysely'
import { claimsDesk } from '../../migrations/0020-claims-desk.ts'
import { firstDesk } from '../../migrations/0010-first-desk.ts'
import type { Store } from './open-sqlite.ts'
import { transact } from './transact.ts'

/**
 * How the engines spell what differs between them. `shadowColumns`: gives columns that are new to a table, with their SQL
 * literals, to the images of its rows that a desk keeps.
 */
export type Engine = {
  int: string
  serial: string
  tableEnd: string
  shadowColumns(entity: string, columns: Readonly<Record<string, string>>): string[]
}
export type Migration = { name: string; statements(engine: Engine): string[] }

const sqlite: Engine = {
  int: 'integer',
  serial: 'integer primary key autoincrement',
  tableEnd: ' strict',
  shadowColumns: (entity, columns) => [
    `update "shadow" set "row" = json_set("row", ${Object.entries(columns)
      .map(([name, value]) => `'$.${name}', ${value}`)
      .join(', ')}) where "entity" = '${entity}' and "row" is not null`,
  ],
}

/** In order; a shipped one is never edited. */
export const migrations: readonly Migration[] = [firstDesk, claimsDesk]

/**
 * Brings the file up to the newest migration, each in a transaction of its own, after a copy beside it
 * (`<file>.before-<name>`) when there is something to lose. Throws `NewerFile` when the file knows migrations that this
 * program does not.
 */
export async function migrate(store: Store, now: number, wanted = migrations): Promise<string[]> {
  await sql`create table if not exists "migration" ("name" text primary key, "appliedAt" integer not null) strict`.execute(
    store.writer,
  )
  const applied = new Set((await store.writer.selectFrom('migration').select('name').execute()).map((row) => row.name))
  const unknown = [...applied].find((name) => !wanted.some((migration) => migration.name === name))
  if (unknown) throw new NewerFile(store.file, unknown)
  const missing = wanted.filter((migration) => !applied.has(migration.name))
  for (const migration of missing) {
    if (applied.size > 0) keepCopy(store, migration.name)
    await transact(store, async (write) => {
      // Another process may have opened the same old file at the same moment.
      const done = await write
        .selectFrom('migration')
        .select('name')
        .where('name', '=', migration.name)
        .executeTakeFirst()
      if (done) return
      for (const statement of migration.statements(sqlite)) await sql.raw(statement).execute(write)
      await write.insertInto('migration').values({ name: migration.name, appliedAt: now }).execute()
    })
  }
  return missing.map((migration) => migration.name)
}

/** The file was written by a newer program: reading on could lose what that one knows. */
export class NewerFile extends Error {
  readonly file: string
  readonly migration: string
  constructor(file: string, migration: string) {
    super(`${file} was written by a newer version (it has ${migration})`)
    this.file = file
    this.migration = migration
  }
}

function keepCopy(store: Store, name: string) {
  const copy = `${store.file}.before-${name}`
  if (existsSync(copy)) rmSync(copy)
  store.copyTo(copy)
}
