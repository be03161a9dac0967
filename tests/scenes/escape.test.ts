import { afterEach, beforeEach, expect, test } from 'vitest'
import { makeWorld, type World } from '../world.ts'
import { openStage, type Stage } from './stage.ts'

let world: World
let stage: Stage | null = null
const connection = process.env['SSH_CONNECTION']
beforeEach(async () => {
  world = await makeWorld()
  await world.addStaff('b1', 'butler')
  await world.addCustomers('b1', ['陈大文', '王小明', '赵敏'])
})
afterEach(async () => {
  await stage?.close()
  await world[Symbol.asyncDispose]()
  if (connection === undefined) delete process.env['SSH_CONNECTION']
  else process.env['SSH_CONNECTION'] = connection
})

async function opened(isRemote: boolean): Promise<Stage> {
  if (isRemote) process.env['SSH_CONNECTION'] = '192.0.2.1 50000 192.0.2.2 22'
  else delete process.env['SSH_CONNECTION']
  stage = await openStage(await world.desk('b1'), { language: 'en', cols: 80, rows: 24 })
  return stage
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** From an Esc that comes alone to the help that it closes; ms. */
async function escapeTakes({ screen, app, settled }: Stage): Promise<number> {
  screen.press('?')
  await settled()
  const closed = Promise.withResolvers<number>()
  const from = performance.now()
  const unwatch = app.store.subscribe(() => {
    if (app.store.get().overlay === null) closed.resolve(performance.now() - from)
  })
  screen.press('\x1b')
  const took = await closed.promise
  unwatch()
  return took
}

test.each([
  ['at the machine itself', false, 60],
  ['over SSH', true, 120],
])('terminal 4: a lone Esc acts in time %s', async (_where, isRemote, mostMs) => {
  const here = await opened(isRemote)
  const times: number[] = []
  for (let round = 0; round < 8; round++) times.push(await escapeTakes(here))
  // The best of some: what the machine does beside is not ours.
  expect(Math.min(...times)).toBeLessThanOrEqual(mostMs)
})

test('terminal 4: over SSH an arrow whose rest comes 40 ms later is an arrow', async () => {
  const { screen, app, settled } = await opened(true)
  screen.press('?')
  await settled()
  const seen: (string | undefined)[] = []
  app.store.subscribe(() => seen.push(app.store.get().overlay?.is))
  screen.press('\x1b')
  await pause(40)
  screen.press('[B')
  await settled()
  // Help goes down by a line; Esc would have closed it.
  expect(app.store.get().overlay).toEqual({ is: 'help', top: 1 })
  expect(seen).not.toContain(undefined)
})
