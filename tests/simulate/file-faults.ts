import { renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { beginLife } from '../../src/app/settle-store.ts'
import { openSqlite } from '../../src/store/open-sqlite.ts'
import { emptyHistory } from './check-authority.ts'
import { ask } from './oracle.ts'
import { kill } from './process.ts'
import { startSeat } from './running-world.ts'
import { count, type World } from './world.ts'

/** Takes a backup of the authority, or puts the one that was taken back; every desk then finds a new life of it. */
export function backUpOrRestore(world: World): void {
  const { folder, locks } = world
  const file = join(folder, 'authority', 'butler.db')
  if (world.backup === null) {
    world.backup = join(folder, 'backup.db')
    world.authority.prepare('vacuum into ?').run(world.backup)
    world.trace.add('backed up')
    return
  }
  if (locks.has(file)) return
  count(world, 'F10 backup put back')
  for (const { endpoint } of world.seats) if (endpoint) kill(endpoint.proc, 'restore')
  world.authority.close()
  for (const end of ['', '-wal', '-shm']) rmSync(file + end, { force: true })
  renameSync(world.backup, file)
  world.backup = null
  world.restored++
  world.guard(beginAgain(world, file))
}

/** The product's own beginning of a life; nothing else runs until it is through. */
async function beginAgain(world: World, file: string): Promise<void> {
  const store = openSqlite(file)
  const { number } = await beginLife(store, { now: world.virtual.now, newId: world.newId }, [])
  await store.close()
  world.trace.add(`put back as life ${number}`)
  world.authority = new Database(file, { readonly: true })
  world.history = emptyHistory()
  // An older program knows nothing of what is asked of it now: it is brought up to date.
  for (const desk of world.desks) desk.older = 0
  for (const seat of world.seats)
    world.virtual.later(world.random.between(10, 4_000), () => world.guard(startSeat(world, seat)))
}

/** Turns a bit over in a row of a desk, and lets the time come when the desk compares its rows with the authority's. */
export function flipBit(world: World): void {
  const { random } = world
  const desk = random.pick(world.desks)
  const table = random.pick(['customer', 'case', 'staff'])
  const rows = ask<{ id: string }>(desk.raw, `select "id" from "${table}" order by "id"`)
  const touched = ask<{ n: number }>(desk.raw, 'select count(*) as "n" from "shadow"')[0]?.n ?? 0
  if (rows.length === 0 || touched > 0 || world.locks.has(desk.raw.name)) return
  const { id } = random.pick(rows)
  const column = table === 'case' ? 'title' : 'name'
  const database = new Database(desk.raw.name, { timeout: 0 })
  try {
    database.exec('begin immediate')
    database.exec('update "pulling" set "isOn" = 1')
    const flipped = `cast(substr(cast("${column}" as blob), 1, length(cast("${column}" as blob)) - 1) as text) || '~'`
    database.prepare(`update "${table}" set "${column}" = ${flipped} where "id" = ?`).run(id)
    database.exec('update "pulling" set "isOn" = 0')
    database.exec(`insert or replace into "home" ("key", "value") values ('digestAt', '0')`)
    database.exec('commit')
    desk.isFlipped = true
    count(world, 'F6 bit flipped')
    world.trace.add(`${desk.name} has another ${table} ${id}`)
  } finally {
    database.close()
  }
}
