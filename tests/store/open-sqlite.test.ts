import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { migrate, migrations, NewerFile } from '../../src/store/migrate.ts'
import { openSqlite } from '../../src/store/open-sqlite.ts'
import type { Store } from '../../src/store/store.ts'
import { transact } from '../../src/store/transact.ts'

let folder = ''
const opened: Store[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'butler-store-'))
})
afterEach(async () => {
  for (const store of opened.splice(0)) await store.close()
  rmSync(folder, { recursive: true, force: true })
})

function open(name = 'x.db'): Store {
  const store = openSqlite(join(folder, name))
  opened.push(store)
  return store
}

async function pragma(store: Store, name: string) {
  const { rows } = await sql.raw<Record<string, unknown>>(`pragma ${name}`).execute(store.writer)
  return Object.values(rows[0] ?? {})[0]
}

test('a file that is opened again is as safe as a new one', async () => {
  const first = open()
  await migrate(first, 1)
  await first.close()
  opened.pop()
  const again = open()
  expect(await pragma(again, 'journal_mode')).toBe('wal')
  expect(await pragma(again, 'synchronous')).toBe(2)
  expect(await pragma(again, 'foreign_keys')).toBe(1)
  expect(await pragma(again, 'trusted_schema')).toBe(0)
  expect(await pragma(again, 'secure_delete')).toBe(1)
})

test('the reader cannot write', async () => {
  const store = open()
  await migrate(store, 1)
  const reader = store.reader as unknown as Store['writer']
  await expect(reader.deleteFrom('customer').execute()).rejects.toThrow('readonly')
})

test('two writers wait for each other instead of failing', async () => {
  const [one, two] = [open(), open()]
  await migrate(one, 1)
  const add = (store: Store, key: string) =>
    transact(store, async (write) => {
      const { n } = await write
        .selectFrom('home')
        .select((of) => of.fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow()
      await write
        .insertInto('home')
        .values({ key: `${key}${n}`, value: '' })
        .execute()
    })
  await Promise.all([add(one, 'a'), add(one, 'b')])
  await add(two, 'c')
  expect(await one.reader.selectFrom('home').select('key').orderBy('key').execute()).toHaveLength(3)
})

test('a transaction that throws leaves nothing', async () => {
  const store = open()
  await migrate(store, 1)
  const attempt = transact(store, async (write) => {
    await write.insertInto('home').values({ key: 'half', value: '' }).execute()
    throw new Error('stop')
  })
  await expect(attempt).rejects.toThrow('stop')
  expect(await store.reader.selectFrom('home').selectAll().execute()).toEqual([])
})

test('a migration that fails leaves the file as it was, with a copy beside it', async () => {
  const store = open()
  await migrate(store, 1)
  await transact(store, (write) => write.insertInto('home').values({ key: 'kept', value: '1' }).execute())
  const broken = {
    name: '9990-broken',
    statements: () => ['create table "halfway" ("id" text) strict', 'create nonsense'],
  }
  await expect(migrate(store, 2, [...migrations, broken])).rejects.toThrow('syntax error')
  const { rows } = await sql`select name from sqlite_master where name = 'halfway'`.execute(store.writer)
  expect(rows).toEqual([])
  const copy = join(folder, 'x.db.before-9990-broken')
  expect(existsSync(copy)).toBe(true)
  const kept = new Database(copy, { readonly: true })
  expect(kept.prepare(`select value from home where key = 'kept'`).pluck().get()).toBe('1')
  kept.close()
})

test('a file of a newer program is refused, not read on', async () => {
  const store = open()
  await migrate(store, 1)
  await transact(store, (write) =>
    write.insertInto('migration').values({ name: '9990-tomorrow', appliedAt: 2 }).execute(),
  )
  await expect(migrate(store, 3)).rejects.toBeInstanceOf(NewerFile)
})

test('a file that is no database is refused in words and left alone', () => {
  writeFileSync(join(folder, 'x.db'), 'customers, of course')
  expect(() => open()).toThrow('not a database')
})

test('tables are strict: text does not get into a number', async () => {
  const store = open()
  await migrate(store, 1)
  const wrong = sql`insert into "draft" values ('a','b','c','d','e','soon')`.execute(store.writer)
  await expect(wrong).rejects.toThrow('cannot store TEXT value in INTEGER column')
})

test('a full disk is said as one, and nothing of the transaction stays', async () => {
  const store = open()
  await migrate(store, 1)
  const pages = await pragma(store, 'page_count')
  await sql.raw(`pragma max_page_count = ${String(pages)}`).execute(store.writer)
  const write = (from: number) =>
    transact(store, async (within) => {
      for (let n = from; n < from + 200; n++)
        await within
          .insertInto('migration')
          .values({ name: `9990-${n}-${'x'.repeat(1_000)}`, appliedAt: 2 })
          .execute()
    })
  await expect(write(0)).rejects.toMatchObject({ code: 'SQLITE_FULL' })
  await sql.raw('pragma max_page_count = 1073741823').execute(store.writer)
  await write(200)
  expect(await store.reader.selectFrom('migration').selectAll().where('appliedAt', '=', 2).execute()).toHaveLength(200)
})
