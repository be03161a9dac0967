import { expect, test } from 'vitest'
import { saveDraft } from '../../../src/core/customer/commands.ts'
import { installFlow } from '../../../src/core/escalation/commands.ts'
import { templateOf } from '../../../src/core/escalation/flow.ts'
import { readFlow } from '../../../src/core/escalation/flow-schema.ts'
import { previewMessage } from '../../../src/core/escalation/message.ts'
import { Desk, flowFile } from './desk.ts'

const registered = { point: '留言未回复', isIdentityVerified: true, replyBy: '2026-03-12' }

async function complaint(): Promise<{ desk: Desk; id: string }> {
  const desk = await Desk.open()
  const fields = { channel: 'phone', receivedOn: '2026-02-28', subject: '员工lin', demand: '说明未回复的原因' }
  const id = await desk.start('he', 'E3@2', { fields })
  await desk.fillAll('he', id, registered)
  return { desk, id }
}

test('a message with an empty slot cannot be sent, and says which slots are empty', async () => {
  const { desk, id } = await complaint()
  expect(await desk.send('he', id, 'acknowledged')).toEqual({
    ok: false,
    code: 'escalation.slot-empty',
    data: { templateId: 'acknowledged', slots: ['handler'] },
  })
  expect(desk.store.all('message')).toEqual([])
  expect(desk.store.all('conversation')).toEqual([])
})

test('a message is sent from the record, logged in the conversation of the case, and ends the wait', async () => {
  const { desk, id } = await complaint()
  await desk.fillAll('he', id, { handler: '员工he' })
  const item = desk.caseOf(id)
  desk.store.put('case', { ...item, waitingSince: desk.now - 1 })
  await desk.give('he', saveDraft, { caseId: item.id, text: '另一段话' })
  const sent = await desk.send('he', id, 'acknowledged')
  expect(sent).toMatchObject({ ok: true, result: { escalationId: id, customerId: 'c1', caseId: item.id } })
  const [message] = desk.store.all('message')
  const number = /^cmd-(\d+)/.exec(id)?.[1]
  expect(message).toMatchObject({
    direction: 'out',
    authorId: 'he',
    text: `欧阳女士您好，您2026-02-28反映的“说明未回复的原因”已受理，编号E3-${number}，由员工he（与被投诉事项无关）负责，我们将在2026-03-12前答复。`,
  })
  expect(desk.caseOf(id)).toMatchObject({ waitingSince: null, conversationId: message?.conversationId })
  expect(desk.store.all('draft')).toHaveLength(1)

  await desk.send('he', id, 'acknowledged', 'en')
  expect(desk.store.all('message').find(({ text }) => text.startsWith('Dear Ms 欧阳,'))).toBeTruthy()
  expect(desk.store.all('conversation')).toHaveLength(1)
  expect(await desk.send('he', id, 'farewell')).toMatchObject({ code: 'not-found', data: { entity: 'template' } })
})

test('the preview names the empty slots by the labels of their fields', async () => {
  const { desk, id } = await complaint()
  const flow = readFlow(desk.store.one('flow', 'E3@2').definition)
  const template = templateOf(flow, 'acknowledged')
  if (!template) throw new Error('no template')
  const record = {
    customer: desk.store.one('customer', 'c1'),
    claim: null,
    complaint: null,
    policy: null,
    product: null,
  }
  const around = { ...record, escalation: null, actorName: '员工he', now: desk.now }
  const empty = (language: 'en' | 'zh-Hant') =>
    previewMessage(flow, desk.run(id), around, template, language).filter((segment) => segment.isEmpty)
  expect(empty('zh-Hant')).toEqual([{ text: '{{處理人}}', slot: 'handler', isEmpty: true }])
  expect(empty('en')).toEqual([{ text: '{{Handler}}', slot: 'handler', isEmpty: true }])
})

test('values that a field does not accept are refused with what was expected', async () => {
  const { desk, id } = await complaint()
  expect(await desk.fill('he', id, 'receivedOn', '2026/2/28')).toEqual({
    ok: false,
    code: 'escalation.bad-field',
    data: { field: 'receivedOn', expected: 'date' },
  })
  expect(await desk.fill('he', id, 'channel', 'fax')).toMatchObject({
    data: { expected: 'enum', options: ['phone', 'wechat', 'app', 'letter', 'visit', 'publicPost', 'regulator'] },
  })
  expect(await desk.fill('he', id, 'nothing', 'x')).toMatchObject({ data: { field: 'nothing', expected: 'known' } })
})

test('a flow is installed once a version, by those who may, and never over another', async () => {
  const desk = await Desk.open()
  const file = flowFile('E1') as Record<string, unknown>
  expect(await desk.give('lin', installFlow, { definition: file })).toMatchObject({ code: 'not-allowed' })
  expect(await desk.give('wu', installFlow, { definition: file })).toMatchObject({ ok: true, result: { isNew: false } })
  const changed = { ...file, summary: { en: 'other', 'zh-Hans': '另', 'zh-Hant': '另' } }
  expect(await desk.give('wu', installFlow, { definition: changed })).toMatchObject({
    code: 'flow.bad-flow',
    data: { problems: [{ path: ['version'], is: 'version-exists', name: 'E1@1' }] },
  })
  expect(await desk.give('wu', installFlow, { definition: { ...changed, version: 2 } })).toMatchObject({
    ok: true,
    result: { flowId: 'E1@2', isNew: true },
  })
  expect(await desk.give('wu', installFlow, { definition: { ...file, steps: [] } })).toMatchObject({
    code: 'flow.bad-flow',
    data: { problems: [{ path: ['steps'], is: 'shape' }] },
  })
})
