import { expect, test } from 'vitest'
import { accepted, makeWorld, type World } from '../world.ts'

async function worldWithCase() {
  const world = await makeWorld()
  await world.addStaff('b1', 'butler')
  await world.addStaff('b2', 'butler')
  await world.addStaff('x1', 'expert')
  await world.addStaff('x2', 'expert')
  await world.addStaff('s1', 'supervisor')
  await world.addCustomers('b1', ['陈大文', '单小雨'])
  await world.addCustomers('b2', ['欧阳若兰'])
  const opened = await world.give('case.open', {
    customerId: 'c.b1-1',
    kind: 'claim',
    title: '住院理赔',
    role: 'expert',
    waitingSince: 1,
  })
  return { world, caseId: String(opened['caseId']) }
}

const eventsOf = (world: World) => world.authority.query.events(0)

test('a desk holds its own book and nothing else', async () => {
  const { world } = await worldWithCase()
  await using _ = world
  const desk = await world.desk('b1')
  expect((await desk.query.counts()).customers).toBe(2)
  expect(await desk.query.row('customer', 'c.b2-1')).toBeUndefined()
  expect((await desk.query.all('staff')).map((staff) => staff.id)).toContain('s1')
  const expert = await world.desk('x1')
  expect((await expert.query.counts()).customers).toBe(1)
})

test('what is done offline reaches the endpoint once, in order, when it is back', async () => {
  const { world } = await worldWithCase()
  await using _ = world
  const desk = await world.desk('b1')
  await world.stopEndpoint()
  for (let n = 1; n <= 250; n++)
    accepted(await desk.execute('note.add', { customerId: 'c.b1-1', caseId: null, text: `note ${n}` }))
  await expect(desk.sync.once()).rejects.toThrow('cannot be reached')
  expect(await desk.sync.state()).toMatchObject({ is: 'offline', waiting: 250, refused: 0 })
  await world.startEndpoint()
  expect(await desk.sync.once()).toMatchObject({ sent: 250 })
  expect(await desk.sync.state()).toMatchObject({ is: 'synced', waiting: 0, offlineSince: null })
  await desk.sync.once()
  const notes = (await world.authority.query.customer('c.b1-1'))?.timeline.filter((one) => one.is === 'note') ?? []
  expect(notes).toHaveLength(250)
  const told = (await eventsOf(world)).filter((event) => event.command === 'note.add')
  expect(told).toHaveLength(250)
  expect(told.map((event) => event.ver)).toEqual(told.map((_event, index) => (told[0]?.ver ?? 0) + index))
})

test('an answer lost on the way back is asked for again, and nothing happens twice', async () => {
  const { world } = await worldWithCase()
  await using _ = world
  let isLosing = false
  const desk = await world.desk('b1', {
    net: async (url, init) => {
      const response = await fetch(url, init)
      if (isLosing && url.endsWith('/v1/push')) throw new TypeError('connection reset')
      return response
    },
  })
  isLosing = true
  accepted(await desk.execute('note.add', { customerId: 'c.b1-1', caseId: null, text: 'once' }))
  await expect(desk.sync.once()).rejects.toThrow()
  accepted(await desk.execute('note.add', { customerId: 'c.b1-1', caseId: null, text: 'twice' }))
  isLosing = false
  await desk.sync.once()
  const notes = (await world.authority.query.customer('c.b1-1'))?.timeline.filter((one) => one.is === 'note') ?? []
  expect(notes.map((one) => one.is === 'note' && one.note.text).sort()).toEqual(['once', 'twice'])
  expect(await desk.sync.state()).toMatchObject({ is: 'synced', waiting: 0 })
})

test('two desks take one case offline: one gets it, the other sees who did and keeps what it wrote', async () => {
  const { world, caseId } = await worldWithCase()
  await using _ = world
  const [first, second] = [await world.desk('x1'), await world.desk('x2')]
  await world.stopEndpoint()
  for (const desk of [first, second]) {
    accepted(await desk.execute('case.take', { caseId }))
    expect((await desk.query.queue(desk.actor, world.clock.now()))[0]?.case.isUnconfirmed).toBe(true)
  }
  accepted(await second.execute('draft.save', { caseId, text: '您好，我来' }))
  accepted(await second.execute('draft.save', { caseId, text: '您好，我来跟进您的理赔' }))
  accepted(await second.execute('note.add', { customerId: 'c.b1-1', caseId, text: '已看病历' }))
  await world.startEndpoint()
  await first.sync.once()
  await second.sync.once()
  expect((await first.query.row('case', caseId))?.takenBy).toBe('x1')
  expect((await second.query.row('case', caseId))?.takenBy).toBe('x1')
  const [refused, ...others] = await second.query.outbox('refused')
  expect(others).toEqual([])
  expect(refused).toMatchObject({ name: 'case.take', code: 'case.already-taken', data: { by: 'x1', caseId } })
  const whole = await second.query.customer('c.b1-1')
  expect(whole?.drafts[0]?.text).toBe('您好，我来跟进您的理赔')
  expect(whole?.timeline.some((one) => one.is === 'note' && one.note.text === '已看病历')).toBe(true)
  expect((await world.authority.query.customer('c.b1-1'))?.drafts[0]?.text).toBe('您好，我来跟进您的理赔')
  expect(await second.sync.state()).toMatchObject({ refused: 1 })
  expect(await second.retry(refused?.seq ?? 0)).toMatchObject({ ok: false, code: 'case.already-taken' })
  accepted(await second.discard(refused?.seq ?? 0, '同事已接手'))
  expect(await second.sync.state()).toMatchObject({ refused: 0 })
})

test('waiting work stands on top of what others did meanwhile', async () => {
  const { world, caseId } = await worldWithCase()
  await using _ = world
  const desk = await world.desk('x1')
  const supervisor = { staffId: 's1', role: 'supervisor' as const }
  accepted(await world.authority.execute('case.raise', { caseId, priority: 'high', concern: null }, { as: supervisor }))
  await world.stopEndpoint()
  accepted(await desk.execute('case.raise', { caseId, priority: 'urgent', concern: 'life' }))
  await world.give('case.open', { customerId: 'c.b1-1', kind: 'claim', title: '第二件', role: 'expert' })
  await world.startEndpoint()
  await desk.sync.once()
  expect((await desk.query.row('case', caseId))?.priority).toBe('urgent')
  expect((await world.authority.query.row('case', caseId))?.priority).toBe('urgent')
  expect((await desk.query.queue(desk.actor, world.clock.now())).map((row) => row.case.title)).toEqual([
    '住院理赔',
    '第二件',
  ])
})

test('a customer who moves to another book leaves the old desk and enters the new one', async () => {
  const { world } = await worldWithCase()
  await using _ = world
  const [old, next] = [await world.desk('b1'), await world.desk('b2')]
  await world.give('customer.reassign', { customerId: 'c.b1-1', ownerId: 'b2' })
  await old.sync.once()
  await next.sync.once()
  expect(await old.query.customer('c.b1-1')).toBeUndefined()
  expect(await old.query.search('陈大文')).toEqual([])
  expect((await next.query.customer('c.b1-1'))?.cases).toHaveLength(1)
  expect(await next.query.search('cdw')).toHaveLength(1)
})

test('nobody commands what is not theirs, whatever the arguments say', async () => {
  const { world } = await worldWithCase()
  await using _ = world
  const desk = await world.desk('b2')
  const notMine = { customerId: 'c.b1-1', ownerId: 'b2' }
  expect(await desk.execute('customer.reassign', notMine)).toMatchObject({ ok: false, code: 'not-allowed' })
  const open = { customerId: 'c.b1-1', kind: 'question', title: '越权' }
  expect(await desk.execute('case.open', open)).toMatchObject({ ok: false, code: 'not-found' })
  const asked = { id: 'forged-command-1', name: 'case.open', version: 1, args: open }
  const answer = await fetch(`${world.endpointUrl}/v1/decide`, {
    method: 'POST',
    headers: { authorization: 'Bearer guess', 'content-type': 'application/json' },
    body: JSON.stringify({ protocol: 1, command: asked }),
  })
  expect(answer.status).toBe(401)
  expect((await world.authority.query.customer('c.b1-1'))?.cases).toHaveLength(1)
})

test('a supervisor is told every decision; a revoked desk is told nothing more', async () => {
  const { world, caseId } = await worldWithCase()
  await using _ = world
  const [supervisor, expert] = [await world.desk('s1'), await world.desk('x1')]
  accepted(await expert.execute('case.take', { caseId }))
  await expert.sync.once()
  await supervisor.sync.once()
  const newest = (await supervisor.query.events(0)).at(-1)
  expect(newest).toMatchObject({ command: 'case.take', actorId: 'x1', outcome: 'accepted', caseId })
  expect(await expert.query.events(0)).toEqual([])
  await world.give('staff.revoke', { staffId: 'x1' })
  await expect(expert.sync.once()).rejects.toMatchObject({ type: 'urn:butler:problem:unauthorized' })
  expect(await expert.sync.state()).toMatchObject({ is: 'stopped' })
})
