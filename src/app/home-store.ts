import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Lock, shareLock } from '../store/lock.ts'
import { openSqlite } from '../store/open-sqlite.ts'
import { parsePostgres, type PostgresAddress, postgresText } from '../store/postgres-address.ts'
import type { Store } from '../store/store.ts'
import { BackupFault } from './backup/backup-fault.ts'
import { storeInEnvironment } from './config.ts'
import { HomeFault } from './home-fault.ts'
import { isThere, makeFolder } from './make-folder.ts'
import { writeWhole } from './whole-file.ts'

export const databaseName = 'butler.db'
/** In place of the database: one line, the address of a PostgreSQL database. Never a password. */
export const storeName = 'store'

/**
 * The database of a home of this folder: a file in it, or a PostgreSQL database elsewhere; null when there is neither. Throws what
 * the disk says of a folder that may not be read.
 */
export function storeIn(
  folder: string,
): { is: 'file'; file: string } | { is: 'postgres'; address: PostgresAddress } | null {
  const named = join(folder, storeName)
  if (isThere(named)) {
    const parsed = parsePostgres(readFileSync(named, 'utf8').trim())
    if (!parsed) throw new HomeFault('bad-store', named)
    return { is: 'postgres', address: parsed.address }
  }
  const file = join(folder, databaseName)
  return isThere(file) ? { is: 'file', file } : null
}

/** What is laid ready for desks that begin. */
export const snapshotsName = 'snapshots'
/** Held in shares by the processes that serve a home. */
export const serveLockName = 'serve.lock'

/** Says to `butler restore` that this home is being served, until it is released or the process ends. Throws `BackupFault`. */
export function beServing(folder: string): Lock {
  const lock = shareLock(join(folder, serveLockName))
  if (!lock) throw new BackupFault('under-way', folder)
  return lock
}

/** Opens it; null when there is none. Throws `HomeFault`, `StoreFault`, or what the disk says. */
export async function openStoreIn(folder: string): Promise<Store | null> {
  const place = storeIn(folder)
  if (!place) return null
  return place.is === 'file' ? openSqlite(place.file) : openDatabase(place.address)
}

/** Writes down that this home's data is in a PostgreSQL database. */
export function nameStore(folder: string, address: PostgresAddress): void {
  makeFolder(folder)
  writeWhole(join(folder, storeName), `${postgresText(address)}\n`)
}

/** With the password of BUTLER_STORE where that names the same database; else the driver asks PGPASSWORD and ~/.pgpass. */
export async function openDatabase(address: PostgresAddress): Promise<Store> {
  const named = parsePostgres(storeInEnvironment() ?? '')
  const isSame = named !== undefined && postgresText(named.address) === postgresText(address)
  const { openPostgres } = await import('../store/open-postgres.ts')
  return openPostgres(address, { password: (isSame ? named.password : null) ?? undefined })
}
