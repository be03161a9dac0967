import { expect, test } from 'vitest'
import { cellWidth } from '../../src/app/cells.ts'
import { seedReplies } from '../../src/app/seed.ts'
import { refresh } from '../../src/tui/app.ts'
import { accepted, makeWorld } from '../world.ts'
import { screenOf } from './screen.tsx'

async function deskOfLin() {
  const world = await makeWorld()
  await world.addTeam({ lin: 'butler' })
  await world.addCustomers('lin', ['陈大文'])
  await seedReplies(world.authority, 'en')
  const desk = await world.desk('lin')
  const opened = await desk.execute('case.open', { customerId: 'c.lin-1', kind: 'question', title: '问续保' })
  const caseId = String(accepted(opened)['caseId'])
  await desk.sync.once()
  return { world, desk, caseId, [Symbol.asyncDispose]: () => world[Symbol.asyncDispose]() }
}

test('a library reply becomes a draft that is written over by hand, and its log says where it came from', async () => {
  await using held = await deskOfLin()
  const { desk } = held
  const screen = await screenOf(desk, 'zh-Hans')
  screen.key('R')
  await screen.shows('首次问候')
  screen.write('正在核实')
  await screen.shows(/>收到，正在核实/)
  screen.key('enter')
  await screen.shows('received-will-check')
  screen.key('e')
  await screen.shows('回复“问续保”')
  // The open place is not sent, and the text stays.
  screen.key('enter')
  await screen.shows('! 话术中还有空缺')
  const draft = async () => (await desk.query.all('draft')).map(({ text }) => text)
  expect((await draft())[0]).toContain('{{答复时间}}')
  const text = (await draft())[0] ?? ''
  for (let left = text.length; left > text.indexOf('{{'); left--) screen.write('\x7f')
  screen.write('明早之前给您答复。')
  await screen.shows('明早之前给您答复。')
  screen.key('enter')
  await screen.shows('已记为发送')
  expect(await draft()).toEqual([])
  expect(await desk.query.all('replyUse')).toMatchObject([{ way: 'edited', code: 'received-will-check' }])
  expect((await desk.query.all('message'))[0]?.text).toMatch(/核实，明早之前给您答复。$/)
  screen.key('enter')
  await screen.shows('lin 测试 · 有修改 · received')
})

test('a promise made while writing goes with the message, and neither without the other', async () => {
  await using held = await deskOfLin()
  const { world, desk } = held
  const screen = await screenOf(desk, 'zh-Hans')
  screen.key('r')
  await screen.shows('回复“问续保”')
  screen.write('我去问医院，')
  screen.write('\x10')
  await screen.shows('承诺：何时之前')
  screen.write('昨天 回电')
  screen.key('enter')
  await screen.shows('! ')
  screen.key('esc')
  // Esc drops the promise alone.
  await screen.shows('回复“问续保”: 我去问医院，')
  screen.write('\x10')
  await screen.shows('承诺：何时之前')
  screen.write('+2h 回电告知结果')
  screen.key('enter')
  await screen.shows('+ 承诺')
  screen.write('两小时内回电。')
  await screen.shows('两小时内回电。')
  screen.key('enter')
  await screen.shows('已记为发送，承诺一并记下')
  expect((await desk.query.all('message')).map(({ text }) => text)).toEqual(['我去问医院，两小时内回电。'])
  expect(await desk.query.all('promise')).toMatchObject([{ words: '回电告知结果', state: 'open' }])

  // A promise whose time has come meanwhile: nothing is sent, and the text is there to be mended.
  screen.key('r')
  await screen.shows('回复“问续保”')
  screen.write('稍等')
  screen.write('\x10')
  await screen.shows('承诺：何时之前')
  screen.write('+1h 再回电')
  screen.key('enter')
  await screen.shows('+ 承诺')
  world.clock.advance(2 * 3_600_000)
  screen.key('enter')
  await screen.shows(/! .*: 稍等/)
  expect(await desk.query.all('message')).toHaveLength(1)
  expect((await desk.query.all('draft')).map(({ text }) => text)).toEqual(['稍等'])
})

test('a draft goes with the customer to another butler, who writes on in it', async () => {
  await using held = await deskOfLin()
  const { world, desk, caseId } = held
  await world.addStaff('mei', 'butler')
  const mei = await world.desk('mei')
  const screen = await screenOf(desk, 'zh-Hans')
  screen.key('r')
  await screen.shows('回复“问续保”')
  screen.write('您好，')
  screen.write('续保的事')
  await expect.poll(async () => (await desk.query.all('draft'))[0]?.text).toBe('您好，续保的事')
  await desk.sync.once()
  await world.give('customer.reassign', { customerId: 'c.lin-1', ownerId: 'mei' })
  await desk.sync.once()
  await mei.sync.once()
  expect(await desk.query.all('draft')).toEqual([])
  const other = await screenOf(mei, 'zh-Hans')
  await other.shows('问续保')
  other.key('r')
  await other.shows('回复“问续保”: 您好，续保的事')
  other.write('我来跟进。')
  other.key('enter')
  await other.shows('已记为发送')
  expect((await mei.query.all('message')).map(({ text }) => text)).toEqual(['您好，续保的事我来跟进。'])
  expect(await mei.query.row('case', caseId)).toMatchObject({ state: 'open' })
})

test.each(['en', 'zh-Hans', 'zh-Hant'] as const)(
  'z takes back what was done last, and says before what that is, in %s',
  async (language) => {
    await using held = await deskOfLin()
    const { world, desk, caseId } = held
    const words = {
      en: [' z undo: ', 'Note', 'undone: ', 'has left this desk already'],
      'zh-Hans': [' z 撤销: ', '备注', '已撤销：', '已经发出'],
      'zh-Hant': [' z 復原: ', '備註', '已復原：', '已經送出'],
    }[language]
    const [hint = '', note = '', undone = '', gone = ''] = words
    const screen = await screenOf(desk, language, 80)
    await screen.shows('问续保')
    expect(screen.frame()).not.toContain(hint)
    screen.key('m')
    await screen.answer('写错了人')
    await screen.shows(hint)
    expect(
      screen
        .frame()
        .split('\n')
        .every((line) => cellWidth(line) <= 80),
    ).toBe(true)
    screen.key('z')
    // Its words come back into the field.
    await screen.shows(new RegExp(`${note}.*: 写错了人`))
    expect(await desk.query.all('note')).toEqual([])
    screen.key('esc')
    accepted(await desk.execute('case.take', { caseId }))
    await refresh(screen.app)
    screen.key('z')
    await screen.shows(undone)
    expect(await desk.query.openOutbox()).toEqual([])
    expect(await desk.query.row('case', caseId)).toEqual(await world.authority.query.row('case', caseId))
    accepted(await desk.execute('case.take', { caseId }))
    await desk.sync.once()
    await refresh(screen.app)
    screen.key('z')
    await screen.shows(gone)
  },
)
