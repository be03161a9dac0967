import { z } from 'zod'

export const claimStates = ['open', 'judged', 'submitted', 'paid', 'refused', 'closed'] as const

/** The customer's claim on a policy. `facts` are the checklist's answers by fact key; an absent key is unknown. */
export const claimSchema = z.object({
  id: z.string(),
  customerId: z.string(),
  policyId: z.string(),
  caseId: z.string().nullable(),
  state: z.enum(claimStates),
  facts: z.record(z.string(), z.json()),
  openedAt: z.int(),
  refusedOn: z.string().nullable(),
  refusalReason: z.string().nullable(),
  claimedFen: z.int().nullable(),
})
export type Claim = z.infer<typeof claimSchema>

/** A preliminary reading that a person signed: facts, pack digest and result as they stood, never changed afterwards. */
export const judgementSchema = z.object({
  id: z.string(),
  customerId: z.string(),
  claimId: z.string(),
  signedBy: z.string(),
  signedAt: z.int(),
  asOf: z.string(),
  packSha256: z.string(),
  facts: z.record(z.string(), z.json()),
  result: z.json(),
})
