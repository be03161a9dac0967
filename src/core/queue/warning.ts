import type { Clock } from '../case/schema.ts'

/** A clock warns once only this share of its time is left (basis points). */
export const warningBp = 2_500

/** How a clock that is not met stands at `now` (epoch ms). */
export function clockStanding({ startsAt, dueAt }: Clock, now: number): 'breached' | 'warning' | 'running' {
  const left = dueAt - now
  if (left < 0) return 'breached'
  return left * 10_000 <= (dueAt - startsAt) * warningBp ? 'warning' : 'running'
}
