import { readdir, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { readHomeKeys, writeHomeKeys } from '../store/home-keys.ts'
import type { Store } from '../store/store.ts'
import { transact } from '../store/transact.ts'

/**
 * After something has left this desk: makes sure that nothing of it is in its files any more. Deleted content is overwritten in the
 * database; here the log beside it is laid down and emptied, and copies that a migration kept and what a reading has left are removed.
 * Waits for a later round (false) while somebody is reading, or while words about who has left still wait to be sent. What is done is
 * confirmed to the authority with the next pull.
 */
export async function wipe(store: Store): Promise<boolean> {
  const { wipeOwed, snapshot } = await readHomeKeys(store.reader)
  if (wipeOwed === undefined || (await hasWordsOfOthers(store))) return false
  const [folder, name] = [dirname(store.place), basename(store.place)]
  for (const file of await readdir(folder))
    if (file.startsWith(`${name}.before-`) || (file === `${name}.snapshot` && snapshot === undefined))
      await rm(join(folder, file), { force: true })
  if (!(await store.settle())) return false
  return transact(store, async (write) => {
    // More may have left meanwhile, in another program of this home.
    if ((await readHomeKeys(write)).wipeOwed !== wipeOwed) return false
    await writeHomeKeys(write, { wipedVer: wipeOwed, wipeOwed: null })
    return true
  })
}

async function hasWordsOfOthers(store: Store): Promise<boolean> {
  const row = await store.reader
    .selectFrom('outbox')
    .select('seq')
    .where('state', 'in', ['waiting', 'refused'])
    .where('customerId', 'not in', (here) => here.selectFrom('customer').select('id'))
    .where('args', '!=', 'null')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
