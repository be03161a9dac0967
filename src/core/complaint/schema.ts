import { z } from 'zod'
import { addDays, type CivilDate, startOfDate } from '../civil-date.ts'
import type { Role } from '../staff/schema.ts'

/** How a complaint reached us. The fields of that name in flows have the same ids. */
export const complaintChannels = ['phone', 'wechat', 'app', 'letter', 'visit', 'publicPost', 'regulator'] as const

/** They may take a complaint down about anybody: whoever is complained of does not choose who hears of it. */
export const anybodysComplaintTakers: readonly Role[] = ['inspector', 'supervisor', 'manager']

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

/** One a case, so that whoever has the case finds it. */
export function complaintIdOf(caseId: string): string {
  return `complaint.${caseId}`
}

/** 银行业保险业消费投诉处理管理办法（银保监会令2020年第3号）: answered within 15 days of receipt, the first day not counted. */
const replyDays = 15

/** The last millisecond (epoch) of the day on which the law wants the answer, as long as nobody has approved more time. */
export function replyDueAt(receivedOn: CivilDate): number {
  return startOfDate(addDays(receivedOn, replyDays + 1)) - 1
}
