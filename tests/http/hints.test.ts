import { setTimeout as rest } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { openHome } from '../../src/app/home.ts'
import type { ListenOptions } from '../../src/http/server.ts'
import type { Net } from '../../src/sync/desk-sync.ts'
import { accepted, makeWorld, type World } from '../world.ts'
import { type Answer, type RawDesk, rawDesk, request, typeOf } from './raw-desk.ts'

/** A desk that only asked every now and then would need longer. */
const belowPollingMs = 1_400

async function twoBooks(limits: ListenOptions['limits'] = {}): Promise<World> {
  const world = await makeWorld({ serving: { limits: { longestSpreadMs: 0, ...limits } } })
  await world.addStaff('b1', 'butler')
  await world.addStaff('b2', 'butler')
  await world.addStaff('s1', 'supervisor')
  await world.addStaff('x1', 'expert')
  await world.addCustomers('b1', ['陈大文'])
  await world.addCustomers('b2', ['欧阳若兰'])
  return world
}

const openCase = (world: World, customerId: string) =>
  world.give('case.open', { customerId, kind: 'question', title: '问' })

async function cursorOf(desk: RawDesk): Promise<string> {
  return ((await desk.ask('GET', '/v1/pull')).body as { cursor: string }).cursor
}

async function timed(answer: Promise<Answer>): Promise<Answer & { ms: number }> {
  const started = performance.now()
  return { ...(await answer), ms: performance.now() - started }
}

async function seen(what: () => Promise<boolean>, withinMs = belowPollingMs): Promise<number> {
  const started = performance.now()
  while (!(await what())) {
    if (performance.now() - started > withinMs) throw new Error(`not seen within ${withinMs} ms`)
    await rest(10)
  }
  return performance.now() - started
}

test('a change reaches a desk that follows within a second, whoever made it, and what is done there goes up at once', async () => {
  await using world = await twoBooks()
  const desk = await world.desk('b1')
  desk.sync.follow()
  await rest(300)
  for (let n = 1; n <= 3; n++) {
    await openCase(world, 'c.b1-1')
    await seen(async () => (await desk.query.counts()).openCases === n)
  }
  accepted(await desk.execute('note.add', { customerId: 'c.b1-1', caseId: null, text: '一' }))
  await seen(async () => (await desk.query.outboxCounts()).waiting === 0)
  await seen(
    async () => (await world.authority.query.customer('c.b1-1'))?.timeline.some(({ is }) => is === 'note') === true,
  )
})

test('what another program of the home leaves in the outbox goes up although the desk waits for a hint', async () => {
  await using world = await twoBooks()
  const desk = await world.desk('b1', { name: 'desk' })
  desk.sync.follow()
  await rest(300)
  const other = await openHome(`${world.folder}/desk`, { clock: world.clock })
  accepted(await other.execute('note.add', { customerId: 'c.b1-1', caseId: null, text: '旁边写的' }))
  await seen(async () => (await other.query.outboxCounts()).waiting === 0, 4_000)
  await other.close()
})

test('a hint says that there is something, not what; one of others is none', async () => {
  await using world = await twoBooks({ waitMs: 700 })
  const [mine, theirs] = [await rawDesk(world, 'b1'), await rawDesk(world, 'b2')]
  const cursor = await cursorOf(mine)
  const waiting = timed(mine.ask('GET', `/v1/wait?cursor=${cursor}`))
  const other = timed(theirs.ask('GET', `/v1/wait?cursor=${await cursorOf(theirs)}`))
  await rest(100)
  await openCase(world, 'c.b1-1')
  expect(await waiting).toMatchObject({ status: 200, body: { changed: true } })
  expect((await waiting).ms).toBeLessThan(600)
  // Nothing of the other's book changed: the wait ends empty.
  expect(await other).toMatchObject({ status: 204, body: '' })
  expect((await other).ms).toBeGreaterThan(600)
  // What happened before the wait is told at once.
  const late = await timed(mine.ask('GET', `/v1/wait?cursor=${cursor}`))
  expect(late).toMatchObject({ status: 200, body: { changed: true } })
  expect(late.ms).toBeLessThan(600)
})

test('a desk that is revoked while it waits is told so at once, and so is one whose person becomes another role', async () => {
  await using world = await twoBooks({ waitMs: 5_000 })
  const [revoked, moved] = [await rawDesk(world, 'b1'), await rawDesk(world, 'x1')]
  const stream = await openStream(world, await rawDesk(world, 's1'))
  const first = timed(revoked.ask('GET', `/v1/wait?cursor=${await cursorOf(revoked)}`))
  await rest(100)
  await world.give('staff.revoke', { staffId: 'b1', bookTo: 'b2' })
  expect(typeOf(await first)).toBe('unauthorized')
  expect((await first).ms).toBeLessThan(1_500)
  const second = timed(moved.ask('GET', `/v1/wait?cursor=${await cursorOf(moved)}`))
  await rest(100)
  const rows = [{ externalId: 'x1', name: 'x1', role: 'inspector' }]
  await world.give('import.rows', { kind: 'staff', source: 'test', number: 1, rows })
  expect(await second).toMatchObject({ status: 200 })
  expect((await second).ms).toBeLessThan(1_500)
  await world.give('staff.revoke', { staffId: 's1' })
  await seen(async () => stream.text().includes('event: revoked') && stream.isOver(), 1_500)
})

test('a supervisor hears of everything in a stream that beats', async () => {
  await using world = await twoBooks({ heartbeatMs: 150 })
  const supervisor = await rawDesk(world, 's1')
  const stream = await openStream(world, supervisor, await cursorOf(supervisor))
  expect(stream.headers.get('content-type')).toBe('text/event-stream')
  expect(stream.headers.get('x-accel-buffering')).toBe('no')
  expect(stream.headers.get('cache-control')).toBe('no-store')
  await rest(250)
  expect(stream.text()).not.toContain('event:')
  await openCase(world, 'c.b2-1')
  await seen(async () => stream.text().includes('event: changed\ndata: {}\n\n'))
  expect(stream.text()).toContain('\n:\n')
  expect(stream.text()).not.toMatch(/b2|case|问/)
  // The token ends in the middle of the stream, and the stream with it.
  world.clock.advance(12 * 3_600_000)
  await seen(async () => stream.isOver())
  expect((await (await rawDesk(world, 'b1')).ask('GET', '/v1/hints')).status).toBe(403)
})

test('where waiting does not work the desk goes on asking', async () => {
  await using world = await twoBooks()
  for (const broken of ['cut', 'refused', 'page'] as const) {
    let waits = 0
    const net: Net = (url, init) => {
      if (!url.includes('/v1/wait')) return fetch(url, init)
      waits++
      if (broken === 'cut') return Promise.reject(new TypeError('terminated'))
      const [body, status] = broken === 'refused' ? ['{}', 429] : ['<h1>504</h1>', 504]
      return Promise.resolve(new Response(body, { status, headers: { 'content-type': 'text/html' } }))
    }
    const desk = await world.desk('b1', { net })
    desk.sync.follow()
    await rest(200)
    const before = (await desk.query.counts()).openCases
    await openCase(world, 'c.b1-1')
    await seen(async () => (await desk.query.counts()).openCases === before + 1, 3_000)
    expect(await desk.sync.state()).toMatchObject({ is: 'synced' })
    // A cut one is asked for once more at once, and then left alone for a while.
    expect(waits).toBeLessThanOrEqual(2)
    await desk.sync.stop()
  }
})

test('one desk waits so often at most, and an endpoint that stops sends everybody home', async () => {
  await using world = await twoBooks({ waitersPerDesk: 2, waiters: 3, waitMs: 5_000 })
  const [one, two] = [await rawDesk(world, 'b1'), await rawDesk(world, 'b2')]
  const wait = async (desk: RawDesk) => desk.ask('GET', `/v1/wait?cursor=${await cursorOf(desk)}`)
  const waiting = [wait(one), wait(one)]
  await rest(150)
  expect(typeOf(await wait(one))).toBe('too-many-waiters')
  waiting.push(wait(two))
  await rest(150)
  expect(await wait(two)).toMatchObject({ status: 429 })
  // Who goes away gives the place back.
  const gone = new AbortController()
  const leaving = one.ask('GET', `/v1/wait?cursor=x`, undefined, { signal: gone.signal }).catch(() => null)
  gone.abort()
  await leaving
  const started = performance.now()
  await world.stopEndpoint()
  expect(performance.now() - started).toBeLessThan(1_000)
  expect((await Promise.all(waiting)).map(({ status }) => status)).toEqual([204, 204, 204])
})

test('500 desks that wait cost little, are told quickly, and hold nobody up', async () => {
  await using world = await makeWorld()
  await world.addStaff('b1', 'butler')
  await world.addStaff('b2', 'butler')
  await world.addCustomers('b1', ['陈大文'])
  await world.addCustomers('b2', ['欧阳若兰'])
  const desks: RawDesk[] = []
  for (let n = 0; n < 500; n++) desks.push(await rawDesk(world, 'b1'))
  const other = await rawDesk(world, 'b2')
  const p99Of = async () => {
    const times: number[] = []
    for (let n = 0; n < 150; n++) times.push((await timed(other.ask('GET', '/v1/pull'))).ms)
    return times.sort((a, b) => a - b)[Math.floor(times.length * 0.99)] ?? 0
  }
  const cursor = await cursorOf(desks[0]!)
  const alone = await p99Of()
  const before = process.memoryUsage().rss
  const heard: number[] = []
  let changedAt = 0
  const waiting = desks.map(async (desk) => {
    const answer = await desk.ask('GET', `/v1/wait?cursor=${cursor}`)
    heard.push(performance.now() - changedAt)
    return answer.status
  })
  await rest(1_500)
  const { body } = await request(world, 'GET', '/metrics')
  expect(String(body)).toContain('butler_waiters 500')
  const among = await p99Of()
  const grown = (process.memoryUsage().rss - before) / 1024 / 1024
  changedAt = performance.now()
  await openCase(world, 'c.b1-1')
  expect(new Set(await Promise.all(waiting))).toEqual(new Set([200]))
  heard.sort((a, b) => a - b)
  const p99 = heard[Math.floor(heard.length * 0.99)] ?? 0
  console.info(
    `500 waiters: hint p99 ${p99.toFixed(0)} ms; pull p99 of others ${alone.toFixed(1)} → ${among.toFixed(1)} ms; both ends in one process grew by ${grown.toFixed(0)} MB`,
  )
  expect(String((await request(world, 'GET', '/metrics')).body)).toContain('butler_waiters 0')
}, 60_000)

async function openStream(world: World, desk: RawDesk, cursor = '') {
  const response = await fetch(new URL(`/v1/hints?cursor=${cursor}`, world.endpointUrl), {
    headers: { authorization: `Bearer ${desk.token}`, 'butler-protocol': '2' },
  })
  expect(response.status).toBe(200)
  let [text, isOver] = ['', false]
  void (async () => {
    for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) text += chunk
  })()
    .catch(() => undefined)
    .finally(() => (isOver = true))
  return { headers: response.headers, text: () => text, isOver: () => isOver }
}
