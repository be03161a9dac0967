import { sql } from 'kysely'
import { anchor } from '../../migrations/0050-anchor.ts'
import { claimsDesk } from '../../migrations/0020-claims-desk.ts'
import { deviceTokens } from '../../migrations/0030-device-tokens.ts'
import { firstDesk } from '../../migrations/0010-first-desk.ts'
import { goodwill } from '../../migrations/0100-goodwill.ts'
import { refusedCommands } from '../../migrations/0070-refused-commands.ts'
import { promises } from '../../migrations/0090-promises.ts'
import { searchOrder } from '../../migrations/0220-search-order.ts'
import { replies } from '../../migrations/0110-replies.ts'
import { trust } from '../../migrations/0040-trust.ts'
import { access } from '../../migrations/0060-access.ts'
import { people } from '../../migrations/0190-people.ts'
import { staffKeys } from '../../migrations/0210-staff-keys.ts'
import { conversations } from '../../migrations/0160-conversations.ts'
import { importRuns } from '../../migrations/0180-import-runs.ts'
import { complaints } from '../../migrations/0140-complaints.ts'
import { roster } from '../../migrations/0150-roster.ts'
import { care } from '../../migrations/0120-care.ts'
import { readers } from '../../migrations/0130-readers.ts'
import type { Engine } from './engine.ts'
import type { Reader, Store, Write } from './store.ts'
import { transact } from './transact.ts'

export type Migration = { name: string; statements(engine: Engine): string[] }

/** In order; a shipped one is never edited. */
export const migrations: readonly Migration[] = [
  firstDesk,
  claimsDesk,
  deviceTokens,
  trust,
  anchor,
  access,
  refusedCommands,
  promises,
  goodwill,
  replies,
  care,
  readers,
  complaints,
  roster,
  conversations,
  importRuns,
  people,
  staffKeys,
  searchOrder,
]

/** The newest shape of data that this program knows. */
export const newestMigration = migrations.at(-1)?.name ?? ''

/**
 * Brings the database up to the newest migration, each in a transaction of its own, after a copy beside it
 * (`<file>.before-<name>`) when there is something to lose. Throws `NewerFile` when it knows migrations that this program does
 * not.
 */
export async function migrate(store: Store, now: number, wanted = migrations): Promise<string[]> {
  const isNew = !(await store.tables()).some(({ name }) => name === 'migration')
  const applied = isNew ? new Set<string>() : await appliedIn(store.reader)
  assertKnown(store.place, applied, wanted)
  const missing = wanted.filter((migration) => !applied.has(migration.name))
  for (const migration of missing) {
    if (applied.size > 0) store.keepCopy(migration.name)
    await transact(store, async (write) => {
      await store.beginMigration(write)
      for (const statement of foundations(store.engine)) await sql.raw(statement).execute(write)
      // Another process may have opened the same old database at the same moment.
      if ((await appliedIn(write)).has(migration.name)) return
      for (const statement of migration.statements(store.engine)) await sql.raw(statement).execute(write)
      await write.insertInto('migration').values({ name: migration.name, appliedAt: now }).execute()
    })
  }
  return missing.map((migration) => migration.name)
}

/** Throws `NewerFile` when a database has migrations that this program does not know. */
export async function assertNotNewer(place: string, reader: Reader): Promise<void> {
  assertKnown(place, await appliedIn(reader), migrations)
}

function assertKnown(place: string, applied: ReadonlySet<string>, wanted: readonly Migration[]): void {
  const unknown = [...applied].find((name) => !wanted.some((migration) => migration.name === name))
  if (unknown) throw new NewerFile(place, unknown)
}

function foundations({ int, tableEnd, functions }: Engine): string[] {
  const columns = `"name" text primary key, "appliedAt" ${int} not null`
  return [`create table if not exists "migration" (${columns})${tableEnd}`, ...functions]
}

/** The names of the migrations that a database has gone through. */
export async function appliedIn(from: Reader | Write): Promise<Set<string>> {
  const rows = await (from as Reader).selectFrom('migration').select('name').execute()
  return new Set(rows.map(({ name }) => name))
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
