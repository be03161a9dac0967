import type { ExpressionBuilder } from 'kysely'
import type { CaseKind } from '../core/case/kinds.ts'
import type { Row } from '../core/entities.ts'
import type { Role } from '../core/staff/roles.ts'
import { decodeRow } from './codec.ts'
import type { Reader } from './store.ts'
import type { Tables } from './tables.ts'

/** A case as the queue needs it: with the customer's name, and whether the desk still waits for the authority's word on it. */
export type QueuedCase = Row<'case'> & {
  customerName: string
  ownerId: string
  isUnconfirmed: boolean
  hasDraft: boolean
}

type Where = ExpressionBuilder<Tables, 'case' | 'customer'>

/**
 * Whether a case is for one butler to work: of the own book and not accepted by another, of a book that they stand in for, or handed
 * over to them.
 */
function isInHands(where: Where, staffId: string) {
  const given = where
    .selectFrom('handover')
    .select('handover.caseId')
    .where('handover.receiverId', '=', staffId)
    .where('handover.state', 'in', ['waiting', 'accepted'])
  const taken = where
    .selectFrom('handover')
    .select('handover.caseId')
    .where('handover.receiverId', '!=', staffId)
    .where('handover.state', '=', 'accepted')
  const covered = where.selectFrom('duty').select('duty.id').where('duty.coveredBy', '=', staffId)
  return where.or([
    where('case.id', 'in', given),
    where.and([
      where.or([where('customer.ownerId', '=', staffId), where('customer.ownerId', 'in', covered)]),
      where('case.id', 'not in', taken),
    ]),
  ])
}

/**
 * The open cases in one role's hands (null: in anybody's); those for one butler to work when `ownerId` is given, of one kind with
 * `kind`.
 */
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
  if (ownerId !== undefined) query = query.where((where) => isInHands(where as unknown as Where, ownerId))
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
