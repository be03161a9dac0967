import type { Reader, Write } from './store.ts'

/** What a home knows of itself. */
export type HomeKey =
  | 'kind'
  | 'epoch'
  | 'endpoint'
  | 'deviceId'
  | 'staffId'
  | 'role'
  | 'cursor'
  | 'pushedSeq'
  | 'syncedAt'
  | 'offlineSince'
  /** The last that a desk saw of the authority's history: `version.hash`. */
  | 'witness'
  /** The life of the authority, a blank, and the last look at a customer that it has. */
  | 'accessAcked'
  /** An authority that was put back: the epoch in which its desks tell it again what it has lost, and since when (epoch ms). */
  | 'recovery'
  /** A desk: the migration for which its triggers were made and its book was read anew. */
  | 'shape'
  /** An authority tells what has changed from this version on; what was deleted before is forgotten. */
  | 'tellsFrom'
  /** A desk: the snapshot that it is fetching (JSON), up to which version what left is to be wiped, and is. */
  | 'snapshot'
  | 'wipeOwed'
  | 'wipedVer'
  /** A desk: pulls since its rows were compared with the authority's, and when they were (epoch ms). */
  | 'pullsSinceDigest'
  | 'digestAt'
  /** A desk: by how much the authority's clock is ahead of this machine's (ms). */
  | 'clockOffset'

export async function readHomeKeys(from: Reader | Write): Promise<Partial<Record<HomeKey, string>>> {
  const rows = await (from as Reader).selectFrom('home').selectAll().execute()
  return Object.fromEntries(rows.map((row) => [row.key, row.value]))
}

/** Writes some; a null removes. */
export async function writeHomeKeys(write: Write, values: Partial<Record<HomeKey, string | null>>): Promise<void> {
  for (const [key, value] of Object.entries(values)) {
    if (value === null) await write.deleteFrom('home').where('key', '=', key).execute()
    else
      await write
        .insertInto('home')
        .values({ key, value })
        .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
        .execute()
  }
}
