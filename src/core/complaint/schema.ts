import { z } from 'zod'
import { complaintChannels } from './complaint.ts'

/**
 * A complaint as it was taken down, before anybody has looked into it: what went wrong, whom it is about and what is asked for. The case
 * `caseId` carries it; what is found and decided stands in the run of a flow on that case.
 */
export const complaintSchema = z.object({
  id: z.string(),
  customerId: z.string(),
  caseId: z.string(),
  channel: z.enum(complaintChannels),
  /** Civil date; the time of the law runs from it. */
  receivedOn: z.string(),
  point: z.string(),
  /** Who is complained of: a name, or the product or insurer where it is no person. */
  subject: z.string(),
  demand: z.string(),
  policyId: z.string().nullable(),
  productCode: z.string().nullable(),
  clauseNumber: z.string().nullable(),
  registeredBy: z.string(),
  registeredAt: z.int(),
})
export type Complaint = z.infer<typeof complaintSchema>
