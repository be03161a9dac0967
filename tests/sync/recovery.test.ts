import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { authorityOf } from '../../src/app/authority.ts'
import { databaseName, type Home, openHome } from '../../src/app/home.ts'
import { beginLife } from '../../src/app/settle-store.ts'
import { listen } from '../../src/http/server.ts'
import type { SqliteStore } from '../../src/store/open-sqlite.ts'
import { accepted, makeWorld, type World } from '../world.ts'

const note = (text: string, customerId = 'c.b1-1') => ['note.add', { customerId, caseId: null, text }] as const

async function team() {
  const world = await makeWorld({ engine: 'sqlite' })
  await world.addTeam({ b1: 'butler', b2: 'butler', s1: 'supervisor' })
  await world.addCustomers('b1', ['陈大文', '单小雨'])
  return world
}

/** The authority as it is now, to be put back later under a new epoch, at the same address. */
async function backUp(world: World) {
  const folder = join(world.folder, 'restored')
  mkdirSync(folder)
  ;(world.authority.store as SqliteStore).copyTo(join(folder, databaseName))
  return async (): Promise<{ authority: Home } & AsyncDisposable> => {
    await world.stopEndpoint()
    const authority = await openHome(folder, { clock: world.clock })
    await beginLife(authority.store, world.clock, [])
    const port = Number(new URL(world.endpointUrl).port)
    const listening = await listen(authorityOf(authority), '127.0.0.1', port, (fault) => {
      throw fault
    })
    return {
      authority,
      async [Symbol.asyncDispose]() {
        await listening.close()
        await authority.close()
      },
    }
  }
}

const notesOf = async (home: Home, customerId = 'c.b1-1') =>
  ((await home.query.customer(customerId))?.timeline ?? [])
    .flatMap((one) => (one.is === 'note' ? [one.note.text] : []))
    .sort()

test('what was decided after the backup comes back from the desks, once, in order, with what had become of it', async () => {
  await using world = await team()
  const desk = await world.desk('b1')
  accepted(await desk.execute(...note('before')))
  await desk.sync.once()
  const restore = await backUp(world)
  const caseId = String(
    (await world.give('case.open', { customerId: 'c.b1-1', kind: 'claim', title: '住院' }))['caseId'],
  )
  await desk.sync.once()
  for (const text of ['one', 'two']) accepted(await desk.execute(...note(text)))
  accepted(await desk.execute('case.done', { caseId, outcome: '已答复' }))
  const boss = { staffId: 's1', role: 'supervisor' as const }
  accepted(await world.authority.execute('case.done', { caseId, outcome: '主管已处理' }, { as: boss }))
  await desk.sync.once()
  const [refused] = await desk.query.outbox('refused')
  expect(refused).toMatchObject({ name: 'case.done', code: 'case.not-open' })
  await world.stopEndpoint()
  accepted(await desk.execute(...note('offline')))

  await using restored = await restore()
  await desk.sync.once()
  expect(await notesOf(restored.authority)).toEqual(['before', 'offline', 'one', 'two'])
  expect(await notesOf(desk)).toEqual(['before', 'offline', 'one', 'two'])
  const told = (await restored.authority.query.events(0)).filter(({ deviceId }) => deviceId !== 'authority')
  const given = [...(await desk.query.outbox('accepted')), ...(await desk.query.outbox('refused'))]
  expect(told.map(({ commandId }) => commandId)).toEqual(given.sort((a, b) => a.seq - b.seq).map(({ id }) => id))
  // Refused before, refused still: with the answer of then.
  expect(await desk.query.outbox('refused')).toMatchObject([
    { code: 'case.not-open', seq: refused?.seq, data: refused?.data },
  ])
  expect(await desk.sync.state()).toMatchObject({ is: 'synced', waiting: 0, refused: 1 })
  expect(await desk.sync.once()).toMatchObject({ sent: 0 })
})

test('what stands on the work of others waits for theirs to come back', async () => {
  await using world = await team()
  const [first, second, boss] = [await world.desk('b1'), await world.desk('b2'), await world.desk('s1')]
  const restore = await backUp(world)
  accepted(await boss.execute('customer.reassign', { customerId: 'c.b1-1', ownerId: 'b2' }))
  await second.sync.once()
  accepted(await second.execute(...note('by the new butler')))
  accepted(await second.execute(...note('and again')))
  await second.sync.once()
  await first.sync.once()

  await using restored = await restore()
  await second.sync.once()
  expect(await notesOf(restored.authority)).toEqual([])
  expect(await second.sync.state()).toMatchObject({ waiting: 2, refused: 0 })
  await boss.sync.once()
  await second.sync.once()
  expect(await notesOf(restored.authority)).toEqual(['and again', 'by the new butler'])
  expect(await second.sync.state()).toMatchObject({ is: 'synced', waiting: 0, refused: 0 })
  await first.sync.once()
  expect(await first.query.customer('c.b1-1')).toBeUndefined()
})

test('what nobody brings back is refused in the end, and can be seen', async () => {
  await using world = await team()
  const second = await world.desk('b2')
  const restore = await backUp(world)
  await world.give('customer.reassign', { customerId: 'c.b1-1', ownerId: 'b2' })
  await second.sync.once()
  accepted(await second.execute(...note('nobody told the authority again that she is mine')))
  await second.sync.once()
  await using _ = await restore()
  await second.sync.once()
  expect(await second.sync.state()).toMatchObject({ waiting: 1, refused: 0 })
  world.clock.advance(11 * 60_000)
  await second.sync.once()
  expect(await second.query.outbox('refused')).toMatchObject([{ name: 'note.add', code: 'not-found' }])
})

test('a decision of a life before the last one comes back too', async () => {
  await using world = await team()
  const boss = await world.desk('s1')
  const restore = await backUp(world)
  accepted(await boss.execute('customer.reassign', { customerId: 'c.b1-1', ownerId: 'b2' }))
  await using second = await restore()
  // Nobody tells it; it goes on beyond what was lost, and is put back again.
  for (let n = 0; n < 5; n++)
    accepted(await second.authority.execute('staff.add', { id: `n${n}`, name: '新人', role: 'butler' }))
  await beginLife(second.authority.store, world.clock, [])
  await boss.sync.once()
  expect((await second.authority.query.row('customer', 'c.b1-1'))?.ownerId).toBe('b2')
})

test('a decision that cannot stand any more is on the list of refused ones', async () => {
  await using world = await team()
  const boss = await world.desk('s1')
  const restore = await backUp(world)
  await world.addStaff('b9', 'butler')
  accepted(await boss.execute('customer.reassign', { customerId: 'c.b1-1', ownerId: 'b9' }))
  await using _ = await restore()
  await boss.sync.once()
  expect(await boss.sync.state()).toMatchObject({ refused: 0 })
  world.clock.advance(11 * 60_000)
  await boss.sync.once()
  await boss.sync.once()
  expect(await boss.query.outbox('refused')).toMatchObject([{ name: 'customer.reassign', customerId: 'c.b1-1' }])
  expect(await boss.sync.state()).toMatchObject({ is: 'synced', waiting: 0, refused: 1 })
})

test('a store that was put back by other means than restore is no authority that a desk follows', async () => {
  await using world = await team()
  const desk = await world.desk('b1')
  const folder = join(world.folder, 'put-back')
  mkdirSync(folder)
  ;(world.authority.store as SqliteStore).copyTo(join(folder, databaseName))
  accepted(await desk.execute(...note('seen')))
  await desk.sync.once()
  await world.stopEndpoint()
  await using authority = Object.assign(await openHome(folder, { clock: world.clock }), {
    async [Symbol.asyncDispose]() {
      await authority.close()
    },
  })
  // It has gone on, so that its version is beyond what the desk has seen: only the hash tells.
  for (let n = 0; n < 3; n++)
    accepted(await authority.execute('staff.add', { id: `n${n}`, name: '新人', role: 'butler' }))
  const told: unknown[] = []
  const tell = (what: unknown) => void told.push(what)
  const port = Number(new URL(world.endpointUrl).port)
  const listening = await listen(authorityOf(authority), '127.0.0.1', port, tell, { onAlert: tell })
  // However often it asks, it is told of once.
  for (let n = 0; n < 3; n++)
    await expect(desk.sync.once()).rejects.toMatchObject({ type: 'urn:butler:problem:history' })
  expect(await notesOf(desk)).toEqual(['seen'])
  expect(told).toEqual([{ is: 'history', deviceId: expect.any(String) as string }])
  await listening.close()
})
