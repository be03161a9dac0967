import { afterEach, beforeEach, expect, test } from 'vitest'
import { talksOfDay } from '../../src/app/conversations.ts'
import type { Home } from '../../src/app/home.ts'
import { seedReplies } from '../../src/app/seed.ts'
import { talkDesk } from '../../src/app/talk-desk.ts'
import { accepted, makeWorld, type World } from '../world.ts'

const minute = 60_000
const day = 24 * 60 * minute

let world: World
let desk: Home
beforeEach(async () => {
  world = await makeWorld()
  await world.addTeam({ lin: 'butler', mei: 'butler', he: 'inspector', ru: 'expert', qian: 'supervisor' })
  await world.addCustomers('lin', ['陈大文', '欧阳若兰', '王小花'])
  await world.addCustomers('mei', ['赵一'])
  await seedReplies(world.authority, 'en')
  desk = await world.desk('lin')
})
afterEach(() => world[Symbol.asyncDispose]())

const give = async (home: Home, name: string, args: object) => accepted(await home.execute(name, args))

/** A question with the customer's first words; the id of its case. */
async function asks(customerId: string, text: string, home = desk): Promise<string> {
  const { caseId } = await give(home, 'case.open', { customerId, kind: 'question', title: text })
  await give(home, 'message.log', { caseId, direction: 'in', text })
  return String(caseId)
}

const names = async (home = desk) =>
  (await talksOfDay(home)).map(({ customerName, waitingSince }) => customerName + (waitingSince === null ? ' v' : ''))

test('who waits longest stands first, a chaser keeps its place, and who was answered goes below', async () => {
  const first = await asks('c.lin-1', '请问等待期怎么算')
  world.clock.advance(10 * minute)
  const second = await asks('c.lin-2', '续保要做什么')
  world.clock.advance(10 * minute)
  await asks('c.lin-3', '想了解理赔')
  expect(await names()).toEqual(['陈大文', '欧阳若兰', '王小花'])
  await give(desk, 'message.log', { caseId: first, direction: 'in', text: '在吗？' })
  const [talk] = await talksOfDay(desk)
  expect(talk).toMatchObject({
    customerName: '陈大文',
    unanswered: { text: '请问等待期怎么算' },
    last: { text: '在吗？' },
  })
  await give(desk, 'message.log', { caseId: second, direction: 'out', text: '不用做什么' })
  expect(await names()).toEqual(['陈大文', '王小花', '欧阳若兰 v'])
  // The next day whoever waits is still there; what was answered is over.
  world.clock.advance(day)
  expect(await names()).toEqual(['陈大文', '王小花'])
})

test('another book’s conversations are not here', async () => {
  const mei = await world.desk('mei')
  await asks('c.mei-1', '您好', mei)
  await mei.sync.once()
  await desk.sync.once()
  expect(await names()).toEqual([])
  expect(await names(mei)).toEqual(['赵一'])
})

test('a call about a chat is in the chat, as a call; one of ours answers', async () => {
  const caseId = await asks('c.lin-1', '能打电话给我吗')
  await give(desk, 'message.log', { caseId, direction: 'out', channel: 'phone', text: '已电话说明' })
  const [talk] = await talksOfDay(desk)
  expect(talk).toMatchObject({ waitingSince: null, conversation: { channel: 'wechat' }, last: { channel: 'phone' } })
  const read = await talkDesk(desk, talk?.id ?? '')
  expect(read?.messages.map(({ channel }) => channel)).toEqual([null, 'phone'])
})

test('two who tag at the same time lose nothing, and a tag that is taken off is off everywhere', async () => {
  await asks('c.lin-1', '您好')
  await desk.sync.once()
  const other = await world.desk('lin', { name: 'second' })
  const [talk] = await talksOfDay(desk)
  const conversationId = talk?.id ?? ''
  await give(desk, 'conversation.tag', { conversationId, add: ['回电'] })
  await give(other, 'conversation.tag', { conversationId, add: ['情绪'] })
  for (const home of [desk, other, desk]) await home.sync.once()
  for (const home of [desk, other])
    expect((await home.query.row('conversation', conversationId))?.tags).toEqual(['回电', '情绪'])
  await give(desk, 'conversation.tag', { conversationId, remove: ['回电', '无'] })
  expect((await desk.query.row('conversation', conversationId))?.tags).toEqual(['情绪'])
  const many = Array.from({ length: 12 }, (_one, at) => `标${at}`)
  expect(await desk.execute('conversation.tag', { conversationId, add: many })).toMatchObject({
    code: 'conversation.too-many-tags',
    data: { most: 12 },
  })
  expect(await desk.execute('conversation.tag', { conversationId, add: ['两 个'] })).toMatchObject({ ok: false })
})

test('replies are offered that are complete, the one that speaks of the question first', async () => {
  await asks('c.lin-1', '有一阵没联系了，地址和电话变了要告诉你吗')
  const [talk] = await talksOfDay(desk)
  const read = await talkDesk(desk, talk?.id ?? '')
  expect(read?.language).toBe('zh-Hans')
  const codes = read?.suggested.map(({ reply }) => reply.code)
  expect(codes?.[0]).toBe('greeting-back')
  // These ask whoever sends them for something first.
  expect(codes).not.toContain('received-will-check')
  expect(codes).not.toContain('missed-call')
})
