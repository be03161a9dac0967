import { afterEach, beforeEach, expect, test } from 'vitest'
import { complaintField, complaintsIn } from '../../src/app/complaints.ts'
import type { Home } from '../../src/app/home.ts'
import { seedFlows } from '../../src/app/seed.ts'
import { Unreachable } from '../../src/app/network.ts'
import { startOfDate } from '../../src/core/civil-date.ts'
import { accepted, makeWorld, type World } from '../world.ts'

let world: World
beforeEach(async () => {
  world = await makeWorld()
  await world.addTeam({ lin: 'butler', bai: 'butler', zhao: 'expert', he: 'inspector', qian: 'supervisor' })
  const rows = [
    { externalId: '1', name: '陈大文', owner: 'lin', phone: '13900000001' },
    { externalId: '2', name: '歐陽若蘭', owner: 'lin', phone: '13900000002' },
    { externalId: '3', name: '歐陽小蘭', owner: 'bai', phone: '13900000002' },
  ]
  await world.give('import.rows', { kind: 'customers', source: 'test', number: 0, rows })
  await seedFlows(world.authority, 'en')
})
afterEach(() => world[Symbol.asyncDispose]())

const said = { channel: 'phone', point: '三天没有回复', subject: 'lin 测试', demand: '道歉并说明' }
const register = (home: Home, customer: string, more = {}) =>
  home.execute('complaint.register', { customer, ...said, ...more })

test('an inspector takes a complaint down by phone about a customer whom the desk does not hold, and escalates it', async () => {
  const desk = await world.desk('he')
  expect(await desk.query.row('customer', 'c.1')).toBeUndefined()
  const { customerId, caseId } = accepted(await register(desk, '139 0000 0001'))
  expect(customerId).toBe('c.1')
  // The customer came with it, without the number.
  expect(await desk.query.row('customer', 'c.1')).toMatchObject({ name: '陈大文', phone: null })
  const [complaint] = await complaintsIn(desk)
  const lawDueAt = startOfDate('2026-04-05') - 1
  expect(complaint).toMatchObject({ run: null, caseId, lawDueAt, takenDown: { ...said, receivedOn: '2026-03-20' } })
  expect(await desk.query.queue(desk.actor, world.clock.now())).toMatchObject([
    { case: { id: caseId, kind: 'complaint', role: 'inspector', priority: 'high', title: said.point } },
  ])

  const about = { flowId: 'E3@2', customerId, caseId, claimId: null, fields: {} }
  const { escalationId } = accepted(await desk.execute('escalation.start', about))
  await desk.sync.once()
  expect(await desk.query.row('escalation', String(escalationId))).toMatchObject({
    caseId,
    fields: { ...said, receivedOn: '2026-03-20' },
  })
  const [escalated, ...others] = await complaintsIn(desk)
  expect(others).toEqual([])
  expect(escalated).toMatchObject({ step: { id: 'register' }, lawDueAt })
  expect(complaintField(escalated!, 'point', 'en')).toBe(said.point)
})

test('with no network it says so and keeps nothing', async () => {
  const desk = await world.desk('he')
  await world.stopEndpoint()
  await expect(register(desk, '13900000001')).rejects.toThrow(Unreachable)
  expect(await desk.query.openOutbox()).toEqual([])
  expect(await complaintsIn(desk)).toEqual([])
  expect(await desk.execute('complaint.register', { customer: 'c.1', ...said }, { isDryRun: true })).toMatchObject({
    code: 'customer.elsewhere',
  })
})

test('butlers and experts take complaints down about their own customers alone, a butler with no network too', async () => {
  const [lin, bai, zhao] = [await world.desk('lin'), await world.desk('bai'), await world.desk('zhao')]
  for (const other of [bai, zhao])
    expect(await register(other, 'c.1')).toMatchObject({ code: 'not-found', data: { entity: 'customer' } })
  await world.stopEndpoint()
  accepted(await register(lin, '13900000001', { receivedOn: '2026-03-18' }))
  await world.startEndpoint()
  await lin.sync.once()
  expect(await complaintsIn(world.authority)).toMatchObject([
    { takenDown: { registeredBy: 'lin', receivedOn: '2026-03-18' }, lawDueAt: startOfDate('2026-04-03') - 1 },
  ])
  const forged = { id: 'forged', name: 'complaint.register', version: 1, args: { customer: 'c.1', ...said } }
  const as = { staffId: 'bai', role: 'butler' as const }
  expect(await world.authority.execute(forged.name, forged.args, { as })).toMatchObject({ code: 'not-found' })
})

test('a number that two customers share takes a name; a refusal repeats no number', async () => {
  const desk = await world.desk('he')
  const unclear = await register(desk, '13900000002')
  expect(unclear).toMatchObject({ code: 'complaint.caller-unclear', data: { count: 2, tail: '0002' } })
  expect(await register(desk, '13900000002', { name: '歐陽小蘭' })).toMatchObject({ result: { customerId: 'c.3' } })
  const unknown = await register(desk, '13900000009')
  expect(unknown).toMatchObject({ code: 'not-found', data: { id: '****0009' } })
  expect(JSON.stringify(await world.authority.query.events(0))).not.toContain('1390000000')
})

test('a supervisor begins a flow for anybody’s customer; its steps are in the hands of their owners', async () => {
  const [desk, he] = [await world.desk('qian'), await world.desk('he')]
  const fields = {
    ...{ documentNumber: '监转〔2026〕7号', office: '测试监管局', receivedOn: '2026-03-19', letterDueOn: '2026-03-30' },
    ...{ subject: said.subject, demand: said.demand },
  }
  const about = { flowId: 'E8@2', customerId: 'c.1', caseId: null, claimId: null, fields }
  const { escalationId } = accepted(await desk.execute('escalation.start', about))
  await he.sync.once()
  expect(await he.query.row('escalation', String(escalationId))).toMatchObject({ authorId: 'qian', customerId: 'c.1' })
  expect(await desk.query.row('escalation', String(escalationId))).toBeUndefined()
  const butler = await world.desk('bai')
  expect(await butler.execute('escalation.start', about)).toMatchObject({ code: 'not-found' })
})

test('what it is about is there: the policy is the customer’s, the clause is in the terms', async () => {
  const desk = await world.desk('he')
  expect(await register(desk, 'c.1', { policyId: 'p.none' })).toMatchObject({ data: { entity: 'policy' } })
  expect(await register(desk, 'c.1', { productCode: 'NONE' })).toMatchObject({ data: { entity: 'product' } })
  expect(await register(desk, 'c.1', { clauseNumber: '2.1' })).toMatchObject({ data: { entity: 'clause' } })
  expect(await register(desk, 'c.1', { receivedOn: '2026-03-21' })).toMatchObject({ code: 'bad-arguments' })
  expect(await complaintsIn(desk)).toEqual([])
})

test('a complaint that came in another way stands on the desk too, and begins its flow with what is asked for', async () => {
  const desk = await world.desk('he')
  const opened = { customerId: 'c.1', kind: 'complaint', title: '客户来信投诉', role: 'inspector' }
  const { caseId } = await world.give('case.open', opened)
  await desk.sync.once()
  const [complaint] = await complaintsIn(desk)
  expect(complaint).toMatchObject({ run: null, takenDown: null, caseId, lawDueAt: null })
  expect(complaintField(complaint!, 'point', 'zh-Hans')).toBe('客户来信投诉')
  const about = { flowId: 'E3@2', customerId: 'c.1', caseId, claimId: null, fields: {} }
  expect(await desk.execute('escalation.start', about)).toMatchObject({
    data: { fields: ['channel', 'receivedOn', 'subject', 'demand'] },
  })
})
