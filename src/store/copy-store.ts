import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import { readHead } from './chain-queries.ts'
import type { Store, TableShape, Write } from './store.ts'
import { transact } from './transact.ts'

/** What a table holds: how many rows, and the SHA-256 of all of them in the order of their key. The same on either engine. */
export type TableDigest = { table: string; rows: number; sha256: string }
/** `ver`: the commit version that was copied. */
export type Copied = { ver: number; tables: TableDigest[] }
export type OnRows = (done: number, of: number) => void

/** What a desk keeps for itself, and what each database knows of its own making. */
const notCopied: ReadonlySet<string> = new Set(['outbox', 'shadow', 'pulling', 'access', 'migration'])
const rowsAtOnce = 1_000
const valuesAtOnce = 30_000

/** The target holds something already. */
export class NotEmpty extends Error {}

/**
 * Copies everything that an authority has, as of one moment, into an empty store of the same migrations: in one transaction, and
 * read back before that ends, so a copy that is not exact, or was broken off, is none. Throws `NotEmpty`.
 */
export async function copyStore(from: Store, to: Store, onRows: OnRows): Promise<Copied> {
  const shapes = (await from.tables()).filter(({ name }) => !notCopied.has(name)).map(copied)
  const there = new Map((await to.tables()).map((shape) => [shape.name, copied(shape)]))
  for (const shape of shapes)
    if (JSON.stringify(shape) !== JSON.stringify(there.get(shape.name)))
      throw new Error(`${shape.name} is not the same table on both sides`)
  return from.snapshot(async (read) => {
    await from.allowLong(read)
    return transact(to, async (write) => {
      await to.allowLong(write)
      await to.hold(write, { deviceIds: [], isAlone: true, named: [] })
      return copyTables(read, write, shapes, onRows)
    })
  })
}

/** In which order rows were made findable is each database's own affair. */
function copied(shape: TableShape): TableShape {
  if (shape.name !== 'search') return shape
  return { ...shape, columns: shape.columns.filter((column) => column !== 'seq'), key: ['entity', 'id'] }
}

async function copyTables(read: Write, write: Write, shapes: readonly TableShape[], onRows: OnRows): Promise<Copied> {
  await assertEmpty(write, shapes)
  await write.deleteFrom('head').execute()
  let [of, done] = [0, 0]
  for (const { name } of shapes) of += await countOf(read, name)
  const count = (rows: number) => onRows((done += rows), of * 2)
  const tables: TableDigest[] = []
  for (const shape of shapes) {
    const copied = await digestOf(read, shape, async (rows) => {
      await insert(write, shape, rows)
      count(rows.length)
    })
    const kept = await digestOf(write, shape, async (rows) => count(rows.length))
    if (copied.sha256 !== kept.sha256) throw new Error(`${shape.name} came out otherwise than it was`)
    tables.push(copied)
  }
  const { ver } = await readHead(write)
  return { ver, tables }
}

async function assertEmpty(write: Write, shapes: readonly TableShape[]): Promise<void> {
  // The first head stands in every store.
  for (const { name } of shapes) if ((await countOf(write, name)) > (name === 'head' ? 1 : 0)) throw new NotEmpty(name)
  const head = await write.selectFrom('head').select('ver').executeTakeFirst()
  if (head && head.ver > 0) throw new NotEmpty('head')
}

async function countOf(read: Write, table: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from ${sql.table(table)}`.execute(read)
  return rows[0]?.n ?? 0
}

type AnyRow = Record<string, string | number | null>

/** Goes through a table by its key, some rows at a time, so that one of any size takes little memory. */
async function digestOf(
  read: Write,
  { name, columns, key }: TableShape,
  onPage: (rows: readonly AnyRow[]) => Promise<void>,
): Promise<TableDigest> {
  const hash = createHash('sha256')
  let count = 0
  let after: AnyRow | undefined
  for (;;) {
    const rows = await pageAfter(read, { name, columns, key }, after)
    for (const row of rows) hash.update(`${JSON.stringify(columns.map((column) => row[column]))}\n`)
    count += rows.length
    after = rows.at(-1)
    if (rows.length > 0) await onPage(rows)
    if (rows.length < rowsAtOnce) return { table: name, rows: count, sha256: hash.digest('hex') }
  }
}

async function pageAfter(read: Write, { name, columns, key }: TableShape, last: AnyRow | undefined): Promise<AnyRow[]> {
  const keys = sql.join(key.map((column) => sql.ref(column)))
  const rest = last ? sql`where (${keys}) > (${sql.join(key.map((column) => last[column]))})` : sql``
  const page = sql<AnyRow>`select ${sql.join(columns.map((column) => sql.ref(column)))} from ${sql.table(name)}
    ${rest} order by ${keys} limit ${sql.lit(rowsAtOnce)}`
  return (await page.execute(read)).rows
}

async function insert(write: Write, { name, columns }: TableShape, rows: readonly AnyRow[]): Promise<void> {
  const atOnce = Math.floor(valuesAtOnce / columns.length)
  const into = sql`insert into ${sql.table(name)} (${sql.join(columns.map((column) => sql.ref(column)))}) values `
  for (let from = 0; from < rows.length; from += atOnce) {
    const values = rows
      .slice(from, from + atOnce)
      .map((row) => sql`(${sql.join(columns.map((column) => row[column] ?? null))})`)
    await sql`${into}${sql.join(values)}`.execute(write)
  }
}
