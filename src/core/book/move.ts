import type { Run } from '../command.ts'
import type { Row } from '../entities.ts'
import { firstContactMs } from './schema.ts'

type Context = Pick<Run<unknown>, 'actor' | 'now' | 'tx'>

/**
 * Moves a customer to another book, in one step: there is an owner at every instant. The new butler's time for a first word begins.
 */
export async function moveCustomer(
  { actor, now, tx }: Context,
  customer: Row<'customer'>,
  toId: string,
): Promise<void> {
  await tx.put('customer', { ...customer, ownerId: toId })
  await tx.put('move', {
    ...{ id: `move.${customer.id}`, customerId: customer.id, fromId: customer.ownerId, toId },
    ...{ movedBy: actor.staffId, movedAt: now, contactBy: now + firstContactMs },
  })
}
