import { readHomeKeys, writeHomeKeys } from '../store/home-keys.ts'
import type { Store } from '../store/store.ts'
import { transact } from '../store/transact.ts'

const dayMs = 86_400_000
/** How long a desk can tell an authority that was put back from a backup what it had decided. */
const deskKeepsMs = 30 * dayMs
/** How long an authority knows what was deleted, and who left; a desk that comes back later is read anew. */
const authorityKeepsMs = 400 * dayMs

/**
 * What a desk's decided commands said is not kept for good. That there was one is: an authority that was put back to before it counts
 * without gaps.
 */
export function forgetDecided(store: Store, now: number): Promise<void> {
  return transact(store, async (write) => {
    const before = now - deskKeepsMs
    await write
      .updateTable('outbox')
      .set({ args: 'null', data: null })
      .where('state', 'in', ['accepted', 'discarded'])
      .where('decidedAt', '<', before)
      .where('args', '!=', 'null')
      .execute()
    await write.deleteFrom('askedAtOnce').where('givenAt', '<', before).execute()
  })
}

/** What was deleted, and who left, a long time ago. Returns the version from which on the authority still tells what has changed. */
export function forgetDeleted(store: Store, now: number): Promise<number> {
  return transact(store, async (write) => {
    const old = await write
      .selectFrom('event')
      .select((of) => of.fn.max('ver').as('ver'))
      .where('at', '<', now - authorityKeepsMs)
      .executeTakeFirst()
    const { tellsFrom = '0' } = await readHomeKeys(write)
    const ver = old?.ver ?? 0
    if (ver <= Number(tellsFrom)) return Number(tellsFrom)
    await writeHomeKeys(write, { tellsFrom: String(ver) })
    await write.deleteFrom('change').where('op', 'in', ['del', 'leave']).where('ver', '<=', ver).execute()
    return ver
  })
}
