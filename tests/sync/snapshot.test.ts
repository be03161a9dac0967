import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { databaseName } from '../../src/app/home.ts'
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
  const cut = { bytes: null as number | null }
  return {
    asked,
    cut,
    net: async (url: string, init: RequestInit) => {
      const response = await fetch(url, init)
      const { pathname, search } = new URL(url)
      asked.push({ path: pathname + search, range: new Headers(init.headers).get('range') })
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
