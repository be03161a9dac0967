import { afterEach, expect, test } from 'vitest'
import { readonlyHome } from '../../src/app/readonly-home.ts'
import { openChecklist, openCustomer } from '../../src/tui/actions/navigate.ts'
import { bindings, bindingsOn } from '../../src/tui/bindings.ts'
import { press } from '../../src/tui/keys.ts'
import { topScreen } from '../../src/tui/state.ts'
import { isWriting } from '../../src/tui/writing.ts'
import { addMedics, makeTeam, openClaim } from '../app/special/medics.ts'
import { screenOf } from './screen.tsx'

const opened: AsyncDisposable[] = []
afterEach(async () => {
  for (const one of opened.splice(0)) await one[Symbol.asyncDispose]()
})

test('terminal 8: opened read-only, no key that is left gives a command, and one that is given is refused', async () => {
  const world = await makeTeam()
  opened.push(world)
  const desk = await world.desk('b1')
  const [customerId = ''] = await addMedics(world, 'b1', 1)
  await desk.sync.once()
  const claimId = await openClaim(desk, customerId)
  const given: string[] = []
  const looking = readonlyHome(desk)
  const home = {
    ...looking,
    execute: ((name, args, how) => {
      given.push(name)
      return looking.execute(name, args, how)
    }) satisfies typeof looking.execute,
  }
  const { app } = await screenOf(home, 'en')
  app.store.set((state) => ({ ...state, isReadonly: true }))
  const settle = async () => {
    await app.opening
    await Promise.all(app.tasks)
  }
  const places = [() => {}, () => openCustomer(app, customerId, null), () => openChecklist(app, claimId)]
  for (const open of places) {
    await open()
    await settle()
    const stack = app.store.get().stack
    for (const binding of bindingsOn(topScreen(app.store.get()).is, { isReadonly: true })) {
      if (binding.id === 'quit') continue
      press(app, binding.keys[0]?.length === 1 ? (binding.keys[0] ?? '') : '', named[binding.keys[0] ?? ''] ?? {})
      await settle()
      if (app.store.get().overlay?.is === 'confirm') press(app, 'y', {})
      await settle()
      app.store.set((state) => ({ ...state, stack, overlay: null }))
    }
  }
  expect(given).toEqual([])
  const outcome = await app.home.execute('note.add', { customerId, text: 'x' })
  expect(outcome).toMatchObject({ ok: false, code: 'read-only' })
  expect(await desk.query.outboxCounts()).toMatchObject({ refused: 0 })
})

const named: Record<string, object> = {
  ...{ enter: { return: true }, up: { upArrow: true }, down: { downArrow: true }, tab: { tab: true } },
}

test('terminal 8: every danger is among what writes', () => {
  for (const binding of bindings.filter((one) => one.isDanger)) expect(isWriting(binding)).toBe(true)
})
