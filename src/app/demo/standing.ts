import type { Clock, Hold } from '../../core/case/schema.ts'
import type { CaseKind, Priority } from '../../core/case/kinds.ts'
import type { Role } from '../../core/staff/roles.ts'
import type { StoryName } from './claim-stories.ts'

export const hourMs = 3_600_000
export const dayMs = 24 * hourMs

/** Code, kind, how long it runs in all and how much of that is left, in hours; less than nothing left is a breach. */
export type ClockPlan = readonly [code: Clock['code'], kind: Clock['kind'], runsHours: number, leftHours: number]

/** Whom a case is about: somebody with such a household, or with a policy at such a point. */
export type Who = 'child' | 'parent' | 'spouse' | 'elder' | 'expiring' | 'expiringLater' | 'grace' | 'new' | 'longCover'

/** Where a case is to stand in the queue, told from `now`. */
export type Standing = {
  priority?: Priority
  role?: Role
  clocks?: readonly ClockPlan[]
  dueInDays?: number
  /** The customer's unanswered words (lines as in a `Dialogue`), and how long ago the first of them came. */
  says?: readonly string[]
  waitMinutes?: number
  hold?: { reason: string; waitingOn: Hold['waitingOn']; wakeInHours: number }
}

export type CasePlan = Standing & { kind: CaseKind; title: string; who?: Who }

export type ClaimPlan = Standing & {
  story: StoryName
  /** Days since the claim was filed, where neither of the next two says it. */
  filedDaysAgo?: number
  /** Handed in so long ago that the insurer's last day to decide is that many days away, or to pay what it has agreed to. */
  decideInDays?: number
  payInDays?: number
  refusedDaysAgo?: number
  lacksDocuments?: boolean
  /** A second case on the claim: the refusal contested, in the expert's hands. */
  dispute?: Standing & { title: string }
}

/** The clocks as they stand at `now`. */
export function clocksAt(plans: readonly ClockPlan[] | undefined, now: number): Clock[] {
  return (plans ?? []).map(([code, kind, runsHours, leftHours]) => {
    const dueAt = now + Math.round(leftHours * hourMs)
    return { code, kind, startsAt: dueAt - runsHours * hourMs, dueAt, metAt: null }
  })
}

/** How many commands a plan becomes: a merged question is closed, a case on hold is opened and then put aside. */
export function stepsOf(plan: Standing): number {
  return 1 + (plan.says ? 1 : 0) + (plan.hold ? 1 : 0)
}
