import { type Checklist, checklistOf } from '../core/checklist/checklist.ts'
import { type CivilDate, dateAt } from '../core/civil-date.ts'
import type { Row } from '../core/entities.ts'
import { refuse, type Refusal } from '../core/refusal.ts'
import type { Home } from './home.ts'

/** A claim with all that a person looks at while judging it. */
export type ClaimChecklist = {
  claim: Row<'claim'>
  policy: Row<'policy'>
  customer: Row<'customer'>
  productName: string
  /** Null when the product's rules are not here. */
  checklist: Checklist | null
  asOf: CivilDate
  /** The last judgement that was signed. */
  signed: Row<'judgement'> | null
}

/** Reads a claim's checklist as of today; a refusal when something of it is not here. */
export async function claimChecklist(
  { query, clock }: Pick<Home, 'query' | 'clock'>,
  claimId: string,
): Promise<ClaimChecklist | Refusal> {
  const claim = await query.row('claim', claimId)
  if (!claim) return refuse('not-found', { entity: 'claim', id: claimId })
  const policy = await query.row('policy', claim.policyId)
  if (!policy) return refuse('not-found', { entity: 'policy', id: claim.policyId })
  const whole = await query.customer(claim.customerId)
  if (!whole) return refuse('not-found', { entity: 'customer', id: claim.customerId })
  const product = await query.row('product', policy.productCode)
  const { customer, members, timeline } = whole
  const asOf = dateAt(clock.now())
  const signed = timeline.find((one) => one.is === 'judgement' && one.judgement.claimId === claimId)
  return {
    ...{ claim, policy, customer, asOf },
    productName: product?.name ?? policy.productCode,
    checklist: product
      ? checklistOf({ claim, policy, product, customer, members, overlays: await query.all('overlay') }, asOf)
      : null,
    signed: signed?.is === 'judgement' ? signed.judgement : null,
  }
}

/** The arguments of `claim.judge` that sign exactly what was read. */
export function signatureOf({ claim, asOf }: ClaimChecklist, { judgement, facts, overlays }: Checklist) {
  return { claimId: claim.id, asOf, packSha256: judgement.pack.sha256, facts, overlays }
}
