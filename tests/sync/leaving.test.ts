import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { databaseName } from '../../src/app/home.ts'
import { accepted, makeWorld, type World } from '../world.ts'

const phone = '13912345678'
const words = '她的肿瘤标志物偏高，电话里哭了'

async function team() {
  const world = await makeWorld()
  await world.addStaff('b1', 'butler')
  await world.addStaff('b2', 'butler')
  await world.addStaff('s1', 'supervisor')
  const rows = [
    { externalId: 'b1-1', name: '欧阳若兰', phone, city: '苏州', owner: 'b1' },
    { externalId: 'b1-2', name: '单小雨', owner: 'b1' },
  ]
  await world.give('import.rows', { kind: 'customers', source: 'test', number: 0, rows })
  return world
}

/** Where a text lies in any file of a folder, byte for byte. */
function filesWith(folder: string, text: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile() && readFileSync(file).includes(text))
}

const move = (world: World, ownerId: string) => world.give('customer.reassign', { customerId: 'c.b1-1', ownerId })

test('who has moved away is nowhere on the old desk’s disk, and the authority is told so', async () => {
  await using world = await team()
  const desk = await world.desk('b1', { name: 'mine' })
  const folder = join(world.folder, 'mine')
  // What a migration would have kept.
  writeFileSync(join(folder, `${databaseName}.before-0040-trust`), phone)
  accepted(await desk.execute('note.add', { customerId: 'c.b1-1', caseId: null, text: words }))
  const opened = accepted(
    await desk.execute('case.open', { customerId: 'c.b1-1', kind: 'question', title: '复查', role: 'butler' }),
  )
  const caseId = String(opened['caseId'])
  accepted(await desk.execute('message.log', { caseId, direction: 'in', text: `${words}，回我${phone}` }))
  accepted(await desk.execute('draft.save', { caseId, text: words }))
  await desk.sync.once()
  expect(filesWith(folder, phone)).not.toEqual([])
  expect(filesWith(folder, words)).not.toEqual([])
  await move(world, 'b2')
  await desk.sync.once()
  expect(await desk.query.customer('c.b1-1')).toBeUndefined()
  for (const text of [phone, words, '欧阳若兰', 'ouyangruolan']) expect(filesWith(folder, text)).toEqual([])
  // It is confirmed with the next pull.
  const states = () => world.authority.store.reader.selectFrom('deviceState').select('wipedVer').execute()
  const { ver } = await world.authority.store.reader.selectFrom('head').select('ver').executeTakeFirstOrThrow()
  await desk.sync.once()
  expect(await states()).toEqual([{ wipedVer: ver }])
})

test('work on a customer who moved away meanwhile is kept as a note for who has the customer now', async () => {
  await using world = await team()
  const [old, next] = [await world.desk('b1', { name: 'mine' }), await world.desk('b2')]
  await world.stopEndpoint()
  accepted(await old.execute('note.add', { customerId: 'c.b1-1', caseId: null, text: words }))
  const opened = accepted(
    await old.execute('case.open', { customerId: 'c.b1-1', kind: 'question', title: '复查结果怎么看', role: 'butler' }),
  )
  accepted(await old.execute('draft.save', { caseId: String(opened['caseId']), text: '您好，关于复查……' }))
  accepted(await old.execute('note.add', { customerId: 'c.b1-2', caseId: null, text: '这位没有走' }))
  await move(world, 'b2')
  await world.startEndpoint()
  await old.sync.once()
  await next.sync.once()
  const notes = (await next.query.customer('c.b1-1'))?.timeline.flatMap((one) => (one.is === 'note' ? [one.note] : []))
  expect(notes?.map(({ text }) => text).sort()).toEqual([
    'case.open\n  kind: question\n  title: 复查结果怎么看\n  role: butler\n✗ scope.lost',
    'draft.save\n  text: 您好，关于复查……\n✗ scope.lost',
    `note.add\n  text: ${words}\n✗ scope.lost`,
  ])
  expect(notes?.map(({ authorId }) => authorId)).toEqual(['b1', 'b1', 'b1'])
  expect((await next.query.customer('c.b1-1'))?.cases).toEqual([])
  const refused = await old.query.outbox('refused')
  expect(refused.map(({ name, code }) => `${name} ${code}`)).toEqual([
    'note.add scope.lost',
    'case.open scope.lost',
    'draft.save scope.lost',
  ])
  expect(filesWith(join(world.folder, 'mine'), words)).toEqual([])
  expect((await old.query.outbox('accepted')).map(({ name }) => name)).toEqual(['note.add'])
})

test('away and back again: what was written before, between and after is all there', async () => {
  await using world = await team()
  const [old, next] = [await world.desk('b1'), await world.desk('b2')]
  const note = (text: string) => ['note.add', { customerId: 'c.b1-1', caseId: null, text }] as const
  await world.stopEndpoint()
  accepted(await old.execute(...note('offline at the old one')))
  await move(world, 'b2')
  await world.startEndpoint()
  await next.sync.once()
  accepted(await next.execute(...note('by the new one')))
  await next.sync.once()
  await move(world, 'b1')
  await next.sync.once()
  expect(await next.query.customer('c.b1-1')).toBeUndefined()
  await old.sync.once()
  const texts = (await old.query.customer('c.b1-1'))?.timeline.flatMap((one) =>
    one.is === 'note' ? [one.note.text] : [],
  )
  expect(texts?.sort()).toEqual(['by the new one', 'offline at the old one'])
})

test('nobody gets a note onto a customer whom they never had', async () => {
  await using world = await team()
  const desk = await world.desk('b2')
  const { rawDesk, numbered } = await import('../http/raw-desk.ts')
  const raw = await rawDesk(world, 'b2', 3)
  const args = { customerId: 'c.b1-1', caseId: null, text: 'hello' }
  await raw.ask('POST', '/v1/push', { protocol: 3, epoch: '', commands: [numbered(1, 'note.add', args)] })
  const { body } = await raw.ask('POST', '/v1/snapshot', { protocol: 3 })
  expect(body).toMatchObject({ bytes: expect.any(Number) as number })
  expect((await world.authority.query.events(0)).at(-1)).toMatchObject({ command: 'note.add', code: 'not-found' })
  expect((await world.authority.query.customer('c.b1-1'))?.timeline.filter(({ is }) => is === 'note')).toEqual([])
  expect(desk.kind).toBe('desk')
})

test('what was refused about a customer who then leaves is handed on, and not kept', async () => {
  await using world = await team()
  const [old, next] = [await world.desk('b1', { name: 'mine' }), await world.desk('b2')]
  const opened = await world.give('case.open', {
    customerId: 'c.b1-1',
    kind: 'question',
    title: '复查',
    role: 'butler',
  })
  const caseId = String(opened['caseId'])
  await old.sync.once()
  await world.stopEndpoint()
  accepted(await old.execute('case.done', { caseId, outcome: words }))
  const boss = { staffId: 's1', role: 'supervisor' as const }
  accepted(await world.authority.execute('case.done', { caseId, outcome: '主管已处理' }, { as: boss }))
  await world.startEndpoint()
  await old.sync.once()
  expect(await old.query.outbox('refused')).toMatchObject([{ name: 'case.done', code: 'case.not-open' }])
  await move(world, 'b2')
  await old.sync.once()
  await old.sync.once()
  await next.sync.once()
  const notes = (await next.query.customer('c.b1-1'))?.timeline.flatMap((one) =>
    one.is === 'note' ? [one.note.text] : [],
  )
  expect(await old.sync.state()).toMatchObject({ waiting: 0, refused: 0 })
  expect((await old.query.outbox('all')).map(({ became }) => became?.is)).toEqual(['handedOn', 'handedOn'])
  expect(notes).toEqual([expect.stringContaining(`  outcome: ${words}\n✗ case.not-open`)])
  expect(filesWith(join(world.folder, 'mine'), words)).toEqual([])
})

test('what the authority would not take is handed on once, whoever leaves after that', async () => {
  await using world = await team()
  // An endpoint that has no word for what was kept as a note.
  const net = async (url: string, init: RequestInit) => {
    const response = await fetch(url, init)
    if (!new URL(url).pathname.endsWith('/pull')) return response
    const text = await response.text()
    return new Response(text.replaceAll('"scope.lost"', '"not-found"'), response)
  }
  const desk = await world.desk('b1', { net })
  await world.stopEndpoint()
  accepted(await desk.execute('note.add', { customerId: 'c.b1-1', caseId: null, text: words }))
  await move(world, 'b2')
  await world.startEndpoint()
  await desk.sync.once()
  await desk.sync.once()
  expect((await desk.query.outbox('refused')).map(({ name }) => name)).toEqual(['note.add'])
  await world.give('customer.reassign', { customerId: 'c.b1-2', ownerId: 'b2' })
  await desk.sync.once()
  expect(await desk.query.customer('c.b1-2')).toBeUndefined()
  expect(await desk.sync.state()).toMatchObject({ waiting: 0, refused: 1 })
})

test('a desk of protocol 2 hears of work that was handed on in words that it knows', async () => {
  await using world = await team()
  const { rawDesk, numbered } = await import('../http/raw-desk.ts')
  const raw = await rawDesk(world, 'b1', 2)
  const pulled = await raw.ask('GET', '/v1/pull')
  const { cursor } = pulled.body as { cursor: string }
  await move(world, 'b2')
  const args = { customerId: 'c.b1-1', caseId: null, text: words }
  await raw.ask('POST', '/v1/push', { protocol: 2, epoch: '', commands: [numbered(1, 'note.add', args)] })
  expect((await world.authority.query.events(0)).at(-1)).toMatchObject({ code: 'scope.lost' })
  const { body } = await raw.ask('GET', `/v1/pull?cursor=${cursor}`)
  expect(body).toMatchObject({ results: [{ outcome: { ok: false, code: 'not-found' } }], left: ['c.b1-1'] })
})

test('a former butler writes no more onto a customer than could have been written before', async () => {
  await using world = await team()
  const { rawDesk, numbered } = await import('../http/raw-desk.ts')
  const raw = await rawDesk(world, 'b1', 3)
  await move(world, 'b2')
  const commands = [
    numbered(1, 'staff.add', { customerId: 'c.b1-1', id: 'x', name: 'x', role: 'butler' }),
    numbered(2, 'note.add', { customerId: 'c.b1-1', anything: 'x'.repeat(9_000) }),
  ]
  await raw.ask('POST', '/v1/push', { protocol: 3, epoch: '', commands })
  const codes = (await world.authority.query.events(0)).slice(-2).map(({ code }) => code)
  expect(codes).toEqual(['not-allowed', 'bad-arguments'])
  expect((await world.authority.query.customer('c.b1-1'))?.timeline.filter(({ is }) => is === 'note')).toEqual([])
})
