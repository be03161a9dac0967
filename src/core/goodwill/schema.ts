import { z } from 'zod'

/**
 * One entry of the goodwill ledger (慰问金台账), never changed: a wrong one is set right by a counter-entry of the same amount with
 * the other sign. Goodwill is no claim payment, and no claim knows of it. `escalationId`: the special case that it was approved in;
 * `schemeId`: the scheme that it was granted under; one of the two is there. `amountFen` is in fen, negative in a counter-entry.
 */
export const goodwillSchema = z.object({
  id: z.string(),
  customerId: z.string(),
  escalationId: z.string().nullable(),
  schemeId: z.string().nullable(),
  claimId: z.string().nullable(),
  /** What the money is called before the customer. */
  name: z.string(),
  amountFen: z.int(),
  /** A civil date. */
  paidOn: z.string(),
  /** The number of the payment at whoever makes it. */
  reference: z.string(),
  by: z.string(),
  at: z.int(),
  /** The entry that this one takes back, and why. */
  corrects: z.string().nullable(),
  reason: z.string().nullable(),
})
export type Goodwill = z.infer<typeof goodwillSchema>
