import { afterEach, expect, test } from 'vitest'
import { languages } from '../../src/core/language.ts'
import { refresh } from '../../src/tui/app.ts'
import { openCustomer, openPolicy } from '../../src/tui/actions/navigate.ts'
import { openHelp } from '../../src/tui/actions/overlay.ts'
import { openOutbox } from '../../src/tui/actions/outbox.ts'
import { openSearch } from '../../src/tui/actions/settings.ts'
import { accepted, makeWorld, type World } from '../world.ts'
import { screenOf } from './screen.tsx'

const worlds: World[] = []
afterEach(async () => {
  for (const world of worlds.splice(0)) await world[Symbol.asyncDispose]()
})

async function smallWorld() {
  const world = await makeWorld()
  worlds.push(world)
  await world.addStaff('b1', 'butler')
  await world.addCustomers('b1', ['陈大文', '歐陽若蘭'])
  return world
}

const words = {
  en: {
    empty: 'The queue is empty',
    none: 'Nothing waits and nothing was refused',
    help: 'next case',
    synced: 'synced',
  },
  'zh-Hans': { empty: '队列空了', none: '没有待同步的', help: '下一件', synced: '已同步' },
  'zh-Hant': { empty: '佇列空了', none: '沒有待同步的', help: '下一件', synced: '已同步' },
}

test.each(languages)('the empty states are said in words, in %s', async (language) => {
  const world = await smallWorld()
  const { app, shows } = await screenOf(await world.desk('b1'), language)
  await shows(words[language].empty)
  await shows(words[language].synced)
  await shows('b1 测试')
  openHelp(app)
  await shows(words[language].help)
  await openOutbox(app)
  await shows(words[language].none)
})

test('a row says why it stands there, and an arrival does not move the chosen one', async () => {
  const world = await smallWorld()
  const desk = await world.desk('b1')
  const open = (title: string, priority: string) =>
    desk.execute('case.open', {
      customerId: 'c.b1-1',
      kind: 'question',
      title,
      priority,
      waitingSince: world.clock.now() - 3_600_000,
    })
  accepted(await open('等待期怎么算', 'normal'))
  const { app, frame, shows } = await screenOf(desk, 'zh-Hans')
  await shows(/>.*陈大文.*咨询.*等1时 · 中/)
  accepted(await open('孩子发烧了', 'urgent'))
  await refresh(app)
  await shows('等1时 · 急')
  const rows = frame()
    .split('\n')
    .filter((line) => line.includes('咨询'))
  expect(rows[0]).toContain('急')
  expect(rows[1]).toMatch(/^>/)
})

test('what a case.take that lost came to is on the screen: who has it', async () => {
  const world = await smallWorld()
  await world.addStaff('x1', 'expert')
  await world.addStaff('x2', 'expert')
  const [one, two] = [await world.desk('x1'), await world.desk('x2')]
  const opened = await world.give('case.open', {
    customerId: 'c.b1-1',
    kind: 'claim',
    title: '住院理赔',
    role: 'expert',
  })
  await one.sync.once()
  await two.sync.once()
  accepted(await one.execute('case.take', { caseId: opened['caseId'] }))
  accepted(await two.execute('case.take', { caseId: opened['caseId'] }))
  await one.sync.once()
  await two.sync.once()
  const { app, shows } = await screenOf(two, 'zh-Hans')
  await shows('1条被拒')
  await shows('x1 测试处理中')
  await openOutbox(app)
  await shows('接手事项')
  await shows('x1 测试')
})

test('text from outside is drawn without its escape sequences', async () => {
  const world = await smallWorld()
  const evil = '王\u001b]0;pwned\u0007\u001b[2J\u202e小明'
  await world.give('import.rows', {
    ...{ kind: 'customers', source: 'test', number: 1 },
    rows: [{ externalId: 'evil', name: evil, owner: 'b1' }],
  })
  const desk = await world.desk('b1')
  accepted(
    await desk.execute('case.open', {
      customerId: 'c.evil',
      kind: 'question',
      title: `标题\u001b[31m红`,
      waitingSince: 1,
    }),
  )
  const { app, raw, shows } = await screenOf(desk, 'zh-Hans')
  await openCustomer(app, 'c.evil', null)
  await shows('王小明')
  // oxlint-disable-next-line no-control-regex
  expect(raw()).not.toMatch(/\u001b\]|\u001b\[2J|\u001b\[31m|\u202e|pwned/)
})

test('a policy that has left the desk is said to be gone, not drawn empty', async () => {
  const world = await smallWorld()
  const { app, shows } = await screenOf(await world.desk('b1'), 'en')
  await openPolicy(app, 'p.nowhere')
  await shows('not on this desk')
  await openSearch(app)
  await shows('Type to search')
})

test('terminal 13: a screen that cannot be read says why and how to try again, and does', async () => {
  const world = await smallWorld()
  const desk = await world.desk('b1')
  await desk.sync.once()
  let isBroken = true
  const customer: typeof desk.query.customer = (id) =>
    isBroken ? Promise.reject(new Error('the disk is gone')) : desk.query.customer(id)
  const { app, shows } = await screenOf({ ...desk, query: { ...desk.query, customer } }, 'en')
  const [one] = await desk.query.all('customer')
  await openCustomer(app, one?.id ?? '', null).catch(() => undefined)
  await shows(/the disk is gone[\s\S]*Ctrl-L tries again/)
  isBroken = false
  await refresh(app)
  await shows('Timeline')
})
