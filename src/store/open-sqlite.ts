import { rmSync } from 'node:fs'
import Database from 'better-sqlite3'
import { CompiledQuery, type DatabaseConnection, Kysely, SqliteDialect, SqliteDriver } from 'kysely'
import { sqlite } from './engine.ts'
import { alone } from './hold.ts'
import { rememberSearch } from './search-index.ts'
import type { Reader, Store, TableShape } from './store.ts'
import type { Tables } from './tables.ts'

/** An opened database file. `copyTo` writes a consistent copy into a new file while others work. */
export type SqliteStore = Store & { copyTo(file: string): void }

/** WAL-reset bug of 2010–3.51.2: two connections could lose committed data. */
const oldestSqlite = [3, 51, 3] as const
const lockWaitMs = 10_000

/**
 * Opens (and makes) a database file by the storage rules: WAL, `synchronous=FULL` read back on every open, foreign keys, no
 * trusted schema, deleted content overwritten. Throws when SQLite is too old or the file cannot be opened.
 */
export function openSqlite(file: string): SqliteStore {
  const writing = connect(file, false)
  const reading = connect(file, true)
  const writer = new Kysely<Tables>({ dialect: new ImmediateDialect(writing) })
  const reader = new Kysely<Tables>({ dialect: new SqliteDialect({ database: rememberStatements(reading) }) })
  rememberSearch(reader as unknown as Reader)
  const readVersion = reading.prepare<[], number>('pragma data_version').pluck()
  const copyTo = (target: string) => void reading.prepare('vacuum into ?').run(target)
  return {
    place: file,
    engine: sqlite,
    reader: reader as unknown as Reader,
    writer,
    writersAtOnce: 1,
    snapshot: (read) => reader.transaction().execute(read),
    async aside(read) {
      const apart = new Kysely<Tables>({ dialect: new SqliteDialect({ database: connect(file, true) }) })
      try {
        return await apart.transaction().execute(read)
      } finally {
        await apart.destroy()
      }
    },
    dataVersion: async () => readVersion.get() ?? 0,
    hold: async () => alone,
    allowLong: async () => undefined,
    beginMigration: async () => undefined,
    async settle() {
      // Whoever reads may be of this process, which would wait for itself.
      writing.pragma('busy_timeout = 0')
      try {
        return (writing.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[])[0]?.busy === 0
      } finally {
        writing.pragma(`busy_timeout = ${lockWaitMs}`)
      }
    },
    keepCopy(migration) {
      const copy = `${file}.before-${migration}`
      rmSync(copy, { force: true })
      copyTo(copy)
    },
    isPassing: () => false,
    faultOf: (fault) => withPath(fault, file),
    tables: async () => tablesOf(reading),
    copyTo,
    async close() {
      await reader.destroy()
      await writer.destroy()
      // kysely closes only what it was asked something by: a handle that stays open keeps others from having the file alone.
      reading.close()
      writing.close()
    },
  }
}

/** A database file that nobody works on: looked at without a change to it, not even of its mode. */
export type SqliteCopy = {
  reader: Reader
  /** What SQLite finds wrong with the file; null when it is whole. */
  problem(): string | null
  /** How many rows each table has. */
  rowCounts(): Record<string, number>
  copyTo(file: string): void
  close(): Promise<void>
}

/** Throws what SQLite says when the file is none of its own, or broken from the start. */
export function openSqliteCopy(file: string): SqliteCopy {
  const reading = connect(file, true)
  const reader = new Kysely<Tables>({ dialect: new SqliteDialect({ database: rememberStatements(reading) }) })
  const count = (table: string) => reading.prepare<[], number>(`select count(*) from "${table}"`).pluck().get() ?? 0
  return {
    reader: reader as unknown as Reader,
    problem() {
      const found = String(reading.pragma('integrity_check(1)', { simple: true }))
      return found === 'ok' ? null : found
    },
    rowCounts: () => Object.fromEntries(tablesOf(reading).map(({ name }) => [name, count(name)])),
    copyTo: (target) => void reading.prepare('vacuum into ?').run(target),
    async close() {
      await reader.destroy()
      reading.close()
    },
  }
}

/** SQLite does not say which file it speaks of. */
function withPath(fault: unknown, path: string): unknown {
  return fault instanceof Database.SqliteError ? Object.assign(fault, { path }) : fault
}

function connect(file: string, isReader: boolean): Database.Database {
  try {
    return connectTo(file, isReader)
  } catch (fault) {
    throw withPath(fault, file)
  }
}

function connectTo(file: string, isReader: boolean): Database.Database {
  const db = new Database(file, { timeout: lockWaitMs, readonly: isReader })
  if (!isReader) db.pragma('journal_mode = WAL')
  // better-sqlite3 opens a WAL file that exists already with NORMAL: a power cut could then take back what was "saved".
  db.pragma('synchronous = FULL')
  db.pragma('foreign_keys = ON')
  db.pragma('trusted_schema = OFF')
  db.pragma('secure_delete = ON')
  // What is written is written once and mostly at the end of its table; what is read is read again and again.
  db.pragma(`cache_size = -${isReader ? 65_536 : 24_576}`)
  db.pragma('temp_store = MEMORY')
  // 16 MB: much written at once is laid down in the database file once, not after every thousand pages.
  db.pragma('wal_autocheckpoint = 4096')
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

function tablesOf(db: Database.Database): TableShape[] {
  const names = db
    .prepare<[], string>(
      `select name from sqlite_master where type = 'table' and name not like 'sqlite_%' order by name`,
    )
    .pluck()
    .all()
  return names.map((name) => {
    const columns = db
      .prepare<[string], { name: string; pk: number }>('select name, pk from pragma_table_info(?)')
      .all(name)
    const key = columns.filter(({ pk }) => pk > 0).sort((a, b) => a.pk - b.pk)
    return { name, columns: columns.map((column) => column.name).sort(), key: key.map((column) => column.name) }
  })
}

/** kysely prepares a statement at every call; the same text gets the same prepared statement here. `before` may refuse it. */
function rememberStatements(db: Database.Database, before?: () => void) {
  const statements = new Map<string, Database.Statement>()
  return {
    prepare(sql: string) {
      before?.()
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

/**
 * kysely's own `begin` is deferred and fails at once with SQLITE_BUSY_SNAPSHOT under a second writer. And SQLite takes a
 * transaction back by itself when the disk is full or fails: what its work still has under way would then run outside of it,
 * each statement kept for good, so nothing runs until kysely has heard of it.
 */
class ImmediateDriver extends SqliteDriver {
  readonly #db: Database.Database
  #isWithin = false

  constructor(db: Database.Database) {
    super({
      database: rememberStatements(db, () => {
        if (this.#isWithin && !db.inTransaction) throw new Error('the transaction was taken back')
      }),
    })
    this.#db = db
  }
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'))
    this.#isWithin = true
  }
  override async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await super.commitTransaction(connection)
    this.#isWithin = false
  }
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    this.#isWithin = false
    if (this.#db.inTransaction) await super.rollbackTransaction(connection)
  }
}

class ImmediateDialect extends SqliteDialect {
  readonly #db: Database.Database
  constructor(db: Database.Database) {
    super({ database: db as never })
    this.#db = db
  }
  override createDriver() {
    return new ImmediateDriver(this.#db)
  }
}
