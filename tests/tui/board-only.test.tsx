import { expect, test } from 'vitest'
import { openHome } from '../../src/app/home.ts'
import { languages } from '../../src/core/language.ts'
import { refresh } from '../../src/tui/app.ts'
import { bindings, bindingsOn } from '../../src/tui/bindings.ts'
import { isOfBoard, isScreenOfBoard } from '../../src/tui/board-only.ts'
import { paletteEntries } from '../../src/tui/command-line.ts'
import { start, type State, topScreen } from '../../src/tui/state.ts'
import { isWriting } from '../../src/tui/writing.ts'
import { accepted, makeWorld } from '../world.ts'
import { screenOf } from './screen.tsx'

/** A supervisor's board and nothing else, over the authority of a team that owes something. */
async function boardAlone(language: (typeof languages)[number] = 'en') {
  const world = await makeWorld()
  await world.addTeam({ b1: 'butler', b2: 'butler', s1: 'supervisor' })
  await world.addCustomers('b1', ['欧阳若兰', '单小雨'])
  const opened = { customerId: 'c.b1-1', kind: 'question', title: '问续期', role: 'butler' }
  const { caseId } = await world.give('case.open', opened)
  const dueAt = world.authority.clock.now() + 3_600_000

  const openAs = (as: string) => openHome(world.authority.folder, { as, clock: world.authority.clock })
  const theirs = await openAs('b1')
  accepted(await theirs.execute('promise.make', { customerId: 'c.b1-1', caseId, words: '回电', dueAt }))
  await theirs.close()
  const home = await openAs('s1')
  const screen = await screenOf(home, language, 100)
  const { app } = screen
  app.store.set((state) => ({ ...state, isBoardOnly: true, stack: [{ is: 'board', cursor: start, data: null }] }))
  await refresh(app)
  const close = async () => {
    await Promise.all(app.tasks)
    await home.close()
    await world[Symbol.asyncDispose]()
  }
  return { world, screen, app, [Symbol.asyncDispose]: close }
}

const screensOf = ({ stack }: State) => stack.map(({ is }) => is)

test.each(languages)('footer, help and command bar of a board alone name its own keys only (%s)', async (language) => {
  await using opened = await boardAlone(language)
  const { screen, app } = opened
  const titleOf = (id: string) => bindings.find((one) => one.id === id)?.title[language] ?? ''
  const elsewhere = [
    'conversations',
    'directory',
    'complaints',
    'outbox',
    'owed',
    'search',
    'go.queue',
    'undo',
    'tasks',
  ]
  screen.key('?')
  await screen.shows(titleOf('board.reassign'))
  for (const id of elsewhere) expect(screen.frame(), id).not.toContain(titleOf(id))
  screen.key('tab')
  expect(app.store.get().overlay?.is).not.toBe('tour')
  screen.key('esc')
  const named = (text: string) => paletteEntries(app.store.get(), text).map(({ id }) => id)
  for (const place of ['queue', 'queue renewals', 'customer 欧阳', 'search x', 'outbox', 'directory', 'care', 'lines'])
    expect(
      named(place).filter((id) => id.startsWith(':')),
      place,
    ).toEqual([])
  expect(named('board')).toContain(':board')
  expect(named('').every(isOfBoard)).toBe(true)
})

test('a row is read as far as the customer, the policy and the run; what a butler does there is not', async () => {
  await using opened = await boardAlone()
  const { world, screen, app } = opened
  await screen.shows(/b1 测试/)
  for (let n = 0; n < 5; n++) screen.key('j')
  screen.key('enter')
  await screen.shows(/cases of b1[^]*欧阳若/)
  screen.key('enter')
  await screen.shows(/欧阳若兰[^]*Policies/)
  const standing = async () => [await world.authority.query.all('case'), await world.authority.query.all('promise')]
  const before = await standing()
  // On the case, then on the promise: there is nothing of theirs to read.
  for (const down of ['', 'j']) {
    if (down) screen.key(down)
    screen.key('enter')
    await screen.shows('Only the board is here')
    expect(app.store.get().overlay).toBeNull()
  }
  for (const key of [
    'r',
    'n',
    't',
    'd',
    'm',
    'P',
    'e',
    'i',
    'v',
    'c',
    'R',
    'l',
    'O',
    'M',
    'o',
    '/',
    'ctrl+f',
    'z',
    'S',
  ])
    screen.key(key)
  expect(app.store.get().overlay).toBeNull()
  expect(screensOf(app.store.get())).toEqual(['board', 'boardRows', 'customer'])
  expect(await standing()).toEqual(before)
  for (let n = 0; n < 4; n++) screen.key('esc')
  expect(screensOf(app.store.get())).toEqual(['board'])
})

test('two thousand keys on a board alone leave it nowhere else', { timeout: 60_000 }, async () => {
  await using opened = await boardAlone()
  const { screen, app } = opened
  await screen.shows(/b1 测试/)
  const keys = [...new Set(bindings.flatMap(({ keys: own }) => own.flatMap((key) => key.split(' '))))]
  // What ends the program, or gives the terminal away, is no place.
  const pressed = keys.filter((key) => !['q', 'ctrl+c', 'ctrl+l'].includes(key))
  const seen = new Set<string>()
  let seed = 7
  for (let n = 0; n < 2_000; n++) {
    seed = (seed * 48_271) % 2_147_483_647
    screen.key(pressed[seed % pressed.length] ?? 'j')
    if (n % 20 === 0) await Promise.all(app.tasks)
    for (const is of screensOf(app.store.get())) seen.add(is)
  }
  expect([...seen].filter((is) => !isScreenOfBoard(is as never))).toEqual([])
  expect(seen.size).toBeGreaterThan(2)
})

test('its list of commands names bindings, and of those that write only what is decided on a board', () => {
  const ids = bindings.filter(({ id }) => isOfBoard(id))
  const writing = ids.filter(isWriting).map(({ id }) => id)
  expect(writing.toSorted()).toEqual([
    ...['approval.approve', 'approval.refuse', 'board.intake', 'board.message', 'board.reassign', 'board.takeOver'],
    ...['step.approve', 'step.refuse'],
  ])
  for (const { id, screens } of ids) expect(screens?.some(isScreenOfBoard) ?? true, id).toBe(true)
  expect(bindingsOn('board', { isBoardOnly: true }).length).toBeLessThan(bindingsOn('board').length)
})

test('a filter that leaves no row leads nowhere else', async () => {
  await using opened = await boardAlone()
  const { screen, app } = opened
  await screen.shows(/b1 测试/)
  for (let n = 0; n < 5; n++) screen.key('j')
  screen.key('enter')
  await screen.shows('欧阳若')
  screen.key('/')
  await screen.shows('Filter')
  expect(screen.frame()).not.toContain('searches everywhere')
  screen.write('没有')
  await screen.shows('None of the')
  screen.write('\r')
  await Promise.all(app.tasks)
  expect(topScreen(app.store.get()).is).toBe('boardRows')
})
