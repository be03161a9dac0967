import type { ClaimFile } from '../checklist/checklist.ts'
import type { Tx } from '../command.ts'
import type { Customer, Member } from '../customer/schema.ts'
import type { Policy } from '../policy/schema.ts'
import type { Product } from '../product/schema.ts'
import { refuse, type Refusal } from '../refusal.ts'
import type { Claim } from './schema.ts'

/** Whole rows of what a judgement of a claim stands on. */
export type ClaimRows = ClaimFile & { policy: Policy; product: Product; customer: Customer; members: Member[] }

/** Reads them; the refusal says which is not here. */
export async function claimFile(
  tx: Pick<Tx, 'get' | 'find'>,
  claim: Pick<Claim, 'policyId' | 'customerId'> & ClaimFile['claim'],
): Promise<ClaimRows | Refusal> {
  const policy = await tx.get('policy', claim.policyId)
  if (!policy) return refuse('not-found', { entity: 'policy', id: claim.policyId })
  const product = await tx.get('product', policy.productCode)
  if (!product) return refuse('claim.no-pack', { productCode: policy.productCode })
  const customer = await tx.get('customer', claim.customerId)
  if (!customer) return refuse('not-found', { entity: 'customer', id: claim.customerId })
  const members = await tx.find('member', { customerId: customer.id })
  return { claim, policy, product, customer, members, overlays: await tx.find('overlay', {}) }
}
