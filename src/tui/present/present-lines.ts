import { stripUnsafe } from '../../app/cells.ts'
import type { State } from '../state.ts'
import type { Dictionary } from '../words/en.ts'
import { type Line, line } from './line.ts'

/** `w`: somebody else is writing to the customer; `v`: somebody is looking. */
export function othersSign(customerId: string, { present }: Pick<State, 'present'>): string {
  const others = present === 'offline' ? [] : (present?.get(customerId) ?? [])
  return others.some(({ doing }) => doing === 'writing') ? 'w' : others.length > 0 ? 'v' : ' '
}

/** Who else is looking at this customer or writing to them, in words; that nobody can be heard of while offline. */
export function othersLines(
  customerId: string,
  { present, staff }: State,
  { conversations: words }: Dictionary,
): Line[] {
  if (present === 'offline') return [line({ text: words.nobodyHeard, tone: 'dim' })]
  return (present?.get(customerId) ?? []).map(({ staffId, doing }) =>
    line({ text: words.doing[doing](stripUnsafe(staff.get(staffId) ?? staffId)), tone: 'warn' }),
  )
}
