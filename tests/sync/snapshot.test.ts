import { createHash, randomBytes } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { databaseName } from '../../src/app/home.ts'
import { Unreachable } from '../../src/sync/faults.ts'
import { forgetDeleted } from '../../src/sync/retention.ts'
import { accepted, makeWorld, type World } from '../world.ts'

const names = Array.from({ length: 420 }, (_, n) => `客户${n}`)

async function team(customers = names) {
  const world = await makeWorld()
  await world.addStaff('b1', 'butler')
  await world.addStaff('b2', 'butler')
  await world.addStaff('s1', 'supervisor')
  await world.addCustomers('b1', customers)
  return world
}

/** The network of a desk whose snapshots are cut off after so many bytes of the answer, while `bytes` says so. */
function cutting() {
  const asked: { path: string; range: string | null }[] = []
  const cut = { bytes: null as number | null, answer: null as number | null }
  return {
    asked,
    cut,
    net: async (url: string, init: RequestInit) => {
      const response = await fetch(url, init)
      const { pathname, search } = new URL(url)
      asked.push({ path: pathname + search, range: new Headers(init.headers).get('range') })
      const isFile = pathname === '/v1/snapshot' && init.method === 'GET'
      if (isFile && cut.answer === 200) return fetch(url, { ...init, headers: withoutRange(init) })
      if (isFile && cut.answer !== null) return new Response('{}', { status: cut.answer })
      if (cut.bytes === null || pathname !== '/v1/snapshot' || init.method !== 'GET' || !response.body) return response
      const some = Buffer.from(await response.arrayBuffer()).subarray(0, cut.bytes)
      const chunks = [some]
      const cutOff = new ReadableStream<Uint8Array>({
        pull(controller) {
          const chunk = chunks.shift()
          if (chunk) controller.enqueue(new Uint8Array(chunk))
          else controller.error(new TypeError('terminated'))
        },
      })
      return new Response(cutOff, response)
    },
  }
}

function withoutRange(init: RequestInit) {
  const headers = new Headers(init.headers)
  headers.delete('range')
  return headers
}

/** What this process has open, by name; one that was removed still is. */
function filesOpen(): string[] {
  return readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      return [readlinkSync(`/proc/self/fd/${fd}`)]
    } catch {
      return []
    }
  })
}

const fileOf = (world: World, name: string) => join(world.folder, name, databaseName)

test('a first reading that is cut off goes on where it was, and nothing is seen before it is whole', async () => {
  await using world = await team()
  const { net, cut, asked } = cutting()
  cut.bytes = 900
  await expect(world.desk('b1', { net, name: 'mine' })).rejects.toThrow('cut off')
  const file = `${fileOf(world, 'mine')}.snapshot`
  expect(readFileSync(file).length).toBe(900)
  const rows = () => {
    const db = new Database(fileOf(world, 'mine'), { readonly: true })
    const row = db.prepare('select count(*) as n from customer').get() as { n: number }
    db.close()
    return row.n
  }
  expect(rows()).toBe(0)
  const desk = world.homes.at(-1)
  await expect(desk?.sync.once()).rejects.toThrow('cut off')
  expect(rows()).toBe(0)
  cut.bytes = null
  await desk?.sync.once()
  expect(rows()).toBe(420)
  expect(existsSync(file)).toBe(false)
  const fetched = asked.filter(({ path }) => path.startsWith('/v1/snapshot?'))
  expect(fetched.map(({ range }) => range)).toEqual([null, 'bytes=900-', 'bytes=1800-'])
  // One file, made once.
  expect(asked.filter(({ path }) => path === '/v1/snapshot')).toHaveLength(1)
})

test.each([403, 429, 500, 502, 503])('an answer of %i leaves what has come', async (status) => {
  await using world = await team()
  const { net, cut, asked } = cutting()
  cut.bytes = 900
  await expect(world.desk('b1', { net, name: 'mine' })).rejects.toThrow('cut off')
  cut.answer = status
  const desk = world.homes.at(-1)
  await expect(desk?.sync.once()).rejects.toBeInstanceOf(Unreachable)
  expect(readFileSync(`${fileOf(world, 'mine')}.snapshot`).length).toBe(900)
  cut.bytes = cut.answer = null
  await desk?.sync.once()
  expect(asked.at(-1)?.range).toBe('bytes=900-')
  expect(asked.filter(({ path }) => path === '/v1/snapshot')).toHaveLength(1)
  expect(await desk?.query.counts()).toMatchObject({ customers: 420 })
})

test('something on the way that knows no ranges brings the whole file', async () => {
  await using world = await team()
  const { net, cut, asked } = cutting()
  cut.bytes = 900
  await expect(world.desk('b1', { net, name: 'mine' })).rejects.toThrow('cut off')
  cut.answer = 200
  const desk = world.homes.at(-1)
  await desk?.sync.once()
  expect(asked.filter(({ path }) => path === '/v1/snapshot')).toHaveLength(1)
  expect(await desk?.query.counts()).toMatchObject({ customers: 420 })
})

test('a file of which nothing can be made is not left open', async () => {
  await using world = await team(['一'])
  const { net, cut } = cutting()
  cut.bytes = 0
  await expect(world.desk('b1', { net, name: 'mine' })).rejects.toThrow('cut off')
  const desk = world.homes.at(-1)
  const file = `${fileOf(world, 'mine')}.snapshot`
  const lines = Array.from({ length: 20_000 }, () => randomBytes(32).toString('hex'))
  const bytes = gzipSync(`${lines.join('\n')}\n`)
  writeFileSync(file, bytes)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const offer = { id: '0'.repeat(32), bytes: bytes.length, sha256, rows: 1, lifeMs: 1 }
  const db = new Database(fileOf(world, 'mine'))
  db.prepare(`insert or replace into "home" ("key", "value") values ('snapshot', ?)`).run(JSON.stringify(offer))
  db.close()
  await expect(desk?.sync.once()).rejects.toThrow()
  await expect.poll(() => filesOpen().filter((open) => open.startsWith(file))).toEqual([])
})

test('a snapshot that was damaged on the way is thrown away and asked for again', async () => {
  await using world = await team()
  const { net, cut } = cutting()
  cut.bytes = 900
  await expect(world.desk('b1', { net, name: 'mine' })).rejects.toThrow('cut off')
  const file = `${fileOf(world, 'mine')}.snapshot`
  const bytes = readFileSync(file)
  bytes[450] = (bytes[450] ?? 0) ^ 1
  writeFileSync(file, bytes)
  cut.bytes = null
  const desk = world.homes.at(-1)
  await expect(desk?.sync.once()).rejects.toThrow('damaged')
  expect(await desk?.query.counts()).toMatchObject({ customers: 0 })
  await desk?.sync.once()
  expect(await desk?.query.counts()).toMatchObject({ customers: 420 })
})

test('a change too large for a pull comes as a file, with what waits on top of it', async () => {
  await using world = await team()
  const { net, asked } = cutting()
  const desk = await world.desk('b2', { net })
  await world.addCustomers('b2', ['自己的'])
  await desk.sync.once()
  await world.stopEndpoint()
  accepted(await desk.execute('note.add', { customerId: 'c.b2-1', caseId: null, text: '离线写的' }))
  for (let n = 1; n <= names.length; n++)
    await world.give('customer.reassign', { customerId: `c.b1-${n}`, ownerId: 'b2' })
  await world.startEndpoint()
  asked.length = 0
  await desk.sync.once()
  expect(asked.map(({ path }) => path.replace(/\?.*/, ''))).toEqual([
    '/v1/push',
    '/v1/pull',
    '/v1/snapshot',
    '/v1/snapshot',
  ])
  expect(await desk.query.counts()).toMatchObject({ customers: 421 })
  expect(await desk.sync.state()).toMatchObject({ is: 'synced', waiting: 0, refused: 0 })
  await desk.sync.once()
  expect(asked.at(-1)?.path).toMatch(/^\/v1\/pull/)
})

/** So many more decisions, as far as a pull can tell. */
async function addEvents({ authority }: World, many: number) {
  const { writer } = authority.store
  const { ver: from } = await writer.selectFrom('head').select('ver').executeTakeFirstOrThrow()
  const newest = await writer.selectFrom('event').selectAll().where('ver', '=', from).executeTakeFirstOrThrow()
  const events = Array.from({ length: many }, (_, n) => ({
    ...newest,
    ver: from + n + 1,
    commandId: `more-${from + n + 1}`,
  }))
  for (let n = 0; n < many; n += 500)
    await writer
      .insertInto('event')
      .values(events.slice(n, n + 500))
      .execute()
  await writer
    .updateTable('head')
    .set({ ver: from + many })
    .execute()
}

test('many decisions come as a snapshot, a few hundred at a time; far too many only as the newest', async () => {
  await using world = await team(['一'])
  const { rawDesk, typeOf } = await import('../http/raw-desk.ts')
  const s1 = await rawDesk(world, 's1', 3)
  const epoch = await world.authority.query.epoch()
  const { ver } = await world.authority.store.reader.selectFrom('head').select('ver').executeTakeFirstOrThrow()
  const cursor = `${epoch}.${ver}.supervisor`
  const pull = (from: string, protocol: number) =>
    s1.ask('GET', `/v1/pull?cursor=${from}`, undefined, { headers: { 'butler-protocol': String(protocol) } })
  const snapshot = async () => {
    const { id } = (await s1.ask('POST', '/v1/snapshot', { protocol: 3, cursor })).body as { id: string }
    const file = await fetch(new URL(`/v1/snapshot?id=${id}`, world.endpointUrl), {
      headers: { authorization: `Bearer ${s1.token}`, 'butler-protocol': '3' },
    })
    const lines = gunzipSync(Buffer.from(await file.arrayBuffer()))
    const told = String(lines)
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
    const events = told.flatMap((part) => (Array.isArray(part['events']) ? [part['events'].length] : []))
    return { isWhole: told[0]?.['isWhole'], events }
  }
  await addEvents(world, 2_100)
  expect(typeOf(await pull(cursor, 3))).toBe('large-change')
  expect(await snapshot()).toEqual({ isWhole: false, events: [500, 500, 500, 500, 100] })
  await addEvents(world, 18_000)
  expect(typeOf(await pull(cursor, 3))).toBe('cursor-gone')
  world.clock.advance(60_000)
  expect(await snapshot()).toEqual({ isWhole: true, events: [500] })
  const { body } = await pull(`${epoch}.0.supervisor`, 2)
  expect(body).toMatchObject({ isWhole: true, events: { length: 500 } })
})

test('another desk cannot fetch it, a range beyond its end is none, and an unknown name is nothing', async () => {
  await using world = await team(['一', '二'])
  const { rawDesk } = await import('../http/raw-desk.ts')
  const [mine, other] = [await rawDesk(world, 'b1', 3), await rawDesk(world, 'b1', 3)]
  const { body } = await mine.ask('POST', '/v1/snapshot', { protocol: 3 })
  const { id, bytes } = body as { id: string; bytes: number }
  expect((await other.ask('GET', `/v1/snapshot?id=${id}`)).status).toBe(404)
  expect((await mine.ask('GET', `/v1/snapshot?id=${'0'.repeat(32)}`)).status).toBe(404)
  expect((await mine.ask('GET', `/v1/snapshot?id=../${id}`)).status).toBe(422)
  const from = (range: string) => mine.ask('GET', `/v1/snapshot?id=${id}`, undefined, { headers: { range } })
  expect((await from(`bytes=${bytes + 1}-`)).status).toBe(404)
  expect((await from('bytes=-5')).status).toBe(404)
  for (let n = 0; n < 5; n++) {
    const head = await mine.ask('HEAD', `/v1/snapshot?id=${id}`)
    expect([head.status, head.headers.get('content-length')]).toEqual([200, String(bytes)])
  }
  expect(filesOpen().filter((file) => file.includes(id))).toEqual([])
  const part = await from(`bytes=${bytes - 5}-`)
  expect(part.status).toBe(206)
  expect(part.headers.get('content-range')).toBe(`bytes ${bytes - 5}-${bytes - 1}/${bytes}`)
  world.clock.advance(3_600_001)
  expect((await mine.ask('GET', `/v1/snapshot?id=${id}`)).status).toBe(404)
})

test('a byte that is not the authority’s is found, and the desk is read anew with its work kept', async () => {
  await using world = await team(['陈大文', '单小雨'])
  const desk = await world.desk('b1', { name: 'mine' })
  await desk.sync.once()
  await world.stopEndpoint()
  accepted(await desk.execute('note.add', { customerId: 'c.b1-1', caseId: null, text: '离线写的' }))
  const db = new Database(fileOf(world, 'mine'))
  db.exec(`update "pulling" set "isOn" = 1; update "customer" set "name" = '陈大支' where "id" = 'c.b1-1';
    update "pulling" set "isOn" = 0`)
  db.close()
  await world.startEndpoint()
  expect(await desk.sync.once()).toMatchObject({ sent: 1, mended: [] })
  world.clock.advance(24 * 3_600_000)
  expect(await desk.sync.once()).toMatchObject({ mended: ['customer'] })
  expect((await desk.query.row('customer', 'c.b1-1'))?.name).toBe('陈大文')
  world.clock.advance(24 * 3_600_000)
  expect(await desk.sync.once()).toMatchObject({ mended: [] })
})

test('a desk that comes back after more than a year is read anew, with what it did meanwhile', async () => {
  await using world = await team(['陈大文', '单小雨'])
  const desk = await world.desk('b1')
  await world.give('customer.reassign', { customerId: 'c.b1-2', ownerId: 'b2' })
  await world.stopEndpoint()
  accepted(await desk.execute('note.add', { customerId: 'c.b1-1', caseId: null, text: '一年前写的' }))
  world.clock.advance(401 * 24 * 3_600_000)
  await world.addStaff('b3', 'butler')
  expect(await forgetDeleted(world.authority.store, world.clock.now())).toBeGreaterThan(0)
  await world.startEndpoint()
  await desk.sync.once()
  expect(await desk.query.counts()).toMatchObject({ customers: 1 })
  expect(await desk.query.customer('c.b1-2')).toBeUndefined()
  const whole = await world.authority.query.customer('c.b1-1')
  expect(whole?.timeline.some((one) => one.is === 'note' && one.note.text === '一年前写的')).toBe(true)
})
