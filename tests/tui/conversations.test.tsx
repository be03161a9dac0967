import { afterEach, expect, test } from 'vitest'
import { cellWidth } from '../../src/app/cells.ts'
import type { Home } from '../../src/app/home.ts'
import { seedProducts, seedReplies } from '../../src/app/seed.ts'
import { type Language, languages } from '../../src/core/language.ts'
import { refresh } from '../../src/tui/app.ts'
import { followPresence } from '../../src/tui/presence.ts'
import { dictionaries } from '../../src/tui/words/dictionary.ts'
import { accepted, makeWorld, type World } from '../world.ts'
import { screenOf } from './screen.tsx'

const worlds: World[] = []
afterEach(async () => {
  for (const world of worlds.splice(0)) await world[Symbol.asyncDispose]()
})

const give = async (home: Home, name: string, args: object) => accepted(await home.execute(name, args))

/** Three who wait: 陈大文 the longest, then 欧阳若兰, then 王小花. */
async function office() {
  const world = await makeWorld()
  worlds.push(world)
  await world.addTeam({ lin: 'butler', ru: 'expert' })
  await world.addCustomers('lin', ['陈大文', '欧阳若兰', '王小花'])
  await seedReplies(world.authority, 'en')
  const desk = await world.desk('lin')
  const said = ['有一阵没联系了，地址要改吗', '想问续保', '想了解理赔']
  for (const [at, text] of said.entries()) {
    const asked = { customerId: `c.lin-${at + 1}`, kind: 'question', title: text }
    const { caseId } = await give(desk, 'case.open', asked)
    await give(desk, 'message.log', { caseId, direction: 'in', text })
    world.clock.advance(60_000)
  }
  return { world, desk }
}

/** A screen that counts the keys and none of whose lines is ever too wide. */
async function deskOf(home: Home, language: Language) {
  const screen = await screenOf(home, language)
  let keys = 0
  return {
    ...screen,
    keys: () => keys,
    key(name: string) {
      keys++
      screen.key(name)
    },
    async shows(text: string | RegExp) {
      await screen.shows(text)
      for (const line of screen.frame().split('\n')) expect(cellWidth(line)).toBeLessThanOrEqual(100)
    },
  }
}

const out = async (home: Home, customerId: string) =>
  (await home.query.customer(customerId))?.timeline.filter(
    (one) => one.is === 'message' && one.message.direction === 'out',
  )

test.each(languages)(
  'a routine answer takes four keys from the queue, and the next opens by itself, in %s',
  async (language) => {
    const { desk } = await office()
    const words = dictionaries[language]
    const { key, keys, shows } = await deskOf(desk, language)
    key('M')
    await shows(words.conversations.counts(3, 0))
    await shows(/>.*陈大文/)
    await shows(words.conversations.suggested)
    key('1')
    await shows('有一阵没联系')
    key('s')
    key('y')
    await shows(words.said.sent)
    await shows(words.conversations.counts(2, 1))
    await shows(/>.*欧阳若兰/)
    expect(keys()).toBe(4)
    expect(await out(desk, 'c.lin-1')).toMatchObject([{ from: { replyId: 'greeting-back@1', way: 'sent' } }])
  },
)

test('the whole conversation: answered in own words, put away, called; after each the next is there', async () => {
  const { desk } = await office()
  const { key, shows, answer, app } = await deskOf(desk, 'zh-Hans')
  key('M')
  await shows(/>.*陈大文/)
  key('enter')
  await shows('从这里起未回复')
  key('r')
  await answer('不用改')
  await shows('想问续保')
  expect(await out(desk, 'c.lin-1')).toHaveLength(1)
  key('l')
  await shows('我们打去')
  key('2')
  await answer('电话里说清楚了')
  await shows('想了解理赔')
  expect(await out(desk, 'c.lin-2')).toMatchObject([{ message: { channel: 'phone' } }])
  key('d')
  await answer('已答复')
  await expect.poll(async () => (await desk.query.customer('c.lin-3'))?.cases[0]?.state).toBe('done')
  await Promise.all(app.tasks)
  key('n')
  await shows('没有别人在等了')
})

test('tags are typed as one line: what is left out comes off', async () => {
  const { desk } = await office()
  const { key, shows, answer } = await deskOf(desk, 'zh-Hans')
  key('M')
  await shows(/>.*陈大文/)
  key('#')
  await answer('回电 地址')
  await shows('#回电 #地址')
  key('#')
  await expect.poll(async () => shows('标签')).toBeUndefined()
  await answer('，投诉')
  await expect
    .poll(async () => (await desk.query.customer('c.lin-1'))?.conversations[0]?.tags)
    .toEqual(['回电', '地址', '投诉'])
})

test('a conversation without an open case says so, and gets one', async () => {
  const { desk } = await office()
  const [item] = (await desk.query.customer('c.lin-1'))?.cases ?? []
  await give(desk, 'case.done', { caseId: item?.id, outcome: '已答' })
  const { key, shows } = await deskOf(desk, 'en')
  key('M')
  await shows('2 waiting · 1 answered today')
  key('G')
  await shows(/>.*陈大文/)
  key('l')
  await shows('No open case belongs to this conversation')
  key('+')
  await shows('Open a case for this conversation?')
  key('y')
  await expect
    .poll(async () => (await desk.query.customer('c.lin-1'))?.cases.map(({ state }) => state))
    .toEqual(['open', 'done'])
})

test('who else writes to the customer stands in the queue and beside the conversation; offline, that nobody is heard', async () => {
  const { world, desk } = await office()
  await world.give('case.open', { customerId: 'c.lin-1', kind: 'claim', title: '理赔', role: 'expert' })
  await desk.sync.once()
  const ru = await world.desk('ru')
  await ru.sayWhere({ customerId: 'c.lin-1', doing: 'writing' })
  const { key, shows, app } = await deskOf(desk, 'zh-Hans')
  const unfollow = followPresence(app, 50)
  await shows(/> w陈大文/)
  await shows('ru 测试正在回复')
  key('M')
  await shows(/>.*陈大文.*w /)
  // The other end hears where this desk is.
  await expect.poll(() => ru.sayWhere(null)).toEqual([{ staffId: 'lin', customerId: 'c.lin-1', doing: 'looking' }])
  key('r')
  await expect.poll(() => ru.sayWhere(null)).toEqual([{ staffId: 'lin', customerId: 'c.lin-1', doing: 'writing' }])
  key('esc')
  await world.stopEndpoint()
  await shows('离线：无法得知还有谁在看')
  unfollow()
})

test('the customer on one screen: what runs, what was answered before, and a timeline of one kind', async () => {
  const { world, desk } = await office()
  await seedProducts(world.authority, 'en')
  const policy = {
    ...{ externalId: 'P1', customer: 'lin-1', number: 'TEST-1', productCode: 'MED-MILLION', insuredName: '陈大文' },
    ...{ issuedOn: '2026-03-01', effectiveOn: '2026-03-01', expiresOn: '2027-02-28', premiumFen: 36_800 },
    ...{ paidThrough: '2026-05-31', state: 'inForce', source: 'own', sumInsuredFen: null },
  }
  await world.give('import.rows', { kind: 'policies', source: 'test', number: 0, rows: [policy] })
  await desk.sync.once()
  const { claimId } = await give(desk, 'claim.open', { policyId: 'p.P1', title: '肺炎住院' })
  await give(desk, 'checklist.answer', { claimId, fact: 'ytd.own_spend_fen', value: 200_000 })
  await give(desk, 'checklist.answer', { claimId, fact: 'history.had_before', value: false })
  await give(desk, 'note.add', { customerId: 'c.lin-1', caseId: null, text: '住六楼无电梯' })
  const { key, shows, frame, app, write } = await deskOf(desk, 'zh-Hans')
  await refresh(app)
  key('g')
  key('/')
  await shows('搜索')
  write('陈大文')
  await shows(/>.*客户.*陈大文/)
  key('enter')
  await shows('等待期至 2026-03-30')
  await shows('下次缴费 2026-06-01 ¥368.00')
  await shows('免赔额 ¥10,000.00，已用 ¥2,000.00')
  key('G')
  await shows('已答过的')
  await shows('本年度已自付  ¥2,000.00')
  key('f')
  await shows(/时间线\s+消息 1\/\d+/)
  expect(frame()).not.toContain('住六楼无电梯')
  key('f')
  await shows('住六楼无电梯')
})
