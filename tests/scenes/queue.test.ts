import { expect } from 'vitest'
import type { Home } from '../../src/app/home.ts'
import { everywhere, middle, narrow, scene, wide, withBook } from './scene.ts'

withBook()

scene('the queue is there at the first frame, whoever is in danger first', everywhere, async (p) => {
  await p.sees(p.words.screens.queue, p.words.sync.synced, / 1\/\d{3}\b/, p.words.bands[0] ?? '')
  expect(p.row()).toContain('王林')
  await p.press('j')
  expect(p.row()).toContain('赵家超')
  await p.sees(/ 2\/\d{3}\b/)
  await p.press('G')
  await p.sees(/(\d{3})\/\1\b/)
  await p.press('Home')
  expect(p.row()).toContain('王林')
})

scene('the queue is filtered as one types, by initials, and whole again after Esc', everywhere, async (p) => {
  await p.press('/')
  await p.type('cdw')
  await p.sees(/>.*陳大文/)
  p.seesNot('赵家超')
  await p.press('Enter')
  await p.sees('/cdw', '1/1')
  await p.press('Esc')
  await p.sees('赵家超')
})

scene('a case says why it stands where it stands', everywhere, async (p) => {
  await p.press('w')
  await p.sees(p.words.queue.why)
  await p.press('Esc')
  p.seesNot(p.words.queue.why)
})

scene('the next case is taken and its customer opened', everywhere, async (p) => {
  await p.press('n')
  expect(p.given).toEqual(['case.take'])
  await p.sees('王林', p.words.customer.timeline, '小同志')
  // What is in one's hands comes first, until it is done.
  await p.press('n')
  await p.sees('王林', '小同志')
})

scene('a case is finished with its outcome, and the next one opens by itself', narrow, async (p) => {
  await p.press('n', 'd')
  await p.sees('处理结果')
  await p.commit('已', '劝阻', '转账，已报警')
  await p.press('Enter')
  await p.sees('赵家超')
  expect(p.given).toEqual(['case.take', 'case.done', 'case.take'])
  await p.press('Esc')
  p.seesNot('王林')
})

scene('a finish without an outcome finishes nothing', wide, async (p) => {
  await p.press('d', 'Enter')
  expect(p.given).toEqual([])
  await p.sees(/ 1\/\d{3}\b/)
})

scene('a customer is answered in their own words, typed by an input method', narrow, async (p) => {
  await p.press('r')
  await p.sees('回复“')
  await p.commit('先', '别转', '剩下的钱，', '我马上打给您')
  await p.sees('先别转剩下的钱，我马上打给您')
  await p.press('Enter')
  await p.sees('已记为发送')
  expect(p.given).toEqual(['message.log'])
  await p.press('Enter')
  await p.sees('先别转剩下的钱', '时间线')
})

scene('what was begun is there again when the reply is opened again', middle, async (p) => {
  await p.press('r')
  await p.commit('您好，我', '正在看')
  await p.press('Esc')
  await p.sees(p.words.queue.draft)
  await p.press('r')
  await p.sees('您好，我正在看')
  expect(p.given).toEqual([])
})

scene('a promise goes out with the answer, both or neither', narrow, async (p) => {
  await p.press('r')
  await p.commit('两小时内给您回电')
  await p.press('Ctrl-P')
  await p.sees('承诺')
  await p.type('+2h 回电')
  await p.press('Enter')
  await p.sees('+ 承诺 12:00')
  await p.press('Enter')
  await p.sees('承诺一并记下')
  expect(p.given).toEqual(['message.log', 'promise.make'])
})

scene('a promise is made, kept and confirmed', everywhere, async (p) => {
  await p.press('P')
  await p.sees(p.words.promise.make)
  await p.type('+2h ')
  await p.commit('核实', '外购药')
  await p.press('Enter')
  await p.sees(p.words.promise.made)
  await p.press('Enter', 'K')
  await p.sees(p.words.promise.asks.keep)
  await p.commit('已核实')
  await p.press('Enter', 'Y')
  await p.sees(p.words.promise.asks.confirm)
  await p.commit('客户', '说清楚了')
  await p.press('Enter')
  expect(p.given).toEqual(['promise.make', 'promise.keep', 'promise.confirm'])
})

scene('a promise without a time asks for one and keeps the words', wide, async (p) => {
  await p.press('P')
  await p.type('call back')
  await p.press('Enter')
  await p.sees('! Begin with', 'call back')
  expect(p.given).toEqual([])
})

scene('a case is put on hold for somebody, until a time', everywhere, async (p) => {
  await p.press('h')
  await p.sees(p.words.ask.holdOn)
  await p.press('3')
  await p.sees(p.words.ask.hold)
  await p.commit('+2h ', '等医院', '回电')
  await p.press('Enter')
  await p.sees(p.words.said.onHold)
  expect(p.given).toEqual(['case.hold'])
  // Who is in danger stays in sight, held or not; whoever comes first now is another.
  await p.sees('赵家超')
})

scene('a note is written, taken back with one key, and mended', narrow, async (p) => {
  p.offline()
  await p.press('m')
  await p.sees('备注:')
  await p.commit('客户', '独居')
  await p.press('Enter')
  await p.sees('已保存', 'z 撤销')
  await p.press('z')
  await p.sees('备注: 客户独居')
  await p.commit('，有女儿')
  await p.press('Enter')
  await p.sees('已保存')
  expect(p.given).toEqual(['note.add', 'undo', 'note.add'])
})

scene('a case is taken and put back only after a yes', everywhere, async (p) => {
  await p.press('t')
  await p.sees(p.words.queue.unconfirmed)
  await p.press('b')
  await p.sees(p.words.ask.release, p.words.ask.yes)
  await p.press('n')
  expect(p.given).toEqual(['case.take'])
  await p.press('b', 'y')
  await p.sees(p.words.said.released)
  expect(p.given).toEqual(['case.take', 'case.release'])
})

scene('without the network the work goes on, and is sent when it is back', everywhere, async (p) => {
  await p.sees(p.words.sync.synced)
  p.offline()
  await p.press('m')
  await p.commit('断网', '时写的')
  await p.press('Enter')
  await p.sees(p.words.sync.waiting(1))
  p.online()
  await p.sees(p.words.sync.synced)
  p.seesNot(p.words.sync.waiting(1))
  const notes = await p.authority.query.all('note')
  expect(notes.filter(({ text }) => text === '断网时写的')).toHaveLength(1)
})

scene('what waits to be sent is listed, and what it says', everywhere, async (p) => {
  p.offline()
  await p.press('m')
  await p.commit('待同步的一条')
  await p.press('Enter', 'o')
  await p.sees(p.words.screens.outbox, p.words.outbox.waiting, '王林', '待同步的一条')
  await p.press('d')
  await p.sees(p.words.outbox.notRefused)
  expect(p.given).toEqual(['note.add'])
})

scene('what the endpoint refuses is told, and given up with a reason', narrow, async (p) => {
  await p.sees('已同步')
  p.offline()
  await p.press('t')
  await p.authority.execute(
    'case.take',
    { caseId: await caseOfRow(p.desk) },
    { as: { staffId: 's01', role: 'supervisor' } },
  )
  p.online()
  await p.sees('1条被拒')
  await p.press('o')
  await p.sees('被拒', '拒绝说明')
  await p.press('d')
  await p.commit('同事在处理')
  await p.press('Enter')
  await p.sees('没有待同步的')
  expect(p.given).toEqual(['case.take', 'outbox.discard'])
})

scene('a colleague who takes a case is seen without a key', wide, async (p) => {
  await p.sees('synced')
  await p.authority.execute(
    'case.take',
    { caseId: await caseOfRow(p.desk) },
    { as: { staffId: 's01', role: 'supervisor' } },
  )
  await p.sees('with 方惊蛰', />= 王林/)
})

scene('all that is owed stands in one list, the latest first, and opens its case', everywhere, async (p) => {
  await p.press('O')
  await p.sees(p.words.screens.owed, p.words.owed.breached, '吴天毅')
  await p.press('Enter')
  await p.sees(p.words.customer.timeline)
  await p.press('Esc')
  await p.sees(p.words.owed.breached)
})

async function caseOfRow(desk: Home) {
  const [first] = await desk.query.queue(desk.actor, desk.clock.now())
  return first?.case.id ?? ''
}
