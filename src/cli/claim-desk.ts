import type { ClaimDesk } from '../app/claim-desk.ts'
import type { Home } from '../app/home.ts'
import type { Checklist } from '../core/checklist/checklist.ts'
import { type Refusal, refuse } from '../core/refusal.ts'

/** A claim with its whole life; a refusal when something of it, or the product's rules, are not here. */
export async function readDesk(home: Home, claimId: string): Promise<(ClaimDesk & { checklist: Checklist }) | Refusal> {
  const { claimDesk } = await import('../app/claim-desk.ts')
  const desk = await claimDesk(home, claimId)
  if ('ok' in desk) return desk
  const { checklist } = desk
  return checklist ? { ...desk, checklist } : refuse('claim.no-pack', { productCode: desk.policy.productCode })
}
