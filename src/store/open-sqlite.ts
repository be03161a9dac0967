import Database from 'better-sqlite3'
import { CompiledQuery, type DatabaseConnection, Kysely, SqliteDialect, SqliteDriver, type Transaction } from 'kysely'
import type { ReadonlyKysely } from 'kysely/readonly'
import type { Tables } from './tables.ts'

/** Readers cannot write: neither by type nor by connection. */
export type Reader = ReadonlyKysely<Tables>
export type Write = Transaction<Tables>

/** An opened database file. Everything that changes it goes through `transact` (store/transact.ts). */
export type Store = {
  file: string
  reader: Reader
  writer: Kysely<Tables>
  /** Several reads that see the same moment. The connection cannot write. */
  snapshot<T>(read: (read: Write) => Promise<T>): Promise<T>
  /** Moves whenever another connection has committed. */
  dataVersion(): number
  /** Writes a consistent copy into a new file while others work. */
  copyTo(file: string): void
  close(): Promise<void>
}

/** WAL-reset bug of 2010–3.51.2: two connections could lose committed data. */
const oldestSqlite = [3, 51, 3] as const
const lockWaitMs = 10_000

/**
 * Opens (and makes) a database file by the storage rules: WAL, `synchronous=FULL` read back on every open, foreign keys, no
 * trusted schema, deleted content overwritten. Throws when SQLite is too old or the file cannot be opened.
 */
export function openSqlite(file: string): Store {
  const writing = connect(file, false)
  const reading = connect(file, true)
  const writer = new Kysely<Tables>({ dialect: new ImmediateDialect({ database: rememberStatements(writing) }) })
  const reader = new Kysely<Tables>({ dialect: new SqliteDialect({ database: rememberStatements(reading) }) })
  const readVersion = reading.prepare<[], number>('pragma data_version').pluck()
  return {
    file,
    reader: reader as unknown as Reader,
    writer,
    snapshot: (read) => reader.transaction().execute(read),
    dataVersion: () => readVersion.get() ?? 0,
    copyTo: (target) => void reading.prepare('vacuum into ?').run(target),
    async close() {
      await reader.destroy()
      await writer.destroy()
    },
  }
}

function connect(file: string, isReader: boolean): Database.Database {
  const db = new Database(file, { timeout: lockWaitMs, readonly: isReader })
  if (!isReader) db.pragma('journal_mode = WAL')
  // better-sqlite3 opens a WAL file that exists already with NORMAL: a power cut could then take back what was "saved".
  db.pragma('synchronous = FULL')
  db.pragma('foreign_keys = ON')
  db.pragma('trusted_schema = OFF')
  db.pragma('secure_delete = ON')
  db.pragma('cache_size = -65536')
  db.pragma('temp_store = MEMORY')
  if (db.pragma('synchronous', { simple: true }) !== 2) throw new Error(`${file}: synchronous is not FULL`)
  const version = String(db.prepare('select sqlite_version()').pluck().get())
  if (isOlder(version, oldestSqlite)) throw new Error(`SQLite ${version} is older than ${oldestSqlite.join('.')}`)
  return db
}

function isOlder(version: string, floor: readonly number[]): boolean {
  const parts = version.split('.').map(Number)
  for (const [index, least] of floor.entries()) if (parts[index] !== least) return (parts[index] ?? 0) < least
  return false
}

/** kysely prepares a statement at every call; the same text gets the same prepared statement here. */
function rememberStatements(db: Database.Database) {
  const statements = new Map<string, Database.Statement>()
  return {
    prepare(sql: string) {
      let statement = statements.get(sql)
      if (!statement) {
        statement = db.prepare(sql)
        if (statements.size >= 500) statements.clear()
        statements.set(sql, statement)
      }
      return statement as never
    },
    close: () => db.close(),
  }
}

/** kysely's own `begin` is deferred and fails at once with SQLITE_BUSY_SNAPSHOT under a second writer. */
class ImmediateDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
  }
}

class ImmediateDialect extends SqliteDialect {
  readonly #config: ConstructorParameters<typeof SqliteDialect>[0]
  constructor(config: ConstructorParameters<typeof SqliteDialect>[0]) {
    super(config)
    this.#config = config
  }
  override createDriver() {
    return new ImmediateDriver(this.#config)
  }
}
