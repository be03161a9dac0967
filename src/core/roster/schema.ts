import { z } from 'zod'
import type { Span } from '../calendar/roster.ts'
import { minutesOf } from '../calendar/working-time.ts'
import { addDays, type CivilDate, dateAt, isCivilDate, startOfDate } from '../civil-date.ts'
import { roleSchema } from '../staff/schema.ts'

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
