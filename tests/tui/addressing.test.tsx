import { afterEach, expect, test } from 'vitest'
import { seedFlows, seedReplies } from '../../src/app/seed.ts'
import { openOwed } from '../../src/tui/actions/owed.ts'
import { refresh } from '../../src/tui/app.ts'
import { topScreen } from '../../src/tui/state.ts'
import { accepted, makeWorld, type World } from '../world.ts'
import { screenOf } from './screen.tsx'

const worlds: World[] = []
afterEach(async () => {
  for (const world of worlds.splice(0)) await world[Symbol.asyncDispose]()
})

const people = ['陈大文', '歐陽若蘭', '王小明', '赵敏'] as const
const kinds = ['renewal', 'claim', 'question', 'renewal'] as const

/** A butler with one case of each customer. */
async function desk(language: 'en' | 'zh-Hans' | 'zh-Hant' = 'en') {
  const world = await makeWorld()
  worlds.push(world)
  await world.addStaff('b1', 'butler')
  await world.addCustomers('b1', [...people])
  await seedFlows(world.authority, 'en')
  await seedReplies(world.authority, 'en')
  const home = await world.desk('b1')
  for (const [at, kind] of kinds.entries())
    accepted(
      await home.execute('case.open', {
        ...{ customerId: `c.b1-${at + 1}`, kind, title: `about ${people[at]}`, priority: 'normal' },
        waitingSince: world.clock.now() - (at + 1) * 3_600_000,
      }),
    )
  const screen = await screenOf(home, language)
  await refresh(screen.app)
  const { app } = screen
  const rows = () => (app.store.get().queue ?? []).map((row) => row.case.customerName)
  const chosen = () => {
    const base = app.store.get().stack[0]
    const id = base?.is === 'queue' ? base.cursorId : null
    return app.store.get().queue?.find((row) => row.case.id === id)?.case.customerName
  }
  const opensFilter = async () => {
    screen.key('/')
    await expect.poll(() => app.store.get().overlay?.is).toBe('prompt')
  }
  return { ...screen, world, home, rows, chosen, opensFilter }
}

test('terminal 7: a filter narrows as it is typed, by pinyin, both scripts, fields and what is not', async () => {
  const { rows, opensFilter, write, shows, app, key } = await desk()
  for (const [typed, left] of [
    ['cdw', ['陈大文']],
    ['陳大文', ['陈大文']],
    ['欧阳', ['歐陽若蘭']],
    ['ouyang', ['歐陽若蘭']],
    ['renewals !zhao', ['陈大文']],
    ['kind:claim', ['歐陽若蘭']],
    ['类别:理赔', ['歐陽若蘭']],
    ['waiting>3h', ['赵敏']],
  ] as const) {
    await opensFilter()
    write(typed)
    await expect.poll(rows).toEqual(left)
    await shows(`Filter ${left.length}/4`)
    key('esc')
    await expect.poll(rows).toHaveLength(4)
    expect(app.store.get().overlay).toBeNull()
  }
})

test('terminal 7: the cursor stays on its row, and the filter outlives new rows', async () => {
  const { rows, chosen, opensFilter, write, key, app, home, world, frame } = await desk()
  key('end')
  const last = chosen()
  expect(last).toBe(rows().at(-1))
  await opensFilter()
  write(last ?? '')
  await expect.poll(rows).toEqual([last])
  expect(chosen()).toBe(last)
  write('\r')
  await expect.poll(() => app.store.get().overlay).toBeNull()
  const args = { customerId: 'c.b1-2', kind: 'question', title: 'new', priority: 'urgent' }
  accepted(await home.execute('case.open', { ...args, waitingSince: world.clock.now() }))
  await refresh(app)
  expect(rows()).toEqual([last])
  expect(frame().split('\n')[0]).toContain(`/${last}`)
  key('esc')
  await expect.poll(rows).toHaveLength(5)
  expect(chosen()).toBe(last)
})

test.each([
  ['en', 'None of the 4 rows has “zzz”', 'Esc clears the filter', 'kind band due waiting with'],
  ['zh-Hans', '4 行里没有“zzz”', 'Esc 清除筛选', '类别 档 到期 等待 接手'],
  ['zh-Hant', '4 列裡沒有「zzz」', 'Esc 清除篩選', '類別 檔 到期 等待 接手'],
] as const)(
  'terminal 7: a filter that leaves nothing says so, and how to be rid of it, in %s',
  async (language, none, clear, known) => {
    const { opensFilter, write, key, shows, app, frame } = await desk(language)
    await opensFilter()
    write('zzz')
    await shows(none)
    await shows(clear)
    // The names may stand on two lines.
    await expect.poll(() => frame().replaceAll(/\s+/g, '')).toContain(known.split(' ')[0])
    key('ctrl+u')
    write('colour:red')
    await shows('colour')
    await expect.poll(() => app.store.get().queue).toHaveLength(4)
    // Enter on nothing searches everywhere.
    key('ctrl+u')
    write('若蘭不在')
    write('\r')
    await expect.poll(() => topScreen(app.store.get())).toMatchObject({ is: 'search', text: '若蘭不在' })
  },
)

test('/ twice searches everywhere, and so does Ctrl-F on any screen', async () => {
  const { opensFilter, write, key, app } = await desk()
  await opensFilter()
  write('/')
  await expect.poll(() => topScreen(app.store.get()).is).toBe('search')
  key('esc')
  await openOwed(app)
  expect(topScreen(app.store.get()).is).toBe('owed')
  key('ctrl+f')
  await expect.poll(() => topScreen(app.store.get()).is).toBe('search')
})

test('terminal 5: g says what may follow, and leads there; an unknown key does nothing', async () => {
  const { key, shows, app, frame } = await desk()
  key('g')
  await shows('to the queue')
  await shows('directory')
  key('d')
  await expect.poll(() => topScreen(app.store.get()).is).toBe('resources')
  key('g')
  key('w')
  await expect.poll(() => topScreen(app.store.get()).is).toBe('owed')
  key('g')
  key('5')
  expect(app.store.get().overlay).toBeNull()
  key('g')
  key('esc')
  expect(topScreen(app.store.get()).is).toBe('owed')
  expect(frame()).not.toContain('to the queue')
  key('g')
  key('q')
  expect(app.store.get().stack).toHaveLength(1)
})

test('terminal 6: - goes back to where the person was, and = forward again', async () => {
  const { key, app, shows } = await desk()
  const path = () =>
    app.store
      .get()
      .stack.map((screen) => screen.is)
      .join(' ')
  key('-')
  await shows('nothing to go back to')
  key('enter')
  await expect.poll(path).toBe('queue customer')
  await shows('Timeline')
  key('g')
  key('q')
  await expect.poll(path).toBe('queue')
  key('g')
  key('w')
  await expect.poll(path).toBe('queue owed')
  key('-')
  key('-')
  await expect.poll(path).toBe('queue customer')
  await shows('Timeline')
  key('=')
  key('=')
  await expect.poll(path).toBe('queue owed')
  key('=')
  await shows('nothing ahead')
})

test.each([
  [':queue renewals /陈', ['queue'], 'renewals 陈'],
  [':queue renewals /陈 @teamA', ['queue'], 'renewals 陈 @teamA'],
  ['：队列 kind:claim', ['queue'], 'kind:claim'],
  [':owed 欧阳', ['queue', 'owed'], '欧阳'],
  [':dir 120', ['queue', 'resources'], '120'],
])('terminal 6: %s opens the list, narrowed, from anywhere', async (typed, path, filter) => {
  const { key, write, app, shows } = await desk()
  key('enter')
  await shows('Timeline')
  key(typed[0] ?? '')
  await expect.poll(() => app.store.get().overlay?.is).toBe('palette')
  write(typed.slice(1))
  await shows(': ')
  write('\r')
  await expect
    .poll(() => app.store.get().stack.map((screen) => screen.is))
    .toEqual(path.length === 1 ? path : ['queue', 'customer', path[1]])
  await expect.poll(() => topScreen(app.store.get())).toMatchObject({ filter })
})

test('terminal 5: the palette finds a command by its title in any script, its sound, its id and its key', async () => {
  const { key, write, app, shows, frame } = await desk('zh-Hans')
  key('ctrl+p')
  await expect.poll(() => app.store.get().overlay?.is).toBe('palette')
  for (const typed of ['complaint', 'tousu', '投訴', 'C', 'g c']) {
    key('ctrl+u')
    write(typed)
    await expect.poll(() => frame().split('\n').slice(2).join('\n')).toContain('投诉台')
  }
  key('ctrl+u')
  write('customer 王小明')
  write('\r')
  await shows('王小明')
  await expect.poll(() => app.store.get().stack.map((screen) => screen.is)).toEqual(['queue', 'customer'])
})
