import { afterEach, beforeEach, expect, test } from 'vitest'
import { seedFlows, seedReplies } from '../../src/app/seed.ts'
import type { Home } from '../../src/app/home.ts'
import { syncedEntities } from '../../src/core/entities.ts'
import { Unconnected } from '../../src/sync/faults.ts'
import type { Net } from '../../src/sync/desk-sync.ts'
import { accepted, makeWorld, type World } from '../world.ts'

let world: World
let desk: Home
let escalationId = ''
const stepOf = async (at: number) => (await desk.query.row('escalation', escalationId))?.steps[at]
const finish = (stepId: string) => desk.execute('escalation.step', { escalationId, stepId, note: null })

beforeEach(async () => {
  world = await makeWorld()
  await world.addTeam({ b1: 'butler', x1: 'expert' })
  await world.addCustomers('b1', ['欧阳晓雯'])
  await seedFlows(world.authority, 'zh-Hans')
  desk = await world.desk('b1')
  const fields = { refusalReason: '等待期内出现症状', refusedOn: '2026-03-18' }
  const about = { flowId: 'E1@1', customerId: 'c.b1-1', caseId: null, claimId: null, fields }
  escalationId = String(accepted(await desk.execute('escalation.start', about))['escalationId'])
})
afterEach(() => world[Symbol.asyncDispose]())

test('the last step is taken back as if it had never been given, and what is given next goes up without a gap', async () => {
  accepted(await finish('listen'))
  expect(await stepOf(0)).toMatchObject({ state: 'done' })
  const before = await desk.query.row('escalation', escalationId)
  expect(await desk.undoStep(escalationId, true)).toMatchObject({ ok: true, result: { stepId: 'listen' } })
  expect(await desk.query.row('escalation', escalationId)).toEqual(before)

  expect(await desk.undoStep(escalationId)).toMatchObject({ ok: true, result: { stepId: 'listen' } })
  expect(await stepOf(0)).toMatchObject({ state: 'active', by: null, at: null })
  const item = await desk.query.row('case', String(before?.caseId))
  expect(item).toMatchObject({ role: 'butler', state: 'open' })
  expect((await desk.query.openOutbox()).map(({ seq, name }) => [seq, name])).toEqual([[1, 'escalation.start']])

  accepted(await desk.execute('note.add', { customerId: 'c.b1-1', caseId: null, text: '再想想' }))
  expect((await desk.query.openOutbox()).map(({ seq }) => seq)).toEqual([1, 2])
  await desk.sync.once()
  expect(await desk.query.outboxCounts()).toEqual({ waiting: 0, refused: 0 })
  expect((await world.authority.query.row('escalation', escalationId))?.steps[0]).toMatchObject({ state: 'active' })
  accepted(await finish('listen'))
  await desk.sync.once()
  expect((await world.authority.query.row('escalation', escalationId))?.steps[0]).toMatchObject({ state: 'done' })
})

test('what has left, is not the last, or was never done stays, and it is said why', async () => {
  const refused = (why: string) => ({ ok: false, code: 'escalation.no-undo', data: { escalationId, why } })
  expect(await desk.undoStep(escalationId)).toEqual(refused('none'))
  accepted(await finish('listen'))
  accepted(await desk.execute('note.add', { customerId: 'c.b1-1', caseId: null, text: '补充一句' }))
  expect(await desk.undoStep(escalationId)).toEqual(refused('notLast'))
  await desk.sync.once()
  expect(await desk.undoStep(escalationId)).toEqual(refused('sent'))
  expect(await stepOf(0)).toMatchObject({ state: 'done' })
  expect(await world.authority.undoStep(escalationId)).toEqual(refused('sent'))
})

test('where no connection came about nothing has left, however often it was tried', async () => {
  await desk.sync.once()
  await world.stopEndpoint()
  accepted(await finish('listen'))
  for (let tries = 0; tries < 3; tries++) await expect(desk.sync.once()).rejects.toThrow(Unconnected)
  expect(await desk.undoStep(escalationId)).toMatchObject({ ok: true })
  accepted(await desk.execute('note.add', { customerId: 'c.b1-1', caseId: null, text: '再想想' }))
  await world.startEndpoint()
  await desk.sync.once()
  expect(await desk.query.outboxCounts()).toEqual({ waiting: 0, refused: 0 })
})

test('a step that was on its way when the network broke counts as sent', async () => {
  let left: 'allIsWell' | 'answerIsLost' | 'noWayAtAll' = 'allIsWell'
  const failing = (code: string) => new TypeError('fetch failed', { cause: Object.assign(new Error(code), { code }) })
  const net: Net = async (url, init) => {
    if (left === 'noWayAtAll') throw failing('ECONNREFUSED')
    const answer = await fetch(url, init)
    if (left === 'allIsWell') return answer
    // The second try of the same request does not even get through.
    left = 'noWayAtAll'
    throw failing('ECONNRESET')
  }
  const other = await world.desk('b1', { net })
  const fields = { refusalReason: '等待期内出现症状', refusedOn: '2026-03-18' }
  const about = { flowId: 'E1@1', customerId: 'c.b1-1', caseId: null, claimId: null, fields }
  const second = String(accepted(await other.execute('escalation.start', about))['escalationId'])
  accepted(await other.execute('escalation.step', { escalationId: second, stepId: 'listen', note: null }))
  left = 'answerIsLost'
  await expect(other.sync.once()).rejects.toThrow()
  // A later try that does not get through at all takes nothing of that back.
  await world.stopEndpoint()
  await expect(other.sync.once()).rejects.toThrow(Unconnected)
  expect(await other.undoStep(second)).toMatchObject({ data: { why: 'sent' } })
})

const rowsOf = async (home: Home) =>
  Object.fromEntries(
    await Promise.all(syncedEntities.map(async (entity) => [entity, await home.query.all(entity)] as const)),
  )

test('whatever was done last on a desk is taken back whole, one after the other', async () => {
  await desk.sync.once()
  const customerId = 'c.b1-1'
  const caseId = String((await desk.query.row('escalation', escalationId))?.caseId)
  const hold = { reason: '等材料', waitingOn: 'customer', wakeAt: desk.clock.now() + 86_400_000 }
  const promise = { customerId, caseId, words: '回电', dueAt: desk.clock.now() + 3_600_000 }
  const acts: [string, Record<string, unknown>][] = [
    ['note.add', { customerId, caseId, text: '备注' }],
    ['case.take', { caseId }],
    ['message.log', { caseId, direction: 'in', text: '在吗' }],
    ['message.log', { caseId, direction: 'out', text: '在的' }],
    ['promise.make', promise],
    ['case.hold', { caseId, hold }],
    ['case.raise', { caseId, priority: 'urgent', concern: 'safety' }],
    ['escalation.fill', { escalationId, field: 'refusalReason', value: '既往症' }],
    ['case.release', { caseId }],
  ]
  for (const [name, args] of acts) {
    const before = await rowsOf(desk)
    accepted(await desk.execute(name, args))
    expect(await desk.undo(true)).toMatchObject({ ok: true, result: { name } })
    expect(await desk.undo()).toMatchObject({ ok: true, result: { name, args } })
    expect(await rowsOf(desk)).toEqual(before)
    accepted(await desk.execute(name, args))
  }
  for (const [name] of acts.toReversed()) expect(await desk.undo()).toMatchObject({ ok: true, result: { name } })
  expect(await rowsOf(desk)).toEqual(await rowsOfDesk())
  expect(await desk.undo()).toMatchObject({ ok: false, code: 'outbox.no-undo', data: { why: 'sent' } })

  /** The same book on a desk that has just begun. */
  async function rowsOfDesk() {
    return rowsOf(await world.desk('b1'))
  }
})

test('a draft that was written since stays, and numbers have no gaps', async () => {
  await desk.sync.once()
  const caseId = String((await desk.query.row('escalation', escalationId))?.caseId)
  accepted(await desk.execute('draft.save', { caseId, text: '您好' }))
  accepted(await desk.execute('message.log', { caseId, direction: 'out', text: '您好' }))
  expect(await desk.query.all('draft')).toEqual([])
  // What was written is the draft again.
  expect(await desk.undo()).toMatchObject({ ok: true, result: { name: 'message.log' } })
  expect(await desk.query.all('draft')).toMatchObject([{ text: '您好' }])
  accepted(await desk.execute('note.add', { customerId: 'c.b1-1', caseId, text: '误记' }))
  accepted(await desk.execute('draft.save', { caseId, text: '您好，材料' }))
  const numbers = (await desk.query.openOutbox()).map(({ seq }) => seq)
  expect(await desk.undo()).toMatchObject({ ok: true, result: { name: 'note.add' } })
  expect((await desk.query.openOutbox()).map(({ seq, name }) => [seq, name])).toEqual(
    numbers.slice(0, -1).map((seq) => [seq, 'draft.save']),
  )
  accepted(await desk.execute('case.raise', { caseId, priority: 'urgent', concern: 'safety' }))
  await desk.sync.once()
  expect(await desk.query.outboxCounts()).toEqual({ waiting: 0, refused: 0 })
  expect(await world.authority.query.all('draft')).toMatchObject([{ text: '您好，材料' }])
  expect(await world.authority.query.all('note')).toEqual([])
})

test('what was copied is with the customer, what nobody did is nothing: neither is taken back', async () => {
  const other = await world.desk('x1')
  expect(await other.undo()).toMatchObject({ ok: false, code: 'outbox.no-undo', data: { why: 'none' } })
  await seedReplies(world.authority, 'en')
  await desk.sync.once()
  const caseId = String((await desk.query.row('escalation', escalationId))?.caseId)
  const [reply] = await desk.query.all('reply')
  accepted(await desk.execute('reply.copy', { caseId, replyId: reply?.id, language: 'zh-Hans', text: '您好' }))
  expect(await desk.undo()).toMatchObject({ ok: false, data: { why: 'kept', command: 'reply.copy' } })
  expect(await desk.query.undoable()).toBe(null)
})
