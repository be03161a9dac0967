import type { Clock } from './schema.ts'
import type { Priority } from './kinds.ts'

/** The time that a service level allows by priority, as a share of what it allows a normal case (basis points). */
const shareOf: Readonly<Record<Priority, number>> = { low: 20_000, normal: 10_000, high: 5_000, urgent: 2_500 }

/**
 * A service-level clock as the case's priority has it: what it was given at `clock.priority` allows more or less time now, counted
 * from the same beginning, so that the time that is used stays used.
 */
export function atPriority(clock: Clock, priority: Priority): Clock {
  if (clock.priority === undefined || clock.priority === priority || !followsPriority(clock)) return clock
  const allowedMs = ((clock.dueAt - clock.startsAt) * shareOf[priority]) / shareOf[clock.priority]
  return { ...clock, dueAt: clock.startsAt + Math.round(allowedMs) }
}

/** Clocks of law and of promises know no priority, nor does the time of a step, which its flow sets. */
export function followsPriority({ kind, code, metAt }: Clock): boolean {
  return kind === 'serviceLevel' && code !== 'step' && metAt === null
}
