import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openHome } from '../../src/app/home.ts'
import { renewing } from '../../src/app/renewing.ts'
import type { Net } from '../../src/sync/desk-sync.ts'
import { sha256 } from '../../src/sync/sha256.ts'
import { accepted, makeWorld } from '../world.ts'
import { rawDesk, typeOf } from './raw-desk.ts'

const halfDayMs = 12 * 3_600_000

async function worldOfOne() {
  const world = await makeWorld()
  await world.addStaff('b1', 'butler')
  await world.addCustomers('b1', ['陈大文'])
  return world
}

const next = (name: string) => ({
  ...{ token: `token-${name}`, refreshToken: `refresh-${name}` },
  body: { protocol: 2, tokenHash: sha256(`token-${name}`), refreshHash: sha256(`refresh-${name}`) },
})
const bearer = (token: string) => ({ headers: { authorization: `Bearer ${token}` } })

test('an access token ends after twelve hours; the desk renews it in good time and goes on', async () => {
  await using world = await worldOfOne()
  const asked: string[] = []
  const net: Net = (url, init) => {
    asked.push(new URL(url).pathname)
    return fetch(url, init)
  }
  const desk = await world.desk('b1', { net })
  const tokenNow = () => readFileSync(join(desk.folder, 'token'), 'utf8')
  const first = tokenNow()
  await desk.sync.once()
  expect(asked).not.toContain('/v1/token')
  world.clock.advance(halfDayMs * 0.8)
  await desk.sync.once()
  expect(asked.filter((path) => path === '/v1/token')).toHaveLength(1)
  const second = tokenNow()
  expect(second).not.toBe(first)
  // Long offline: the access token is over, the refresh token is not.
  world.clock.advance(60 * 24 * 3_600_000)
  accepted(await desk.execute('note.add', { customerId: 'c.b1-1', caseId: null, text: '回来了' }))
  await desk.sync.once()
  expect(await desk.sync.state()).toMatchObject({ is: 'synced', waiting: 0 })
  expect(tokenNow()).not.toBe(second)
  for (const name of ['token', 'token.refresh']) expect(statSync(join(desk.folder, name)).mode & 0o777).toBe(0o600)
})

test('an answer that is lost while renewing costs nothing, nor does the end of the program', async () => {
  await using world = await worldOfOne()
  let isLosing = false
  const net: Net = async (url, init) => {
    const response = await fetch(url, init)
    if (isLosing && url.endsWith('/v1/token')) throw new TypeError('connection reset')
    return response
  }
  const desk = await world.desk('b1', { net, name: 'desk' })
  world.clock.advance(halfDayMs + 1)
  isLosing = true
  await expect(desk.sync.once()).rejects.toThrow('cannot be reached')
  await expect(desk.sync.once()).rejects.toThrow('cannot be reached')
  await desk.close()
  const again = await openHome(join(world.folder, 'desk'), { clock: world.clock })
  await again.sync.once()
  expect(await again.sync.state()).toMatchObject({ is: 'synced' })
  await again.close()
})

test('a program that ends between the two files of its tokens has the new ones', async () => {
  await using world = await worldOfOne()
  const desk = await world.desk('b1', { name: 'desk' })
  const at = (name: string) => join(desk.folder, name)
  let asking = ''
  const net: Net = (url, init) => {
    if (url.endsWith('/v1/token')) asking = readFileSync(at('token.refresh'), 'utf8')
    return fetch(url, init)
  }
  await desk.close()
  const renewed = await openHome(desk.folder, { clock: world.clock, net })
  world.clock.advance(halfDayMs * 2)
  await renewed.sync.once()
  await renewed.close()
  // The first file was written, the second not; it was asked for before its time, because the endpoint wanted it.
  expect(asking).toContain('"next":{')
  const renewAt = world.clock.now() + 90 * 24 * 3_600_000
  writeFileSync(at('token.refresh'), JSON.stringify({ ...(JSON.parse(asking) as object), renewAt }))
  for (let day = 0; day < 2; day++) {
    const again = await openHome(desk.folder, { clock: world.clock })
    world.clock.advance(halfDayMs * 2)
    await again.sync.once()
    await again.close()
  }
  expect((await world.authority.query.events(0)).map(({ command }) => command)).not.toContain('device.revoke')
})

test('several programs of one home share its tokens', async () => {
  await using world = await worldOfOne()
  const desk = await world.desk('b1', { name: 'desk' })
  const { folder } = desk
  // One process cannot wait for its own database lock, so here they share all but the database.
  const programs = Array.from({ length: 5 }, () =>
    renewing({ net: (url, init) => fetch(url, init), endpoint: world.endpointUrl, folder, now: world.clock.now }),
  )
  const pull = `${world.endpointUrl}/v1/pull`
  for (let round = 0; round < 3; round++) {
    world.clock.advance(halfDayMs + 1)
    const answers = await Promise.all(programs.map((program) => program(pull, {})))
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200])
  }
  await desk.sync.once()
  const spent = await world.authority.store.reader.selectFrom('deviceToken').selectAll().execute()
  expect(spent.filter(({ spentAt }) => spentAt !== null)).toHaveLength(3)
})

test('a refresh token that is shown twice, for others, takes the device away and is in the audit', async () => {
  await using world = await worldOfOne()
  const desk = await rawDesk(world, 'b1')
  const [mine, theirs] = [next('mine'), next('thief')]
  const renew = (token: string, body: unknown) => desk.ask('POST', '/v1/token', body, bearer(token))
  expect((await renew(desk.refreshToken, mine.body)).body).toEqual({ tokenLifeMs: halfDayMs })
  // The access token before ends at once; the same request again is the same answer.
  expect((await desk.ask('GET', '/v1/pull')).status).toBe(401)
  expect((await renew(desk.refreshToken, mine.body)).status).toBe(200)
  expect((await desk.ask('GET', '/v1/pull', undefined, bearer(mine.token))).status).toBe(200)
  expect((await renew(desk.refreshToken, theirs.body)).status).toBe(401)
  expect((await desk.ask('GET', '/v1/pull', undefined, bearer(theirs.token))).status).toBe(401)
  // Nobody knows who of the two is the thief: both are out.
  expect((await desk.ask('GET', '/v1/pull', undefined, bearer(mine.token))).status).toBe(401)
  expect((await renew(mine.refreshToken, next('later').body)).status).toBe(401)
  const events = await world.authority.query.events(0)
  expect(events.at(-1)).toMatchObject({ command: 'device.revoke', actorId: 'endpoint', outcome: 'accepted' })
  expect(events.at(-1)?.detail).toMatchObject({ deviceId: desk.deviceId, reason: 'replayed' })
})

test('two who renew at the same moment: one of them has it, or nobody', async () => {
  await using world = await worldOfOne()
  const desk = await rawDesk(world, 'b1')
  const many = Array.from({ length: 20 }, (_, n) => next(String(n)))
  const told = await Promise.all(many.map(({ body }) => desk.ask('POST', '/v1/token', body, bearer(desk.refreshToken))))
  expect(told.filter(({ status }) => status === 200)).toHaveLength(1)
  for (const { token } of many) expect((await desk.ask('GET', '/v1/pull', undefined, bearer(token))).status).toBe(401)
})

test('an access token renews nothing, and a refresh token opens nothing', async () => {
  await using world = await worldOfOne()
  const desk = await rawDesk(world, 'b1')
  expect((await desk.ask('POST', '/v1/token', next('a').body)).status).toBe(401)
  expect((await desk.ask('GET', '/v1/pull', undefined, bearer(desk.refreshToken))).status).toBe(401)
  expect((await desk.ask('GET', '/v1/pull')).status).toBe(200)
  world.clock.advance(halfDayMs)
  expect(typeOf(await desk.ask('GET', '/v1/pull'))).toBe('token-expired')
  expect((await desk.ask('POST', '/v1/token', next('b').body, bearer(desk.refreshToken))).status).toBe(200)
})

test('the store holds no token that could be used', async () => {
  await using world = await worldOfOne()
  const desk = await rawDesk(world, 'b1')
  const tables = ['device', 'deviceToken', 'enrolment', 'event', 'commandResult'] as const
  const rows = await Promise.all(
    tables.map((table) =>
      world.authority.store.reader
        .selectFrom(table as 'device')
        .selectAll()
        .execute(),
    ),
  )
  const dump = JSON.stringify(rows)
  expect(dump).toContain(sha256(desk.token))
  for (const secret of [desk.token, desk.refreshToken]) expect(dump).not.toContain(secret)
  expect(Buffer.from(desk.token, 'base64url')).toHaveLength(32)
  expect(Buffer.from(desk.refreshToken, 'base64url')).toHaveLength(32)
})

test('a desk of protocol 1 goes on with its one token, and becomes one that renews', async () => {
  await using world = await worldOfOne()
  const old = await rawDesk(world, 'b1', 1)
  expect(old.refreshToken).toBeUndefined()
  world.clock.advance(400 * 24 * 3_600_000)
  const push = { protocol: 1, epoch: '', commands: [] }
  expect((await old.ask('POST', '/v1/push', push, { headers: { 'butler-protocol': '1' } })).status).toBe(200)
  const body = next('new').body
  expect((await old.ask('POST', '/v1/token', body)).status).toBe(200)
  expect((await old.ask('GET', '/v1/pull')).status).toBe(401)

  // The same as the program of today does it with a home that an earlier one has joined.
  const desk = await world.desk('b1', { name: 'desk' })
  await desk.close()
  const older = await rawDesk(world, 'b1', 1)
  writeFileSync(join(world.folder, 'desk', 'token'), `${older.token}\n`)
  rmSync(join(world.folder, 'desk', 'token.refresh'))
  const again = await openHome(join(world.folder, 'desk'), { clock: world.clock })
  await again.sync.once()
  expect(readFileSync(join(world.folder, 'desk', 'token'), 'utf8').trim()).not.toBe(older.token)
  await again.close()
})

test('a desk of a protocol to come keeps its outbox, and is told which are spoken', async () => {
  await using world = await worldOfOne()
  const net: Net = (url, init) => {
    const headers = { ...(init.headers as Record<string, string>), 'butler-protocol': '9' }
    const body = typeof init.body === 'string' ? init.body.replace('"protocol":2', '"protocol":9') : null
    return fetch(url, { ...init, headers, ...(body ? { body } : {}) })
  }
  const desk = await world.desk('b1', { name: 'desk' })
  await desk.close()
  const newer = await openHome(join(world.folder, 'desk'), { clock: world.clock, net })
  accepted(await newer.execute('note.add', { customerId: 'c.b1-1', caseId: null, text: '还在' }))
  await expect(newer.sync.once()).rejects.toMatchObject({ type: 'urn:butler:problem:protocol', status: 426 })
  expect(await newer.sync.state()).toMatchObject({ is: 'stopped', waiting: 1 })
  await newer.close()
  const same = await openHome(join(world.folder, 'desk'), { clock: world.clock })
  await same.sync.once()
  expect(await same.sync.state()).toMatchObject({ is: 'synced', waiting: 0 })
  await same.close()
})

test('an authority that was put back from a backup still knows its desks, and they bring what it has lost', async () => {
  await using world = await worldOfOne()
  const desk = await world.desk('b1')
  const { writer } = world.authority.store
  world.clock.advance(halfDayMs)
  await desk.sync.once()
  const backup = await writer.selectFrom('deviceToken').selectAll().execute()
  for (let n = 0; n < 3; n++) {
    world.clock.advance(halfDayMs)
    await desk.sync.once()
  }
  await writer.deleteFrom('deviceToken').execute()
  await writer.insertInto('deviceToken').values(backup).execute()
  accepted(await desk.execute('note.add', { customerId: 'c.b1-1', caseId: null, text: '恢复之后' }))
  await desk.sync.once()
  expect(await desk.sync.state()).toMatchObject({ is: 'synced', waiting: 0 })
  // A desk that was taken away is not let in by any of its old tokens, nor does that make noise in the audit.
  await world.addStaff('b2', 'butler')
  await world.give('staff.revoke', { staffId: 'b1', bookTo: 'b2' })
  await expect(desk.sync.once()).rejects.toMatchObject({ type: 'urn:butler:problem:unauthorized' })
  const events = await world.authority.query.events(0)
  expect(events.filter(({ command }) => command === 'device.revoke')).toEqual([])
})
