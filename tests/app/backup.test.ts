import { join } from 'node:path'
import { expect, test } from 'vitest'
import { authorityOf } from '../../src/app/authority.ts'
import { lifeName } from '../../src/app/audit/compare.ts'
import { verifyHistory } from '../../src/app/audit/verify.ts'
import { witnessLines, writeLines } from '../../src/app/audit/keep.ts'
import { makeBackup } from '../../src/app/backup/make-backup.ts'
import { restoreBackup } from '../../src/app/backup/restore.ts'
import { databaseName, type Home, openHome } from '../../src/app/home.ts'
import { listen } from '../../src/http/server.ts'
import { accepted, makeWorld } from '../world.ts'

const note = (text: string) => ['note.add', { customerId: 'c.b1-1', caseId: null, text }] as const
const notesOf = async (home: Home) =>
  ((await home.query.customer('c.b1-1'))?.timeline ?? []).flatMap((one) => (one.is === 'note' ? [one.note.text] : []))

test('desks send again what a backup does not know, and what they saw of that is no alarm; a second restore too', async () => {
  await using world = await makeWorld()
  await world.addStaff('b1', 'butler')
  await world.addCustomers('b1', ['陈大文'])
  const desk = await world.desk('b1')
  const tell = async (text: string) => {
    accepted(await desk.execute(...note(text)))
    world.clock.advance(3_600_000)
    await desk.sync.once()
  }
  await tell('before')
  const file = join(world.folder, 'backup')
  const stages: string[] = []
  const { ver } = await makeBackup(world.authority, file, { key: null, isForced: false }, (stage) => stages.push(stage))
  expect(new Set(stages)).toEqual(new Set(['copy', 'verify']))
  await tell('after')
  await tell('later')
  await world.stopEndpoint()

  const folder = join(world.folder, 'restored')
  const asked = { file, folder, address: null, key: null, isReplacing: true }
  const port = Number(new URL(world.endpointUrl).port)
  const restored: string[] = []
  const texts = ['before', 'after', 'later']
  for (const life of [2, 3]) {
    const made = await restoreBackup(asked, world.clock, () => undefined)
    expect(made).toMatchObject({ ver, life: { number: life, began: ver } })
    restored.push(lifeName(made.life))
    const authority = await openHome(folder, { clock: world.clock })
    expect(await notesOf(authority)).toEqual(['before'])
    const listening = await listen(authorityOf(authority), '127.0.0.1', port, (fault) =>
      expect.unreachable(String(fault)),
    )
    await desk.sync.once()
    await tell(`in life ${life}`)
    texts.push(`in life ${life}`)
    expect((await notesOf(authority)).sort()).toEqual([...texts].sort())
    const witnesses = join(world.folder, 'b1.witness')
    writeLines(witnesses, await witnessLines(desk))
    const kept = { witnessFiles: [witnesses], anchorFile: null, keyFile: null, restored }
    const { bad, witnesses: seen } = await verifyHistory(authority, kept, () => undefined)
    expect(bad).toEqual([])
    expect(seen.givenUp).toBe((life - 1) * 2)
    expect(seen.agreed).toBeGreaterThan(0)
    await listening.close()
    await authority.close()
    world.clock.advance(3_600_000)
  }
})

test('a backup of an earlier version is brought up to date', async () => {
  await using world = await makeWorld({ engine: 'sqlite' })
  const file = join(import.meta.dirname, '../../fixtures/homes/0010-first-desk/authority', databaseName)
  const folder = join(world.folder, 'earlier')
  const asked = { file, folder, address: null, key: null, isReplacing: false }
  const { ver, life } = await restoreBackup(asked, world.clock, () => undefined)
  expect(life).toMatchObject({ number: 2, began: ver })
  const authority = await openHome(folder)
  const kept = { witnessFiles: [], anchorFile: null, keyFile: null }
  expect(await verifyHistory(authority, kept, () => undefined)).toMatchObject({ events: ver, bad: [] })
  await authority.close()
})

test('who was revoked since the backup stays revoked where the home is replaced; elsewhere it is said how many may join in', async () => {
  await using world = await makeWorld({ engine: 'sqlite' })
  for (const id of ['b1', 'b2', 'b3']) await world.addStaff(id, 'butler')
  const desks = [await world.desk('b1'), await world.desk('b2'), await world.desk('b3')]
  const file = join(world.folder, 'backup')
  await makeBackup(world.authority, file, { key: null, isForced: false }, () => undefined)
  await world.give('staff.revoke', { staffId: 'b1' })
  const [, second] = (await world.authority.query.all('device')).toSorted((a, b) => a.staffId.localeCompare(b.staffId))
  await world.give('device.revoke', { deviceId: second?.id, reason: 'lost' })
  const { folder } = world.authority
  for (const desk of desks) await desk.close()
  await world.stopEndpoint()
  await world.authority.close()
  const asked = { file, address: null, key: null, isReplacing: true }
  expect(await restoreBackup({ ...asked, folder }, world.clock, () => undefined)).toMatchObject({
    desks: 1,
    revoked: 2,
  })
  const elsewhere = { ...asked, folder: join(world.folder, 'elsewhere') }
  expect(await restoreBackup(elsewhere, world.clock, () => undefined)).toMatchObject({ desks: 3, revoked: null })
  const restored = await openHome(folder, { clock: world.clock })
  const open = (await restored.query.all('device')).filter(({ revokedAt }) => revokedAt === null)
  expect(open.map(({ staffId }) => staffId)).toEqual(['b3'])
  expect((await restored.query.row('staff', 'b1'))?.isActive).toBe(false)
  await restored.close()
})
