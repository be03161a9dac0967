import type { Role } from '../staff/roles.ts'
import type { Shift } from './schema.ts'

/**
 * How a person stands to the roster at an instant: at work (`isOn`) until `until`, or next at work from `from`. `relief`: who of the
 * same role is at work when this person leaves.
 */
export type Presence = {
  staffId: string
  role: Role
  isOn: boolean
  from: number
  until: number
  relief: readonly string[]
}

/**
 * Who is at work at `now` (epoch ms), who leaves first at the top, and after them who comes next, each person once. What is over is
 * left out. Shifts of a person that follow one another are one.
 */
export function presenceAt(shifts: readonly Shift[], now: number): Presence[] {
  const found = new Map<string, Omit<Presence, 'relief'>>()
  for (const { staffId, role, from, until } of shifts.toSorted((a, b) => a.from - b.from)) {
    if (until <= now) continue
    const before = found.get(staffId)
    if (!before) found.set(staffId, { staffId, role, isOn: from <= now, from, until })
    else if (before.until === from && before.role === role) before.until = until
  }
  const order = (one: Omit<Presence, 'relief'>) => (one.isOn ? one.until : one.from)
  return [...found.values()]
    .sort((a, b) => Number(b.isOn) - Number(a.isOn) || order(a) - order(b) || (a.staffId < b.staffId ? -1 : 1))
    .map((one) => ({ ...one, relief: reliefOf(shifts, one) }))
}

function reliefOf(shifts: readonly Shift[], { staffId, role, until }: Omit<Presence, 'relief'>): string[] {
  const then = shifts.filter((shift) => shift.role === role && shift.from <= until && until < shift.until)
  return [...new Set(then.map((shift) => shift.staffId))].filter((id) => id !== staffId).sort()
}
