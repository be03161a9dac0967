import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { authorityOf } from '../../src/app/authority.ts'
import { startDailyRound } from '../../src/app/daily-round.ts'
import { oneEach } from '../../src/app/one-each.ts'
import { turnsOf } from '../../src/app/turns.ts'
import { rawDesk, typeOf } from '../http/raw-desk.ts'
import { makeWorld, type World } from '../world.ts'

async function team() {
  const world = await makeWorld()
  for (const id of ['b1', 'b2']) await world.addStaff(id, 'butler')
  await world.addCustomers('b1', ['陈大文', '单小雨'])
  return world
}

const filesOf = (world: World) => readdirSync(join(world.folder, 'authority', 'snapshots'))
const never = new AbortController().signal

test('many desks that ask at once, and ask again, all get their one snapshot', async () => {
  await using world = await team()
  const desks = await Promise.all(Array.from({ length: 40 }, () => rawDesk(world, 'b1', 3)))
  const ask = async (desk: (typeof desks)[number]): Promise<string> => {
    const answer = await desk.ask('POST', '/v1/snapshot', { protocol: 3 })
    if (answer.status === 200) return (answer.body as { id: string }).id
    expect([answer.status, typeOf(answer)]).toEqual([503, 'not-ready'])
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    return ask(desk)
  }
  const got = await Promise.all(desks.map((desk) => Promise.all([ask(desk), ask(desk), ask(desk)])))
  for (const ids of got) expect(new Set(ids).size).toBe(1)
  const files = got.map(([id]) => `${id}.gz`)
  expect(new Set(files).size).toBe(40)
  expect(filesOf(world).sort()).toEqual(files.sort())
})

test('the same is answered for a minute, then it is made anew; nobody has it in another role', async () => {
  await using world = await team()
  const desk = await rawDesk(world, 'b2', 3)
  const make = async (more = {}) =>
    ((await desk.ask('POST', '/v1/snapshot', { protocol: 3, ...more })).body as { id: string }).id
  const first = await make()
  world.clock.advance(59_000)
  expect(await make()).toBe(first)
  const other = await make({ acked: 1 })
  expect(other).not.toBe(first)
  world.clock.advance(60_000)
  const second = await make({ acked: 1 })
  expect(second).not.toBe(other)
  expect(filesOf(world)).toEqual([`${second}.gz`])
  await world.authority.store.writer.updateTable('staff').set({ role: 'service' }).where('id', '=', 'b2').execute()
  expect((await desk.ask('GET', `/v1/snapshot?id=${second}`)).status).toBe(404)
  expect(await make({ acked: 1 })).not.toBe(second)
})

test('what is over, or was for a desk that was revoked, goes when the endpoint starts and every day', async () => {
  await using world = await team()
  const { snapshots } = authorityOf(world.authority)
  const look = () =>
    startDailyRound(world.authority, {
      onAnchor: () => undefined,
      onFault: (fault) => expect.unreachable(String(fault)),
      clear: snapshots.clear,
    })()
  const [mine, theirs] = [await rawDesk(world, 'b1', 3), await rawDesk(world, 'b2', 3)]
  const made: string[] = []
  for (const [{ deviceId }, staffId] of [
    [mine, 'b1'],
    [theirs, 'b2'],
  ] as const) {
    const offer = await snapshots.make({ deviceId, staffId, role: 'butler' }, { cursor: null, acked: 0 }, never)
    made.push('id' in offer ? `${offer.id}.gz` : '')
  }
  await look()
  expect(filesOf(world).sort()).toEqual([...made].sort())
  await world.give('device.revoke', { deviceId: theirs.deviceId, reason: 'lost' })
  await look()
  expect(filesOf(world)).toEqual(made.slice(0, 1))
  world.clock.advance(3_600_000)
  await look()
  expect(filesOf(world)).toEqual([])
})

test('who has gone leaves the line, and a line that is full takes nobody', async () => {
  const turns = turnsOf(1, 2)
  const done: string[] = []
  const work = (name: string) => async () => void done.push(name)
  const first = Promise.withResolvers<void>()
  const [second, third] = [new AbortController(), new AbortController()]
  const all = [
    turns.take(never, () => first.promise),
    turns.take(second.signal, work('second')),
    turns.take(third.signal, work('third')),
  ]
  expect(await turns.take(never, work('fourth'))).toEqual({ retryAfterMs: 3_000 })
  second.abort()
  expect(await all[1]).toEqual({ retryAfterMs: 2_000 })
  all.push(turns.take(never, work('fifth')))
  first.resolve()
  await Promise.all(all)
  expect(done).toEqual(['third', 'fifth'])
})

test('one piece of work for a desk: the same is joined, another is for later, unwanted when all have gone', async () => {
  const each = oneEach<string>(() => ({ retryAfterMs: 1 }))
  const [one, two] = [new AbortController(), new AbortController()]
  const made = Promise.withResolvers<string>()
  const wanted: AbortSignal[] = []
  const make = (nobody: AbortSignal) => {
    wanted.push(nobody)
    return made.promise
  }
  const asked = [each('d1', 'a', one.signal, make), each('d1', 'a', two.signal, make)]
  expect(await each('d1', 'b', never, make)).toEqual({ retryAfterMs: 1 })
  one.abort()
  expect(wanted.map(({ aborted }) => aborted)).toEqual([false])
  two.abort()
  expect(wanted.map(({ aborted }) => aborted)).toEqual([true])
  made.resolve('made')
  expect(await Promise.all(asked)).toEqual(['made', 'made'])
  expect(await each('d1', 'b', never, async () => 'anew')).toBe('anew')
})
