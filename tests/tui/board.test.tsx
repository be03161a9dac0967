import { expect, test } from 'vitest'
import { cellWidth } from '../../src/app/cells.ts'
import type { Home } from '../../src/app/home.ts'
import { readonlyHome } from '../../src/app/readonly-home.ts'
import { languages } from '../../src/core/language.ts'
import { refresh } from '../../src/tui/app.ts'
import { accepted, makeWorld } from '../world.ts'
import { screenOf } from './screen.tsx'

/** Two butlers and who leads them; of the customers of the first, two have an open question. */
async function team() {
  const world = await makeWorld()
  await world.addTeam({ b1: 'butler', b2: 'butler', s1: 'supervisor' })
  await world.addCustomers('b1', ['欧阳若兰', '单小雨', '云小舟'])
  await world.addCustomers('b2', ['钟离谷'])
  const caseIds: string[] = []
  for (const customerId of ['c.b1-1', 'c.b1-2']) {
    const args = { customerId, kind: 'question', title: `复查 ${customerId}`, role: 'butler' }
    caseIds.push(String((await world.give('case.open', args))['caseId']))
  }
  return { world, caseIds }
}

/** On the butler whose id is given; the lines above are numbers. */
async function onButler(screen: Awaited<ReturnType<typeof screenOf>>, at: number) {
  screen.key('g')
  screen.key('v')
  await screen.shows(/b1 测试[^]*b2 测试/)
  for (let n = 0; n < 5 + at; n++) screen.key('j')
}

const titles = { en: /Butlers +Cases +1 +2/, 'zh-Hans': /管家 +事项 +1 +2/, 'zh-Hant': /管家 +事項 +1 +2/ }

test.each(languages)('a supervisor’s desk shows all of the team, which it does not hold (%s)', async (language) => {
  const { world } = await team()
  await using _ = world
  const home = await world.desk('s1')
  expect(await home.query.all('customer')).toEqual([])
  for (const cols of [80, 120, 160]) {
    const screen = await screenOf(home, language, cols)
    await onButler(screen, 0)
    const frame = screen.frame()
    expect(frame).toMatch(titles[language])
    for (const row of frame.split('\n')) expect(cellWidth(row)).toBeLessThanOrEqual(cols)
  }
})

test('every number opens its rows, and a row opens what it is about', async () => {
  const { world } = await team()
  await using _ = world
  const screen = await screenOf(await openAs(world.authority, 's1'), 'en', 100)
  await onButler(screen, 0)
  screen.key('enter')
  await screen.shows(/cases of b1[^]*欧阳若.*question[^]*单小雨/)
  screen.key('esc')
  screen.key('c')
  await screen.shows(/book of b1[^]*云小舟/)
  screen.key('esc')
  // Nobody of theirs is in danger.
  screen.key('1')
  await screen.shows('There is nothing behind this number now.')
  screen.key('esc')
  screen.key('enter')
  await screen.shows('欧阳若')
  screen.key('enter')
  await screen.shows(/欧阳若兰[^]*Policies/)
})

test('of whom a leader’s desk does not hold the endpoint tells all, once for each look, and nothing of it stays', async () => {
  const { world } = await team()
  await using _ = world
  const home = await world.desk('s1')
  const screen = await screenOf(home, 'en', 100)
  await onButler(screen, 0)
  screen.key('enter')
  await screen.shows(/cases of b1[^]*欧阳若/)
  screen.key('enter')
  await screen.shows(/欧阳若兰[^]*Read from the endpoint[^]*Cases +1[^]*复查/)
  await refresh(screen.app)
  await refresh(screen.app)
  const looks = async () =>
    (await world.authority.query.seen({})).map(({ staffId, customerId, how }) => [staffId, customerId, how])
  expect(await looks()).toEqual([['s1', 'c.b1-1', 'customerScreen']])
  screen.key('enter')
  await screen.shows(/Read from the endpoint[^]*Read from the endpoint/)
  expect(await home.query.all('customer')).toEqual([])
})

test('of many clocks that are over the board tells how many and the first; the others are behind the number', async () => {
  const { world, caseIds } = await team()
  await using _ = world
  const dueAt = world.clock.now() + 3_600_000
  for (let n = 0; n < 60; n++)
    accepted(
      await world.authority.execute(
        'promise.make',
        { customerId: 'c.b1-1', caseId: caseIds[0], words: `答复 ${n}`, dueAt },
        { as: { staffId: 'b1', role: 'butler' } },
      ),
    )
  world.clock.advance(7_200_000)
  const home = await world.desk('s1')
  const told = await home.board(null)
  if (!('board' in told)) throw new Error('no board')
  const { breaching, breachingCount = 0 } = told.board
  expect([breaching.length, breachingCount >= 60]).toEqual([50, true])
  const rows = await home.board({ of: 'breaching' })
  expect('rows' in rows && rows.rows.rows).toHaveLength(breachingCount)
  const screen = await screenOf(home, 'en', 100)
  screen.key('g')
  screen.key('v')
  await screen.shows(new RegExp(`${breachingCount} +clocks over|clocks over or about to be +${breachingCount}`))
})

test('offline it says from when its figures are, and a desk that was told nothing that it shows a part', async () => {
  const { world } = await team()
  await using _ = world
  const [told, untold] = [await world.desk('s1'), await world.desk('s1', { name: 'second' })]
  const screen = await screenOf(told, 'en', 100)
  await onButler(screen, 0)
  await screen.shows(/as of /)
  await world.stopEndpoint()
  await refresh(screen.app)
  await screen.shows(/Offline: this is how it stood at[^]*b1 测试 .* 2 /)
  const other = await screenOf(untold, 'en', 100)
  other.key('g')
  other.key('v')
  await other.shows('only what is on this desk')
})

test('a book moves after a look at what would be; a hurried key moves nobody', async () => {
  const { world } = await team()
  await using _ = world
  const home = await world.desk('s1')
  const screen = await screenOf(home, 'en', 100)
  await onButler(screen, 0)
  screen.key('r')
  await screen.shows('To whom go the customers of b1')
  screen.key(' ')
  screen.key('enter')
  await screen.shows(/Move 3 customers of b1 .*b2 测试 \+3\?/)
  screen.key('r')
  const owners = async () => (await world.authority.query.booksByOwner()).get('b1') ?? 0
  expect(await owners()).toBe(3)
  screen.key('r')
  await screen.shows('To whom go the customers of b1')
  screen.key(' ')
  screen.key('enter')
  await screen.shows(/Move 3 customers/)
  screen.key('y')
  await screen.shows('3 moved')
  expect(await owners()).toBe(0)
  // Whoever they came to has a clock for the first word to each.
  const receiver = await world.desk('b2')
  await receiver.sync.once()
  const theirs = await screenOf(receiver, 'en', 100)
  theirs.key('O')
  await theirs.shows(/欧阳若兰? .*first contact 7d left[^]*Came from another book/)
  theirs.key('enter')
  await theirs.shows(/欧阳若兰[^]*Policies/)
})

test('on a row it is the one customer who moves, not the book', async () => {
  const { world } = await team()
  await using _ = world
  const screen = await screenOf(await world.desk('s1'), 'en', 100)
  await onButler(screen, 0)
  screen.key('enter')
  await screen.shows('欧阳若')
  screen.key('r')
  await screen.shows('Whose customer is 欧阳若兰 from now on?')
  screen.key('enter')
  await screen.shows('Move 欧阳若兰 to the book of b2 测试?')
  screen.key('y')
  await screen.shows('1 moved')
  expect((await world.authority.query.booksByOwner()).get('b1')).toBe(2)
})

test('a lease is taken over with a reason, new customers are stopped, a line reaches the butler’s desk at once', async () => {
  const { world, caseIds } = await team()
  await using _ = world
  const butler = await world.desk('b1')
  await butler.sync.once()
  accepted(await butler.execute('case.take', { caseId: caseIds[0] }))
  await butler.sync.once()
  const screen = await screenOf(await world.desk('s1'), 'en', 100)
  await onButler(screen, 0)
  screen.key('i')
  await screen.shows('Give b1 测试 no new customers')
  screen.key('y')
  await screen.shows(/b1 测试 +paused/)
  screen.key('m')
  await screen.answer('please call 欧阳若兰 back')
  await screen.shows('sent')
  screen.key('enter')
  await screen.shows(/= 欧阳若/)
  screen.key('t')
  await screen.shows(/Take over “复查 c.b1-1” from b1 测试/)
  await screen.answer('ill today')
  await screen.shows('in your hands')
  expect((await world.authority.query.row('case', caseIds[0] ?? ''))?.takenBy).toBe('s1')
  await screen.app.home.sync.once()
  screen.key('g')
  screen.key('q')
  await screen.shows(/Queue 1\/1[^]*欧阳若/)
  const theirs = await screenOf(butler, 'en', 100)
  await butler.sync.once()
  await refresh(theirs.app)
  await theirs.shows(/lines to you: 1 \(g l\)[^]*s1 测试: please call 欧阳若兰 back/)
  theirs.key('g')
  theirs.key('l')
  await theirs.shows(/> new s1 测试/)
  theirs.key('enter')
  await theirs.shows('marked as read')
  await butler.sync.once()
  await refresh(theirs.app)
  await theirs.shows(/> read s1 测试/)
  expect(theirs.frame()).not.toContain('lines to you')
})

test('who only looks has no key that changes anything, and who is a butler has no board', async () => {
  const { world } = await team()
  await using _ = world
  const looking = await screenOf(readonlyHome(await world.desk('s1')), 'en', 100)
  looking.app.store.set((state) => ({ ...state, isReadonly: true }))
  await onButler(looking, 0)
  for (const key of ['r', 'i', 'm']) {
    looking.key(key)
    expect(looking.app.store.get().overlay).toBeNull()
  }
  expect(looking.frame()).not.toContain('reassign')
  const butler = await screenOf(await world.desk('b1'), 'en', 100)
  butler.key('g')
  butler.key('v')
  await butler.shows('The board is for supervisors and managers.')
})

/** The authority’s home in one person’s hands. */
async function openAs(home: Home, as: string): Promise<Home> {
  const { openHome } = await import('../../src/app/home.ts')
  return openHome(home.folder, { as, clock: home.clock })
}
