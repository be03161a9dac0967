import { expect, test } from 'vitest'
import { dealWithLateness } from '../../../src/core/escalation/late-command.ts'
import { installFlow } from '../../../src/core/escalation/commands.ts'
import { readFlow } from '../../../src/core/escalation/flow-schema.ts'
import { momentAt } from '../../../src/core/civil-date.ts'
import { at, Desk } from './desk.ts'

const words = (text: string) => ({ en: text, 'zh-Hans': text, 'zh-Hant': text })
const step = (id: string, owner: string, more: object = {}) => ({
  ...{ id, name: words(id), todo: words(id), owner, due: { days: 1 } },
  ...more,
})

/** A complaint in four steps: an approval that large ones need alone, another road for those that are not upheld. */
const flow = {
  code: 'B1',
  version: 1,
  name: words('flow'),
  summary: words('summary'),
  startsFrom: ['customer'],
  case: { kind: 'complaint' },
  fields: [
    { id: 'subject', label: words('subject'), type: 'text', required: 'start' },
    { id: 'isLarge', label: words('large'), type: 'bool' },
    {
      id: 'outcome',
      label: words('outcome'),
      type: 'enum',
      options: ['yes', 'no'].map((id) => ({ id, label: words(id) })),
    },
    { id: 'amountFen', label: words('amount'), type: 'fen' },
    { id: 'proof', label: words('proof'), type: 'evidence' },
    { id: 'lesson', label: words('lesson'), type: 'text' },
  ],
  steps: [
    step('look', 'inspector', { requires: ['isLarge', 'outcome'], late: { priority: 'urgent', tell: 'supervisor' } }),
    step('allow', 'supervisor', {
      ...{ when: { field: 'isLarge', is: [true] }, requires: ['amountFen'], due: { workingHours: 4 } },
      decision: { notAuthor: true, by: ['supervisor', 'manager'] },
      barred: { namedIn: ['subject'], owner: true },
    }),
    step('pay', 'expert', { when: { field: 'outcome', is: ['yes'] }, due: { workingDays: 2 } }),
    step('explain', 'butler', { when: { field: 'outcome', is: ['no'] } }),
  ],
  closing: { requires: ['lesson'] },
  templates: [{ id: 'say', name: words('say'), slots: ['subject'], text: words('About {{subject}}.') }],
  wording: { never: ['fraud', '骗保'], until: 'look' },
}

/** The same where a step with a due time that can be extended bars who is named. */
const extendable = {
  ...flow,
  code: 'B2',
  fields: [...flow.fields, { id: 'movedTo', label: words('moved to'), type: 'date' }],
  steps: [
    step('look', 'inspector', {
      due: { days: 3, extension: { to: 'movedTo', stages: [{ days: 9, approvedBy: ['supervisor', 'manager'] }] } },
      barred: { namedIn: ['subject'] },
    }),
  ],
  closing: { requires: [] },
  wording: undefined,
}

test('who is complained of gives no more time, however their role may', async () => {
  const desk = await Desk.open()
  const { wording: _none, ...definition } = extendable
  expect(await desk.give('qian', installFlow, { definition })).toMatchObject({ ok: true })
  const id = await desk.start('sun', 'B2@1', { fields: { subject: '主管 员工qian' } })
  expect(await desk.fill('qian', id, 'movedTo', '2026-03-10')).toMatchObject({ code: 'escalation.barred' })
  expect(await desk.fill('sun', id, 'movedTo', '2026-03-10')).toMatchObject({
    code: 'escalation.author-may-not-decide',
  })
  expect(await desk.fill('wu', id, 'movedTo', '2026-03-10')).toMatchObject({ ok: true })
})

async function begun(fields: Record<string, unknown> = {}) {
  const desk = await Desk.open()
  expect(await desk.give('qian', installFlow, { definition: flow })).toMatchObject({ ok: true })
  const id = await desk.start('he', 'B1@1', { fields: { subject: '员工lin', lesson: '无', ...fields } })
  return { desk, id }
}

const states = (desk: Desk, id: string) => desk.run(id).steps.map(({ state }) => state)

test('a step that the facts do not ask for is passed over, and the next is due from the one that was done', async () => {
  const { desk, id } = await begun({ isLarge: false, outcome: 'yes' })
  desk.now = at('2026-03-06', '17:00')
  expect(await desk.step('he', id, 'look')).toMatchObject({ ok: true, result: { next: 'pay', role: 'expert' } })
  expect(states(desk, id)).toEqual(['done', 'skipped', 'active', 'waiting'])
  expect(momentAt(desk.run(id).steps[2]?.dueAt ?? 0)).toBe('2026-03-10 18:00')
  // What only a step that was passed over asks for is not missing.
  expect(await desk.step('zhao', id, 'pay')).toMatchObject({ ok: true, result: { state: 'closed' } })
  expect(states(desk, id)).toEqual(['done', 'skipped', 'done', 'skipped'])
})

test('what begins after closing time is due with the next working day', async () => {
  const { desk, id } = await begun({ isLarge: false, outcome: 'yes' })
  const today = {
    ...flow,
    code: 'B2',
    steps: [flow.steps[0], step('answer', 'inspector', { due: { workingDays: 0 } })],
  }
  expect(await desk.give('qian', installFlow, { definition: today })).toMatchObject({ ok: true })
  const dueOf = async (time: string) => {
    desk.now = at('2026-03-06', time)
    const run = await desk.start('he', 'B2@1', { fields: desk.run(id).fields })
    await desk.step('he', run, 'look')
    return momentAt(desk.run(run).steps[1]?.dueAt ?? 0)
  }
  expect(await dueOf('17:59')).toBe('2026-03-06 18:00')
  expect(await dueOf('18:00')).toBe('2026-03-09 18:00')
})

test('a run that ends early, since nothing follows, is closed with what closing requires', async () => {
  const { desk, id } = await begun({ isLarge: false, outcome: 'no', lesson: null })
  await desk.step('he', id, 'look')
  expect(states(desk, id)).toEqual(['done', 'skipped', 'skipped', 'active'])
  expect(await desk.step('lin', id, 'explain')).toMatchObject({ data: { fields: ['lesson'] } })

  const other = await begun({ isLarge: true, amountFen: 1, outcome: 'yes', lesson: null })
  await other.desk.step('he', other.id, 'look')
  expect(await other.desk.approve('sun', other.id, 'allow')).toMatchObject({ ok: true })
  expect(await other.desk.step('zhao', other.id, 'pay')).toMatchObject({ data: { fields: ['lesson'] } })
  await other.desk.fillAll('he', other.id, { lesson: '记录' })
  expect(await other.desk.step('zhao', other.id, 'pay')).toMatchObject({ ok: true, result: { state: 'closed' } })
})

test('a fact decides when the turn comes, not before', async () => {
  const { desk, id } = await begun({ isLarge: false, outcome: 'no' })
  await desk.fillAll('he', id, { isLarge: true, outcome: 'yes' })
  await desk.step('he', id, 'look')
  expect(states(desk, id)).toEqual(['done', 'active', 'waiting', 'waiting'])
  await desk.fillAll('he', id, { isLarge: false })
  expect(states(desk, id)[1]).toBe('active')
})

test('the roles that the flow names decide, and it is theirs to see', async () => {
  const { desk, id } = await begun({ isLarge: true, outcome: 'yes', amountFen: 5 })
  await desk.step('he', id, 'look')
  expect(desk.run(id).steps[1]).toMatchObject({ owner: 'supervisor', deciders: ['manager'] })
  expect(await desk.approve('he', id, 'allow')).toMatchObject({
    code: 'escalation.wrong-role',
    data: { roles: ['supervisor', 'manager'] },
  })
  expect(await desk.approve('wu', id, 'allow')).toMatchObject({ ok: true })
})

test.each([
  ['by name', '员工sun'],
  ['by name, with a title before it', '主管员工sun（华东）'],
  ['by id', 'sun'],
])('nobody decides who is named %s', async (_, subject) => {
  const { desk, id } = await begun({ isLarge: true, outcome: 'yes', amountFen: 5, subject })
  await desk.step('he', id, 'look')
  expect(await desk.approve('sun', id, 'allow')).toEqual({
    ok: false,
    code: 'escalation.barred',
    data: { stepId: 'allow', field: 'subject', by: 'sun' },
  })
  expect(await desk.refuse('sun', id, 'allow')).toMatchObject({ code: 'escalation.barred' })
  expect(await desk.approve('qian', id, 'allow')).toMatchObject({ ok: true })
})

test('nor whose customer it is', async () => {
  const { desk, id } = await begun({ isLarge: true, outcome: 'yes', amountFen: 5 })
  await desk.step('he', id, 'look')
  desk.store.put('customer', { ...desk.store.one('customer', 'c1'), ownerId: 'qian' })
  expect(await desk.approve('qian', id, 'allow')).toMatchObject({ code: 'escalation.barred', data: { field: null } })
  expect(await desk.approve('sun', id, 'allow')).toMatchObject({ ok: true })
})

test('evidence is what the record holds of this customer', async () => {
  const { desk, id } = await begun()
  const message = {
    externalId: null,
    conversationId: 'v1',
    direction: 'in',
    authorId: null,
    channel: null,
    text: '投诉',
    at: 0,
  } as const
  desk.store.put('message', { ...message, id: 'm.1', customerId: 'c1' })
  desk.store.put('message', { ...message, id: 'm.2', customerId: 'c2' })
  expect(await desk.fill('he', id, 'proof', ['message:m.1'])).toMatchObject({ ok: true })
  for (const link of ['message:m.2', 'message:m.3', 'judgement:m.1'])
    expect(await desk.fill('he', id, 'proof', [link])).toMatchObject({ data: { expected: 'evidenceOfCustomer', link } })
  for (const value of [['note:n1'], 'message:m.1', ['m.1'], ['message:'], []])
    expect(await desk.fill('he', id, 'proof', value)).toMatchObject({ data: { expected: 'evidence' } })
  await expect(begun({ proof: ['message:m.9'] })).rejects.toThrow('evidenceOfCustomer')
})

test('words that must not go out go out in no field either, until the step that decides about them', async () => {
  const { desk, id } = await begun({ isLarge: false, outcome: 'no', subject: '疑似骗保' })
  expect(await desk.send('he', id, 'say')).toMatchObject({ code: 'escalation.wording', data: { words: ['骗保'] } })
  expect(desk.store.all('message')).toEqual([])
  await desk.step('he', id, 'look')
  expect(await desk.send('lin', id, 'say')).toMatchObject({ ok: true })
})

test('a late step presses, and is put before a supervisor, once', async () => {
  const { desk, id } = await begun()
  const late = () =>
    desk.store.give(
      dealWithLateness,
      { escalationId: id, stepId: 'look' },
      { actor: { staffId: 'operator', role: 'service' }, now: desk.now },
    )
  const dueAt = at('2026-03-04', '00:00') - 1
  desk.now = dueAt
  expect(await late()).toMatchObject({ code: 'escalation.not-late' })
  desk.now = dueAt + 1
  expect(await late()).toMatchObject({ ok: true, result: { role: 'supervisor' } })
  expect(desk.caseOf(id)).toMatchObject({ priority: 'urgent', role: 'inspector', state: 'open' })
  const [told, ...more] = desk.store.all('case').filter(({ role }) => role === 'supervisor')
  expect(more).toEqual([])
  expect(told).toMatchObject({
    ...{ kind: 'followUp', title: 'B1 flow · 逾期：look', priority: 'urgent', customerId: 'c1', takenBy: null },
    clocks: [{ code: 'step', dueAt, metAt: null }],
  })
  expect(await late()).toMatchObject({ code: 'escalation.not-late' })
})

test('a run goes on as it began when a newer version of its flow is installed', async () => {
  const { desk, id } = await begun({ isLarge: true, outcome: 'yes', amountFen: 5 })
  const newer = { ...flow, version: 2, steps: [flow.steps[0], step('other', 'expert')] }
  expect(await desk.give('qian', installFlow, { definition: newer })).toMatchObject({ ok: true })
  await desk.step('he', id, 'look')
  expect(await desk.approve('sun', id, 'allow')).toMatchObject({ ok: true, result: { next: 'pay' } })
  const again = await desk.start('he', 'B1@2', { fields: { subject: '产品', isLarge: true, outcome: 'yes' } })
  expect(desk.run(again).steps.map((one) => one.id)).toEqual(['look', 'other'])
  expect(readFlow(desk.store.one('flow', 'B1@1').definition).steps).toHaveLength(4)
})
