import type { Tx } from '../command.ts'
import { isGiven } from './schema.ts'

/** What was handed over of customers who have another butler now comes back. */
export async function endHandovers(tx: Tx, customerIds: readonly string[], now: number): Promise<void> {
  const wanted = new Set(customerIds)
  if (wanted.size === 0) return
  for (const state of ['waiting', 'accepted'] as const)
    for (const item of await tx.find(
      'handover',
      wanted.size === 1 ? { state, customerId: customerIds[0] ?? '' } : { state },
    ))
      if (wanted.has(item.customerId) && isGiven(item))
        await tx.put('handover', { ...item, state: 'returned', answeredAt: now })
}
