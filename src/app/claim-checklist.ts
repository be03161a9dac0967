import { type Checklist, checklistOf, overlaysFor } from '../core/checklist/checklist.ts'
import { type CivilDate, dateAt } from '../core/civil-date.ts'
import type { Row } from '../core/entities.ts'
import type { Overlay } from '../core/product/overlay.ts'
import { lastSigned, stillHolds } from '../core/claim/last-signed.ts'
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
  /** The extensions of cover that the judgement was given with. */
  overlays: readonly Overlay[]
  asOf: CivilDate
  /** The last judgement that was signed, and whether it would be signed again today as it is. */
  signed: Row<'judgement'> | null
  isSignatureGood: boolean
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
  const overlays = await query.all('overlay')
  const judgements = timeline.flatMap((one) =>
    one.is === 'judgement' && one.judgement.claimId === claimId ? [one.judgement] : [],
  )
  const signed = lastSigned(judgements) ?? null
  const checklist = product ? checklistOf({ claim, policy, product, customer, members, overlays }, asOf) : null
  return {
    ...{ claim, policy, customer, asOf },
    productName: product?.name ?? policy.productCode,
    checklist,
    isSignatureGood: signed !== null && checklist !== null && stillHolds(signed, checklist, product?.sha256 ?? ''),
    overlays: overlaysFor(overlays, policy.productCode, asOf),
    signed,
  }
}

/** The arguments of `claim.judge` that sign exactly what was read. */
export function signatureOf({ claim, asOf }: ClaimChecklist, { judgement, facts, overlays, askedUnknown }: Checklist) {
  return { claimId: claim.id, asOf, packSha256: judgement.pack.sha256, facts, overlays, askedUnknown }
}
