import type { Authority } from '../src/app/authority.ts'
import { customerEntities, type SyncedEntity } from '../src/core/entities.ts'
import type { EnrolledDesk } from '../src/sync/serve-pull.ts'

type Rows = Map<SyncedEntity, Map<string, Record<string, unknown>>>

/** A desk without a database: it pulls, and keeps what it is told as a real one does. */
export function pollingClient(desk: EnrolledDesk) {
  let cursor: string | null = null
  const rows: Rows = new Map()
  const of = (entity: SyncedEntity) => {
    const kept = rows.get(entity) ?? new Map<string, Record<string, unknown>>()
    rows.set(entity, kept)
    return kept
  }
  return {
    /** Every row by entity and id, as text that can be compared. */
    held: () => held(rows),
    async pull(authority: Authority): Promise<number> {
      const told = await authority.pull(desk, { cursor, acked: 0 })
      if (typeof told === 'string') throw new Error(told)
      if (told.isWhole) rows.clear()
      const left = new Set(told.left)
      for (const entity of customerEntities)
        for (const [id, row] of of(entity)) if (left.has(String(row['customerId'] ?? id))) of(entity).delete(id)
      for (const [entity, put] of Object.entries(told.puts))
        for (const row of put) of(entity as SyncedEntity).set(String(row['id']), row)
      for (const { entity, id } of told.gone) of(entity).delete(id)
      cursor = told.cursor
      return told.ver
    },
  }
}

function held(rows: Rows): string[] {
  return [...rows].flatMap(([entity, of]) => [...of.values()].map((row) => `${entity} ${JSON.stringify(row)}`)).sort()
}
