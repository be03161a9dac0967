import { once } from 'node:events'
import { connect } from 'node:net'
import { setTimeout as rest } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { authorityOf } from '../../src/app/authority.ts'
import type { RequestLine } from '../../src/http/environment.ts'
import { listen } from '../../src/http/server.ts'
import { accepted, makeWorld } from '../world.ts'
import { numbered, rawDesk, request, typeOf } from './raw-desk.ts'

test('whoever runs the endpoint can see that it lives, is ready, and what it does', async () => {
  await using world = await makeWorld()
  await world.addStaff('b1', 'butler')
  await world.addCustomers('b1', ['陈大文'])
  const desk = await rawDesk(world, 'b1')
  const note = (text: string) => ({ customerId: 'c.b1-1', caseId: null, text })
  const commands = [numbered(1, 'note.add', note('一')), numbered(2, 'case.take', { caseId: 'none' })]
  await desk.ask('POST', '/v1/push', { protocol: 2, epoch: '', commands })
  expect((await request(world, 'GET', '/healthz')).body).toEqual({ ok: true })
  expect((await request(world, 'GET', '/readyz')).body).toEqual({
    ready: true,
    checks: { store: true, migrations: true, disk: true },
  })
  const text = String((await request(world, 'GET', '/metrics')).body)
  for (const line of [
    'butler_requests_total{route="/v1/push",method="POST",status="200"} 1',
    'butler_commands_total{command="note.add",outcome="accepted"} 1',
    'butler_commands_total{command="case.take",outcome="refused"} 1',
    'butler_waiters 0',
    `butler_head_version ${await world.authority.query.lastEvent()}`,
  ])
    expect(text).toContain(`${line}\n`)
  // A database elsewhere has its log elsewhere.
  const isFile = process.env['BUTLER_TEST_ENGINE'] !== 'postgres'
  expect(text).toMatch(isFile ? /butler_wal_bytes [1-9]/ : /butler_wal_bytes 0/)
  expect(text).toMatch(/process_resident_memory_bytes \d/)
  expect(text).not.toMatch(/b1|陈|note 一/)
})

test('metrics are for this machine alone, unless opened', async () => {
  const viaProxy = { headers: { 'x-forwarded-for': '203.0.113.9' } }
  {
    await using world = await makeWorld({ serving: { isBehindProxy: true } })
    expect(typeOf(await request(world, 'GET', '/metrics', undefined, viaProxy))).toBe('forbidden')
    expect((await request(world, 'GET', '/metrics')).status).toBe(200)
  }
  const serving = { isBehindProxy: true, hasOpenMetrics: true }
  await using world = await makeWorld({ serving })
  expect((await request(world, 'GET', '/metrics', undefined, viaProxy)).status).toBe(200)
})

/** Asked through a proxy, for somebody at an address. */
function from(address: string): RequestInit {
  return { headers: { 'x-forwarded-for': address } }
}

test('behind a proxy limits are by the address that the proxy wrote, else by the other end alone', async () => {
  const limits = { perAddress: { burst: 5, perSecond: 0.01 } }
  {
    await using world = await makeWorld({ serving: { isBehindProxy: true, limits } })
    for (let n = 0; n < 8; n++) await request(world, 'GET', '/healthz', undefined, from(`10.0.0.${n}, 203.0.113.1`))
    expect((await request(world, 'GET', '/healthz', undefined, from('203.0.113.1'))).status).toBe(429)
    expect((await request(world, 'GET', '/healthz', undefined, from('203.0.113.2'))).status).toBe(200)
  }
  await using world = await makeWorld({ serving: { limits } })
  const told: number[] = []
  for (let n = 0; n < 8; n++)
    told.push((await request(world, 'GET', '/healthz', undefined, from(`10.0.0.${n}`))).status)
  expect(told.filter((status) => status === 429)).toHaveLength(3)
})

test('an endpoint whose store has gone says that it is not ready, and why a request failed is in the log alone', async () => {
  await using world = await makeWorld()
  await world.addStaff('b1', 'butler')
  const faults: { fault: unknown; requestId: string | undefined }[] = []
  const { store } = world.authority
  const broken = {
    ...world.authority,
    store: {
      ...store,
      get reader(): typeof store.reader {
        throw new Error('disk I/O error at /var/lib/butler.db')
      },
    },
  }
  const listening = await listen(authorityOf(broken), '127.0.0.1', 0, (fault, requestId) =>
    faults.push({ fault, requestId }),
  )
  const there = { ...world, endpointUrl: listening.url }
  const answer = await request(there, 'GET', '/v1/pull', undefined, { token: 'some' })
  expect(typeOf(answer)).toBe('fault')
  expect(answer.body).toEqual({
    type: 'urn:butler:problem:fault',
    title: 'The endpoint failed; nothing was changed',
    status: 500,
    requestId: faults[0]?.requestId,
  })
  expect(JSON.stringify(answer.body)).not.toContain('disk')
  expect(typeOf(await request(there, 'GET', '/readyz'))).toMatch(/fault|not-ready/)
  await listening.close()
})

test('a request is one line in the log: who and what kind, never what was said', async () => {
  const lines: RequestLine[] = []
  await using world = await makeWorld({ serving: { onRequest: (line) => lines.push(line) } })
  await world.addStaff('b1', 'butler')
  await world.addCustomers('b1', ['陈大文'])
  const desk = await rawDesk(world, 'b1')
  await desk.ask('POST', '/v1/push', {
    ...{ protocol: 2, epoch: '' },
    commands: [numbered(1, 'note.add', { customerId: 'c.b1-1', caseId: null, text: '客户住院' })],
  })
  const answer = await desk.ask('GET', `/v1/pull?token=${desk.token}`)
  await request(world, 'GET', `/v1/${desk.refreshToken}`)
  expect(lines.at(-2)).toEqual({
    requestId: answer.headers.get('x-request-id'),
    ...{ method: 'GET', route: '/v1/pull', status: 200, ms: expect.any(Number) as number },
    ...{ deviceId: desk.deviceId, staffId: 'b1' },
  })
  expect(lines.at(-1)).toMatchObject({ route: 'none', status: 404, deviceId: null })
  const log = JSON.stringify(lines)
  for (const secret of [desk.token, desk.refreshToken, '住院', '陈大文', 'c.b1-1', '测试'])
    expect(log).not.toContain(secret)
})

test('a connection that has asked nothing does not hold up an endpoint that stops', async () => {
  await using world = await makeWorld({ serving: { limits: { stopMs: 20_000 } } })
  const silent = connect(Number(new URL(world.endpointUrl).port), '127.0.0.1').on('error', () => undefined)
  await once(silent, 'connect')
  const gone = once(silent, 'close')
  await Promise.all([world.stopEndpoint(), gone])
}, 10_000)

test('an endpoint that stops finishes what is under way, takes nothing more, and is gone within its time', async () => {
  await using world = await makeWorld({ serving: { limits: { stopMs: 1_500, bodyMs: 10_000, requestMs: 10_000 } } })
  await world.addStaff('b1', 'butler')
  await world.addCustomers('b1', ['陈大文'])
  const desk = await rawDesk(world, 'b1')
  const body = JSON.stringify({
    ...{ protocol: 2, epoch: '' },
    commands: [numbered(1, 'note.add', { customerId: 'c.b1-1', caseId: null, text: '写到一半' })],
  })
  const port = Number(new URL(world.endpointUrl).port)
  const head = `POST /v1/push HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${desk.token}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n`
  const begun = connect(port, '127.0.0.1')
  let text = ''
  begun.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')))
  begun.write(head + body.slice(0, 20))
  // This one never goes on.
  const hanging = connect(port, '127.0.0.1').on('error', () => undefined)
  hanging.write(head)
  await rest(200)
  const started = performance.now()
  const stopping = world.stopEndpoint()
  await rest(200)
  await expect(request(world, 'GET', '/healthz')).rejects.toThrow('fetch failed')
  begun.write(body.slice(20))
  await stopping
  expect(performance.now() - started).toBeLessThan(3_000)
  expect(text).toMatch(/^HTTP\/1\.1 200 /)
  expect(text).toContain('{"lastSeq":1}')
  await world.startEndpoint()
  const home = await world.desk('b1')
  accepted(await home.execute('note.add', { customerId: 'c.b1-1', caseId: null, text: '重启后' }))
  await home.sync.once()
  const notes = await world.authority.query.all('note')
  expect(notes.map((one) => one.text).sort()).toEqual(['写到一半', '重启后'].sort())
})
