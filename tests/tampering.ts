import { sql } from 'kysely'
import type { Home } from '../src/app/home.ts'
import { transact } from '../src/store/transact.ts'
import { hashOfEvent } from '../src/sync/event-hash.ts'

/** Changes an authority behind its back, as whoever holds its database can. */
export function edit(authority: Home, statement: string): Promise<unknown> {
  return transact(authority.store, (write) => sql.raw(statement).execute(write))
}

/** Computes the chain again from whatever the events say now, and puts the head right. */
export async function rehash(authority: Home): Promise<void> {
  await transact(authority.store, async (write) => {
    let last = { ver: 0, hash: '' }
    for (const { hash: _old, prevHash: _before, ...event } of await write
      .selectFrom('event')
      .selectAll()
      .orderBy('ver')
      .execute()) {
      const hash = hashOfEvent(event, last.hash)
      await write.updateTable('event').set({ prevHash: last.hash, hash }).where('ver', '=', event.ver).execute()
      last = { ver: event.ver, hash }
    }
    await write.updateTable('head').set(last).execute()
  })
}

/** Takes the last `n` events away with all that would tell of them. */
export async function truncate(authority: Home, n: number): Promise<void> {
  const { ver } = await authority.store.reader.selectFrom('head').select('ver').executeTakeFirstOrThrow()
  for (const table of ['event', 'commandResult', 'change'])
    await edit(authority, `delete from "${table}" where "ver" > ${ver - n}`)
  await rehash(authority)
}
