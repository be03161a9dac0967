import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { authorityOf } from '../../src/app/authority.ts'
import { copyHome } from '../../src/app/copy-home.ts'
import { moveEndpoint, openHome } from '../../src/app/home.ts'
import { openDatabase } from '../../src/app/home-store.ts'
import { settleOnPostgres } from '../../src/app/settle-store.ts'
import { listen } from '../../src/http/server.ts'
import { migrate } from '../../src/store/migrate.ts'
import { postgresText } from '../../src/store/postgres-address.ts'
import { transact } from '../../src/store/transact.ts'
import { versionsInChain } from '../chain.ts'
import { postgresOfRun } from '../postgres-of-run.ts'
import { accepted, makeWorld } from '../world.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'butler-copy-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** A team on SQLite with some of everything, and more rows than one page of a copy. */
async function team() {
  const world = await makeWorld({ engine: 'sqlite' })
  await world.addStaff('b1', 'butler')
  await world.addStaff('x1', 'expert')
  for (let n = 0; n < 2; n++)
    await world.give('import.rows', {
      ...{ kind: 'customers', source: 'test', number: n },
      rows: Array.from({ length: 800 }, (_one, at) => ({ externalId: `${n}-${at}`, name: '王小明 é🙂', owner: 'b1' })),
    })
  await world.give('case.open', { customerId: 'c.0-1', kind: 'claim', title: '理赔', role: 'expert' })
  return world
}

test('a team goes over to PostgreSQL and back, equal in every table; its desks go on', async () => {
  await using world = await team()
  const desk = await world.desk('x1')
  const server = postgresOfRun()
  const address = await server.database()
  const from = `sqlite:${world.authority.folder}`
  const seen: number[] = []
  const there = await copyHome(from, postgresText(address), (done, of) => seen.push(done / of))
  expect(seen.at(-1)).toBe(1)
  expect(there.isBehind).toBe(false)
  expect(there.tables.find(({ table }) => table === 'customer')?.rows).toBe(1_600)
  expect(there.tables.map(({ table }) => table)).toEqual(
    expect.arrayContaining(['event', 'change', 'search', 'device']),
  )
  const back = await copyHome(postgresText(address), `sqlite:${join(folder, 'back')}`, () => undefined)
  expect(back).toEqual(there)

  // The same history goes on in the new place: nobody has to read anything again.
  const moved = join(folder, 'moved')
  expect(await settleOnPostgres(moved, address, world.clock)).toBe('joined')
  expect(readFileSync(join(moved, 'store'), 'utf8')).toBe(`${postgresText(address)}\n`)
  const authority = await openHome(moved, { clock: world.clock })
  const [item] = await desk.query.all('case')
  accepted(await desk.execute('case.take', { caseId: item?.id }))
  const listening = await listen(authorityOf(authority), '127.0.0.1', 0, (fault) => expect.unreachable(String(fault)))
  await moveEndpoint(desk.folder, listening.url)
  const again = await openHome(desk.folder, { clock: world.clock })
  await again.sync.once()
  expect(await again.sync.state()).toMatchObject({ is: 'synced', waiting: 0, refused: 0 })
  await again.close()
  await listening.close()
  expect((await authority.query.row('case', item?.id ?? ''))?.takenBy).toBe('x1')
  expect(await authority.query.search('wxm')).not.toEqual([])
  await versionsInChain(authority.store)
  await authority.close()
})

test('only an authority is copied, and only into an empty place', async () => {
  await using world = await team()
  const server = postgresOfRun()
  const [full, empty] = [postgresText(await server.database()), postgresText(await server.database())]
  const from = `sqlite:${world.authority.folder}`
  await copyHome(from, full, () => undefined)
  await expect(copyHome(from, full, () => undefined)).rejects.toMatchObject({ code: 'not-empty' })
  await expect(copyHome(full, from, () => undefined)).rejects.toMatchObject({ code: 'exists' })
  await expect(copyHome(empty, full, () => undefined)).rejects.toMatchObject({ code: 'not-an-authority' })
  await expect(copyHome(`sqlite:${folder}`, empty, () => undefined)).rejects.toMatchObject({ code: 'no-home' })
  const desk = await world.desk('x1')
  const ofDesk = copyHome(`sqlite:${desk.folder}`, empty, () => undefined)
  await expect(ofDesk).rejects.toMatchObject({ code: 'not-an-authority' })
})

test('a copy that is broken off is none, and can be made again', async () => {
  await using world = await team()
  const address = await postgresOfRun().database()
  const from = `sqlite:${world.authority.folder}`
  const broken = copyHome(from, postgresText(address), (done) => {
    if (done > 2_000) throw new Error('power cut')
  })
  await expect(broken).rejects.toThrow('power cut')
  const store = await openDatabase(address)
  expect(await store.reader.selectFrom('customer').select('id').execute()).toEqual([])
  expect(await store.dataVersion()).toBe(0)
  await store.close()
  expect((await copyHome(from, postgresText(address), () => undefined)).ver).toBeGreaterThan(0)
})

test('a target that does not give back what it was given is not a copy', async () => {
  await using world = await team()
  const address = await postgresOfRun().database()
  const store = await openDatabase(address)
  await migrate(store, 1)
  // As a disk or a trigger might: one byte of one row.
  const session = await postgresOfRun().session(address)
  await session.query(`create function spoil() returns trigger language plpgsql as
    $$ begin new."name" := case when new."id" = 'c.0-7' then 'x' else new."name" end; return new; end $$`)
  await session.query(`create trigger spoil before insert on "customer" for each row execute function spoil()`)
  await session.end()
  const copied = copyHome(`sqlite:${world.authority.folder}`, postgresText(address), () => undefined)
  await expect(copied).rejects.toThrow('customer came out otherwise')
  expect(await store.reader.selectFrom('home').selectAll().execute()).toEqual([])
  await store.close()
})

test('what the source decides while it is copied is said to be missing', async () => {
  await using world = await team()
  const address = await postgresOfRun().database()
  let given: Promise<unknown> | null = null
  const copied = await copyHome(`sqlite:${world.authority.folder}`, postgresText(address), () => {
    given ??= world.give('staff.add', { id: 'late', name: '后来', role: 'butler' })
  })
  await given
  expect(copied.isBehind).toBe(true)
  const store = await openDatabase(address)
  const staff = await store.reader.selectFrom('staff').select('id').execute()
  expect(staff.map(({ id }) => id)).not.toContain('late')
  await transact(store, async () => undefined)
  await store.close()
})

test('a folder is one home: it does not become another', async () => {
  await using world = await team()
  const server = postgresOfRun()
  const [one, two] = [await server.database(), await server.database()]
  await expect(settleOnPostgres(world.authority.folder, one)).rejects.toMatchObject({ code: 'store-is-file' })
  const home = join(folder, 'home')
  expect(await settleOnPostgres(home, one)).toBe('made')
  expect(await settleOnPostgres(home, one)).toBe('there')
  await expect(settleOnPostgres(home, two)).rejects.toMatchObject({ code: 'exists' })
  expect(existsSync(join(home, 'butler.db'))).toBe(false)
})
