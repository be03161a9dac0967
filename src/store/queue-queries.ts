import type { CaseKind } from '../core/case/schema.ts'
import type { Row } from '../core/entities.ts'
import type { Role } from '../core/staff/schema.ts'
import { decodeRow } from './codec.ts'
import type { Reader } from './store.ts'

/** A case as the queue needs it: with the customer's name, and whether the desk still waits for the authority's word on it. */
export type QueuedCase = Row<'case'> & {
  customerName: string
  ownerId: string
  isUnconfirmed: boolean
  hasDraft: boolean
}

/** The open cases in one role's hands (null: in anybody's); those of one book when `ownerId` is given, of one kind with `kind`. */
export async function openCases(
  reader: Reader,
  role: Role | null,
  ownerId?: string,
  kind?: CaseKind,
): Promise<QueuedCase[]> {
  let query = reader
    .selectFrom('case')
    .innerJoin('customer', 'customer.id', 'case.customerId')
    .leftJoin('shadow', (join) => join.on('shadow.entity', '=', 'case').onRef('shadow.id', '=', 'case.id'))
    .leftJoin('draft', 'draft.caseId', 'case.id')
    .selectAll('case')
    .select([
      'customer.name as customerName',
      'customer.ownerId as ownerId',
      'shadow.id as shadowId',
      'draft.id as draftId',
    ])
    .where('case.state', '=', 'open')
  if (role !== null) query = query.where('case.role', '=', role)
  if (ownerId !== undefined) query = query.where('customer.ownerId', '=', ownerId)
  if (kind !== undefined) query = query.where('case.kind', '=', kind)
  const rows = await query.execute()
  return rows.map((row) => ({
    ...decodeRow('case', row),
    customerName: row.customerName,
    ownerId: row.ownerId,
    isUnconfirmed: row.shadowId !== null,
    hasDraft: row.draftId !== null,
  }))
}
