import { customerEntities, type EntityName } from '../core/entities.ts'
import type { Hold } from '../store/hold.ts'
import type { KnownRows } from '../store/known-rows.ts'
import type { KnownScopes } from '../store/known-scopes.ts'
import type { Write } from '../store/store.ts'

/** What the transaction of a request knows, for all its commands. */
export type Known = { write: Write; hold: Hold; rows: KnownRows; scopes: KnownScopes }

/** The rows that hang on a customer and that arguments name: `caseId` names a case. */
export function rowsNamed(args: unknown): { entity: EntityName; id: string }[] {
  if (typeof args !== 'object' || args === null) return []
  return Object.entries(args).flatMap(([key, id]) => {
    const entity = customerEntities.find((one) => key === `${one}Id`)
    return entity && typeof id === 'string' ? [{ entity, id }] : []
  })
}
