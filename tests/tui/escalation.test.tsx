import { afterEach, expect, test } from 'vitest'
import type { Home } from '../../src/app/home.ts'
import { seedFlows } from '../../src/app/seed.ts'
import type { Language } from '../../src/core/language.ts'
import { fillField } from '../../src/tui/actions/escalate.ts'
import { open } from '../../src/tui/actions/navigate.ts'
import { press } from '../../src/tui/keys.ts'
import { start } from '../../src/tui/state.ts'
import { accepted, makeWorld, type World } from '../world.ts'
import { screenOf } from './screen.tsx'

const worlds: World[] = []
afterEach(async () => {
  for (const world of worlds.splice(0)) await world[Symbol.asyncDispose]()
})

async function deskWithFlows() {
  const world = await makeWorld()
  worlds.push(world)
  await world.addTeam({ b1: 'butler', s1: 'supervisor' })
  await world.addCustomers('b1', ['欧阳晓雯'])
  await seedFlows(world.authority, 'zh-Hans')
  return world.desk('b1')
}

async function begin(desk: Home, flow: string, fields: Record<string, unknown>): Promise<string> {
  const about = { flowId: `${flow}@1`, customerId: 'c.b1-1', caseId: null, claimId: null, fields }
  return String(accepted(await desk.execute('escalation.start', about))['escalationId'])
}

async function runOf(home: Home, language: Language, escalationId: string) {
  const { app, shows, write } = await screenOf(home, language)
  await open(app, { is: 'escalation', escalationId, cursor: start, data: null })
  return { app, shows, key: write }
}

test.each([
  ['en', /-2 Other times/, /Take the last finished step back\?/, 'step taken back', /no step of this escalation/],
  ['zh-Hans', /-2 换时间再试/, /撤销最后完成的步骤？/, '步骤已撤销', /没有可撤销的步骤/],
  ['zh-Hant', /-2 換時間再試/, /復原最後完成的步驟？/, '步驟已復原', /沒有可復原的步驟/],
] as const)(
  'a step that is passed over is marked, and the last one can be taken back, in %s',
  async (language, passedOver, question, undone, nothing) => {
    const desk = await deskWithFlows()
    const id = await begin(desk, 'E11', { matter: '续期保费', dueOn: '2026-04-30' })
    for (const [field, value] of [
      ['attempts', ['上午 电话']],
      ['firstRound', true],
    ] as const)
      accepted(await desk.execute('escalation.fill', { escalationId: id, field, value }))
    accepted(await desk.execute('escalation.step', { escalationId: id, stepId: 'try', note: null }))
    const screen = await runOf(desk, language, id)
    await screen.shows(passedOver)
    const undo = async () => {
      press(screen.app, 'u', {})
      await screen.shows(question)
      press(screen.app, 'y', {})
      await Promise.all(screen.app.tasks)
    }
    await undo()
    await screen.shows(undone)
    expect((await desk.query.row('escalation', id))?.steps[0]?.state).toBe('active')
    await undo()
    await screen.shows(nothing)
  },
)

test('evidence is chosen from what the record holds of the customer', async () => {
  const desk = await deskWithFlows()
  const item = accepted(await desk.execute('case.open', { customerId: 'c.b1-1', kind: 'question', title: '发错群' }))
  const said = { caseId: item['caseId'], direction: 'in', text: '你们把我的病历发到群里了' }
  const messageId = String(accepted(await desk.execute('message.log', said))['messageId'])
  const found = { foundOn: '2026-03-20', what: '发错群', dataTypes: ['health'], incident: 'missent' }
  const id = await begin(desk, 'E7', found)
  const screen = await runOf(desk, 'zh-Hans', id)
  const fields = screen.app.store.get().stack.at(-1)
  if (fields?.is !== 'escalation' || !fields.data || fields.data === 'gone') throw new Error('no run')
  // Needed fields stand first, then the others in the flow's order.
  const { fieldsOf } = await import('../../src/tui/present/escalation-lines.ts')
  const index = fieldsOf(fields.data).findIndex(({ field }) => field.id === 'proof')
  screen.app.store.set((state) => ({
    ...state,
    stack: [...state.stack.slice(0, -1), { ...fields, cursor: { index } }],
  }))
  fillField(screen.app)
  await screen.shows(/消息 · 2026-03-20 10:00 你们把我的病历发到群里了/)
  screen.key(' ')
  await screen.shows(/\[x\] 消息/)
  screen.key('\r')
  await expect
    .poll(async () => (await desk.query.row('escalation', id))?.fields['proof'])
    .toEqual([`message:${messageId}`])
  await screen.shows(/证据\s+消息 1/)
})
