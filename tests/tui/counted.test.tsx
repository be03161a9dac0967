import { afterEach, expect, test } from 'vitest'
import { openOutbox } from '../../src/tui/actions/outbox.ts'
import { accepted } from '../world.ts'
import { deskToBeRefused, elsewhereForAWhile } from '../sync/refused-desk.ts'
import { screenOf } from './screen.tsx'

const opened: AsyncDisposable[] = []
afterEach(async () => {
  for (const one of opened.splice(0)) await one[Symbol.asyncDispose]()
})

test('terminal 8: what is done to many things at once asks for their number, and nothing else will do', async () => {
  const at = await deskToBeRefused()
  opened.push(at)
  const { desk, world } = at
  const customerId = 'c.b1-2'
  const { caseId } = accepted(await desk.execute('case.open', { customerId, kind: 'question', title: '离线时新建' }))
  for (let note = 1; note <= 11; note++)
    accepted(await desk.execute('note.add', { customerId, caseId, text: `第${note}条` }))
  await elsewhereForAWhile(world, desk)
  await expect.poll(() => desk.query.outboxCounts()).toEqual({ waiting: 0, refused: 12 })
  const screen = await screenOf(desk, 'en')
  await openOutbox(screen.app)
  screen.key('home')
  screen.key('r')
  await screen.shows('Type 12 to do it')
  screen.write('y')
  await screen.shows(': y')
  screen.write('\r')
  await screen.shows('Not done: 12')
  expect(await desk.query.outboxCounts()).toEqual({ waiting: 0, refused: 12 })
  screen.key('ctrl+u')
  screen.write('12')
  await screen.shows(': 12')
  screen.write('\r')
  await expect.poll(async () => (await desk.query.outboxCounts()).refused, { timeout: 10_000 }).toBe(0)
})
