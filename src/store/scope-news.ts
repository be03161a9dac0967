import { readHead } from './chain-queries.ts'
import type { Reader } from './store.ts'

/** The commit version as it stands, and the scopes in which something has changed since another. */
export type ScopeNews = { ver: number; scopes: string[] }

/** One tiny read while nothing has happened. With `after` null, or of a later time than this store's, the version alone. */
export async function scopesChangedAfter(reader: Reader, after: number | null): Promise<ScopeNews> {
  const head = await readHead(reader)
  if (after === null || head.ver <= after) return { ver: head.ver, scopes: [] }
  const changed = await reader
    .selectFrom('change')
    .select('scope')
    .distinct()
    .where('ver', '>', after)
    .where('ver', '<=', head.ver)
    .execute()
  return { ver: head.ver, scopes: changed.map(({ scope }) => scope) }
}
