import { expect, test } from 'vitest'
import { openHome } from '../../src/app/home.ts'
import { accepted, makeWorld, testClock } from '../world.ts'

const hour = 3_600_000

test('a desk whose machine is a day off shows the authority’s time, offline and after a restart too', async () => {
  await using world = await makeWorld()
  await world.addStaff('b1', 'butler')
  await world.addCustomers('b1', ['陈大文'])
  const right = await world.desk('b1', { name: 'mine' })
  await right.close()
  const wrong = testClock(world.clock.now() + 24 * hour)
  const folder = `${world.folder}/mine`
  const desk = await openHome(folder, { clock: wrong })
  expect(desk.clock.now() - world.clock.now()).toBe(24 * hour)
  await desk.sync.once()
  expect(desk.clock.now()).toBe(world.clock.now())
  expect((await desk.sync.state()).clockOffsetMs).toBe(-24 * hour)
  accepted(await desk.execute('note.add', { customerId: 'c.b1-1', caseId: null, text: '现在写的' }))
  const [entry] = await desk.query.outbox('waiting')
  expect(entry?.givenAt).toBe(world.clock.now())
  await desk.close()
  const again = await openHome(folder, { clock: wrong })
  expect(again.clock.now()).toBe(world.clock.now())
  await again.close()
})
