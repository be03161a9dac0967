import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { transact } from '../../src/store/transact.ts'
import { makeWorld } from '../world.ts'

test('a commit that fails half-way leaves nothing behind, not even what it had under way', async () => {
  await using world = await makeWorld()
  await world.addStaff('b1', 'butler')
  const { store } = world.authority
  const standing = async () => [
    await store.reader.selectFrom('staff').selectAll().execute(),
    await store.reader.selectFrom('head').selectAll().execute(),
    await store.reader.selectFrom('commandResult').selectAll().execute(),
    await store.reader.selectFrom('change').selectAll().execute(),
  ]
  const before = await standing()
  const failing = async (how: string) => {
    await transact(store, async (write) => {
      await sql`drop trigger if exists "failing"`.execute(write)
      if (how) await sql.raw(`create trigger "failing" before insert on "event" begin ${how}; end`).execute(write)
    })
  }
  const another = { id: 'b2', name: '半个 测试', role: 'butler' }
  await failing(`select raise(abort, 'no event')`)
  await expect(world.authority.execute('staff.add', another)).rejects.toThrow('no event')
  expect(await standing()).toEqual(before)
  // As SQLite does by itself when the disk is full: the whole transaction is gone by then.
  await failing(`select raise(rollback, 'no room')`)
  await expect(world.authority.execute('staff.add', another)).rejects.toThrow('no room')
  expect(await standing()).toEqual(before)
  await failing('')
  expect(await world.authority.execute('staff.add', another)).toMatchObject({ ok: true })
})
