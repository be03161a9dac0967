import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { coverNow } from '../../src/app/cover-round.ts'
import type { Home } from '../../src/app/home.ts'
import { accepted, makeWorld, type World } from '../world.ts'

const hour = 3_600_000

async function team() {
  const world = await makeWorld()
  await world.addTeam({ b1: 'butler', b2: 'butler', b3: 'butler', s1: 'supervisor' })
  await world.addCustomers('b1', ['欧阳若兰', '单小雨'])
  await world.addCustomers('b2', ['白露'])
  const opened = await world.give('case.open', {
    customerId: 'c.b1-1',
    kind: 'question',
    title: '复查',
    role: 'butler',
  })
  await world.give('case.open', { customerId: 'c.b1-2', kind: 'question', title: '续保', role: 'butler' })
  return { world, caseId: String(opened['caseId']) }
}

const titles = async (home: Home, staffId: string) =>
  (await home.query.queue({ staffId, role: 'butler' }, home.clock.now())).map((row) => row.case.title)
const namesOf = async (home: Home) => (await home.query.all('customer')).map(({ name }) => name)
const owners = async (world: World) =>
  (await world.authority.query.all('customer')).map(({ id, ownerId }) => `${id} ${ownerId}`)

function filesWith(folder: string, text: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => statSync(file).isFile() && readFileSync(file).includes(text))
}

test('while a butler is away the backup has the book on the own desk, and nothing of it after; the owner stays', async () => {
  const { world, caseId } = await team()
  await using _ = world
  const backup = await world.desk('b2', { name: 'backup' })
  const owned = await owners(world)
  await world.give('staff.backup', { staffId: 'b1', backupId: 'b2' })
  await backup.sync.once()
  expect(await namesOf(backup)).toEqual(['白露'])
  expect(await world.give('staff.away', { staffId: 'b1', until: null, why: '病假' })).toMatchObject({ coveredBy: 'b2' })
  await backup.sync.once()
  expect((await namesOf(backup)).sort()).toEqual(['单小雨', '欧阳若兰', '白露'].sort())
  expect(await titles(backup, 'b2')).toEqual(['复查', '续保'])
  expect(await titles(world.authority, 'b2')).toEqual(['复查', '续保'])
  expect(await owners(world)).toEqual(owned)
  accepted(await backup.execute('message.log', { caseId, direction: 'out', text: '已为您问到结果' }))
  await backup.sync.once()
  expect((await backup.query.outbox('refused')).map(({ code }) => code)).toEqual([])
  // A butler says it of themselves alone.
  expect(await backup.execute('staff.back', { staffId: 'b1' })).toMatchObject({ ok: false, code: 'not-allowed' })
  await world.give('staff.back', { staffId: 'b1' })
  await backup.sync.once()
  await backup.sync.once()
  expect(await namesOf(backup)).toEqual(['白露'])
  expect(filesWith(join(world.folder, 'backup'), '欧阳若兰')).toEqual([])
  expect(await backup.execute('note.add', { customerId: 'c.b1-1', caseId: null, text: '迟' })).toMatchObject({
    ok: false,
  })
})

test('a backup who goes away too covers nobody, and a customer who comes to a covered book is covered at once', async () => {
  const { world } = await team()
  await using _ = world
  const backup = await world.desk('b2')
  await world.give('staff.backup', { staffId: 'b1', backupId: 'b2' })
  await world.give('staff.away', { staffId: 'b1', until: null, why: '年假' })
  await world.addCustomers('b3', ['查一一'])
  await world.give('customer.reassign', { customerId: 'c.b3-1', ownerId: 'b1' })
  await backup.sync.once()
  expect(await namesOf(backup)).toContain('查一一')
  await world.give('staff.away', { staffId: 'b2', until: null, why: '病假' })
  await backup.sync.once()
  expect(await namesOf(backup)).toEqual(['白露'])
  await world.give('staff.back', { staffId: 'b2' })
  await backup.sync.once()
  expect(await namesOf(backup)).toContain('欧阳若兰')
})

test('off shift the backup on shift has the book: by the roster, as time passes', async () => {
  const { world } = await team()
  await using _ = world
  await world.give('staff.backup', { staffId: 'b1', backupId: 'b2' })
  // The world begins on Friday, 2026-03-20, at 10:00.
  await world.give('shift.add', { staff: 'b1', on: '2026-03-20', from: '09:00', until: '14:00' })
  await world.give('shift.add', { staff: 'b2', on: '2026-03-20', from: '13:00', until: '18:00' })
  const covered = async () => (await world.authority.query.row('duty', 'b1'))?.coveredBy
  const seen: unknown[] = []
  for (let times = 0; times < 5; times++) {
    await coverNow(world.authority)
    seen.push(await covered())
    world.clock.advance(2 * hour)
  }
  expect(seen).toEqual([null, null, 'b2', 'b2', null])
  // Nothing is decided where nothing has changed.
  const { ver } = await world.authority.store.reader.selectFrom('head').select('ver').executeTakeFirstOrThrow()
  await coverNow(world.authority)
  const after = await world.authority.store.reader.selectFrom('head').select('ver').executeTakeFirstOrThrow()
  expect(after.ver).toBe(ver)
})
