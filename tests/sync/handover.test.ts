import { expect, test } from 'vitest'
import type { Home } from '../../src/app/home.ts'
import { accepted, makeWorld } from '../world.ts'

async function team() {
  const world = await makeWorld()
  await world.addTeam({ b1: 'butler', b2: 'butler', s1: 'supervisor' })
  await world.addCustomers('b1', ['欧阳若兰', '单小雨'])
  const caseIds: string[] = []
  for (const [customerId, title] of [
    ['c.b1-1', '复查'],
    ['c.b1-2', '续保'],
  ])
    caseIds.push(
      String((await world.give('case.open', { customerId, kind: 'question', title, role: 'butler' }))['caseId']),
    )
  const [giver, receiver] = [await world.desk('b1'), await world.desk('b2')]
  const both = async () => {
    await giver.sync.once()
    await receiver.sync.once()
  }
  return { world, caseIds, giver, receiver, both }
}

const titles = async (home: Home, staffId: string) =>
  (await home.query.queue({ staffId, role: 'butler' }, home.clock.now())).map((row) => row.case.title)

test('the receiver accepts one and refuses one: the work moves, the owner stays, what was refused is back', async () => {
  const { world, caseIds, giver, receiver, both } = await team()
  await using _ = world
  await giver.sync.once()
  const dueAt = world.clock.now() + 9 * 3_600_000
  accepted(
    await giver.execute('promise.make', { customerId: 'c.b1-1', caseId: caseIds[0] ?? '', words: '今晚回电', dueAt }),
  )
  accepted(await giver.execute('draft.save', { caseId: caseIds[0] ?? '', text: '您好' }))
  await giver.sync.once()
  accepted(await giver.execute('handover.make', { receiverId: 'b2', caseIds, note: '今晚请回电' }))
  await both()
  const items = await receiver.query.all('handover')
  expect(items.map(({ state, note }) => [state, note])).toEqual([
    ['waiting', '今晚请回电'],
    ['waiting', '今晚请回电'],
  ])
  // Until they are accepted, both see them.
  expect((await titles(giver, 'b1')).sort()).toEqual(['复查', '续保'])
  const idOf = (caseId: string | undefined) => items.find((item) => item.caseId === caseId)?.id ?? ''
  accepted(await receiver.execute('handover.accept', { handoverId: idOf(caseIds[0]) }))
  accepted(await receiver.execute('handover.refuse', { handoverId: idOf(caseIds[1]), reason: '不熟悉该客户' }))
  await receiver.sync.once()
  await both()
  expect(await titles(giver, 'b1')).toEqual(['续保'])
  expect(await titles(receiver, 'b2')).toEqual(['复查'])
  expect((await receiver.query.owed({ staffId: 'b2', role: 'butler' }, world.clock.now())).length).toBe(1)
  expect((await receiver.query.all('draft')).map(({ text }) => text)).toEqual(['您好'])
  expect((await receiver.query.all('customer')).map(({ id, ownerId }) => [id, ownerId])).toEqual([['c.b1-1', 'b1']])
  // The supervisors see what nobody took.
  const refused = (await world.authority.query.all('handover')).filter(({ state }) => state === 'refused')
  expect(refused).toMatchObject([{ caseId: caseIds[1], giverId: 'b1', reason: '不熟悉该客户' }])
  // It is theirs to finish; then the customer leaves the desk.
  const promises = await receiver.query.owedPromises()
  for (const { id } of promises)
    accepted(await receiver.execute('promise.release', { promiseId: id, words: '客户说不用了' }))
  accepted(await receiver.execute('case.done', { caseId: caseIds[0] ?? '', outcome: '已回电' }))
  await receiver.sync.once()
  await receiver.sync.once()
  expect(await receiver.query.all('customer')).toEqual([])
})

test('a pack is refused as a whole where the receiver is away or full, where a case is not theirs to give, and twice', async () => {
  const { world, caseIds, giver, both } = await team()
  await using _ = world
  const make = (receiverId: string, ids: readonly string[]) =>
    giver.execute('handover.make', { receiverId, caseIds: ids, note: '' })
  await world.addCustomers('b2', ['白露'])
  const other = String(
    (await world.give('case.open', { customerId: 'c.b2-1', kind: 'question', title: '别人的', role: 'butler' }))[
      'caseId'
    ],
  )
  expect(await make('b2', [...caseIds, other])).toMatchObject({ ok: false, code: 'not-found' })
  expect(await world.authority.query.all('handover')).toEqual([])
  await world.give('staff.capacity', { staffId: 'b2', cases: 2 })
  expect(await make('b2', caseIds)).toMatchObject({ ok: false, code: 'staff.full' })
  await world.give('staff.capacity', { staffId: 'b2', cases: 3 })
  await world.give('staff.away', { staffId: 'b2', until: null, why: '病假' })
  expect(await make('b2', caseIds)).toMatchObject({ ok: false, code: 'staff.away' })
  await world.give('staff.back', { staffId: 'b2' })
  accepted(await make('b2', caseIds))
  await world.give('staff.capacity', { staffId: 'b2', cases: null })
  expect(await make('b2', caseIds)).toMatchObject({ ok: false, code: 'handover.given-already' })
  // The customer goes to the receiver for good: there is nothing handed over any more.
  await world.give('customer.reassign', { customerId: 'c.b1-2', ownerId: 'b2' })
  await both()
  const states = (await world.authority.query.all('handover')).map(({ caseId, state }) => [caseId, state])
  expect(states).toEqual([
    [caseIds[0], 'waiting'],
    [caseIds[1], 'returned'],
  ])
})
