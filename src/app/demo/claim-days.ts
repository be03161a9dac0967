import { addDays, type CivilDate } from '../../core/civil-date.ts'
import { isDayOff } from '../../core/calendar/days-off.ts'
import type { ClaimPlan } from './standing.ts'

/** What the insurer has by law, in days: to decide, and to pay what it has agreed to (保险法 23). */
const decideDays = 30
const payDays = 10

/** The day on which the claim of a plan is handed in; of one that is not, the day of its papers. */
export function filedOn(plan: ClaimPlan, today: CivilDate): CivilDate {
  if (plan.decideInDays !== undefined) return addDays(workdayBy(addDays(today, plan.decideInDays)), -decideDays)
  if (plan.payInDays !== undefined) return addDays(agreedOn(plan.payInDays, today), -12)
  return addDays(today, -(plan.filedDaysAgo ?? 5))
}

/** The day of an agreement whose last day to be paid is so many days away. */
export function agreedOn(payInDays: number, today: CivilDate): CivilDate {
  return addDays(workdayBy(addDays(today, payInDays)), -payDays)
}

/** The last working day up to that one: a last day that falls on it is not moved on. */
function workdayBy(date: CivilDate): CivilDate {
  return isDayOff(date) ? workdayBy(addDays(date, -1)) : date
}
