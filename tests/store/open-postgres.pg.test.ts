import { setTimeout as rest } from 'node:timers/promises'
import { sql } from 'kysely'
import { afterEach, expect, test } from 'vitest'
import { migrate, migrations, NewerFile } from '../../src/store/migrate.ts'
import { openPostgres, type PostgresOptions } from '../../src/store/open-postgres.ts'
import type { PostgresAddress } from '../../src/store/postgres-address.ts'
import type { Store } from '../../src/store/store.ts'
import { transact } from '../../src/store/transact.ts'
import { postgresOfRun } from '../postgres-of-run.ts'

const opened: Store[] = []
afterEach(async () => {
  for (const store of opened.splice(0)) await store.close()
})

async function open(address: PostgresAddress, options: PostgresOptions = {}): Promise<Store> {
  const store = await openPostgres(address, options)
  opened.push(store)
  return store
}

async function fresh(options: PostgresOptions = {}) {
  const address = await postgresOfRun().database()
  const store = await open(address, options)
  await migrate(store, 1)
  return { address, store }
}

const setKey = (store: Store, key: string, value: string) =>
  transact(store, (write) => write.insertInto('home').values({ key, value }).execute())
const keysOf = async (store: Store) =>
  (await store.reader.selectFrom('home').select('key').orderBy('key').execute()).map(({ key }) => key)

test('a hung session ends, locks are not waited for long, times are UTC', async () => {
  const { store } = await fresh()
  const names = ['lock_timeout', 'idle_in_transaction_session_timeout', 'statement_timeout', 'TimeZone']
  const settings = await transact(store, (write) =>
    Promise.all(names.map((name) => sql<{ v: string }>`select current_setting(${name}) as v`.execute(write))),
  )
  expect(settings.map(({ rows }) => rows[0]?.v)).toEqual(['2s', '2s', '1min', 'UTC'])
})

test('the reader cannot write', async () => {
  const { store } = await fresh()
  const reader = store.reader as unknown as Store['writer']
  await expect(reader.deleteFrom('customer').execute()).rejects.toThrow('read-only')
})

test('whole numbers come back as numbers, and one that a number cannot hold is no number', async () => {
  const { store } = await fresh()
  const { rows } = await sql<{ n: number }>`select count(*) as n from head`.execute(store.writer)
  expect(rows).toEqual([{ n: 1 }])
  await expect(sql`select 9007199254740993 as n`.execute(store.writer)).rejects.toThrow('does not fit')
})

test('text is ordered by code points, as SQLite does', async () => {
  const { store } = await fresh()
  for (const key of ['b', 'a-2', 'a.1', 'B', 'é', '王', 'a1']) await setKey(store, key, '')
  expect(await keysOf(store)).toEqual(['B', 'a-2', 'a.1', 'a1', 'b', 'é', '王'])
})

test('a database that orders text by a language is refused, and says how to make one that does not', async () => {
  const server = postgresOfRun()
  const address = await server.database(`template template0 locale_provider icu icu_locale 'zh'`)
  await expect(openPostgres(address)).rejects.toMatchObject({ code: 'collation' })
})

test('what a person can mend is said without the password', async () => {
  const { address } = await fresh()
  const wrong = openPostgres(address, { password: 's3cret' })
  await expect(wrong).rejects.toMatchObject({ code: 'login' })
  await expect(wrong).rejects.not.toThrow('s3cret')
  await expect(openPostgres({ ...address, database: 'none' })).rejects.toMatchObject({ code: 'no-database' })
  await expect(openPostgres({ ...address, port: 1 })).rejects.toMatchObject({ code: 'unreachable' })
})

test('a transaction that throws leaves nothing', async () => {
  const { store } = await fresh()
  const attempt = transact(store, async (write) => {
    await write.insertInto('home').values({ key: 'half', value: '' }).execute()
    throw new Error('stop')
  })
  await expect(attempt).rejects.toThrow('stop')
  expect(await keysOf(store)).toEqual([])
})

test('two who wait for each other crosswise: both get through in the end', async () => {
  const { address, store } = await fresh()
  const other = await open(address)
  await setKey(store, 'a', '0')
  await setKey(store, 'b', '0')
  const tries: string[] = []
  const cross = (one: Store, name: string, keys: string[]) =>
    transact(one, async (write) => {
      tries.push(name)
      for (const key of keys) {
        await write.updateTable('home').set({ value: name }).where('key', '=', key).execute()
        await rest(100)
      }
    })
  await Promise.all([cross(store, 'one', ['a', 'b']), cross(other, 'two', ['b', 'a'])])
  expect(tries.length).toBeGreaterThan(2)
})

test('a process that hangs inside a transaction loses it, and hears so', async () => {
  const { address, store } = await fresh({ lockWaitMs: 200 })
  const other = await open(address, { lockWaitMs: 200 })
  await setKey(store, 'a', '0')
  const hung = transact(store, async (write) => {
    await write.updateTable('home').set({ value: 'hung' }).execute()
    await rest(1_000)
    await write.insertInto('home').values({ key: 'late', value: '' }).execute()
  })
  await rest(50)
  await Promise.all([
    expect(hung).rejects.toMatchObject({ code: 'unreachable' }),
    transact(other, (write) => write.updateTable('home').set({ value: 'went on' }).execute()),
  ])
  expect(await store.reader.selectFrom('home').selectAll().execute()).toEqual([{ key: 'a', value: 'went on' }])
})

test('several processes that open a new database at once make it once', async () => {
  const address = await postgresOfRun().database()
  const stores = await Promise.all([1, 2, 3, 4].map(() => open(address)))
  await Promise.all(stores.map((store) => migrate(store, 1)))
  const applied = await stores[0]?.reader.selectFrom('migration').select('name').execute()
  expect(applied).toHaveLength(migrations.length)
})

test('a migration that fails leaves the database as it was', async () => {
  const { store } = await fresh()
  const broken = { name: '9990-broken', statements: () => ['create table "halfway" ("id" text)', 'create nonsense'] }
  await expect(migrate(store, 2, [...migrations, broken])).rejects.toThrow('syntax error')
  expect((await store.tables()).map(({ name }) => name)).not.toContain('halfway')
})

test('a database of a newer program is refused, not read on', async () => {
  const { store } = await fresh()
  await transact(store, (write) =>
    write.insertInto('migration').values({ name: '9990-tomorrow', appliedAt: 2 }).execute(),
  )
  await expect(migrate(store, 3)).rejects.toBeInstanceOf(NewerFile)
})
