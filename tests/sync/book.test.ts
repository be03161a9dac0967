import { expect, test } from 'vitest'
import { boardOf } from '../../src/app/board.ts'
import { firstContacts, orphans } from '../../src/app/books.ts'
import { pack } from '../core/judgement/fixture.ts'
import { accepted, makeWorld } from '../world.ts'

const dayMs = 86_400_000

async function team(customers: number) {
  const world = await makeWorld()
  await world.addTeam({ b1: 'butler', b2: 'butler', b3: 'butler', s1: 'supervisor' })
  await world.addCustomers(
    'b1',
    Array.from({ length: customers }, (_, n) => `客户${n + 1}`),
  )
  return world
}

test('a book goes to receivers with room, in parts; stopped on the way it goes on, and both sides hold what is theirs', async () => {
  await using world = await team(450)
  const [boss, b1, b2] = [await world.desk('s1'), await world.desk('b1'), await world.desk('b2')]
  await world.give('staff.capacity', { staffId: 'b3', customers: 30 })
  const asked = (more: object = {}) => ({ fromId: 'b1', toIds: ['b2', 'b3'], ...more })
  const { ver } = await world.authority.store.reader.selectFrom('head').select('ver').executeTakeFirstOrThrow()
  const preview = accepted(await boss.execute('book.reassign', asked({ isPreview: true })))
  expect(preview).toMatchObject({ done: 450, refusedCount: 0, waiting: 0, byReceiver: { b2: 420, b3: 30 } })
  expect((await world.authority.query.booksByOwner()).get('b1')).toBe(450)
  expect((await world.authority.query.events(ver)).map(({ command }) => command)).toEqual(['book.reassign'])
  const first = accepted(await boss.execute('book.reassign', asked()))
  expect(first).toMatchObject({ done: 200, waiting: 250 })
  // The one who did it is gone; the next begins from the start and meets nobody again.
  await world.give('staff.capacity', { staffId: 'b2', customers: 300 })
  let after: unknown = null
  const told: Record<string, unknown>[] = []
  do {
    const part = accepted(await boss.execute('book.reassign', asked({ after })))
    told.push(part)
    after = part['next']
  } while (after !== null)
  expect(told.map((part) => [part['done'], part['refusedCount'], part['waiting']])).toEqual([
    [130, 70, 50],
    [0, 50, 0],
  ])
  expect(told[1]?.['refused']).toContainEqual(expect.objectContaining({ code: 'staff.full' }))
  expect(Object.fromEntries(await world.authority.query.booksByOwner())).toEqual({ b1: 120, b2: 300, b3: 30 })
  for (const [desk, n] of [
    [b1, 120],
    [b2, 300],
  ] as const) {
    await desk.sync.once()
    expect((await desk.query.counts()).customers).toBe(n)
  }
})

test('a part of a book is chosen by a filter, and one that can mean nothing moves nobody', async () => {
  await using world = await team(2)
  const rows = [
    { externalId: 'X1', name: '欧阳若兰', owner: 'b1', city: '深圳', tags: ['VIP', '老客户'], since: '2024-05-01' },
    { externalId: 'X2', name: '单小雨', owner: 'b1', city: '深圳', tags: ['转介绍'], since: '2026-02-01' },
    { externalId: 'X3', name: '云小舟', owner: 'b1', city: '杭州', tags: [], since: null },
  ]
  await world.give('import.rows', { kind: 'customers', source: 'test', number: 1, rows })
  await world.give('product.install', { pack: pack('MED-MILLION') })
  const dates = { issuedOn: '2026-01-01', effectiveOn: '2026-01-01', expiresOn: '2026-12-31' }
  const policy = { externalId: 'P1', customer: 'X3', number: 'P1', productCode: 'MED-MILLION', premiumFen: 1, ...dates }
  await world.give('import.rows', { kind: 'policies', source: 'test', number: 0, rows: [policy] })
  await world.give('case.open', { customerId: 'c.X2', kind: 'question', title: '请回电', role: 'butler' })
  const boss = await world.desk('s1')
  const meant = async (which: unknown) =>
    boss.execute('book.reassign', { fromId: 'b1', toIds: ['b2'], which, isPreview: true })
  const count = async (which: unknown) => accepted(await meant(which))['done']
  const counts = {
    ...{ 'city:深圳': 2, '城市:深圳': 2, 'city:深圳 !tag:vip': 1, 'since<2026-01-01': 1, 'since>=2026-01-01': 1 },
    ...{ 'cases>0': 1, 'cases:0': 4, 'product:med-million': 1, 欧阳: 1, 'tag:转介绍 cases:1': 1, 'city:北京': 0 },
  }
  for (const [which, n] of Object.entries(counts)) expect(await count(which), which).toBe(n)
  for (const which of ['colour:red', 'cases:many', 'since<', '', '   ', 'city:深圳 premium>3'])
    expect(await meant(which), which).toMatchObject({ ok: false, code: 'bad-arguments' })
  const told = accepted(await boss.execute('book.reassign', { fromId: 'b1', toIds: ['b2'], which: 'city:深圳' }))
  expect(told).toMatchObject({ done: 2, next: null })
  expect(Object.fromEntries(await world.authority.query.booksByOwner())).toEqual({ b1: 3, b2: 2 })
})

test('who has customers is revoked with a heir to the book or not at all', async () => {
  await using world = await team(3)
  const revoke = (args: object) => world.authority.execute('staff.revoke', { staffId: 'b1', ...args })
  expect(await revoke({})).toMatchObject({ ok: false, code: 'staff.owns-customers', data: { customers: 3 } })
  await world.give('staff.capacity', { staffId: 'b2', customers: 2 })
  expect(await revoke({ bookTo: 'b2' })).toMatchObject({ ok: false, code: 'staff.full' })
  expect(Object.fromEntries(await world.authority.query.booksByOwner())).toEqual({ b1: 3 })
  expect(accepted(await revoke({ bookTo: 'b3' }))).toMatchObject({ moved: 3, to: 'b3' })
  expect(await world.authority.query.row('staff', 'b1')).toMatchObject({ isActive: false })
  expect(Object.fromEntries(await world.authority.query.booksByOwner())).toEqual({ b3: 3 })
})

test('the first word to a customer who has moved is proof; without it they are nobody’s in a week', async () => {
  await using world = await team(2)
  const desk = await world.desk('b2')
  for (const customerId of ['c.b1-1', 'c.b1-2']) await world.give('customer.reassign', { customerId, ownerId: 'b2' })
  await desk.sync.once()
  world.clock.advance(dayMs)
  const opened = accepted(
    await desk.execute('case.open', { customerId: 'c.b1-1', kind: 'firstContact', title: '问好' }),
  )
  accepted(await desk.execute('message.log', { caseId: opened['caseId'], direction: 'in', text: '您是？' }))
  accepted(
    await desk.execute('message.log', { caseId: opened['caseId'], direction: 'out', text: '您好，我是您的管家' }),
  )
  await desk.sync.once()
  const contacts = async () =>
    (await firstContacts(world.authority, 'b2')).map((one) => [one.customerId, one.standing, one.proof?.text])
  expect(await contacts()).toEqual([
    ['c.b1-1', 'met', '您好，我是您的管家'],
    ['c.b1-2', 'waiting', undefined],
  ])
  // The butler sees the own ones too.
  expect((await firstContacts(desk, 'b2')).map(({ standing }) => standing)).toEqual(['met', 'waiting'])
  expect(await orphans(world.authority)).toEqual([])
  world.clock.advance(7 * dayMs)
  expect(await orphans(world.authority)).toMatchObject([{ customerId: 'c.b1-2', why: 'notContacted' }])
  await world.give('staff.away', { staffId: 'b2', until: null, why: '病假' })
  expect((await orphans(world.authority)).map(({ why }) => why)).toEqual(['uncovered', 'uncovered'])
  await world.give('staff.backup', { staffId: 'b2', backupId: 'b3' })
  expect((await orphans(world.authority)).map(({ why }) => why)).toEqual(['notContacted'])
})

test('the board counts work where it is done, and shows clocks, limits and hand-overs that nobody took', async () => {
  await using world = await team(2)
  const [b1, b2] = [await world.desk('b1'), await world.desk('b2')]
  const open = async (customerId: string) =>
    String(
      (await world.give('case.open', { customerId, kind: 'question', title: '问', waitingSince: world.clock.now() }))[
        'caseId'
      ],
    )
  const caseIds = [await open('c.b1-1'), await open('c.b1-2')]
  await b1.sync.once()
  accepted(await b1.execute('handover.make', { receiverId: 'b2', caseIds, note: '' }))
  await b2.sync.once()
  const items = await b2.query.all('handover')
  accepted(await b2.execute('handover.accept', { handoverId: items[0]?.id }))
  accepted(await b2.execute('handover.refuse', { handoverId: items[1]?.id, reason: '下班了' }))
  await b2.sync.once()
  await world.give('staff.capacity', { staffId: 'b2', customers: 10, cases: 5 })
  const board = await boardOf(world.authority)
  const row = (id: string) => board.butlers.find(({ staffId }) => staffId === id)
  expect(row('b1')).toMatchObject({ customers: 2, openCases: 1, bands: { 3: 1 } })
  expect(row('b2')).toMatchObject({
    customers: 0,
    openCases: 1,
    casesAtMost: 5,
    handedOver: { waiting: 0, accepted: 1 },
  })
  expect(row('b2')?.seenAt).not.toBeNull()
  expect(board.refused).toMatchObject([{ caseId: items[1]?.caseId, reason: '下班了' }])
})

test('a supervisor takes a case out of somebody’s hands; a line to a butler is on that desk alone', async () => {
  await using world = await team(1)
  await world.addCustomers('b2', ['白露'])
  const [boss, b1, b2] = [await world.desk('s1'), await world.desk('b1'), await world.desk('b2')]
  const caseId = String(
    (await world.give('case.open', { customerId: 'c.b1-1', kind: 'question', title: '问' }))['caseId'],
  )
  await b1.sync.once()
  accepted(await b1.execute('case.take', { caseId }))
  await b1.sync.once()
  expect(await b1.execute('case.takeOver', { caseId, reason: '急' })).toMatchObject({ ok: false, code: 'not-allowed' })
  accepted(await boss.execute('case.takeOver', { caseId, reason: '客户在等，您已离线' }))
  await b1.sync.once()
  expect(await b1.query.row('case', caseId)).toMatchObject({ takenBy: 's1' })
  // It is worked on where it is: the customer comes with it, and leaves with it.
  await boss.sync.once()
  expect((await boss.query.openCasesOf(world.clock.now())).map(({ id }) => id)).toEqual([caseId])
  expect(await boss.query.row('customer', 'c.b1-1')).toMatchObject({ ownerId: 'b1' })
  accepted(await boss.execute('case.handOver', { caseId, role: 'butler', note: '已回' }))
  await boss.sync.once()
  expect(await boss.query.row('customer', 'c.b1-1')).toBeUndefined()
  accepted(await boss.execute('staff.message', { staffId: 'b1', text: '请先回王女士' }))
  for (const desk of [b1, b2, boss]) await desk.sync.once()
  expect((await b1.query.all('staffNote')).map(({ text }) => text)).toEqual(['请先回王女士'])
  for (const desk of [b2, boss]) expect(await desk.query.all('staffNote')).toEqual([])
  const [note] = await b1.query.all('staffNote')
  expect(await b2.execute('staff.read', { staffNoteId: note?.id })).toMatchObject({ ok: false, code: 'not-found' })
  accepted(await b1.execute('staff.read', { staffNoteId: note?.id }))
  // A desk that begins anew has it too.
  expect((await (await world.desk('b1')).query.all('staffNote')).map(({ readAt }) => readAt)).toEqual([
    world.clock.now(),
  ])
})
