import { expect, test } from 'vitest'
import { problems } from '../../src/http/problem.ts'
import { makeWorld } from '../world.ts'
import { type Answer, numbered, rawBytes, rawDesk, request } from './raw-desk.ts'

/** Every problem that can be brought about from outside, as it is told. The golden file is the contract: types never change. */
test('every problem is told as its golden body, and nothing of the inside with it', async () => {
  const limits = {
    headersMs: 300,
    requestMs: 1_000,
    bodyMs: 300,
    perDesk: { burst: 40, perSecond: 0.01 },
    waitersPerDesk: 0,
  }
  await using world = await makeWorld({ serving: { limits } })
  await world.addStaff('b1', 'butler')
  await world.addCustomers('b1', ['陈大文'])
  const desk = await rawDesk(world, 'b1')
  const push = (...commands: unknown[]) => desk.ask('POST', '/v1/push', { protocol: 2, epoch: '', commands })
  const note = { customerId: 'c.b1-1', caseId: null, text: '一' }
  const cursor = `${await world.authority.query.epoch()}.999999.butler`
  const told: Record<string, unknown> = {}
  const bodies: string[] = []
  const tell = async (what: string, answer: Promise<Answer> | Answer) => {
    const { status, headers, body } = await answer
    expect(headers.get('content-type')).toBe('application/problem+json')
    expect(headers.get('x-request-id')).toBe((body as { requestId: string }).requestId)
    bodies.push(JSON.stringify(body))
    expect((body as { status: number }).status).toBe(status)
    told[what] = { ...(body as object), requestId: '(id)' }
  }
  const tellRaw = async (what: string, parts: Parameters<typeof rawBytes>[1]) => {
    const { text } = await rawBytes(world, parts)
    const body = JSON.parse(text.slice(text.indexOf('\r\n\r\n') + 4)) as { status: number }
    expect(text).toContain(`HTTP/1.1 ${body.status} `)
    bodies.push(JSON.stringify(body))
    told[what] = { ...body, requestId: '(id)' }
  }
  await tell('nothing there', request(world, 'GET', '/v1/nothing'))
  await tell('no token', request(world, 'GET', '/v1/pull'))
  await tell('token in the address', request(world, 'GET', `/v1/pull?token=${desk.token}&access_token=${desk.token}`))
  await tell('another token', request(world, 'GET', '/v1/pull', undefined, { token: 'guess' }))
  await tell(
    'refresh token as access token',
    request(world, 'GET', '/v1/pull', undefined, { token: desk.refreshToken }),
  )
  await tell('wrong code', request(world, 'POST', '/v1/enrol', { protocol: 2, code: 'X', deviceName: 'x' }))
  await tell(
    'wrong refresh token',
    request(
      world,
      'POST',
      '/v1/token',
      { protocol: 2, tokenHash: 'a'.repeat(64), refreshHash: 'b'.repeat(64) },
      { token: desk.token },
    ),
  )
  await tell('not JSON', desk.ask('POST', '/v1/push', '{'))
  await tell('another shape', desk.ask('POST', '/v1/push', { protocol: 2, epoch: '', commands: 'all' }))
  await tell('too deep', desk.ask('POST', '/v1/push', '['.repeat(100)))
  await tell('a reserved key', desk.ask('POST', '/v1/push', '{"__proto__":1}'))
  await tell('another query', desk.ask('GET', '/v1/pull?acked=-1'))
  await tell('a protocol to come', desk.ask('POST', '/v1/push', { protocol: 99, what: 'ever' }))
  await tell(
    'a protocol to come, without a body',
    desk.ask('GET', '/v1/pull', undefined, { headers: { 'butler-protocol': '99' } }),
  )
  await tell('compressed', desk.ask('POST', '/v1/push', 'x', { headers: { 'content-encoding': 'gzip' } }))
  await tell('too large', desk.ask('POST', '/v1/push', 'x'.repeat(1024 * 1024 + 1)))
  await tell('a gap in the outbox', push(numbered(5, 'note.add', note)))
  await tell('an unknown command', push(numbered(1, 'future.command', {})))
  await push(numbered(1, 'note.add', note))
  await tell('the same number, another command', push(numbered(1, 'note.add', note, 'another-command-1')))
  await tell(
    'an unknown command, decided at once',
    desk.ask('POST', '/v1/decide', {
      protocol: 2,
      command: { id: 'decide-one', name: 'future.command', version: 9, args: {} },
    }),
  )
  const third = { headers: { 'butler-protocol': '3' } }
  await tell('no cursor', desk.ask('GET', '/v1/pull', undefined, third))
  await tell('a cursor of a time to come', desk.ask('GET', `/v1/pull?cursor=${cursor}`, undefined, third))
  await tell('another life', desk.ask('POST', '/v1/push', { protocol: 3, epoch: 'another', commands: [] }))
  await tell('too many wait', desk.ask('GET', `/v1/wait?cursor=${cursor}`))
  await tell('hints are for supervisors', desk.ask('GET', '/v1/hints'))
  await tell(
    'metrics are for this machine',
    request(world, 'GET', '/metrics', undefined, { headers: { 'x-forwarded-for': '203.0.113.9' } }),
  )
  const limited = await Promise.all(Array.from({ length: 60 }, () => desk.ask('GET', '/v1/pull')))
  await tell(
    'too often',
    limited.find(({ status }) => status === 429)!,
  )
  world.clock.advance(13 * 3_600_000)
  await tell('an expired token', desk.ask('GET', '/v1/pull'))
  await world.addStaff('b2', 'butler')
  await world.give('staff.revoke', { staffId: 'b1', bookTo: 'b2' })
  await tell('a revoked desk', desk.ask('GET', '/v1/pull'))
  await tellRaw('slow headers', ['GET /healthz HTTP/1.1\r\n'])
  await tellRaw('large headers', [`GET /healthz HTTP/1.1\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`])
  await tellRaw('no HTTP', ['hello\r\n\r\n'])

  await expect(`${JSON.stringify(told, null, 2)}\n`).toMatchFileSnapshot('../../fixtures/endpoint/problems.json')
  for (const body of bodies) {
    expect(body).not.toMatch(/ at |node:|\.ts|\/src|sqlite|SQLITE|陈|c\.b1/i)
    expect(body).not.toContain(desk.token)
  }
  // What is left cannot be brought about from outside without breaking something or much work: told in operations.test.ts, and in
  // snapshot.test.ts and recovery.test.ts of sync.
  const seen = new Set(
    Object.values(told).map((one) => (one as { type: string }).type.replace('urn:butler:problem:', '')),
  )
  const all = Object.keys(problems).map((name) => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`))
  expect(all.filter((name) => !seen.has(name)).sort()).toEqual([
    'fault',
    'large-change',
    'not-ready',
    'recovering',
    'stopping',
  ])
})
