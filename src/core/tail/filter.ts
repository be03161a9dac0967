import { type CaseKind, priorities, type Priority } from '../case/kinds.ts'
import type { Role } from '../staff/roles.ts'
import type { ToldEvent } from './told.ts'

/** Which events are wanted; of several wishes all must hold, of several values of one wish any. */
export type TailFilter = {
  queue?: Role[] | undefined
  /** Done by one of these people, or for a customer of theirs. */
  butler?: string[] | undefined
  kind?: CaseKind[] | undefined
  /** This priority or a more pressing one. */
  priority?: Priority | undefined
  /** A clock of the case has run out. */
  breach?: boolean | undefined
  customer?: string[] | undefined
}

/** What is not known of an event (no case, or one that its reader may not see) is not as wanted. */
export function isWanted(event: ToldEvent, { queue, butler, kind, priority, breach, customer }: TailFilter): boolean {
  const { case: facts } = event
  if (queue && !(facts && queue.includes(facts.queue))) return false
  if (kind && !(facts && kind.includes(facts.kind))) return false
  if (priority && !(facts && priorities.indexOf(facts.priority) >= priorities.indexOf(priority))) return false
  if (breach && !facts?.isBreached) return false
  if (butler && !butler.includes(event.actorId) && !(event.ownerId && butler.includes(event.ownerId))) return false
  return !customer || (event.customerId !== null && customer.includes(event.customerId))
}

export function isFiltering(filter: TailFilter): boolean {
  return Object.values(filter).some((wish) => wish !== undefined && wish !== false)
}

/** Whether it asks for what a desk knows only of the customers whom it holds. */
export function asksForCases({ queue, butler, kind, priority, breach }: TailFilter): boolean {
  return isFiltering({ queue, butler, kind, priority, breach })
}
