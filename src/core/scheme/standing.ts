import type { CivilDate } from '../civil-date.ts'
import type { Scheme } from './schema.ts'

/** What of its budget is left, in fen. */
export function leftOf({ budgetFen, spentFen }: Pick<Scheme, 'budgetFen' | 'spentFen'>): number {
  return budgetFen - spentFen
}

/** How a scheme stands on a day: what its state does not say by itself follows from its dates and its budget. */
export function standingOf(
  scheme: Pick<Scheme, 'state' | 'startsOn' | 'endsOn' | 'budgetFen' | 'spentFen' | 'minFen'>,
  today: CivilDate,
): Scheme['state'] | 'toCome' | 'over' | 'spent' {
  if (scheme.state === 'waiting' || scheme.state === 'refused') return scheme.state
  if (today > scheme.endsOn) return 'over'
  if (scheme.state === 'stopped') return scheme.state
  if (today < scheme.startsOn) return 'toCome'
  return leftOf(scheme) < scheme.minFen ? 'spent' : 'running'
}
