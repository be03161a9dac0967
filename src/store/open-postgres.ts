import { HandleEmptyInListsPlugin, Kysely, PostgresDialect, replaceWithNoncontingentExpression, sql } from 'kysely'
import pg from 'pg'
import { postgres } from './engine.ts'
import { type PostgresAddress, postgresText } from './postgres-address.ts'
import { isPassing, postgresFault } from './postgres-faults.ts'
import { holdPostgres } from './postgres-hold.ts'
import { StoreFault } from './store-fault.ts'
import type { Reader, Store, TableShape, Write } from './store.ts'
import type { Tables } from './tables.ts'

/** `lockWaitMs`: how long a statement waits for a lock, and how long a session may stand still inside a transaction. */
export type PostgresOptions = { password?: string | undefined; lockWaitMs?: number; connections?: number }

/** A hung process must not stop the others: its session ends, and who waits for it gives up and tries again. */
const lockWaitMs = 2_000
const statementMs = 60_000
const connectMs = 5_000
const longLockWaitMs = 60_000
/** Each for readers and for writers. */
const connections = 8
/** One prepares while another waits for the disk; more of them mostly wait for the head. */
const writersAtOnce = 2
const oldestMajor = 15

/**
 * Opens a database of a PostgreSQL server as the store of an authority. With no password given, PGPASSWORD or ~/.pgpass has it.
 * Throws `StoreFault`, also when the database sorts text otherwise than by code points: orders and digests depend on that.
 */
export async function openPostgres(address: PostgresAddress, options: PostgresOptions = {}): Promise<Store> {
  const place = postgresText(address)
  const [writer, reader] = [connect(address, options, false), connect(address, options, true)]
  const close = async () => {
    await reader.destroy()
    await writer.destroy()
  }
  try {
    await assertFit(reader, place)
  } catch (fault) {
    await close()
    throw postgresFault(fault, place)
  }
  const snapshot: Store['snapshot'] = (read) =>
    reader.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(read)
  return {
    place,
    engine: postgres,
    reader: reader as unknown as Reader,
    writer,
    writersAtOnce,
    snapshot,
    aside: (read) =>
      snapshot(async (within) => {
        await allowLong(within)
        return read(within)
      }),
    settle: async () => true,
    dataVersion: async () => (await reader.selectFrom('head').select('ver').executeTakeFirstOrThrow()).ver,
    hold: holdPostgres,
    allowLong,
    async beginMigration(write) {
      await allowLong(write)
      await sql`select pg_advisory_xact_lock(hashtextextended('butler migration', 0))`.execute(write)
    },
    // A migration that fails leaves nothing here; copies are the business of whoever runs the server.
    keepCopy: () => undefined,
    isPassing,
    faultOf: (fault) => postgresFault(fault, place),
    tables: () => tablesOf(reader),
    close,
  }
}

async function allowLong(within: Write): Promise<void> {
  await sql`select set_config('lock_timeout', ${String(longLockWaitMs)}, true), set_config('statement_timeout', '0', true),
    set_config('idle_in_transaction_session_timeout', '0', true)`.execute(within)
}

function connect(address: PostgresAddress, options: PostgresOptions, isReader: boolean): Kysely<Tables> {
  const { host, port, user, database, tls } = address
  const waitMs = options.lockWaitMs ?? lockWaitMs
  const pool = new pg.Pool({
    ...{ host, port, user, database },
    ...(options.password === undefined ? {} : { password: options.password }),
    ssl: tls === 'off' ? false : { rejectUnauthorized: tls === 'verified' },
    max: options.connections ?? connections,
    // What is asked at once goes over at once.
    pipeline: true,
    connectionTimeoutMillis: connectMs,
    keepAlive: true,
    application_name: isReader ? 'butler reader' : 'butler',
    lock_timeout: waitMs,
    idle_in_transaction_session_timeout: waitMs,
    statement_timeout: statementMs,
    options: `-c TimeZone=UTC${isReader ? ' -c default_transaction_read_only=on' : ''}`,
    types: { getTypeParser: numbersForInt8 },
  })
  // A connection that breaks while nobody waits for an answer says so here; the next use of it fails, or takes another.
  pool.on('error', () => undefined)
  pool.on('connect', (client) => client.on('error', () => undefined))
  return new Kysely<Tables>({
    dialect: new PostgresDialect({ pool }),
    // SQLite has an opinion on `in ()`: nothing is in it. PostgreSQL takes it for a mistake.
    plugins: [new HandleEmptyInListsPlugin({ strategy: replaceWithNoncontingentExpression })],
  })
}

const int8 = 20

/** The driver gives int8 as text; ours are counts, versions, milliseconds and fen, all of which a number holds. */
const numbersForInt8: typeof pg.types.getTypeParser = (oid: number, format?: unknown) =>
  oid === int8 ? safeInteger : (pg.types.getTypeParser(oid, format as 'text') as never)

function safeInteger(text: string): number {
  const number = Number(text)
  if (!Number.isSafeInteger(number)) throw new Error(`${text} does not fit into a number`)
  return number
}

async function assertFit(reader: Kysely<Tables>, place: string): Promise<void> {
  const { rows } = await sql<{
    version: number
    encoding: string
    provider: string
    collation: string
  }>`select current_setting('server_version_num')::int as version, pg_encoding_to_char(encoding) as encoding,
      datlocprovider as provider, datcollate as collation
    from pg_database where datname = current_database()`
    .execute(reader)
    .catch((fault: unknown) => {
      // Before 15 a database did not say who provides its locale.
      const isOld = fault instanceof Error && 'code' in fault && fault.code === '42703'
      throw isOld ? new StoreFault('too-old', place, fault) : fault
    })
  const [found] = rows
  if (!found || found.version < oldestMajor * 10_000) throw new StoreFault('too-old', place)
  // The built-in provider knows only orders by code point; ICU none.
  const isByCodePoint =
    found.provider === 'b' || (found.provider === 'c' && /^(C|POSIX|C\.utf-?8)$/i.test(found.collation))
  if (found.encoding !== 'UTF8' || !isByCodePoint) throw new StoreFault('collation', place)
}

async function tablesOf(reader: Kysely<Tables>): Promise<TableShape[]> {
  const { rows } = await sql<TableShape>`
    select c.relname::text as name,
      (select array_agg(a.attname::text order by a.attname) from pg_attribute a
        where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
      (select array_agg(a.attname::text order by k.place) from pg_index i,
        unnest(i.indkey) with ordinality as k(attnum, place), pg_attribute a
        where i.indrelid = c.oid and i.indisprimary and a.attrelid = c.oid and a.attnum = k.attnum) as key
    from pg_class c where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace
    order by c.relname`.execute(reader)
  return rows
}
