import Database from 'better-sqlite3'

/**
 * A lock that one process holds until it releases it or ends, however it ends: an exclusive transaction on a tiny file of its
 * own. Null when another process has it.
 */
export function holdLock(file: string): { release(): void } | null {
  const db = new Database(file, { timeout: 0 })
  try {
    db.exec('begin exclusive')
    return { release: () => void db.close() }
  } catch (fault) {
    db.close()
    if (fault instanceof Database.SqliteError && fault.code.startsWith('SQLITE_BUSY')) return null
    throw fault
  }
}
