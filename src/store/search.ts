import { byId } from '../core/by-id.ts'
import { sql } from 'kysely'
import type { Row } from '../core/entities.ts'
import { decodeRow } from './codec.ts'
import { fold, loadFold } from './fold.ts'
import type { Reader } from './store.ts'
import { readRows } from './rows.ts'
import { better, findHits, hitsIn } from './search-hits.ts'
import { searchIndexOf } from './search-index.ts'
import type { SearchedEntity } from './search-keys.ts'

export type SearchHit =
  | { entity: 'customer'; customer: Row<'customer'> }
  | { entity: 'policy'; policy: Row<'policy'>; customerName: string }

/**
 * Customers and policies by any fragment of what they are found by (store/search-keys.ts); several words must all be found.
 * A word's beginning is a better hit than its middle, a whole word better than a beginning. At most `limit`, best first.
 */
export async function search(
  reader: Reader,
  text: string,
  entity: SearchedEntity | 'both' = 'both',
  limit = 50,
): Promise<SearchHit[]> {
  await loadFold()
  // Pinyin is kept with v for ü, as people type it.
  const words = fold(text).replaceAll('ü', 'v').split(/\s+/).filter(Boolean)
  const [first] = words
  if (!first) return []
  const { segments, upTo } = await searchIndexOf(reader)
  const asked = { words: [first, ...words.slice(1)], entity, limit } as const
  const known = segments.length === 0 ? [] : await hitsIn(reader, segments, asked)
  const behind = await findHits(reader, asked, sql<boolean>`seq > ${upTo}`)
  // A row that moved between the two questions is behind now.
  const all = new Map([...known, ...behind].map((hit) => [`${hit.entity} ${hit.id}`, hit]))
  const hits = [...all.values()].sort(better).slice(0, limit)
  const idsOf = (wanted: SearchedEntity) => hits.filter((hit) => hit.entity === wanted).map((hit) => hit.id)
  const customers = byId(await readRows(reader, 'customer', idsOf('customer')))
  const policies = await policiesWithNames(reader, idsOf('policy'))
  return hits.flatMap((hit): SearchHit[] => {
    const customer = customers.get(hit.id)
    const found = policies.get(hit.id)
    if (hit.entity === 'customer') return customer ? [{ entity: 'customer', customer }] : []
    return found ? [{ entity: 'policy', ...found }] : []
  })
}

async function policiesWithNames(reader: Reader, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, { policy: Row<'policy'>; customerName: string }>()
  const rows = await reader
    .selectFrom('policy')
    .innerJoin('customer', 'customer.id', 'policy.customerId')
    .selectAll('policy')
    .select('customer.name as customerName')
    .where('policy.id', 'in', ids)
    .execute()
  return new Map(rows.map((row) => [row.id, { policy: decodeRow('policy', row), customerName: row.customerName }]))
}
