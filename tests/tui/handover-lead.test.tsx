import { expect, test } from 'vitest'
import { openHome } from '../../src/app/home.ts'
import { makeWorld } from '../world.ts'
import { screenOf } from './screen.tsx'

/** Of two butlers the second is away, and a customer of theirs waits for a call. */
async function team() {
  const world = await makeWorld()
  await world.addTeam({ b1: 'butler', b2: 'butler', s1: 'supervisor' })
  await world.addCustomers('b2', ['欧阳若兰', '单小雨'])
  const now = world.clock.now()
  for (const [customerId, waitingSince] of [
    ['c.b2-1', now - 60_000],
    ['c.b2-2', null],
  ])
    await world.give('case.open', { customerId, kind: 'question', title: '请回电', role: 'butler', waitingSince })
  await world.give('staff.away', { staffId: 'b2', until: null, why: '病假' })
  return world
}

test.each(['authority', 'desk'])('who leads hands over for a butler who is away (%s)', async (kind) => {
  await using world = await team()
  const { folder, clock } = world.authority
  const home = kind === 'desk' ? await world.desk('s1') : await openHome(folder, { as: 's1', clock })
  const screen = await screenOf(home, 'en', 100)
  for (const key of ['g', 'x']) screen.key(key)
  await screen.shows('Nothing is handed over')
  screen.key('+')
  await screen.shows(/Whose cases are handed over\?[^]*1 b2 测试 \(away\)[^]*2 b1 测试/)
  screen.key('enter')
  await screen.shows(/To which butler\?[^]*1 b1 测试/)
  screen.key('enter')
  await screen.shows('Hand 1 cases to b1 测试')
  await screen.answer('ill since this morning')
  await screen.shows('handed over: each waits')
  await Promise.all(screen.app.tasks)
  expect(await world.authority.query.all('handover')).toMatchObject([
    { giverId: 'b2', receiverId: 'b1', givenBy: 's1', state: 'waiting', note: 'ill since this morning' },
  ])
  if (kind === 'authority') await home.close()
})
