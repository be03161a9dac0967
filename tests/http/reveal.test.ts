import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openHome } from '../../src/app/home.ts'
import type { Alert, RequestLine } from '../../src/http/environment.ts'
import { versionsInChain } from '../chain.ts'
import { accepted, makeWorld } from '../world.ts'
import { type RawDesk, rawDesk, request } from './raw-desk.ts'

const idNumber = '000000198804120001'
const memberIdNumber = '000000195001010011'
const phone = '13900001234'

async function worldOfMasks(serving: Parameters<typeof makeWorld>[0] = {}) {
  const world = await makeWorld(serving)
  await world.addTeam({ b1: 'butler', b2: 'butler', x1: 'expert', q1: 'inspector', s1: 'supervisor' })
  const household = [{ name: '李老', relation: 'parent', gender: 'unknown', bornOn: null, idNumber: memberIdNumber }]
  const rows = [{ externalId: 'b1-1', name: '陈大文', owner: 'b1', phone, idNumber, household }]
  await world.give('import.rows', { kind: 'customers', source: 'test', number: 0, rows })
  await world.addCustomers('b2', ['欧阳若兰'])
  const [member] = await world.authority.query.all('member')
  /** Work in everybody's hands, so that every role holds the customer. */
  for (const role of ['expert', 'inspector', 'supervisor'])
    await world.give('case.open', { customerId: 'c.b1-1', kind: 'claim', title: '理赔', role })
  return { world, memberId: member?.id ?? '' }
}

let asked = 0
const command = (args: object, id = `reveal-${String(++asked).padStart(6, '0')}`) => ({
  ...{ id, name: 'customer.reveal', version: 1 },
  args: { customerId: 'c.b1-1', memberId: null, field: 'idNumber', reason: '填写保险公司理赔申请表', ...args },
})
const ask = async (desk: RawDesk, said: object) =>
  (await desk.ask('POST', '/v1/reveal', { protocol: 2, command: said })).body as {
    outcome?: { ok: boolean; code?: string; result?: object }
    value?: string | null
    status?: number
  }

test('a column that is masked for a role is masked in what its desk is told', async () => {
  const { world } = await worldOfMasks()
  await using _ = world
  const seen: Record<string, unknown> = {}
  for (const staffId of ['b1', 'x1', 'q1', 's1']) {
    const desk = await world.desk(staffId)
    const whole = await desk.query.customer('c.b1-1')
    seen[staffId] = [whole?.customer.phone, whole?.customer.idNumber, whole?.members[0]?.idNumber]
    // What is found by is what is held: the tail of a masked number, and nothing of the middle.
    expect(await desk.query.search('1234', 'customer')).toHaveLength(staffId === 'q1' ? 0 : 1)
    expect(await desk.query.search('13900001234', 'customer')).toHaveLength(staffId === 'b1' ? 1 : 0)
    expect(await desk.query.search('1391234', 'customer')).toHaveLength(0)
  }
  const [id, ofMember] = ['000*************01', '000*************11']
  expect(seen).toEqual({
    b1: [phone, id, ofMember],
    x1: ['139****1234', id, ofMember],
    q1: [null, null, null],
    s1: ['139****1234', id, ofMember],
  })
  // On the authority's own home it is the same for whoever it is opened as; its operator holds the file.
  const phoneAs = async (as: string | undefined) => {
    const home = await openHome(world.authority.folder, { as, clock: world.clock })
    const { customer, members } = (await home.query.customer('c.b1-1')) ?? {}
    const [row] = [await home.query.row('customer', 'c.b1-1')]
    const [hit] = await home.query.search('陈大文', 'customer')
    const [all] = await home.query.all('customer')
    await home.close()
    const found = hit?.entity === 'customer' ? hit.customer : null
    expect([row, found, all]).toEqual([customer, customer, customer])
    return [customer?.phone, customer?.idNumber, members?.[0]?.idNumber]
  }
  expect(await phoneAs('b1')).toEqual([phone, id, ofMember])
  for (const as of ['b2', 'x1', 's1']) expect(await phoneAs(as)).toEqual(['139****1234', id, ofMember])
  expect(await phoneAs('q1')).toEqual([null, null, null])
  expect(await phoneAs(undefined)).toEqual([phone, idNumber, memberIdNumber])
})

test('a masked value is shown to who may see the customer and says why; who, what and why stand in the chain', async () => {
  const { world, memberId } = await worldOfMasks()
  await using _ = world
  const [b1, x1, s1] = [await rawDesk(world, 'b1'), await rawDesk(world, 'x1'), await rawDesk(world, 's1')]
  expect(await ask(b1, command({}))).toMatchObject({ value: idNumber, outcome: { ok: true } })
  expect(await ask(x1, command({ field: 'phone' }))).toMatchObject({ value: phone })
  expect(await ask(s1, command({ memberId }))).toMatchObject({ value: memberIdNumber })
  const events = (await world.authority.query.events(0)).filter((event) => event.command === 'customer.reveal')
  expect(
    events.map(({ actorId, customerId, detail }) => [actorId, customerId, detail['field'], detail['reason']]),
  ).toEqual([
    ['b1', 'c.b1-1', 'idNumber', '填写保险公司理赔申请表'],
    ['x1', 'c.b1-1', 'phone', '填写保险公司理赔申请表'],
    ['s1', 'c.b1-1', 'idNumber', '填写保险公司理赔申请表'],
  ])
  await versionsInChain(world.authority.store)
})

test('who may not, or says nothing of why, is refused, and that is in the chain too', async () => {
  const { world, memberId } = await worldOfMasks()
  await using _ = world
  const [b1, b2, q1] = [await rawDesk(world, 'b1'), await rawDesk(world, 'b2'), await rawDesk(world, 'q1')]
  const refused = async (desk: RawDesk, args: object) => {
    const { outcome, value } = await ask(desk, command(args))
    expect(value).toBe(null)
    return outcome?.code
  }
  expect(await refused(q1, {})).toBe('not-allowed')
  expect(await refused(b2, {})).toBe('not-found')
  expect(await refused(b2, { customerId: 'c.b2-1', memberId })).toBe('not-found')
  expect(await refused(b2, { customerId: 'c.b2-1' })).toBe('not-found')
  expect(await refused(b1, { memberId, field: 'phone' })).toBe('bad-arguments')
  expect(await refused(b1, { reason: '   ' })).toBe('bad-arguments')
  expect(await refused(b1, { field: 'name' })).toBe('bad-arguments')
  expect(await refused(b1, { as: 's1', role: 'supervisor' })).toBe('bad-arguments')
  const events = (await world.authority.query.events(0)).filter((event) => event.command === 'customer.reveal')
  expect(events.map(({ outcome }) => outcome)).toEqual(Array(8).fill('refused'))
  // Another command has no business there, nor has anything beside it.
  const note = { ...command({}), name: 'note.add' }
  expect(await ask(b1, note)).toMatchObject({ status: 422 })
  expect(await ask(b1, { ...command({}), actor: { staffId: 's1' } })).toMatchObject({ status: 422 })
  const beside = { protocol: 2, command: command({}), role: 'supervisor' }
  expect((await b1.ask('POST', '/v1/reveal', beside)).status).toBe(422)
  expect((await request(world, 'POST', '/v1/reveal', { protocol: 2, command: command({}) })).status).toBe(401)
})

test('the same again shows the same while its answer may have been lost; later, or with other words, nothing', async () => {
  const { world } = await worldOfMasks()
  await using _ = world
  const [b1, x1] = [await rawDesk(world, 'b1'), await rawDesk(world, 'x1')]
  const first = command({ field: 'phone' })
  expect((await ask(b1, first)).value).toBe(phone)
  expect((await ask(b1, first)).value).toBe(phone)
  // What is shown is what was decided, whatever the arguments say now.
  expect((await ask(b1, command({ field: 'idNumber' }, first.id))).value).toBe(phone)
  expect(await ask(x1, first)).toMatchObject({ value: null, outcome: { ok: false, code: 'not-allowed' } })
  world.clock.advance(60_001)
  expect(await ask(b1, first)).toMatchObject({ value: null, outcome: { ok: true } })
  // An id that another command bore shows nothing, though that was accepted.
  const note = {
    id: 'note-of-b1',
    name: 'note.add',
    version: 1,
    args: { customerId: 'c.b1-1', caseId: null, text: '一' },
  }
  await b1.ask('POST', '/v1/decide', { protocol: 2, command: note })
  expect(await ask(b1, command({}, note.id))).toMatchObject({ value: null, outcome: { ok: true } })
  // By the ways of other commands nobody asks for one: it would not be counted there.
  const elsewhere = await b1.ask('POST', '/v1/decide', { protocol: 2, command: command({}) })
  expect([elsewhere.status, JSON.stringify(elsewhere.body)]).toEqual([422, expect.stringContaining('/v1/reveal')])
  const pushed = { protocol: 2, epoch: '', commands: [{ ...command({}), seq: 1 }] }
  expect((await b1.ask('POST', '/v1/push', pushed)).status).toBe(422)
  const events = (await world.authority.query.events(0)).filter((event) => event.command === 'customer.reveal')
  expect(events).toHaveLength(1)
})

test('the value is kept nowhere: in no event, answer, file of the desk or line of the log', async () => {
  const lines: RequestLine[] = []
  const { world } = await worldOfMasks({ serving: { onRequest: (line) => lines.push(line) } })
  await using _ = world
  const desk = await world.desk('x1', { name: 'desk' })
  const { value, outcome } = await desk.reveal({
    ...{ customerId: 'c.b1-1', memberId: null },
    ...{ field: 'idNumber', reason: '补充理赔材料' },
  })
  accepted(outcome)
  expect(value).toBe(idNumber)
  await desk.sync.once()
  const supervisor = await world.desk('s1', { name: 'supervisor' })
  expect((await supervisor.query.seen({})).map(({ staffId, how }) => [staffId, how])).toEqual([['x1', 'idNumber']])
  const told = await world.authority.store.reader.selectFrom('event').selectAll().execute()
  const kept = await world.authority.store.reader.selectFrom('commandResult').selectAll().execute()
  expect(JSON.stringify([told, kept, lines])).not.toContain(idNumber)
  for (const folder of [desk.folder, supervisor.folder])
    for (const name of readdirSync(folder)) {
      const file = join(folder, name)
      if (statSync(file).isFile()) expect(readFileSync(file).includes(idNumber)).toBe(false)
    }
  // Nobody is asked where nobody can be reached.
  await world.stopEndpoint()
  await expect(desk.reveal({ customerId: 'c.b1-1', memberId: null, field: 'phone', reason: '回访' })).rejects.toThrow(
    'cannot be reached',
  )
  await world.startEndpoint()
})

test('more than twenty in an hour are told to who supervises and to who runs the endpoint', async () => {
  const alerts: Alert[] = []
  const { world } = await worldOfMasks({ serving: { onAlert: (alert) => alerts.push(alert) } })
  await using _ = world
  const desk = await rawDesk(world, 'x1')
  const told = async () =>
    (await world.authority.query.events(0))
      .filter((event) => event.command === 'reveal.alert')
      .map(({ detail }) => detail)
  for (let n = 0; n < 20; n++) expect((await ask(desk, command({}))).value).toBe(idNumber)
  expect(await told()).toEqual([])
  world.clock.advance(10 * 60_000)
  for (let n = 0; n < 21; n++) await ask(desk, command({}))
  expect(await told()).toEqual([
    { staffId: 'x1', reveals: 21 },
    { staffId: 'x1', reveals: 41 },
  ])
  expect(alerts).toEqual([21, 41].map((anHour) => ({ is: 'reveals', staffId: 'x1', anHour })))
  const { body } = await request(world, 'GET', '/metrics')
  expect(String(body)).toContain('butler_reveals_total 41\n')
  world.clock.advance(3_600_000)
  await ask(desk, command({}))
  expect(await told()).toHaveLength(2)
  // Nobody at a desk can raise the alarm, or raise it for somebody else.
  const given = { id: 'alert-by-hand', name: 'reveal.alert', version: 1, args: { staffId: 'b1', reveals: 99 } }
  const answer = await desk.ask('POST', '/v1/decide', { protocol: 2, command: given })
  expect(answer.body).toMatchObject({ outcome: { ok: false, code: 'not-allowed' } })
  const supervisor = await world.desk('s1')
  expect((await supervisor.query.events(0)).some((event) => event.command === 'reveal.alert')).toBe(true)
})

test('what was decided another way is told too, as soon as one of them is shown', async () => {
  const { world } = await worldOfMasks()
  await using _ = world
  const desk = await rawDesk(world, 'x1')
  const many = Array.from({ length: 50 }, () => command({}))
  const before = { ok: true, result: {} }
  for (const one of many) await desk.ask('POST', '/v1/decide', { protocol: 3, command: { ...one, before } })
  for (const one of many) expect((await ask(desk, one)).value).toBe(idNumber)
  const alerts = (await world.authority.query.events(0)).filter((event) => event.command === 'reveal.alert')
  expect(alerts.map(({ detail }) => detail)).toEqual([{ staffId: 'x1', reveals: 50 }])
})
