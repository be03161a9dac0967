import type { CaseKind, Priority } from '../case/kinds.ts'
import type { Role } from '../staff/roles.ts'

/** What a case is at the time of telling. `dueAt`: of the clock that ends first (epoch ms); `isBreached`: a clock has run out. */
export type CaseFacts = { kind: CaseKind; queue: Role; priority: Priority; dueAt: number | null; isBreached: boolean }

/** One decision of the authority as a tail tells it, with as much of the customer and the case as its reader may see. */
export type ToldEvent = {
  ver: number
  at: number
  actorId: string
  actorName: string | null
  role: string
  command: string
  outcome: 'accepted' | 'refused'
  code: string | null
  customerId: string | null
  customerName: string | null
  ownerId: string | null
  caseId: string | null
  case: CaseFacts | null
  detail: Record<string, unknown>
  /** Of the people whom the detail names by id. */
  names: Record<string, string>
}
