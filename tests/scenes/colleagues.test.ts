import { expect } from 'vitest'
import { accepted } from '../world.ts'
import { everywhere, narrow, scene, wide, withBook } from './scene.ts'

withBook()

/** A note that a colleague of the demo gives along with three cases. */
const note = '下午起参加核保会议'

scene('cases handed over are answered one by one, each with its key', everywhere, async (p) => {
  await p.press('g', 'x')
  await p.sees(note, p.words.handovers.states.waiting, '续保前核对受益人')
  await p.press('a')
  await p.sees(p.words.handovers.accepted)
  await p.press('Esc')
  await p.sees(new RegExp(`>.*${p.words.handovers.states.waiting}`))
  await p.press('x')
  await p.type('明日休假')
  await p.press('Enter')
  await p.sees(p.words.handovers.refused)
  expect(p.given).toEqual(['handover.accept', 'handover.refuse'])
  await p.desk.sync.once()
  const all = await p.authority.query.all('handover')
  expect(all.map(({ state, reason }) => [state, reason]).sort()).toEqual([
    ['accepted', null],
    ['refused', '明日休假'],
    ['waiting', null],
  ])
})

scene(
  'the header says that something was handed over, and a case is not given back without a yes',
  narrow,
  async (p) => {
    await p.sees('3 项交接待您接收')
    await p.press('g', 'x')
    await p.sees(note)
    await p.press('u')
    await p.sees('交还交出人？')
    await p.press('u')
    expect(p.given).toEqual([])
  },
)

scene('what is open goes to a colleague with a note', wide, async (p) => {
  await p.press('g', 'x')
  await p.sees(p.words.handovers.states.waiting)
  await p.press('+')
  await p.sees('To which butler?')
  await p.press('Enter')
  await p.sees(/Hand \d+ cases to/)
  await p.type('back at eight')
  await p.press('Enter')
  await p.sees('handed over: each waits')
  expect(p.given).toEqual(['handover.make'])
})

scene('who stands in sees for whom, in the header and on each row', everywhere, async (p) => {
  const give = async (name: string, args: unknown) => accepted(await p.authority.execute(name, args))
  const [theirs] = await p.authority.query.ownedBy(['b02'])
  await give('case.open', { customerId: theirs?.id, kind: 'question', title: '住院押金', role: 'butler' })
  await give('staff.backup', { staffId: 'b02', backupId: 'b01' })
  await give('staff.away', { staffId: 'b02', until: null, why: '年假' })
  await p.desk.sync.once()
  await p.sees(p.words.covering.header('李谷雨'))
  await p.press('/')
  await p.type('住院押金')
  await p.press('Enter')
  await p.sees(new RegExp(`>.*${p.words.covering.row('李谷雨')}`))
})

scene(
  'a line from the supervisor is said at once, stands in the header, and goes when it is read',
  narrow,
  async (p) => {
    accepted(await p.authority.execute('staff.message', { staffId: 'b01', text: '请先回欧阳家的电话' }))
    await p.desk.sync.once()
    await p.sees('请先回欧阳家的电话', '1 条留言')
    await p.press('g', 'l')
    await p.sees(/> 未读/)
    await p.press('Enter')
    await p.sees('已标为已读')
    expect(p.given).toEqual(['staff.read'])
  },
)
