import { connect } from 'node:net'
import { gzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { makeWorld, type World } from '../world.ts'
import { codeFor, numbered, rawBytes, type RawDesk, rawDesk, request, typeOf } from './raw-desk.ts'

async function worldOfOne(limits: Parameters<typeof makeWorld>[0] = {}): Promise<World> {
  const world = await makeWorld(limits)
  await world.addStaff('b1', 'butler')
  await world.addCustomers('b1', ['陈大文'])
  return world
}

const push = (commands: unknown) => ({ protocol: 2, epoch: '', commands })

test('a body is at most a megabyte, whether it says its length or not', async () => {
  await using world = await worldOfOne()
  const desk = await rawDesk(world, 'b1')
  const large = JSON.stringify({ protocol: 2, pad: 'x'.repeat(1024 * 1024) })
  expect(typeOf(await desk.ask('POST', '/v1/push', large))).toBe('too-large')
  const chunk = 'x'.repeat(64 * 1024)
  const unending = await rawBytes(world, [
    `POST /v1/push HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${desk.token}\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n`,
    ...Array.from({ length: 40 }, () => `${chunk.length.toString(16)}\r\n${chunk}\r\n`),
  ])
  expect(unending.text).toMatch(/^HTTP\/1\.1 413 /)
  expect(unending.text).toContain('urn:butler:problem:too-large')
})

test('a compressed body is not unpacked', async () => {
  await using world = await worldOfOne()
  const desk = await rawDesk(world, 'b1')
  const before = process.memoryUsage().rss
  for (const encoding of ['gzip', 'deflate', 'br', 'gzip, gzip']) {
    const body = new Uint8Array(gzipSync(Buffer.alloc(50 * 1024 * 1024, 0x20)))
    expect(body.byteLength).toBeLessThan(1024 * 1024)
    const headers = { 'content-encoding': encoding }
    expect(typeOf(await desk.ask('POST', '/v1/push', undefined, { body, headers }))).toBe('unsupported-body')
  }
  expect(process.memoryUsage().rss - before).toBeLessThan(200 * 1024 * 1024)
  const form = { body: 'a=b', headers: { 'content-type': 'application/x-www-form-urlencoded' } }
  expect(typeOf(await desk.ask('POST', '/v1/push', undefined, form))).toBe('unsupported-body')
})

test('JSON is bounded in depth, text and number of commands, and has no reserved keys', async () => {
  await using world = await worldOfOne()
  const desk = await rawDesk(world, 'b1')
  const told = async (body: string) => typeOf(await desk.ask('POST', '/v1/push', body))
  const deep = (n: number) => `{"protocol":2,"epoch":"","commands":[],"more":${'['.repeat(n)}${']'.repeat(n)}}`
  expect(await told(deep(60))).toBe('undefined')
  expect(await told(deep(64))).toBe('body')
  expect(await told(deep(500_000))).toBe('body')
  expect(await told(`${'{"a":'.repeat(150_000)}1${'}'.repeat(150_000)}`)).toBe('body')
  expect(await told(JSON.stringify({ ...push([]), more: 'x'.repeat(300_000) }))).toBe('body')
  for (const key of ['__proto__', 'constructor', 'prototype', '\\u005f_proto__'])
    expect(await told(`{"protocol":2,"epoch":"","commands":[],"more":{"${key}":{"isAdmin":true}}}`)).toBe('body')
  expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined()
  const note = { customerId: 'c.b1-1', caseId: null, text: '一' }
  const commands = Array.from({ length: 101 }, (_, index) => numbered(index + 1, 'note.add', note))
  expect(typeOf(await desk.ask('POST', '/v1/push', push(commands)))).toBe('body')
  expect((await desk.ask('POST', '/v1/push', push(commands.slice(0, 100)))).body).toEqual({ lastSeq: 100 })
  for (const body of ['', '{', '\u0000', '[', 'null', '"x"', '1e999'])
    expect((await desk.ask('POST', '/v1/push', body)).status).toBeOneOf([400, 422])
  const bytes = new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d])
  expect(typeOf(await desk.ask('POST', '/v1/push', undefined, { body: bytes }))).toBe('not-json')
})

test('who sends slowly, headers or body, is told so and let go', async () => {
  const limits = { headersMs: 400, requestMs: 1_500, bodyMs: 400 }
  await using world = await worldOfOne({ serving: { limits } })
  const desk = await rawDesk(world, 'b1')
  const headers = await rawBytes(world, [
    'GET /healthz HTTP/1.1\r\n',
    ...Array.from({ length: 30 }, (_, n) => [`X-${n}: a\r\n`, { waitMs: 100 }]).flat(),
  ])
  expect(headers.text).toMatch(/^HTTP\/1\.1 408 /)
  expect(headers.text).toContain('urn:butler:problem:too-slow')
  expect(headers.ms).toBeLessThan(2_500)
  const body = await rawBytes(world, [
    `POST /v1/push HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${desk.token}\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n`,
    ...Array.from({ length: 30 }, () => ['x', { waitMs: 100 }]).flat(),
  ])
  expect(body.text).toMatch(/^HTTP\/1\.1 408 /)
  expect(body.text).toContain('urn:butler:problem:too-slow')
  expect(body.ms).toBeLessThan(2_500)
  const silent = await rawBytes(world, [])
  expect(silent.ms).toBeLessThan(3_000)
})

test('headers are bounded, and what is no HTTP is told so', async () => {
  await using world = await worldOfOne()
  const large = await rawBytes(world, [`GET /healthz HTTP/1.1\r\nHost: a\r\nX-Large: ${'a'.repeat(20_000)}\r\n\r\n`])
  expect(large.text).toMatch(/^HTTP\/1\.1 431 /)
  expect(large.text).toContain('urn:butler:problem:headers')
  for (const bytes of ['\u0016\u0003\u0001\u0002', 'GET\r\n\r\n', 'FETCH / HTTP/9\r\n\r\n']) {
    const { text } = await rawBytes(world, [bytes])
    expect(text).toMatch(/^HTTP\/1\.1 400 /)
    expect(text).toContain('urn:butler:problem:malformed')
  }
  const smuggled = 'POST /v1/push HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n'
  expect((await rawBytes(world, [smuggled])).text).toMatch(/^HTTP\/1\.1 400 /)
})

test('one desk, and one address, may ask so often; the answer says when again', async () => {
  const limits = { perDesk: { burst: 20, perSecond: 2 } }
  await using world = await worldOfOne({ serving: { limits } })
  await world.addStaff('b2', 'butler')
  const [eager, other] = [await rawDesk(world, 'b1'), await rawDesk(world, 'b2')]
  const asked = await Promise.all(Array.from({ length: 40 }, () => eager.ask('GET', '/v1/pull')))
  const limited = asked.filter(({ status }) => status === 429)
  expect(limited.length).toBeGreaterThan(10)
  expect(typeOf(limited[0]!)).toBe('rate-limited')
  expect(Number(limited[0]?.headers.get('retry-after'))).toBeGreaterThan(0)
  expect((await other.ask('GET', '/v1/pull')).status).toBe(200)
})

test('an address may ask so often, known or not', async () => {
  await using world = await worldOfOne({ serving: { limits: { perAddress: { burst: 30, perSecond: 1 } } } })
  const asked = await Promise.all(Array.from({ length: 60 }, () => request(world, 'GET', '/v1/pull')))
  expect(asked.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(32)
  expect(asked.some((answer) => typeOf(answer) === 'rate-limited')).toBe(true)
})

test('enrolment codes cannot be guessed, and the right one is not used up by wrong ones before the limit', async () => {
  await using world = await worldOfOne()
  const enrol = (code: string) => request(world, 'POST', '/v1/enrol', { protocol: 2, code, deviceName: 'x' })
  // Right codes are never limited: a team of desks joins at once.
  for (let n = 0; n < 15; n++) expect((await enrol(await codeFor(world, 'b1'))).status).toBe(200)
  const guesses = await Promise.all(Array.from({ length: 50 }, (_, n) => enrol(`ABCD-EFGH-${1000 + n}`)))
  expect(guesses.filter(({ status }) => status === 401)).toHaveLength(10)
  const limited = guesses.find(({ status }) => status === 429)
  expect(Number(limited?.headers.get('retry-after'))).toBeGreaterThan(10)
  expect((await enrol(await codeFor(world, 'b1'))).status).toBe(429)
})

test('connections are capped', async () => {
  await using world = await worldOfOne({ serving: { limits: { connections: 5 } } })
  const port = Number(new URL(world.endpointUrl).port)
  const sockets = Array.from({ length: 12 }, () => connect(port, '127.0.0.1').on('error', () => undefined))
  await new Promise((done) => setTimeout(done, 300))
  expect(sockets.filter((socket) => !socket.destroyed && socket.readyState === 'open').length).toBeLessThanOrEqual(5)
  for (const socket of sockets) socket.destroy()
})

test('200 desks that come back at once are not held up', async () => {
  await using world = await worldOfOne()
  const desks: RawDesk[] = []
  for (let n = 0; n < 20; n++) desks.push(await rawDesk(world, 'b1'))
  const asked = await Promise.all(
    Array.from({ length: 200 }, async (_, n) => {
      const desk = desks[n % desks.length]!
      const answers = [await desk.ask('POST', '/v1/push', push([])), await desk.ask('GET', '/v1/pull')]
      return answers.map(({ status }) => status)
    }),
  )
  expect(new Set(asked.flat())).toEqual(new Set([200]))
})
