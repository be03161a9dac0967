import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readTokens } from '../../src/app/credentials.ts'
import { accepted, makeWorld } from '../world.ts'
import { numbered, type RawDesk, rawDesk, request, typeOf } from './raw-desk.ts'

test('API2: a dump of every table and every file of the authority holds no token that opens anything', async () => {
  await using world = await makeWorld()
  await world.addStaff('b1', 'butler')
  await world.addCustomers('b1', ['陈大文'])
  const raw = await rawDesk(world, 'b1')
  const desk = await world.desk('b1')
  world.clock.advance(11 * 3_600_000)
  await desk.sync.once()
  const { access, refresh } = readTokens(desk.folder)
  const secrets = [raw.token, raw.refreshToken, access, refresh]
  const { store, folder } = world.authority
  const dump: string[] = []
  for (const { name } of await store.tables())
    dump.push(
      JSON.stringify(
        await store.reader
          .selectFrom(name as 'note')
          .selectAll()
          .execute(),
      ),
    )
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
  for (const file of files) if (file.isFile()) dump.push(readFileSync(join(file.parentPath, file.name), 'latin1'))
  const all = dump.join('\n')
  for (const secret of secrets) expect(all).not.toContain(secret)
  // What is stored of them opens nothing either.
  const stored = [...new Set(all.match(/\b[0-9a-f]{64}\b/g))].slice(0, 400)
  expect(stored.length).toBeGreaterThan(4)
  const status = await Promise.all(
    stored.map(async (token) => (await request(world, 'GET', '/v1/pull', undefined, { token })).status),
  )
  expect(new Set(status)).toEqual(new Set([401]))
})

test('reserved keys are taken nowhere: not in a body, not in arguments, not in a query', async () => {
  await using world = await makeWorld()
  await world.addStaff('b1', 'butler')
  await world.addCustomers('b1', ['陈大文'])
  const desk = await rawDesk(world, 'b1')
  for (const key of ['__proto__', 'constructor', 'prototype']) {
    const args = `{"customerId":"c.b1-1","caseId":null,"text":"一","${key}":{"role":"supervisor"}}`
    const command = `{"id":"reserved-1","name":"note.add","version":1,"args":${args}}`
    for (const body of [
      `{"protocol":2,"command":${command}}`,
      `{"protocol":2,"command":{},"${key}":{"role":"manager"}}`,
    ])
      for (const path of ['/v1/decide', '/v1/reveal', '/v1/push', '/v1/access'])
        expect(typeOf(await desk.ask('POST', path, body))).toBe('body')
    expect((await desk.ask('GET', `/v1/pull?${key}[role]=supervisor&${key}=1`)).status).toBeOneOf([200, 409, 410, 422])
    for (const name of [key, 'toString', 'hasOwnProperty']) {
      const given = { id: `named-${name.replaceAll('_', '-')}`, name, version: 1, args: {} }
      expect(typeOf(await desk.ask('POST', '/v1/decide', { protocol: 2, command: given }))).toBe('unknown-command')
    }
  }
  expect(({} as Record<string, unknown>)['role']).toBeUndefined()
  expect(await world.authority.query.all('note')).toEqual([])
})

test('text that means something to SQL is text, wherever it is taken', async () => {
  await using world = await makeWorld()
  await world.addStaff('b1', 'butler')
  await world.addCustomers('b1', ['陈大文'])
  const desk = await rawDesk(world, 'b1')
  const before = await world.authority.query.counts()
  const evil = [
    `'; drop table customer; --`,
    `" or 1=1 --`,
    `%' union select * from device --`,
    '\\',
    `')) or (('1'='1`,
  ]
  let seq = 0
  for (const text of evil) {
    const note = numbered(++seq, 'note.add', { customerId: 'c.b1-1', caseId: null, text }, `sql-note-${seq}`)
    expect((await desk.ask('POST', '/v1/push', { protocol: 2, epoch: '', commands: [note] })).status).toBe(200)
    const other = numbered(++seq, 'note.add', { customerId: text, caseId: text, text }, `sql-note-${seq}`)
    await desk.ask('POST', '/v1/push', { protocol: 2, epoch: '', commands: [other] })
    for (const path of ['/v1/pull', '/v1/snapshot'])
      expect(
        (await desk.ask('GET', `${path}?cursor=${encodeURIComponent(text)}&id=${encodeURIComponent(text)}`)).status,
      ).toBeLessThan(500)
    expect(await world.authority.query.search(text)).toEqual([])
    expect(await world.authority.query.seen({ customerId: text, staffId: text })).toEqual([])
  }
  expect((await world.authority.query.all('note')).map(({ text }) => text).sort()).toEqual([...evil].sort())
  expect(await world.authority.query.counts()).toEqual(before)
})

test('API4: of many who wait a bounded number is held, and others are served meanwhile', async () => {
  const limits = { waiters: 100, waitersPerDesk: 100, waitMs: 25_000, perDesk: { burst: 5_000, perSecond: 5_000 } }
  await using world = await makeWorld({ serving: { limits } })
  await world.addStaff('b1', 'butler')
  await world.addStaff('b2', 'butler')
  await world.addCustomers('b1', ['陈大文'])
  const desks: RawDesk[] = []
  for (let n = 0; n < 10; n++) desks.push(await rawDesk(world, 'b1'))
  const other = await world.desk('b2')
  const cursor = `${await world.authority.query.epoch()}.${await world.authority.query.lastEvent()}.butler`
  const before = process.memoryUsage().rss
  const asked = Array.from({ length: 400 }, (_, n) => desks[n % desks.length]!.ask('GET', `/v1/wait?cursor=${cursor}`))
  const told: number[] = []
  for (const one of asked) void one.then(({ status }) => told.push(status))
  await expect.poll(() => told.filter((status) => status === 429).length, { timeout: 20_000 }).toBe(300)
  expect(String((await request(world, 'GET', '/metrics')).body)).toContain('butler_waiters 100\n')
  const started = performance.now()
  await other.sync.once()
  expect(performance.now() - started).toBeLessThan(2_000)
  expect(process.memoryUsage().rss - before).toBeLessThan(250 * 1024 * 1024)
  await world.give('case.open', { customerId: 'c.b1-1', kind: 'question', title: '问' })
  expect((await Promise.all(asked)).filter(({ status }) => status === 200)).toHaveLength(100)
})

test('a role that is taken away while a desk is offline decides nothing any more with what it sends', async () => {
  await using world = await makeWorld()
  await world.addStaff('x1', 'expert')
  await world.addStaff('b1', 'butler')
  await world.addCustomers('b1', ['陈大文'])
  const { caseId } = await world.give('case.open', {
    customerId: 'c.b1-1',
    kind: 'claim',
    title: '理赔',
    role: 'expert',
  })
  const desk = await world.desk('x1')
  accepted(await desk.execute('case.take', { caseId }))
  const rows = [{ externalId: 'x1', name: 'x1', role: 'service' }]
  await world.give('import.rows', { kind: 'staff', source: 'test', number: 1, rows })
  await desk.sync.once()
  const events = (await world.authority.query.events(0)).filter(({ command }) => command === 'case.take')
  expect(events).toMatchObject([{ outcome: 'refused', code: 'not-allowed', role: 'service' }])
  expect((await world.authority.query.row('case', String(caseId)))?.takenBy).toBe(null)
})
