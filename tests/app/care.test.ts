import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { forgetCared } from '../../src/app/daily-round.ts'
import { accepted, makeWorld } from '../world.ts'

const dayMs = 86_400_000
const [name, where, phone] = ['路人甲某', '江边公园南门长椅', '13600001111']
const call = { name, where, phone, what: '胸口剧痛，独自一人', basis: 'emergency', city: '武汉' }

async function team() {
  const world = await makeWorld()
  for (const [id, role] of [
    ['b1', 'butler'],
    ['b2', 'butler'],
    ['s1', 'supervisor'],
    ['x1', 'expert'],
  ] as const)
    await world.addStaff(id, role)
  return world
}

/** Where a text lies in any file of a folder, byte for byte. */
function filesWith(folder: string, text: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((file) => join(folder, file))
    .filter((file) => statSync(file).isFile() && readFileSync(file).includes(text))
}

test('who is no customer is helped at once, offline too, first in the queue and with no question about a policy', async () => {
  await using world = await team()
  const desk = await world.desk('b1')
  await world.stopEndpoint()
  const { customerId, caseId, until } = accepted(await desk.execute('care.begin', call))
  expect(until).toBe('2026-04-19')
  const [first] = await desk.query.queue({ staffId: 'b1', role: 'butler' }, world.clock.now())
  expect(first).toMatchObject({ band: 0, case: { id: caseId, kind: 'care', priority: 'urgent' } })
  await world.startEndpoint()
  await desk.sync.once()
  expect(await desk.sync.state()).toMatchObject({ waiting: 0, refused: 0 })
  expect(await world.authority.query.customer(String(customerId))).toMatchObject({
    customer: { ownerId: 'b1', name, phone },
    care: { where, basis: 'emergency' },
    policies: [],
  })
  // Nobody begins in somebody else's book, and what is written about them stays within the book.
  const other = await world.desk('b2')
  expect(await other.query.caredFor()).toEqual([])
  expect(await other.execute('care.begin', { ...call, ownerId: 'b1' })).toMatchObject({ code: 'not-allowed' })
  // An expert who takes the call says whose book it goes into.
  const expert = await world.desk('x1')
  expect(await expert.execute('care.begin', call)).toMatchObject({ code: 'not-found' })
  accepted(await expert.execute('care.begin', { ...call, ownerId: 'b2' }))
  await expert.sync.once()
  await other.sync.once()
  expect(await other.query.caredFor()).toMatchObject([{ customer: { ownerId: 'b2' } }])
})

test('when their term is over they are gone from the authority and byte for byte from the desk', async () => {
  await using world = await team()
  const desk = await world.desk('b1', { name: 'mine' })
  const boss = await world.desk('s1')
  const { customerId, caseId } = accepted(await desk.execute('care.begin', call)) as Record<string, string>
  accepted(await desk.execute('message.log', { caseId, direction: 'in', text: `我在${where}` }))
  accepted(await desk.execute('note.add', { customerId, caseId, text: `${where}，已派车` }))
  await desk.sync.once()
  await boss.sync.once()
  world.clock.advance(30 * dayMs)
  await forgetCared(world.authority)
  expect(await world.authority.query.customer(customerId ?? '')).toBeDefined()
  world.clock.advance(dayMs)
  // Something is still being done for them.
  await forgetCared(world.authority)
  expect(await world.authority.query.customer(customerId ?? '')).toBeDefined()
  accepted(await desk.execute('case.done', { caseId, outcome: '已送医' }))
  await desk.sync.once()
  expect(filesWith(join(world.folder, 'mine'), where)).not.toEqual([])
  await forgetCared(world.authority)
  for (const home of [desk, boss]) await home.sync.once()
  for (const home of [world.authority, desk, boss]) {
    expect(await home.query.customer(customerId ?? '')).toBeUndefined()
    expect(await home.query.caredFor()).toEqual([])
    expect(await home.query.search(phone)).toEqual([])
  }
  await world.authority.store.settle()
  for (const text of [where, phone, name]) {
    expect(filesWith(join(world.folder, 'mine'), text)).toEqual([])
    expect(filesWith(join(world.folder, 'authority'), text)).toEqual([])
  }
  expect((await world.authority.query.events(0)).at(-1)).toMatchObject({ command: 'care.forget', actorId: 'endpoint' })
})

test('the term can be moved with a reason, and who has a policy stays like any customer', async () => {
  await using world = await team()
  const butler = { as: { staffId: 'b1', role: 'butler' as const } }
  const give = (command: string, args: unknown) => world.authority.execute(command, args, butler)
  const { customerId } = accepted(await give('care.begin', call)) as Record<string, string>
  const move = (until: string) => give('care.extend', { customerId, until, reason: '家属尚未联系上' })
  expect(await move('2026-04-19')).toMatchObject({ code: 'care.bad-day' })
  expect(await move('2026-06-19')).toMatchObject({ code: 'care.bad-day', data: { last: '2026-06-18' } })
  expect(accepted(await move('2026-06-18'))).toMatchObject({ from: '2026-04-19' })
  expect(await give('care.keep', { customerId })).toMatchObject({ code: 'care.no-policy' })
  const early = await world.authority.execute(
    'care.forget',
    { customerId },
    { as: { staffId: 's1', role: 'supervisor' } },
  )
  expect(early).toMatchObject({ code: 'care.not-over', data: { until: '2026-06-18' } })
})
