import type { z } from 'zod'
import type { entities } from './entity-schemas.ts'

/** The name of a kind of row that a command may read or write, and of its table. */
export type EntityName = keyof typeof entities
export type Row<E extends EntityName> = z.infer<(typeof entities)[E]>

/** Rows that hang on a customer, and go where the customer goes. */
export const customerEntities = [
  'customer',
  'member',
  'policy',
  'conversation',
  'message',
  'case',
  'complaint',
  'claim',
  'judgement',
  'claimStep',
  'document',
  'dispute',
  'escalation',
  'promise',
  'goodwill',
  'note',
  'draft',
  'replyUse',
  'care',
  'move',
  'handover',
] as const satisfies EntityName[]

/** Rows that every desk holds. */
export const sharedEntities = [
  'staff',
  'shift',
  'duty',
  'product',
  'packRevision',
  'overlay',
  'packProposal',
  'flow',
  'reply',
  'resource',
  'scheme',
  'precedent',
] as const satisfies EntityName[]

/** Rows for some roles, which hang on nobody: each says who its readers are. */
export const teamEntities = ['teamRun', 'staffNote'] as const satisfies EntityName[]

/** Rows that a desk may hold; the rest never leave the authority. */
export const syncedEntities = [...sharedEntities, ...teamEntities, ...customerEntities] as const
export type SyncedEntity = (typeof syncedEntities)[number]

/** Whether this program knows such rows: what comes from a newer one may be of other kinds too. */
export function isSynced(entity: string): entity is SyncedEntity {
  return (syncedEntities as readonly string[]).includes(entity)
}
