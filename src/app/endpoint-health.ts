import { stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { readHead } from '../store/chain-queries.ts'
import { appliedIn, migrations } from '../store/migrate.ts'
import { databaseName } from './home-store.ts'
import type { Home } from './home.ts'

/** Below this much free disk an endpoint takes no more work: the last bytes are for finishing what it has taken. */
const leastDiskBytes = 64 * 1024 * 1024

export { newestMigration } from '../store/migrate.ts'

export type Readiness = { store: boolean; migrations: boolean; disk: boolean }

/** Whether an endpoint can decide now: its store answers, is of this program's shape, and has room. */
export async function readinessOf({ store, folder }: Home): Promise<Readiness> {
  const applied = await appliedIn(store.reader).catch(() => null)
  const disk = await statfs(folder).catch(() => null)
  return {
    store: applied !== null,
    migrations: migrations.every(({ name }) => applied?.has(name)),
    disk: disk !== null && disk.bavail * disk.bsize >= leastDiskBytes,
  }
}

/** What a home weighs, for its operator: the commit version, and the bytes that wait to be folded into the database file. */
export async function weightOf({ store, folder }: Home): Promise<{ headVersion: number; walBytes: number }> {
  const { ver } = await readHead(store.reader)
  const wal = await stat(join(folder, `${databaseName}-wal`)).catch(() => null)
  return { headVersion: ver, walBytes: wal?.size ?? 0 }
}
