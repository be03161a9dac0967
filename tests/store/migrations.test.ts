import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { authorityOf } from '../../src/app/authority.ts'
import { claimDesk } from '../../src/app/claim-desk.ts'
import { databaseName, type Home, moveEndpoint, openHome } from '../../src/app/home.ts'
import { lifeAtStart } from '../../src/core/claim/states.ts'
import type { EntityName } from '../../src/core/entities.ts'
import { entities } from '../../src/core/entity-schemas.ts'
import { listen } from '../../src/http/server.ts'
import { decodeRow } from '../../src/store/codec.ts'
import type { Tables } from '../../src/store/tables.ts'
import { testClock } from '../world.ts'

/**
 * Homes as earlier programs left them, in fixtures/homes/<the last migration that they had>/.
 *
 * 0010-first-desk was made with the program of commit 87d24a8, through its src/app as tests/world.ts does: an authority
 * with the staff lin, zhao and qian, MED-MILLION, the flow E1, three customers of lin with a policy each, a message, a note and a
 * draft; a claim that is open, one with a judgement that zhao signed and one that was refused, on which E1 runs. Then a desk of
 * lin: synced, a note sent and accepted, `case.done` refused because it was done meanwhile, and `checklist.answer` on the open
 * claim still waiting. Both were laid down with `vacuum into` at a page size of 1024, so that they are small.
 */
const stored = resolve(import.meta.dirname, '../../fixtures/homes')

let folder = ''
const opened: Home[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'butler-migrations-'))
  cpSync(join(stored, '0010-first-desk'), folder, { recursive: true })
})
afterEach(async () => {
  for (const home of opened.splice(0)) await home.close()
  rmSync(folder, { recursive: true, force: true })
})

async function open(kind: 'authority' | 'desk'): Promise<Home> {
  const home = await openHome(join(folder, kind), { clock: testClock(Date.UTC(2026, 2, 21)) })
  opened.push(home)
  return home
}

type Rows = Record<string, Record<string, unknown>[]>

/** Every row of every table, as it lies there. */
function rowsIn(file: string): Rows {
  const db = new Database(file, { readonly: true })
  try {
    const tables = db
      .prepare<[], string>(`select name from sqlite_master where type = 'table' and name not like 'sqlite_%'`)
      .pluck()
      .all()
    return Object.fromEntries(tables.map((name) => [name, db.prepare(`select * from "${name}"`).all()])) as Rows
  } finally {
    db.close()
  }
}

describe.each(['authority', 'desk'] as const)('%s, as the first program left it', (kind) => {
  test('is brought up to date, and what was in it is in it still', async () => {
    const file = join(folder, kind, databaseName)
    const before = rowsIn(file)
    expect(before['migration']?.map(({ name }) => name)).toEqual(['0010-first-desk'])
    await open(kind)
    const after = rowsIn(file)
    expect(after['migration']?.map(({ name }) => name)).toContain('0020-claims-desk')
    // The columns that are new stand beside what was there.
    for (const [table, rows] of Object.entries(before)) {
      if (table === 'migration' || table === 'shadow') continue
      // A desk reads all of its book again: there may be more to its rows now.
      const ofBook = new Set<unknown>(['cursor', 'shape'])
      const kept = (all: Rows[string] = []) => (table === 'home' ? all.filter(({ key }) => !ofBook.has(key)) : all)
      expect({ table, rows: kept(after[table]) }).toMatchObject({ table, rows: kept(rows) })
    }
    const copy = `${file}.before-0020-claims-desk`
    expect(existsSync(copy)).toBe(true)
    expect(rowsIn(copy)).toEqual(before)
  })

  test('reads back through the schemas of today', async () => {
    const home = await open(kind)
    for (const entity of Object.keys(entities) as EntityName[])
      for (const row of await home.query.all(entity)) expect(() => entities[entity].parse(row)).not.toThrow()
    const claims = await home.query.all('claim')
    expect(claims.map(({ state }) => state)).toEqual(['open', 'judged', 'refused'])
    for (const claim of claims.slice(0, 2)) expect(claim).toMatchObject(lifeAtStart)
    expect(claims[2]).toMatchObject({
      ...{ refusedOn: '2026-03-18', refusalReason: '等待期内出现症状', claimedFen: 742_827 },
      // Nobody is late with an explanation that nobody wrote down then.
      ...{ explainedAt: claims[2]?.openedAt, decidedOn: '2026-03-18', paidFen: null },
    })
    const [judgement] = await home.query.all('judgement')
    expect(judgement).toMatchObject({ signedBy: 'zhao', askedUnknown: [], overlays: [] })
    for (const claim of claims) {
      const desk = await claimDesk(home, claim.id)
      expect(desk).toMatchObject({ steps: [], documents: [], disputes: [], productName: '安心百万医疗' })
    }
  })
})

test('a desk keeps what the authority last told it, in the shape of today', async () => {
  const home = await open('desk')
  const shadows = await home.store.reader.selectFrom('shadow').selectAll().execute()
  expect(shadows.map(({ entity }) => entity)).toEqual(['claim'])
  const image = JSON.parse(shadows[0]?.row ?? '') as Tables['claim']
  const row = entities.claim.parse(decodeRow('claim', image))
  expect(row).toMatchObject({ ...lifeAtStart, state: 'open' })
  expect(row.facts['hospital.grade']).toBeUndefined()
  expect((await home.query.row('claim', row.id))?.facts['hospital.grade']).toBe(3)
  expect(await home.query.outbox('waiting')).toMatchObject([
    { name: 'checklist.answer', args: { claimId: row.id, fact: 'hospital.grade', value: 3 } },
  ])
  expect(await home.query.outbox('refused')).toMatchObject([{ name: 'case.done', code: 'case.not-open' }])
  expect(await home.query.outbox('accepted')).toMatchObject([{ name: 'note.add' }])
})

test('what waited on the desk is decided by the authority, both brought up to date', async () => {
  const authority = await open('authority')
  const listening = await listen(authorityOf(authority), '127.0.0.1', 0, (fault) => expect.unreachable(String(fault)))
  await moveEndpoint(join(folder, 'desk'), listening.url)
  const desk = await open('desk')
  const [waiting] = await desk.query.outbox('waiting')
  const { claimId = '' } = (waiting?.args ?? {}) as { claimId?: string }
  expect((await authority.query.row('claim', claimId))?.facts['hospital.grade']).toBeUndefined()
  await desk.sync.once()
  expect((await authority.query.row('claim', claimId))?.facts['hospital.grade']).toBe(3)
  expect(await desk.query.row('claim', claimId)).toEqual(await authority.query.row('claim', claimId))
  expect(await desk.sync.state()).toMatchObject({ is: 'synced', waiting: 0, refused: 1 })
  expect(await desk.store.reader.selectFrom('shadow').selectAll().execute()).toEqual([])
  // And what is done from now on has its shadow in every column of today.
  const done = await desk.execute('claim.submit', { claimId, on: '2026-03-20' })
  expect(done).toMatchObject({ ok: true })
  await desk.sync.once()
  expect(await authority.query.row('claim', claimId)).toMatchObject({ state: 'submitted', submittedOn: '2026-03-20' })
  await listening.close()
})
