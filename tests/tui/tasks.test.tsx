import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { Net } from '../../src/sync/desk-sync.ts'
import { languages } from '../../src/core/language.ts'
import { openTasks } from '../../src/tui/actions/tasks.ts'
import { openCustomer } from '../../src/tui/actions/navigate.ts'
import { give } from '../../src/tui/app.ts'
import { paletteEntries } from '../../src/tui/command-line.ts'
import { busyWords } from '../../src/tui/present/task-lines.ts'
import { followRounds } from '../../src/tui/rounds.ts'
import { type State, emptyState } from '../../src/tui/state.ts'
import { createStateStore } from '../../src/tui/store.ts'
import { track } from '../../src/tui/tasks.ts'
import { dictionaries } from '../../src/tui/words/dictionary.ts'
import { headerText } from '../../src/tui/present/frame-lines.ts'
import { plainTheme } from '../../src/tui/theme.ts'
import { issueCode, joinEndpoint } from '../../src/app/enrol.ts'
import { openHome } from '../../src/app/home.ts'
import { accepted, makeWorld } from '../world.ts'
import { screenOf } from './screen.tsx'

const nothingYet = emptyState({ language: 'en', cols: 80, rows: 24, now: 0 })

function keeping() {
  const store = createStateStore<State>(nothingYet)
  const told = { store, now: () => 0, wordsFor: (fault: unknown) => (fault as Error).message }
  const rows = () => store.get().tasks?.map(({ id, standing, why }) => [id, standing, why]) ?? []
  return { store, told, rows }
}

test('what is over at once leaves no row, unless it is one that is always listed, or failed', async () => {
  const { told, rows } = keeping()
  track(told, { id: 'a', is: 'read' }, Promise.resolve())
  track(told, { id: 'b', is: 'presence', isListed: true }, Promise.resolve())
  const failing = Promise.reject(new Error('no room'))
  track(told, { id: 'c', is: 'read' }, failing)
  await failing.catch(() => undefined)
  await expect.poll(rows).toEqual([
    ['b', 'done', null],
    ['c', 'failed', 'no room'],
  ])
  // Once it has gone well, the fault of before is over.
  track(told, { id: 'c', is: 'read' }, Promise.resolve())
  await expect.poll(rows).toEqual([['b', 'done', null]])
})

test('what is slow is named on every screen with how far it is, and can be stopped', async () => {
  const { store, told, rows } = keeping()
  const work = Promise.withResolvers<void>()
  let isStopped = false
  const cancel = () => {
    isStopped = true
    work.reject(new Error('aborted'))
  }
  const onBytes = track(told, { id: 'load', is: 'load', isListed: true, cancel }, work.promise)
  await expect.poll(rows).toEqual([['load', 'running', null]])
  onBytes(45, 100)
  for (const language of languages)
    expect(busyWords({ ...store.get(), language }, dictionaries[language])).toBe(
      `${dictionaries[language].tasks.names.load} 45%`,
    )
  store.get().tasks?.[0]?.cancel?.()
  await expect.poll(rows).toEqual([['load', 'cancelled', null]])
  expect([isStopped, busyWords(store.get(), dictionaries.en)]).toEqual([true, ''])
})

test('a round of the sync has its row: what it sent, why it failed, and r gives it again', async () => {
  await using world = await makeWorld()
  await world.addStaff('b1', 'butler')
  await world.addCustomers('b1', ['陈大文'])
  const desk = await world.desk('b1')
  const { app, key, shows, frame } = await screenOf(desk, 'zh-Hans')
  followRounds(app)
  await openTasks(app)
  await shows('没有正在进行的任务')
  await desk.execute('case.open', { customerId: 'c.b1-1', kind: 'question', title: '理赔进度' })
  await desk.sync.once()
  await shows(/>完成 +发送待同步内容/)
  await shows('已发送 1 条')
  await world.stopEndpoint()
  await desk.sync.once().catch(() => undefined)
  await shows(/失败 +接收更新/)
  key('j')
  await shows('连不上服务端')
  await world.startEndpoint()
  key('r')
  await expect.poll(frame, { timeout: 10_000 }).toMatch(/完成 +接收更新/)
  await desk.sync.stop()
})

test('a first load is told with how much has come, and given up where a person stops it', async () => {
  await using world = await makeWorld()
  await world.addStaff('b1', 'butler')
  await world.addCustomers('b1', ['陈大文'])
  const { outcome, code } = await issueCode(world.authority, 'b1')
  accepted(outcome)
  const folder = join(world.folder, 'new')
  await joinEndpoint(folder, world.endpointUrl, code, { clock: world.clock })
  let isHeld = true
  const net: Net = async (url, init) => {
    if (isHeld)
      await new Promise((_resolve, reject) =>
        init.signal?.addEventListener('abort', () => reject(new Error('aborted'))),
      )
    return (await fetch(url, init)) as Response
  }
  await using desk = Object.assign(await openHome(folder, { clock: world.clock, net }), {
    [Symbol.asyncDispose]: () => desk.close(),
  })
  const { app, shows, key } = await screenOf(desk, 'en')
  const progress: (number | undefined)[] = []
  app.store.subscribe(() => progress.push(app.store.get().tasks?.find(({ is }) => is === 'load')?.progress?.done))
  followRounds(app)
  await openTasks(app)
  const first = desk.sync.once().catch(() => 'given up')
  await shows(/>running +First load of the book/)
  await shows('x stops it.')
  expect(headerOf(app.store.get())).toContain('First load of the book…')
  key('x')
  expect(await first).toBe('given up')
  await shows(/>stopped +First load of the book/)
  expect((await desk.sync.state()).is).toBe('new')
  isHeld = false
  await desk.sync.once()
  await shows(/>done +First load of the book/)
  expect(progress.some((bytes) => bytes !== undefined && bytes > 0)).toBe(true)
})

const headerOf = (state: State) => headerText(state, 'x', dictionaries.en, plainTheme)

test('what was typed for something that failed is in the field again, and r takes it up later', async () => {
  await using world = await makeWorld()
  await world.addStaff('b1', 'butler')
  await world.addStaff('x1', 'expert')
  const person = { externalId: 'b1-1', name: '陈大文', owner: 'b1', phone: '13900001234' }
  await world.give('import.rows', { kind: 'customers', source: 'test', number: 0, rows: [person] })
  await world.give('case.open', { customerId: 'c.b1-1', kind: 'claim', title: '理赔', role: 'expert' })
  const { app, key, shows, answer, write } = await screenOf(await world.desk('x1'), 'en')
  await openCustomer(app, 'c.b1-1', null)
  await world.stopEndpoint()
  key('v')
  key('1')
  await answer('call back about the claim')
  await shows(/! .*cannot be reached.*call back about the claim/s)
  write('\x1b')
  await expect.poll(() => app.store.get().overlay).toBe(null)
  await openTasks(app)
  await shows(/>failed +Showing a number · phone/)
  await shows('r tries again, with what was typed.')
  await world.startEndpoint()
  key('r')
  await shows('call back about the claim')
  write('\r')
  await shows('phone: 13900001234')
  expect((await world.authority.query.seen({})).map(({ reason }) => reason)).toContain('call back about the claim')
  await openTasks(app)
  await shows(/>done +Showing a number/)
})

test('a command that the endpoint may have decided is given again as the same one', async () => {
  await using world = await makeWorld()
  await world.addTeam({ b1: 'butler', b2: 'butler', s1: 'supervisor' })
  await world.addCustomers('b1', ['陈大文'])
  let isAnswerLost = true
  const net: Net = async (url, init) => {
    const response = (await fetch(url, init)) as Response
    if (isAnswerLost && url.includes('/decide')) throw new TypeError('fetch failed')
    return response
  }
  const desk = await world.desk('s1', { net })
  const { app, key, shows } = await screenOf(desk, 'en')
  const moving = { customerId: 'c.b1-1', ownerId: 'b2' }
  expect(await give(app, 'customer.reassign', moving, 'moved')).toBe(null)
  await openTasks(app)
  await shows(/>failed/)
  expect((await world.authority.query.row('customer', 'c.b1-1'))?.ownerId).toBe('b2')
  isAnswerLost = false
  key('r')
  // As a new command it would be refused: the customer is in that book already.
  await expect.poll(() => app.store.get().tasks?.some(({ standing }) => standing === 'failed')).toBe(false)
  await Promise.all(app.tasks)
  expect(app.store.get().notice).toEqual({ text: 'moved', tone: 'good' })
})

test('the list is a place of the command bar, of g and of the palette', async () => {
  const found = paletteEntries({ ...nothingYet, language: 'zh-Hans' }, ':任务')
  expect(found[0]?.id).toBe(':tasks')
  expect(paletteEntries(nothingYet, 'background').map(({ id }) => id)).toContain('tasks')
  expect(paletteEntries(nothingYet, 'g b').map(({ id }) => id)).toContain('tasks')
})
