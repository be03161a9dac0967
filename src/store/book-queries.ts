import { byId } from '../core/by-id.ts'
import type { Row } from '../core/entities.ts'
import { decodeRow } from './codec.ts'
import { readRows } from './rows.ts'
import type { Reader } from './store.ts'

/** A move of a customer, and the first word of the team to them since; null while there is none. */
export type MoveWithProof = Row<'move'> & { customerName: string; ownerId: string; proof: Row<'message'> | null }

/** Customers who have come from another book, whoever is to be contacted first at the top; of one butler where one is named. */
export async function movesWithProof(reader: Reader, staffId?: string): Promise<MoveWithProof[]> {
  let query = reader
    .selectFrom('move')
    .innerJoin('customer', 'customer.id', 'move.customerId')
    .selectAll('move')
    .select(['customer.name as customerName', 'customer.ownerId as ownerId'])
    .select((of) =>
      of
        .selectFrom('message')
        .select('message.id')
        .whereRef('message.customerId', '=', 'move.customerId')
        .where('message.direction', '=', 'out')
        .whereRef('message.at', '>=', 'move.movedAt')
        .orderBy('message.at')
        .orderBy('message.id')
        .limit(1)
        .as('proofId'),
    )
  if (staffId !== undefined) query = query.where('customer.ownerId', '=', staffId)
  const rows = await query.orderBy('move.contactBy').orderBy('move.id').execute()
  const ids = rows.flatMap(({ proofId }) => proofId ?? [])
  const messages = byId(await readRows(reader, 'message', ids))
  return rows.map(({ customerName, ownerId, proofId, ...row }) => ({
    ...decodeRow('move', row),
    ...{ customerName, ownerId, proof: messages.get(proofId ?? '') ?? null },
  }))
}

/** How many customers each person owns. */
export async function booksOf(reader: Reader): Promise<Map<string, number>> {
  const rows = await reader
    .selectFrom('customer')
    .select((of) => ['ownerId', of.fn.countAll().as('n')])
    .groupBy('ownerId')
    .execute()
  return new Map(rows.map(({ ownerId, n }) => [ownerId, Number(n)]))
}

/** The customers of some people, by owner and id. */
export function ownedBy(
  reader: Reader,
  staffIds: readonly string[],
): Promise<Pick<Row<'customer'>, 'id' | 'name' | 'ownerId'>[]> {
  if (staffIds.length === 0) return Promise.resolve([])
  return reader
    .selectFrom('customer')
    .select(['id', 'name', 'ownerId'])
    .where('ownerId', 'in', staffIds)
    .orderBy('ownerId')
    .orderBy('id')
    .execute()
}
