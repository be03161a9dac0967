import { readdir, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { readHomeKeys, writeHomeKeys } from '../store/home-keys.ts'
import type { Store } from '../store/store.ts'
import { transact } from '../store/transact.ts'

/**
 * After something has left this desk: makes sure that nothing of it is on its disk any more. Deleted content is overwritten in the
 * database; here the log beside it is laid down and emptied, and copies that a migration kept are removed. Waits for the next round
 * when somebody is reading (false). What is done is confirmed to the authority with the next pull.
 */
export async function wipe(store: Store): Promise<boolean> {
  const { wipeOwed } = await readHomeKeys(store.reader)
  if (wipeOwed === undefined) return false
  const [folder, name] = [dirname(store.place), basename(store.place)]
  for (const file of await readdir(folder))
    if (file.startsWith(`${name}.before-`)) await rm(join(folder, file), { force: true })
  if (!(await store.settle())) return false
  await transact(store, (write) => writeHomeKeys(write, { wipedVer: wipeOwed, wipeOwed: null }))
  return true
}
