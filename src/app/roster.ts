import type { Row } from '../core/entities.ts'
import { type Presence, presenceAt } from '../core/roster/presence.ts'
import type { Role } from '../core/staff/roles.ts'
import type { Home } from './home.ts'

/** A person of the roster, with names. */
export type OnRoster = Presence & { name: string; reliefNames: readonly string[] }

/** Who is at work now and who comes next; of one role only where it is named. Nobody where no shift is planned. */
export async function rosterNow({ query, clock }: Pick<Home, 'query' | 'clock'>, role?: Role): Promise<OnRoster[]> {
  const shifts = (await query.all('shift')).filter((shift) => role === undefined || shift.role === role)
  if (shifts.length === 0) return []
  const names = new Map((await query.all('staff')).map(({ id, name }) => [id, name]))
  const nameOf = (id: string) => names.get(id) ?? id
  return presenceAt(shifts, clock.now()).map((one) => ({
    ...one,
    name: nameOf(one.staffId),
    reliefNames: one.relief.map(nameOf),
  }))
}

/** The shifts that begin or go on between two instants (epoch ms), in order. */
export async function shiftsBetween(
  { query }: Pick<Home, 'query'>,
  from: number,
  until: number,
): Promise<Row<'shift'>[]> {
  return (await query.all('shift'))
    .filter((shift) => shift.until > from && shift.from < until)
    .sort((a, b) => a.from - b.from || (a.id < b.id ? -1 : 1))
}
