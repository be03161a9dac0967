import { z } from 'zod'
import type { Span } from '../calendar/roster.ts'
import { minutesOf } from '../calendar/working-time.ts'
import { addDays, type CivilDate, dateAt, isCivilDate, startOfDate } from '../civil-date.ts'
import { type Role, roleSchema } from '../staff/schema.ts'

/** One person at work, from when until when (epoch ms). `role`: the one in which they work it, as it was when it was entered. */
export const shiftSchema = z.object({
  id: z.string(),
  staffId: z.string(),
  role: roleSchema,
  from: z.int(),
  until: z.int(),
  addedBy: z.string(),
  addedAt: z.int(),
})
export type Shift = z.infer<typeof shiftSchema>

const timeOfDay = z.string().refine((text) => minutesOf(text) !== null, { error: 'a time of day HH:MM' })

/**
 * A shift as people write it: the day on which it begins and two times of day (Asia/Shanghai). It ends on the next day where `until`
 * is not after `from`.
 */
export const writtenShift = { from: timeOfDay, until: timeOfDay }
export const dayOfShift = z.string().refine(isCivilDate, { error: 'a date YYYY-MM-DD' })

/** When a written shift begins and ends; it never lasts longer than 24 hours. */
export function spanOfShift(on: CivilDate, { from, until }: { from: string; until: string }): Span {
  const instant = (day: CivilDate, time: string) => startOfDate(day) + (minutesOf(time) ?? 0) * 60_000
  const begins = instant(on, from)
  const ends = instant(on, until)
  return { from: begins, until: ends > begins ? ends : instant(addDays(on, 1), until) }
}

/** A person begins one shift at a time, so that the same file brings the same shifts again. */
export function shiftIdOf(staffId: string, { from }: Pick<Span, 'from'>): string {
  const minutes = Math.round((from - startOfDate(dateAt(from))) / 60_000)
  const time = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0')).join('')
  return `${staffId}.${dateAt(from).replaceAll('-', '')}.${time}`
}

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
