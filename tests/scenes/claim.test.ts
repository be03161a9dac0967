import { expect } from 'vitest'
import { everywhere, middle, narrow, type Person, scene, wide, withBook, heroProduct } from './scene.ts'

withBook()

/** To the claim of whom the book tells most: by initials, without an input method. */
async function toChecklist(p: Person) {
  await p.opensHero()
  await p.press('Enter')
  await p.sees(p.words.checklist.questions, p.words.checklist.verdict)
}

scene('a customer is found by initials and opened', everywhere, async (p) => {
  await p.press('/', '/')
  await p.sees(p.words.search.hint.slice(0, 8))
  await p.type('cdw')
  await p.sees('陳大文', heroProduct)
  await p.press('Enter')
  await p.sees(p.words.customer.household, '林美玲', '138****0042')
})

scene('a customer is found in the other script, and by the tail of the phone', narrow, async (p) => {
  await p.press('/', '/')
  await p.commit('陈大', '文')
  await p.sees('陳大文')
  await p.press('Ctrl-U')
  await p.type('0042')
  await p.sees('陳大文')
})

scene('a search that finds nothing says so, and how to go on', everywhere, async (p) => {
  await p.press('/', '/')
  await p.type('zzzzq')
  await p.sees(p.words.search.none('zzzzq').slice(0, 12))
  await p.press('Esc')
  await p.sees(/ 1\/\d{3}\b/)
})

scene(
  'a number that this desk holds whole is masked until it is asked for, and again afterwards',
  everywhere,
  async (p) => {
    await p.opensHero()
    await p.sees('138****0042')
    p.seesNot('13800000042')
    await p.press('v')
    await p.sees(p.words.ask.whichNumber)
    await p.press('1')
    await p.sees('13800000042')
    await p.press('O', 'Esc')
    await p.sees('138****0042')
    p.seesNot('13800000042')
  },
)

scene('a number that this desk does not hold is asked for with a reason', { ...wide, who: 's01' }, async (p) => {
  await p.sees('synced', '吴雅涵')
  await p.press('Enter')
  await p.sees('138****0185')
  await p.press('v', '1')
  await p.sees('needed for?')
  await p.type('call back')
  await p.press('Enter')
  await p.sees('13800000185', 'it is in the audit')
  const told = await p.authority.query.events(0, 10_000)
  expect(told.some(({ command }) => command === 'customer.reveal')).toBe(true)
})

scene('without the network such a number stays masked', { ...middle, who: 's01' }, async (p) => {
  await p.sees('已同步', '吴雅涵')
  p.offline()
  await p.press('Enter', 'v', '1')
  await p.commit('回電')
  await p.press('Enter')
  await p.sees('連不上')
  p.seesNot('13800000185')
})

scene('a clause is looked up by its words', everywhere, async (p) => {
  await p.press('/', '/')
  await p.type('cdw')
  await p.sees(heroProduct)
  await p.press('Down', 'Down', 'Enter')
  await p.sees(heroProduct, p.words.policy.premium)
  await p.press('/')
  await p.commit('等待', '期')
  await p.press('Enter')
  await p.sees('2.1', '等待期')
  await p.press('Esc', 'Esc')
  await p.sees(heroProduct)
})

scene('one answer settles the judgement, and it is signed after a yes', everywhere, async (p) => {
  await toChecklist(p)
  await p.sees('23,300.00')
  await p.press('y', 's')
  await p.sees(p.words.ask.sign)
  await p.press('Esc')
  expect(p.given).toEqual(['checklist.answer'])
  await p.press('s', 'y')
  await p.sees(p.words.said.signed)
  expect(p.given).toEqual(['checklist.answer', 'claim.judge'])
})

scene('an answer is taken back only after a yes', narrow, async (p) => {
  await toChecklist(p)
  await p.press('n')
  await p.sees('不可赔')
  await p.sees('急诊')
  for (let steps = 0; steps < 20 && !p.row().includes('急诊：'); steps++) await p.press('j')
  await p.press('x')
  await p.sees('清除“')
  await p.press('y')
  await p.sees('信息不足')
  expect(p.given.at(-1)).toMatch(/^checklist\./)
})

scene('why a judgement says what it says', everywhere, async (p) => {
  await toChecklist(p)
  await p.press('w')
  await p.sees(p.words.screens.trace, '2.6')
  await p.press('j', 'Esc')
  await p.sees(p.words.checklist.questions)
})

scene('a supposition changes nothing', everywhere, async (p) => {
  await toChecklist(p)
  await p.press('i')
  await p.sees(p.words.whatIf.unsaved.slice(0, 10), '+¥23,300.00')
  await p.press('j', 'k', 'Esc')
  await p.sees(p.words.checklist.questions)
  expect(p.given).toEqual([])
})

scene('the four screens of a claim turn with Tab', everywhere, async (p) => {
  await toChecklist(p)
  for (const name of ['documents', 'claim', 'dispute', 'checklist'] as const) {
    await p.press('Tab')
    await p.sees(` > ${p.words.screens[name]}`)
  }
  await p.press('\x1b[Z')
  await p.sees(` > ${p.words.screens.dispute}`)
})

scene('documents are noted as they come', everywhere, async (p) => {
  await toChecklist(p)
  await p.press('Tab')
  await p.sees(p.words.documents.count(0, 10))
  await p.press('r')
  await p.sees(p.words.documents.count(1, 10))
  await p.press('a', 'j', 'r', 'x')
  await p.sees(p.words.ask.unreadable)
  await p.commit('照片', '太暗')
  await p.press('Enter')
  expect(p.given).toEqual(Array(4).fill('claim.markDocument'))
})

scene('all documents are asked for at once, after a yes', wide, async (p) => {
  await toChecklist(p)
  await p.press('Tab', 's')
  await p.sees('Send this one request for')
  await p.press('Esc')
  expect(p.given).toEqual([])
})

scene('what has happened to a claim is chosen from what can have happened', everywhere, async (p) => {
  await toChecklist(p)
  await p.press('Tab', 'Tab')
  await p.sees(p.words.claim.clocks)
  await p.press('Enter')
  await p.sees(p.words.claim.whatNow, p.words.claim.moves.explain, p.words.claim.moves.handOver)
  await p.press('Esc')
  expect(p.given).toEqual([])
})

scene('a claim goes to the experts with what the record does not say', narrow, async (p) => {
  await toChecklist(p)
  await p.press('Tab', 'Tab', 'Enter', '3')
  await p.sees('客户的心情')
  await p.commit('客户', '着急，材料', '在手')
  await p.press('Enter')
  await p.sees('答应客户回电了吗')
  await p.press('1')
  await p.sees('已转交理赔专家')
})

scene('the grounds of a dispute say what they rest on', everywhere, async (p) => {
  await toChecklist(p)
  await p.press('Tab', 'Tab', 'Tab')
  await p.sees(p.words.dispute.grounds, p.words.dispute.stake, '¥23,300.00')
  await p.press('j')
  await p.press('k')
  await p.sees(p.words.dispute.evidence)
})

scene('a new claim is taken in, step by step', narrow, async (p) => {
  await p.opensHero()
  await p.press('i')
  await p.sees('陳大文发生了什么？')
  await p.commit('滑雪', '骨折')
  await p.press('Enter')
  await p.sees('生病还是意外')
  await p.press('2')
  await p.sees('确诊日或事故日')
  await p.type('2026-03-18')
  await p.press('Enter')
  await p.sees('可能赔付的保单')
  await p.press(' ', 'Enter')
  expect(p.given.some((name) => name.startsWith('claim.'))).toBe(true)
})
