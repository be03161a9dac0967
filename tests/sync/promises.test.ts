import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openHome } from '../../src/app/home.ts'
import { accepted, makeWorld } from '../world.ts'

const hour = 3_600_000

async function team() {
  const world = await makeWorld()
  await world.addTeam({ b1: 'butler', b2: 'butler', x1: 'expert', s1: 'supervisor' })
  await world.addCustomers('b1', ['云小舟', '单小雨'])
  return world
}

const customerId = 'c.b1-1'

test('promises and holds are there after a restart, in the next butler’s book, and not on the old desk any more', async () => {
  await using world = await team()
  let desk = await world.desk('b1', { name: 'mine' })
  const other = await world.desk('b2')
  const start = world.clock.now()
  const made = accepted(
    await desk.execute('promise.make', { customerId, words: '周二前告知材料清单', dueAt: start + 96 * hour }),
  )
  const { promiseId, caseId } = made as { promiseId: string; caseId: string }
  const hold = { reason: '等发票', waitingOn: 'customer', wakeAt: start + 30 * hour }
  accepted(await desk.execute('case.hold', { caseId, hold }))
  await desk.close()
  desk = await openHome(join(world.folder, 'mine'), { clock: world.clock })
  try {
    expect(await desk.query.row('promise', promiseId)).toMatchObject({ state: 'open', words: '周二前告知材料清单' })
    await desk.sync.once()
    expect(await desk.query.row('case', caseId)).toMatchObject({ hold, holds: [{ ...hold, from: start, until: null }] })
    await world.give('customer.reassign', { customerId, ownerId: 'b2' })
    await desk.sync.once()
    expect(await desk.query.row('promise', promiseId)).toBeUndefined()
    expect(await desk.query.owed(desk.actor, world.clock.now())).toEqual([])
    await other.sync.once()
    const [owed] = await other.query.owed(other.actor, world.clock.now())
    expect(owed).toMatchObject({ promise: { id: promiseId }, isOnHold: true, standing: 'running' })
    expect(await other.query.queue(other.actor, world.clock.now())).toEqual([])
    world.clock.advance(30 * hour)
    const [row] = await other.query.queue(other.actor, world.clock.now())
    expect(row).toMatchObject({ band: 4, case: { id: caseId }, reasons: [{ is: 'woken' }, { is: 'kind' }] })
  } finally {
    await desk.close()
  }
})

test('what is handed over stands with the experts at once, with what it waited for and what is promised on it', async () => {
  await using world = await team()
  const [desk, expert] = [await world.desk('b1'), await world.desk('x1')]
  const opened = accepted(
    await desk.execute('case.open', { customerId, kind: 'question', title: '甲状腺结节能否投保' }),
  )
  const caseId = String(opened['caseId'])
  accepted(
    await desk.execute('promise.make', { customerId, caseId, words: '明天回电', dueAt: world.clock.now() + 24 * hour }),
  )
  const hold = { reason: '等病历', waitingOn: 'hospital', wakeAt: world.clock.now() + 12 * hour }
  accepted(await desk.execute('case.hold', { caseId, hold }))
  accepted(await desk.execute('case.handOver', { caseId, role: 'expert', note: '请看结节分级' }))
  await desk.sync.once()
  await expert.sync.once()
  const [row] = await expert.query.queue(expert.actor, world.clock.now())
  expect(row).toMatchObject({
    case: { id: caseId, hold: { reason: '等病历' } },
    reasons: [{ is: 'woken' }, { is: 'kind' }],
  })
  expect(row?.case.clocks).toMatchObject([{ code: 'promise', kind: 'promised' }])
  // The customer's butler owes it still, whoever's hands it is in.
  expect(await desk.query.owed(desk.actor, world.clock.now())).toMatchObject([{ promise: { words: '明天回电' } }])
  world.clock.advance(20 * hour)
  expect(await expert.query.queue(expert.actor, world.clock.now())).toMatchObject([{ band: 2 }])
  world.clock.advance(5 * hour)
  const [late] = await expert.query.queue(expert.actor, world.clock.now())
  expect(late).toMatchObject({
    band: 1,
    reasons: [{ is: 'breached', clock: { code: 'promise' } }, { is: 'woken' }],
  })
})

test('a reply from one desk ends the hold of another; of two who keep one promise, the later is told', async () => {
  await using world = await team()
  const [desk, second] = [await world.desk('b1'), await world.desk('b1')]
  const made = accepted(
    await desk.execute('promise.make', { customerId, words: '发保单', dueAt: world.clock.now() + 8 * hour }),
  )
  const { promiseId, caseId } = made as { promiseId: string; caseId: string }
  const hold = { reason: '等回复', waitingOn: 'customer', wakeAt: world.clock.now() + 5 * hour }
  accepted(await desk.execute('case.hold', { caseId, hold }))
  await desk.sync.once()
  await second.sync.once()
  world.clock.advance(hour)
  accepted(await second.execute('message.log', { caseId, direction: 'in', text: '发票寄出了' }))
  accepted(await second.execute('promise.keep', { promiseId, words: '已发微信' }))
  accepted(await desk.execute('promise.keep', { promiseId, words: '已发邮件' }))
  await second.sync.once()
  await desk.sync.once()
  expect(await desk.query.row('case', caseId)).toMatchObject({ hold: null, holds: [{ until: world.clock.now() }] })
  expect(await desk.query.queue(desk.actor, world.clock.now())).toMatchObject([{ band: 3, case: { id: caseId } }])
  expect(await desk.query.outbox('refused')).toMatchObject([{ name: 'promise.keep', code: 'promise.wrong-state' }])
  expect((await desk.query.row('promise', promiseId))?.steps.at(-1)).toMatchObject({ is: 'kept', words: '已发微信' })
})
