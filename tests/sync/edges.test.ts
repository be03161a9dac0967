import { mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { claimChecklist, signatureOf } from '../../src/app/claim-checklist.ts'
import { createAuthority, openHome } from '../../src/app/home.ts'
import { migrate } from '../../src/store/migrate.ts'
import { openSqlite } from '../../src/store/open-sqlite.ts'
import { accepted, makeWorld } from '../world.ts'

const supervisor = { staffId: 's1', role: 'supervisor' as const }

async function twoBooks() {
  const world = await makeWorld()
  await world.addStaff('b1', 'butler')
  await world.addStaff('b2', 'butler')
  await world.addStaff('s1', 'supervisor')
  await world.addCustomers('b1', ['陈大文'])
  return world
}

const customers = (more: object) => ({
  ...{ kind: 'customers', source: 'test', number: 9 },
  rows: [{ externalId: 'b1-1', name: '陈大文', owner: 'b1', ...more }],
})

test('a later change of the customer does not hide that they came with all that hangs on them', async () => {
  await using world = await twoBooks()
  const desk = await world.desk('b2')
  await world.give('case.open', { customerId: 'c.b1-1', kind: 'question', title: '早先的事' })
  await world.give('customer.reassign', { customerId: 'c.b1-1', ownerId: 'b2' })
  await world.give('import.rows', customers({ phone: '13800001111' }))
  await desk.sync.once()
  const whole = await desk.query.customer('c.b1-1')
  expect(whole?.customer).toMatchObject({ ownerId: 'b2', phone: '13800001111' })
  expect(whole?.cases).toHaveLength(1)
})

test('who comes back comes without what was deleted meanwhile', async () => {
  await using world = await twoBooks()
  const [one, two] = [await world.desk('b1'), await world.desk('b2')]
  const { caseId } = await world.give('case.open', { customerId: 'c.b1-1', kind: 'question', title: '问' })
  await one.sync.once()
  accepted(await one.execute('draft.save', { caseId, text: '写到一半' }))
  await one.sync.once()
  await world.give('customer.reassign', { customerId: 'c.b1-1', ownerId: 'b2' })
  await two.sync.once()
  accepted(await two.execute('message.log', { caseId, direction: 'out', text: '写完了' }))
  await two.sync.once()
  await world.give('customer.reassign', { customerId: 'c.b1-1', ownerId: 'b1' })
  await one.sync.once()
  expect((await one.query.customer('c.b1-1'))?.drafts).toEqual([])
})

test('a copied desk is told so, and its commands are neither lost nor taken for others', async () => {
  await using world = await twoBooks()
  const desk = await world.desk('b1', { name: 'original' })
  const copy = join(world.folder, 'copy.db')
  const store = openSqlite(join(world.folder, 'original', 'butler.db'))
  store.copyTo(copy)
  await store.close()
  const note = (text: string) => ({ customerId: 'c.b1-1', caseId: null, text })
  accepted(await desk.execute('note.add', note('先写的')))
  await desk.sync.once()
  await desk.close()
  for (const end of ['-wal', '-shm']) rmSync(join(world.folder, 'original', `butler.db${end}`), { force: true })
  renameSync(copy, join(world.folder, 'original', 'butler.db'))
  const old = await openHome(join(world.folder, 'original'), { clock: world.clock })
  accepted(await old.execute('note.add', note('从旧副本写的')))
  await expect(old.sync.once()).rejects.toMatchObject({ type: 'urn:butler:problem:copied' })
  expect(await old.sync.state()).toMatchObject({ is: 'stopped', waiting: 1 })
  await old.close()
})

test('a policy that is corrected to another customer leaves the desk that it was on', async () => {
  await using world = await twoBooks()
  await world.addCustomers('b2', ['欧阳若兰'])
  const [one, two] = [await world.desk('b1'), await world.desk('b2')]
  const pack: unknown = parse(readFileSync(new URL('../../fixtures/packs/cash.yaml', import.meta.url), 'utf8'))
  await world.give('product.install', { pack })
  const policy = (customer: string) => ({
    ...{ kind: 'policies', source: 'test', number: 1 },
    rows: [
      {
        ...{ externalId: 'P1', customer, number: 'P1', productCode: 'CASH', premiumFen: 1 },
        ...{ issuedOn: '2026-01-01', effectiveOn: '2026-01-01', expiresOn: '2026-12-31' },
      },
    ],
  })
  await world.give('import.rows', policy('b1-1'))
  await one.sync.once()
  expect((await one.query.counts()).policies).toBe(1)
  await world.give('import.rows', policy('b2-1'))
  await one.sync.once()
  await two.sync.once()
  expect((await one.query.counts()).policies).toBe(0)
  expect((await two.query.counts()).policies).toBe(1)
})

test('another role is another scope: the old book goes', async () => {
  await using world = await twoBooks()
  await world.addStaff('x1', 'expert')
  await world.give('case.open', { customerId: 'c.b1-1', kind: 'claim', title: '理赔', role: 'expert' })
  const desk = await world.desk('x1')
  expect((await desk.query.counts()).customers).toBe(1)
  const become = (externalId: string) => ({
    ...{ kind: 'staff', source: 'test', number: 1 },
    rows: [{ externalId, name: externalId, role: 'inspector' }],
  })
  await world.give('import.rows', become('x1'))
  await desk.sync.once()
  expect((await desk.query.counts()).customers).toBe(0)
  // Nobody is to be left without a butler: who has customers stays one.
  expect(await world.give('import.rows', become('b1'))).toMatchObject({ changed: 0, rejected: [{ field: 'role' }] })
  expect(await world.authority.query.row('staff', 'b1')).toMatchObject({ role: 'butler' })
})

test('a hundred long notes go up although they do not fit into one request', async () => {
  await using world = await twoBooks()
  const desk = await world.desk('b1')
  await world.stopEndpoint()
  for (let n = 0; n < 100; n++)
    accepted(await desk.execute('note.add', { customerId: 'c.b1-1', caseId: null, text: '长'.repeat(3_900) }))
  await world.startEndpoint()
  await desk.sync.once()
  expect(await desk.sync.state()).toMatchObject({ is: 'synced', waiting: 0 })
})

test('a judgement signs what was seen, not what the record has become', async () => {
  await using world = await twoBooks()
  const pack: unknown = parse(readFileSync(new URL('../../fixtures/packs/cash.yaml', import.meta.url), 'utf8'))
  await world.give('product.install', { pack })
  await world.give('import.rows', {
    ...{ kind: 'policies', source: 'test', number: 1 },
    rows: [
      {
        ...{ externalId: 'P1', customer: 'b1-1', number: 'P1', productCode: 'CASH', premiumFen: 1 },
        ...{ issuedOn: '2026-01-01', effectiveOn: '2026-01-01', expiresOn: '2026-12-31' },
      },
    ],
  })
  const { claimId } = await world.give('claim.open', { policyId: 'p.P1', title: '住院' })
  const desk = await world.desk('b1')
  const read = await claimChecklist(desk, String(claimId))
  if ('ok' in read || !read.checklist) throw new Error('no checklist')
  const answer = { claimId, fact: 'event.cause', value: 'illness' }
  accepted(await world.authority.execute('checklist.answer', answer, { as: supervisor }))
  accepted(await desk.execute('claim.judge', signatureOf(read, read.checklist)))
  await desk.sync.once()
  expect(await world.authority.query.all('judgement')).toEqual([])
  expect((await desk.query.outbox('refused'))[0]).toMatchObject({ name: 'claim.judge', code: 'claim.changed' })
})

test('what hangs on a foreign customer is not there, whatever is asked about it', async () => {
  await using world = await twoBooks()
  const { caseId } = await world.give('case.open', { customerId: 'c.b1-1', kind: 'question', title: '问' })
  const desk = await world.desk('b2')
  const asked = async (name: string, args: unknown) => {
    const folder = desk.folder
    const token = readFileSync(join(folder, 'token'), 'utf8').trim()
    const command = { id: `asked-${name.replace('.', '-')}`, name, version: 1, args }
    const answer = await fetch(`${world.endpointUrl}/v1/decide`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ protocol: 1, command }),
    })
    return ((await answer.json()) as { outcome: unknown }).outcome
  }
  const nowhere = { ok: false, code: 'not-found' }
  expect(await asked('draft.save', { caseId, text: '' })).toMatchObject(nowhere)
  expect(await asked('case.take', { caseId })).toMatchObject(nowhere)
  expect(await asked('note.add', { customerId: 'c.b1-1', caseId: null, text: '看看' })).toMatchObject(nowhere)
})

test('a home whose making was cut off is none, and can be made again', async () => {
  await using world = await makeWorld()
  const folder = join(world.folder, 'half')
  mkdirSync(folder)
  const half = openSqlite(join(folder, 'butler.db'))
  await migrate(half, 1)
  await half.close()
  await expect(openHome(folder)).rejects.toMatchObject({ code: 'no-home' })
  await createAuthority(folder)
  const home = await openHome(folder)
  expect(home.kind).toBe('authority')
  await home.close()
})

test('a desk that follows says that its own file cannot be read, and goes on once it can', async () => {
  await using world = await twoBooks()
  const desk = await world.desk('b1')
  const { dataVersion } = desk.store
  desk.store.dataVersion = () => Promise.reject(new Error('disk I/O error'))
  desk.sync.follow()
  await expect.poll(() => desk.sync.state()).toMatchObject({ is: 'stopped', problem: 'disk I/O error' })
  desk.store.dataVersion = dataVersion
  desk.sync.soon()
  await expect.poll(() => desk.sync.state()).toMatchObject({ is: 'synced', problem: null })
})
