import { sql } from 'kysely'
import { customerEntities, type EntityName } from '../core/entities.ts'
import type { Hold, Holding } from './hold.ts'
import type { Write } from './store.ts'

/**
 * PostgreSQL runs many transactions at once, each seeing what is committed. Commands read, judge and write, so what they read
 * must stand until they end. Locks that PostgreSQL lets go at the end of the transaction, however it ends, see to that:
 *
 * - everybody shares one lock; who must be alone has it for itself, so rows that hang on no customer never change beside others;
 * - a device: its commands come one request after the other, whichever process they reach;
 * - a customer: whoever reads or writes anything that hangs on them has them for itself.
 *
 * Which customer a row hangs on is only ever changed alone, so asking first and locking then is safe.
 */
export async function holdPostgres(write: Write, { deviceIds, isAlone, named }: Holding): Promise<Hold> {
  const everybody = isAlone
    ? sql`pg_advisory_xact_lock(${lockOf('decisions')})`
    : sql`pg_advisory_xact_lock_shared(${lockOf('decisions')})`
  const wanted = isAlone ? null : customersNamed(named)
  // One after the other, in one go.
  const [, , customersHeld] = await Promise.all([
    sql`select ${everybody}`.execute(write),
    lockAll(write, 'device', sql`select unnest(${deviceIds}::text[]) as id`),
    wanted ? lockAll(write, 'customer', wanted) : [],
  ])
  if (isAlone) return { isAlone, customers: async () => false }
  const held = new Set(customersHeld.map(({ id }) => id))
  const customers = async (ids: readonly string[]) => {
    const others = [...new Set(ids)].filter((id) => !held.has(id)).sort()
    if (others.length === 0) return false
    await lockAll(write, 'customer', sql`select unnest(${others}::text[]) as id`)
    for (const id of others) held.add(id)
    return true
  }
  return { isAlone, customers }
}

function lockOf(kind: string, id = '') {
  return sql`hashtextextended(${`${kind} ${id}`}, 0)`
}

async function lockAll(write: Write, kind: string, ids: ReturnType<typeof sql>): Promise<{ id: string }[]> {
  // In the order of ids, which the subquery has to have settled before the locks are asked for.
  const { rows } = await sql<{ id: string }>`select id, pg_advisory_xact_lock(hashtextextended(${`${kind} `} || id, 0))
    from (select distinct id from (${ids}) as named where id is not null order by id) as wanted`.execute(write)
  return rows
}

/** The customers whom rows hang on, as a query; null when nothing is named. */
function customersNamed(named: Holding['named']) {
  const byEntity = Map.groupBy(named, ({ entity }) => entity)
  const parts = []
  for (const entity of customerEntities) {
    const ids = byEntity.get(entity satisfies EntityName)?.map(({ id }) => id)
    if (!ids) continue
    const column = sql.ref(entity === 'customer' ? 'id' : 'customerId')
    parts.push(sql`select ${column} as id from ${sql.table(entity)} where id = any(${ids}::text[])`)
  }
  return parts.length === 0 ? null : sql.join(parts, sql` union all `)
}
