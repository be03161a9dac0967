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
  | 'witness'

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
