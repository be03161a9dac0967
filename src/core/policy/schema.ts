import { z } from 'zod'

export const policyStates = ['inForce', 'waiting', 'grace', 'lapsed', 'expired', 'ended'] as const
export const policySources = ['own', 'family', 'gift'] as const

/** The contract. Dates are civil; `sumInsuredFen` null where the product counts by benefit. */
export const policySchema = z.object({
  id: z.string(),
  externalId: z.string().nullable(),
  customerId: z.string(),
  memberId: z.string().nullable(),
  number: z.string(),
  productCode: z.string(),
  insuredName: z.string(),
  source: z.enum(policySources),
  state: z.enum(policyStates),
  issuedOn: z.string(),
  effectiveOn: z.string(),
  expiresOn: z.string(),
  paidThrough: z.string().nullable(),
  premiumFen: z.int(),
  sumInsuredFen: z.int().nullable(),
})
export type Policy = z.infer<typeof policySchema>
