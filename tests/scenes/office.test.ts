import { expect } from 'vitest'
import { accepted } from '../world.ts'
import { everywhere, narrow, type Person, scene, wide, withBook } from './scene.ts'

withBook()

/** A dispute of the customer of whom the book tells most. */
async function startDispute(p: Person) {
  await p.opensHero()
  await p.sees('林美玲')
  await p.press('e')
  await p.sees('E1', 'E12')
  await p.press('Enter')
  await p.sees(p.words.ask.yes)
  await p.press('y')
  await p.sees(p.words.escalation.steps, p.words.said.started)
}

scene('a flow is started after a yes, with what the record knows filled in', everywhere, async (p) => {
  await startDispute(p)
  await p.sees('E1', '23,300.00', '2026-03-16')
  expect(p.given).toEqual(['escalation.start'])
})

scene('a flow that nobody said yes to is not started', everywhere, async (p) => {
  await p.press('e')
  await p.sees(p.words.screens.flows)
  await p.press('Enter', 'Enter', 'Esc')
  expect(p.given).toEqual([])
})

scene('a step is finished, and taken back while it has not left', narrow, async (p) => {
  p.offline()
  await startDispute(p)
  await p.press('f')
  await p.sees('完成步骤“')
  await p.press('y')
  await p.sees('v1 ')
  await p.press('u', 'y')
  await p.sees('步骤已撤销')
  expect(p.given).toEqual(['escalation.start', 'escalation.step', 'undo.step'])
})

scene('the message of a flow goes out after a yes', wide, async (p) => {
  await startDispute(p)
  await p.press('s')
  await p.sees('Send this message to the customer?')
  await p.press('n')
  expect(p.given).toEqual(['escalation.start'])
  await p.press('s', 'y')
  await p.sees('logged as sent')
  expect(p.given.length).toBe(2)
})

scene('a field is filled by hand, and a date that is none is asked for again', narrow, async (p) => {
  await startDispute(p)
  const isThere = () => p.stage.screen.lines().some((line) => /^>.*拒赔日期/.test(line))
  for (let steps = 0; steps < 20 && !isThere(); steps++) await p.press('j')
  await p.press('Enter', 'Ctrl-U')
  await p.type('31 March')
  await p.press('Enter')
  await p.sees('! 拒赔日期', '31 March')
  await p.press('Ctrl-U')
  await p.type('2026-03-15')
  await p.press('Enter')
  await p.sees('2026-03-15')
  expect(p.given).toEqual(['escalation.start', 'escalation.fill'])
})

scene('the library answers in four keys', everywhere, async (p) => {
  await p.press('R', 'Enter', 's')
  await p.sees(p.words.ask.send)
  await p.press('y')
  await p.sees(p.words.said.sent)
  expect(p.given).toEqual(['reply.send'])
})

scene('the library is searched as one types, and finds nothing without losing what was typed', narrow, async (p) => {
  await p.press('R')
  await p.sees('话术库')
  await p.commit('住院', '问候')
  await p.sees(/>住院问候/)
  await p.type('zzz')
  await p.sees('没有含这些字的话术', '住院问候zzz')
})

scene('a reply of the library is mended by hand before it goes', narrow, async (p) => {
  await p.press('R', 'Enter')
  await p.sees('已填齐')
  await p.press('e')
  await p.sees('回复“')
  await p.commit('，我', '在')
  await p.press('Enter')
  await p.sees('已记为发送')
  expect(p.given).toEqual(['reply.send'])
})

scene('a reply turns into the language of the customer', wide, async (p) => {
  await p.press('R', 'Enter')
  await p.sees('王先生')
  await p.press('Tab', 'Tab')
  await p.sees('Mr')
})

scene('the directory is filtered, and a number is somebody’s word', everywhere, async (p) => {
  await p.press('D')
  await p.sees(p.words.screens.resources, '12378')
  await p.press('/')
  await p.type('12378')
  await p.press('Enter')
  await p.sees('12378')
  p.seesNot('400-000-0004')
  await p.press('v')
  await p.sees(p.words.ask.yes)
  await p.press('y')
  expect(p.given).toEqual(['resource.verify'])
  // First what was said goes, then the filter.
  await p.press('Esc', 'Esc')
  await p.sees('400-000-0004')
})

scene('an entry is added to the directory', narrow, async (p) => {
  await p.press('D', '+')
  await p.sees('哪一类')
  await p.press('2')
  await p.commit('心理援助热线；', '400-000-1234；')
  await p.press('Enter')
  await p.sees('心理援助热线', '400-000-1234')
  expect(p.given).toEqual(['resource.add'])
})

scene('the complaint desk opens from the queue, the most pressing first', everywhere, async (p) => {
  await p.press('C')
  await p.sees(p.words.screens.complaints)
  expect(p.row()).not.toBe('')
})

scene('the supervisor takes up a complaint', { ...narrow, who: 's01' }, async (p) => {
  await p.sees('方惊蛰', '投诉')
  await p.press('Enter')
  await p.sees('12378')
  await p.press('e')
  await p.sees('E3')
  await p.press('Down', 'Down', 'Enter', 'y')
  await p.sees(/投诉|E3/)
})

scene('the schemes and what is left of their budgets', everywhere, async (p) => {
  await p.press('S')
  await p.sees(p.words.screens.schemes, p.words.schemes.budget)
  expect(p.row()).not.toBe('')
})

scene('a claim that is with the experts is opened by one', { ...wide, who: 'x01' }, async (p) => {
  await p.sees('秦立夏', '欧阳书瑾')
  await p.press('c')
  await p.sees(p.words.checklist.questions)
})

scene('a promise of a colleague shows at once on this desk', narrow, async (p) => {
  await p.sees('已同步')
  await p.press('Enter')
  await p.sees('王林')
  const dueAt = p.clock.now() + 3_600_000
  const customerId = (await p.desk.query.all('customer')).find(({ name }) => name === '王林')?.id
  const args = { customerId, caseId: null, words: '晚饭前回电', dueAt }
  accepted(await p.authority.execute('promise.make', args, { as: { staffId: 's01', role: 'supervisor' } }))
  await p.sees('晚饭前回电')
})
