import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { parseAllDocuments } from 'yaml'
import type { Home } from '../../src/app/home.ts'
import { replyRecordIn, searchReplies } from '../../src/app/reply-library.ts'
import { searchResources } from '../../src/app/resources.ts'
import { seedReplies } from '../../src/app/seed.ts'
import { figuresOf } from '../../src/core/reply/edited.ts'
import { readReply } from '../../src/core/reply/file-schema.ts'
import { replyText } from '../../src/core/reply/fill.ts'
import { accepted, makeWorld, type World } from '../world.ts'

const customerId = 'c.lin-1'
const policyRow = {
  ...{ externalId: 'L1', customer: 'lin-1', number: 'TEST-1', productCode: 'MED-MILLION', state: 'inForce' as const },
  ...{ issuedOn: '2026-01-01', effectiveOn: '2026-01-01', expiresOn: '2026-12-31', premiumFen: 36_800 },
  ...{ sumInsuredFen: null, source: 'own' as const, insuredName: '陈大文' },
}
const importPolicy = (changes: Partial<typeof policyRow> = {}) =>
  world.give('import.rows', { kind: 'policies', source: 'test', number: 0, rows: [{ ...policyRow, ...changes }] })

let world: World
let desk: Home
let caseId = ''
beforeEach(async () => {
  world = await makeWorld()
  await world.addTeam({ lin: 'butler', mei: 'butler', qian: 'supervisor' })
  await world.addCustomers('lin', ['陈大文'])
  const pack = resolve(import.meta.dirname, '../../fixtures/packs/med-million.yaml')
  const [document] = parseAllDocuments(readFileSync(pack, 'utf8'))
  await world.give('product.install', { pack: document?.toJS() })
  await importPolicy()
  await seedReplies(world.authority, 'en')
  desk = await world.desk('lin')
  const opened = await desk.execute('case.open', { customerId, kind: 'question', title: '问续保' })
  caseId = String(accepted(opened)['caseId'])
  await desk.sync.once()
})
afterEach(() => world[Symbol.asyncDispose]())

const answers = { newPremium: 39_900 }
const about = { customerId, claimId: null, policyId: 'p.L1' }
async function renewal(home = desk, given: Record<string, unknown> = answers) {
  const reply = readReply((await home.query.row('reply', 'renewal-soon@1'))?.definition)
  const record = await replyRecordIn(home, about, reply, given)
  if (!record) throw new Error('no customer')
  return replyText(reply, record, given, 'zh-Hans')
}
const sending = <M extends Record<string, unknown>>(more: M) => ({
  ...{ caseId, replyId: 'renewal-soon@1', language: 'zh-Hans', policyId: 'p.L1', answers },
  ...more,
})

test('nothing goes out while a place is empty or an answer is none', async () => {
  expect(await renewal(desk, {})).toMatchObject({ code: 'reply.slot-empty', data: { slots: ['newPremium'] } })
  expect(await desk.execute('reply.send', sending({ answers: {} }))).toMatchObject({ code: 'reply.slot-empty' })
  expect(await desk.execute('reply.send', sending({ policyId: null }))).toMatchObject({
    code: 'reply.slot-empty',
    data: { slots: ['product.name', 'policy.number', 'policy.expiresOn', 'policy.premiumFen'] },
  })
  const wrong = await desk.execute('reply.send', sending({ answers: { newPremium: -1 } }))
  expect(wrong).toMatchObject({ code: 'reply.bad-answer', data: { field: 'newPremium', expected: 'fen' } })
  expect(await desk.execute('reply.send', sending({ answers: { colour: 'red' } }))).toMatchObject({
    code: 'reply.bad-answer',
    data: { field: 'colour', expected: 'known', options: ['newPremium'] },
  })
  expect((await desk.query.customer(customerId))?.timeline.filter(({ is }) => is === 'message')).toEqual([])
})

test('a reply is sent as it was seen, ends the wait, and is counted where it is held', async () => {
  accepted(await desk.execute('message.log', { caseId, direction: 'in', text: '续保多少钱？' }))
  const seen = await renewal()
  if ('ok' in seen) throw new Error(seen.code)
  expect(seen.text).toContain('今年保费368.00元，下一年399.00元')
  accepted(await desk.execute('reply.send', sending({ text: seen.text })))
  expect(await desk.query.row('case', caseId)).toMatchObject({ waitingSince: null })
  await desk.sync.once()
  expect(await desk.query.outbox('refused')).toEqual([])
  const [newest] = (await world.authority.query.customer(customerId))?.timeline ?? []
  expect(newest).toMatchObject({ is: 'message', message: { direction: 'out', authorId: 'lin', text: seen.text } })
  for (const home of [desk, world.authority])
    expect((await searchReplies(home, '續保'))[0]).toMatchObject({ id: 'renewal-soon@1', uses: 1 })
  const mei = await world.desk('mei')
  expect((await searchReplies(mei)).every(({ uses }) => uses === 0)).toBe(true)
  expect(await mei.query.all('reply')).toEqual(await world.authority.query.all('reply'))
})

test('a figure that is no longer true is not sent: the authority refuses what the desk has not heard of yet', async () => {
  const seen = await renewal()
  if ('ok' in seen) throw new Error(seen.code)
  await importPolicy({ premiumFen: 36_900 })
  accepted(await desk.execute('reply.send', sending({ text: seen.text })))
  await desk.sync.once()
  expect(await desk.query.outbox('refused')).toMatchObject([{ name: 'reply.send', code: 'reply.changed' }])
  expect(await desk.query.all('message')).toEqual([])
  expect(await desk.query.replyUses()).toEqual([])
  // And from then on the desk itself says so.
  expect(await desk.execute('reply.send', sending({ text: seen.text }))).toMatchObject({ code: 'reply.changed' })
})

/** The reply as a person has written in it, with what its slots said when they began. */
async function edited(change: (text: string) => string, home = desk) {
  const reply = readReply((await home.query.row('reply', 'renewal-soon@1'))?.definition)
  const record = await replyRecordIn(home, about, reply, answers)
  const seen = await renewal()
  if (!record || 'ok' in seen) throw new Error('no text')
  return sending({ text: change(seen.text), edited: { figures: figuresOf(reply, record, answers, 'zh-Hans') } })
}

test('a reply that was written over by hand goes out with its origin in the log, and takes its draft away', async () => {
  accepted(await desk.execute('draft.save', { caseId, text: '写到一半' }))
  const given = await edited((text) => `${text} 有疑问随时找我。`)
  accepted(await desk.execute('reply.send', given))
  await desk.sync.once()
  expect(await desk.query.outbox('refused')).toEqual([])
  expect(await world.authority.query.all('draft')).toEqual([])
  const [newest] = (await world.authority.query.customer(customerId))?.timeline ?? []
  expect(newest).toMatchObject({
    is: 'message',
    message: { direction: 'out', text: given.text },
    from: { replyId: 'renewal-soon@1', way: 'edited' },
  })
  // Nothing changed is nothing edited.
  accepted(await desk.execute('reply.send', await edited((text) => text)))
  expect((await desk.query.customer(customerId))?.timeline[0]).toMatchObject({ from: { way: 'sent' } })
})

test('of an edited reply the figures that were left are checked, those that were written over are not', async () => {
  const left = await edited((text) => `您好！${text}`)
  const changed = await edited((text) => text.replace('368.00元', '三百六十八元左右'))
  const longer = await edited((text) => text.replace('368.00元', '1368.00元'))
  await importPolicy({ premiumFen: 36_900 })
  accepted(await desk.execute('reply.send', left))
  accepted(await desk.execute('reply.send', changed))
  accepted(await desk.execute('reply.send', longer))
  await desk.sync.once()
  expect(await desk.query.outbox('refused')).toMatchObject([
    { code: 'reply.changed', data: { slots: ['policy.premiumFen'] } },
  ])
  expect((await desk.query.all('message')).map(({ text }) => text)).toEqual([changed.text, longer.text])
})

test('an edited reply with a place left open in it is not sent; a place that was written over is', async () => {
  const open = (text: string) => text.replace('399.00元', '{{明年保费}}')
  expect(await desk.execute('reply.send', await edited(open))).toMatchObject({
    code: 'reply.slot-empty',
    data: { slots: ['明年保费'] },
  })
  const given = { ...(await edited((text) => text.replace('399.00元', '四百元上下'))), answers: {} }
  accepted(await desk.execute('reply.send', given))
})

test('what was copied is logged as it was, whatever the record says by then, and leaves with the customer', async () => {
  const seen = await renewal()
  if ('ok' in seen) throw new Error(seen.code)
  await importPolicy({ premiumFen: 36_900 })
  const copied = { caseId, replyId: 'renewal-soon@1', language: 'zh-Hans', text: seen.text }
  accepted(await desk.execute('reply.copy', copied))
  await desk.sync.once()
  expect(await desk.query.outbox('refused')).toEqual([])
  const [use] = await world.authority.query.all('replyUse')
  expect(use).toMatchObject({ way: 'copied', code: 'renewal-soon', by: 'lin', customerId })
  expect(await world.authority.query.row('message', use?.messageId ?? '')).toMatchObject({ text: seen.text })
  await world.give('customer.reassign', { customerId, ownerId: 'mei' })
  await desk.sync.once()
  expect(await desk.query.all('replyUse')).toEqual([])
  expect(await world.authority.query.all('replyUse')).toHaveLength(1)
})

test('the library is found by any words, title before text, what is used before what is not', async () => {
  const codes = async (text: string) => (await searchReplies(desk, text)).map(({ reply }) => reply.code)
  expect((await codes('等待期'))[0]).toBe('waiting-period')
  expect(await codes('waiting  PERIOD')).toContain('lapsed-restore')
  expect(await codes('承諾')).toEqual([])
  expect((await codes('')).length).toBe(33)
  const gentle = { caseId, replyId: 'condolence@1', language: 'zh-Hans' }
  accepted(await desk.execute('reply.send', gentle))
  expect((await codes(''))[0]).toBe('condolence')
})

test('a newer version takes the place of the older, which keeps its words', async () => {
  const row = await world.authority.query.row('reply', 'condolence@1')
  const before = readReply(row?.definition)
  const next = { ...before, text: { ...before.text, en: 'Dear {{customer.name}}, …' } }
  const install = (definition: unknown) => world.authority.execute('reply.install', { definition })
  expect(await install(next)).toMatchObject({
    code: 'reply.bad-reply',
    data: { problems: [{ path: ['version'], is: 'version-exists' }] },
  })
  expect(await desk.execute('reply.install', { definition: next })).toMatchObject({ code: 'not-allowed' })
  expect(await install(before)).toMatchObject({ ok: true, result: { isNew: false } })
  expect(await install({ ...next, version: 2 })).toMatchObject({ ok: true, result: { isNew: true } })
  await desk.sync.once()
  expect((await searchReplies(desk, 'condolence')).map(({ id }) => id)).toEqual(['condolence@2'])
  expect(await desk.query.row('reply', 'condolence@1')).toEqual(row)
})

test('the directory: added and verified on one desk, seen on the other, and a number that is gone is told to nobody', async () => {
  const mei = await world.desk('mei')
  const entry = { kind: 'hospital', name: '示例医院', phone: '0571-0000-0009', city: '杭州' }
  const { resourceId } = accepted(await mei.execute('resource.add', entry))
  await mei.sync.once()
  await desk.sync.once()
  const found = async (home: Home) => (await searchResources(home, '示例医院 杭州'))[0]
  expect(await found(desk)).toMatchObject({ addedBy: 'mei', verifiedAt: null, isStale: true })
  // Again, from another desk: it is the same entry.
  expect(await desk.execute('resource.add', entry)).toMatchObject({ ok: true, result: { resourceId, isNew: false } })
  accepted(await desk.execute('resource.verify', { resourceId, phone: entry.phone }))
  await desk.sync.once()
  await mei.sync.once()
  expect(await found(mei)).toMatchObject({ verifiedBy: 'lin', isStale: false })
  world.clock.advance(91 * 86_400_000)
  expect(await found(mei)).toMatchObject({ isStale: true })

  const sent = { caseId, replyId: 'before-hospital@1', language: 'zh-Hans', answers: { hospital: resourceId } }
  accepted(await desk.execute('reply.send', sent))
  expect((await desk.query.all('message'))[0]?.text).toContain('示例医院 0571-0000-0009')
  expect(await mei.execute('resource.remove', { resourceId, reason: '停诊' })).toMatchObject({ code: 'not-allowed' })
  const qian = await world.desk('qian')
  accepted(await qian.execute('resource.remove', { resourceId, reason: '停诊' }))
  await qian.sync.once()
  await desk.sync.once()
  expect(await desk.execute('reply.send', sent)).toMatchObject({
    code: 'reply.slot-empty',
    data: { slots: ['hospital'] },
  })
  expect(await desk.execute('resource.verify', { resourceId, phone: entry.phone })).toMatchObject({ code: 'not-found' })
})
