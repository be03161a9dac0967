import { sql } from 'kysely'
import type { Row } from '../core/entities.ts'
import { decodeRow } from './codec.ts'
import { fold, loadFold } from './fold.ts'
import type { Reader } from './store.ts'
import { readRows } from './rows.ts'
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
  let query = reader.selectFrom('search').select(['entity', 'id'])
  if (entity !== 'both') query = query.where('entity', '=', entity)
  for (const word of words) query = query.where(sql<boolean>`instr(keys, ${word}) > 0`)
  const hits = await query
    .orderBy(sql`instr(keys || ' ', ${` ${first} `}) = 0`)
    .orderBy(sql`instr(keys, ${` ${first}`}) = 0`)
    .orderBy('entity')
    .orderBy(sql`length(keys)`)
    .orderBy('id')
    .limit(limit)
    .execute()
  const idsOf = (wanted: SearchedEntity) => hits.filter((hit) => hit.entity === wanted).map((hit) => hit.id)
  const customers = new Map((await readRows(reader, 'customer', idsOf('customer'))).map((row) => [row.id, row]))
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
