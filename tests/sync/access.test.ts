import { expect, test } from 'vitest'
import { verifyAccess } from '../../src/sync/access.ts'
import { openHome } from '../../src/app/home.ts'
import type { Net } from '../../src/sync/desk-sync.ts'
import { makeWorld, type World } from '../world.ts'
import { rawDesk } from '../http/raw-desk.ts'

async function worldOfWork(): Promise<World> {
  const world = await makeWorld()
  await world.addStaff('b1', 'butler')
  await world.addStaff('x1', 'expert')
  await world.addStaff('s1', 'supervisor')
  await world.addCustomers('b1', ['陈大文', '单小雨'])
  for (const n of [1, 2])
    await world.give('case.open', { customerId: `c.b1-${n}`, kind: 'claim', title: '理赔', role: 'expert' })
  return world
}

const customer = (n: number) => ({ id: `c.b1-${n}`, ownerId: 'b1' })
const logOf = async (world: World) =>
  (await world.authority.store.reader.selectFrom('accessLog').selectAll().orderBy('seq').execute()).map(
    ({ deviceId: _d, hash: _h, prevHash: _p, receivedAt: _r, at: _a, ...row }) => row,
  )

test('a look by anyone but their butler goes up with the next round, in its order, and once', async () => {
  await using world = await worldOfWork()
  let isLosing = false
  const net: Net = async (url, init) => {
    const response = await fetch(url, init)
    if (isLosing && String(init.body).includes('"seq":')) throw new TypeError('connection reset')
    return response
  }
  const [expert, butler] = [await world.desk('x1', { net }), await world.desk('b1')]
  await butler.noteLooks([customer(1)], 'customerScreen')
  await butler.sync.once()
  expect(await logOf(world)).toEqual([])
  await expert.noteLooks([customer(1)], 'customerScreen')
  world.clock.advance(1_000)
  await expert.noteLooks([customer(2)], 'claimShow')
  isLosing = true
  await expect(expert.sync.once()).rejects.toThrow('cannot be reached')
  isLosing = false
  const wanted = [
    { seq: 1, staffId: 'x1', customerId: 'c.b1-1', how: 'customerScreen' },
    { seq: 2, staffId: 'x1', customerId: 'c.b1-2', how: 'claimShow' },
  ]
  expect(await logOf(world)).toEqual(wanted)
  await expert.sync.once()
  await expert.noteLooks([customer(1)], 'claimScreen')
  await expert.sync.once()
  await expert.sync.once()
  expect(await logOf(world)).toEqual([...wanted, { seq: 3, staffId: 'x1', customerId: 'c.b1-1', how: 'claimScreen' }])
  expect(await verifyAccess(world.authority.store)).toEqual({ entries: 3, bad: [] })
  // Seen together with what was revealed; by whom is known from the token, at which time by the desk's own clock.
  const seen = await world.authority.query.seen({ customerId: 'c.b1-1' })
  expect(seen.map(({ is, staffId, how }) => [is, staffId, how])).toEqual([
    ['access', 'x1', 'customerScreen'],
    ['access', 'x1', 'claimScreen'],
  ])
  expect(await world.authority.query.seen({ staffId: 'b1' })).toEqual([])
})

test('an authority that was put back gets again the looks of the last weeks', async () => {
  await using world = await worldOfWork()
  const expert = await world.desk('x1')
  for (const n of [1, 2, 1]) await expert.noteLooks([customer(n)], 'customerShow')
  await expert.sync.once()
  const { writer } = world.authority.store
  await writer.deleteFrom('accessLog').where('seq', '>', 1).execute()
  await writer.updateTable('home').set({ value: 'another-life' }).where('key', '=', 'epoch').execute()
  await expert.sync.once()
  expect((await logOf(world)).map(({ seq }) => seq)).toEqual([1, 2, 3])
  expect((await verifyAccess(world.authority.store)).bad).toEqual([])
  // After a month they are the authority's alone.
  world.clock.advance(31 * 86_400_000)
  await expert.noteLooks([customer(2)], 'customerShow')
  await expert.sync.once()
  expect(await expert.store.reader.selectFrom('access').select('seq').execute()).toEqual([{ seq: 4 }])
})

test('a look on the authority’s own home is written down at once, also of its operator', async () => {
  await using world = await worldOfWork()
  const as = async (staffId: string) => {
    const home = await openHome(world.authority.folder, { as: staffId, clock: world.clock })
    await home.noteLooks([customer(1)], 'customerShow')
    await home.close()
  }
  await as('b1')
  await as('s1')
  await world.authority.noteLooks([customer(1), customer(2)], 'customerShowWhole')
  expect((await logOf(world)).map(({ seq, staffId, customerId }) => [seq, staffId, customerId])).toEqual([
    [1, 's1', 'c.b1-1'],
    [2, 'operator', 'c.b1-1'],
    [3, 'operator', 'c.b1-2'],
  ])
  expect((await verifyAccess(world.authority.store)).bad).toEqual([])
})

test('a log that was edited or shortened in the middle is told, with the first entry that is wrong', async () => {
  await using world = await worldOfWork()
  const [one, two] = [await world.desk('x1'), await world.desk('s1')]
  for (const desk of [one, two]) {
    for (let n = 0; n < 4; n++) await desk.noteLooks([customer(1)], 'customerScreen')
    await desk.sync.once()
  }
  const { store } = world.authority
  const log = () => store.writer.updateTable('accessLog').where('staffId', '=', 'x1')
  await log().set({ customerId: 'c.b1-2' }).where('seq', '=', 3).execute()
  const [bad] = (await verifyAccess(store)).bad
  expect(bad).toMatchObject({ seq: 3, is: 'changed' })
  await log().set({ customerId: 'c.b1-1' }).where('seq', '=', 3).execute()
  expect((await verifyAccess(store)).bad).toEqual([])
  await store.writer.deleteFrom('accessLog').where('staffId', '=', 's1').where('seq', '=', 2).execute()
  expect((await verifyAccess(store)).bad).toMatchObject([{ seq: 3, is: 'missing' }])
})

test('a log of more than can be read at once is gone through whole', async () => {
  await using world = await worldOfWork()
  for (const [staffId, n] of [
    ['x1', 1_300],
    ['s1', 900],
  ] as const) {
    const desk = await world.desk(staffId)
    await desk.noteLooks(
      Array.from({ length: n }, () => customer(1)),
      'customerScreen',
    )
    await desk.sync.once()
  }
  const { store } = world.authority
  expect(await verifyAccess(store)).toEqual({ entries: 2_200, bad: [] })
  for (const staffId of ['x1', 's1'])
    await store.writer.deleteFrom('accessLog').where('staffId', '=', staffId).where('seq', '=', 800).execute()
  expect((await verifyAccess(store)).bad.map(({ seq, is }) => [seq, is])).toEqual([
    [801, 'missing'],
    [801, 'missing'],
  ])
})

test('what a desk says of its looks is bounded, and is its own alone', async () => {
  await using world = await worldOfWork()
  const desk = await rawDesk(world, 'x1')
  const say = (entries: unknown, more: object = {}) => desk.ask('POST', '/v1/access', { protocol: 2, entries, ...more })
  const look = { seq: 1, customerId: 'c.b1-1', at: 1, how: 'claimShow' }
  for (const bad of [
    [{ ...look, staffId: 's1' }],
    [{ ...look, deviceId: 'other' }],
    [{ ...look, how: 'else' }],
    [{ ...look, seq: 0 }],
    [{ ...look, customerId: 'c'.repeat(200) }],
    Array.from({ length: 501 }, (_, n) => ({ ...look, seq: n + 1 })),
  ])
    expect((await say(bad)).status).toBe(422)
  expect((await say([look], { staffId: 's1' })).status).toBe(422)
  expect((await say([look, look])).body).toEqual({ lastSeq: 1 })
  expect((await say([look])).body).toEqual({ lastSeq: 1 })
  expect((await say([{ ...look, customerId: 'c.b1-2' }])).body).toEqual({ lastSeq: 1 })
  expect(await logOf(world)).toEqual([{ seq: 1, staffId: 'x1', customerId: 'c.b1-1', how: 'claimShow' }])
})
