import { stripVTControlCharacters } from 'node:util'
import { render } from 'ink-testing-library'
import { expect, test } from 'vitest'
import type { Home } from '../../src/app/home.ts'
import { back, openChecklist, openCustomer } from '../../src/tui/actions/navigate.ts'
import { type App, makeTerminal, refresh } from '../../src/tui/app.ts'
import { press } from '../../src/tui/keys.ts'
import { emptyState } from '../../src/tui/state.ts'
import { createStateStore } from '../../src/tui/store.ts'
import { plainTheme } from '../../src/tui/theme.ts'
import { Workstation } from '../../src/tui/workstation.tsx'
import { makeWorld } from '../world.ts'

function screenOf(home: Home) {
  const state = emptyState({ language: 'en', cols: 100, rows: 24, now: home.clock.now() })
  const app: App = {
    ...{ home, store: createStateStore(state), previews: new Map(), tasks: new Set(), opening: null },
    ...{ terminal: makeTerminal(), exit: () => {} },
  }
  const drawn = render(<Workstation app={app} theme={plainTheme} />)
  const frame = () => stripVTControlCharacters(drawn.lastFrame() ?? '')
  const type = async (text: string) => {
    await expect.poll(() => app.store.get().overlay?.is).toBe('prompt')
    drawn.stdin.write(text)
    await expect.poll(frame).toContain(text)
    drawn.stdin.write('\r')
  }
  return { app, frame, type, shows: (text: string) => expect.poll(frame).toContain(text) }
}

async function worldOfNumbers() {
  const world = await makeWorld()
  await world.addStaff('b1', 'butler')
  await world.addStaff('x1', 'expert')
  const household = [
    { name: '李老', relation: 'parent', gender: 'unknown', bornOn: null, idNumber: '000000195001010011' },
  ]
  const person = {
    externalId: 'b1-1',
    name: '陈大文',
    owner: 'b1',
    phone: '13900001234',
    idNumber: '000000198804120001',
  }
  const rows = [{ ...person, household }]
  await world.give('import.rows', { kind: 'customers', source: 'test', number: 0, rows })
  await world.give('case.open', { customerId: 'c.b1-1', kind: 'claim', title: '理赔', role: 'expert' })
  return world
}

test('a number is shown whole after a reason is given, until the screen is left', async () => {
  await using world = await worldOfNumbers()
  const desk = await world.desk('x1')
  const { app, frame, type, shows } = screenOf(desk)
  await refresh(app)
  await openCustomer(app, 'c.b1-1', null)
  await shows('139****1234')
  press(app, 'v', {})
  await shows('Which number in full?')
  await shows('parent 李老 identity number 000*************11')
  press(app, '1', {})
  await shows('What is the phone needed for?')
  await type('call back about the claim')
  await shows('phone: 13900001234')
  await shows('shown until you leave this screen')
  press(app, 'v', {})
  press(app, '3', {})
  await type('claim form')
  await shows('identity number: 000000195001010011')
  await shows('phone: 13900001234')
  expect((await world.authority.query.seen({})).map(({ is, how, reason }) => [is, how, reason])).toEqual([
    ['reveal', 'phone', 'call back about the claim'],
    ['reveal', 'idNumber', 'claim form'],
  ])
  // Something else is opened on top of it, and closed again.
  await openChecklist(app, 'none')
  back(app)
  await shows('139****1234')
  expect(frame()).not.toContain('13900001234')
  expect(frame()).not.toContain('000000195001010011')
  await Promise.all(app.tasks)
})

test('with no network nothing is shown, and what the own butler holds is shown without asking', async () => {
  await using world = await worldOfNumbers()
  const [butler, expert] = [screenOf(await world.desk('b1')), screenOf(await world.desk('x1'))]
  await world.stopEndpoint()
  for (const { app } of [butler, expert]) {
    await refresh(app)
    await openCustomer(app, 'c.b1-1', null)
    press(app, 'v', {})
    press(app, '1', {})
  }
  await butler.shows('phone: 13900001234')
  await expert.type('call back')
  await expert.shows('cannot be reached')
  expect(expert.frame()).not.toContain('13900001234')
  await world.startEndpoint()
  for (const { app } of [butler, expert]) await Promise.all(app.tasks)
})

test('opening a customer or a claim of somebody else’s book is a look, drawing it again is not', async () => {
  await using world = await worldOfNumbers()
  const desk = await world.desk('x1')
  const { app } = screenOf(desk)
  await refresh(app)
  await openCustomer(app, 'c.b1-1', null)
  await refresh(app)
  await refresh(app)
  const mine = screenOf(await world.desk('b1'))
  await openCustomer(mine.app, 'c.b1-1', null)
  await desk.sync.once()
  expect((await world.authority.query.seen({})).map(({ staffId, how }) => [staffId, how])).toEqual([
    ['x1', 'customerScreen'],
  ])
  await mine.app.home.sync.once()
  expect(await world.authority.query.seen({ staffId: 'b1' })).toEqual([])
})
