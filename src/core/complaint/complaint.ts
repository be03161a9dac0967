import { addDays, type CivilDate, startOfDate } from '../civil-date.ts'
import type { Role } from '../staff/roles.ts'

/** How a complaint reached us. The fields of that name in flows have the same ids. */
export const complaintChannels = ['phone', 'wechat', 'app', 'letter', 'visit', 'publicPost', 'regulator'] as const

/** They may take a complaint down about anybody: whoever is complained of does not choose who hears of it. */
export const anybodysComplaintTakers: readonly Role[] = ['inspector', 'supervisor', 'manager']

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
