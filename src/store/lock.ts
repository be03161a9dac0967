import { closeSync, openSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import Database from 'better-sqlite3'

export type Lock = { release(): void }

/**
 * A lock that one process holds until it releases it or ends, however it ends: an exclusive transaction on a tiny file of its
 * own. Null when another process has it.
 */
export function holdLock(file: string): Lock | null {
  return lockBy(file, (db) => db.exec('begin exclusive'))
}

/** The same, once whoever has it lets go; null when that takes longer than `patienceMs`. It is looked at every `stepMs`. */
export async function waitForLock(file: string, stepMs: number, patienceMs: number): Promise<Lock | null> {
  for (let waited = 0; waited < patienceMs; waited += stepMs) {
    const lock = holdLock(file)
    if (lock) return lock
    await pause(stepMs)
  }
  return null
}

/** A share of such a lock: any number of processes have one, and nobody holds the lock meanwhile. */
export function shareLock(file: string): Lock | null {
  return lockBy(file, (db) => db.exec('begin; select count(*) from sqlite_master'))
}

/**
 * Has a database file to itself, with all that was written to it in the one file, until it is released. Null when any process has
 * it open. Throws when it is not a database.
 */
export function takeAlone(file: string): Lock | null {
  return lockBy(file, (db) => {
    db.pragma('journal_mode = delete')
    db.exec('begin exclusive')
  })
}

function lockBy(file: string, take: (db: Database.Database) => void): Lock | null {
  // SQLite would make it for everybody to read.
  closeSync(openSync(file, 'a', 0o600))
  const db = new Database(file, { timeout: 0 })
  try {
    take(db)
    return { release: () => void db.close() }
  } catch (fault) {
    db.close()
    if (fault instanceof Database.SqliteError && fault.code.startsWith('SQLITE_BUSY')) return null
    throw fault
  }
}
