import { addDays, type CivilDate, dateAt, startOfDate } from '../civil-date.ts'
import { isDayOff } from './days-off.ts'
import { merged, type Roster, type Span, weekOf } from './roster.ts'

/**
 * When a team works, as `HH:MM` in Asia/Shanghai, on every day that is not off; `until` may be `24:00`. In weeks that `roster`
 * plans it works by its shifts instead, on days off too.
 */
export type WorkingHours = { from: string; until: string; roster?: Roster | undefined }

export const usualHours: WorkingHours = { from: '09:00', until: '18:00' }

const minuteMs = 60_000

/** Minutes since midnight of `HH:MM`; null for a text that is no time of day. */
export function minutesOf(time: string): number | null {
  const parts = /^(\d{2}):(\d{2})$/.exec(time)
  if (!parts) return null
  const [hours, minutes] = [Number(parts[1]), Number(parts[2])]
  return minutes < 60 && hours * 60 + minutes <= 24 * 60 ? hours * 60 + minutes : null
}

/**
 * The instant (epoch ms) at which so many hours of working time are over. What begins outside working time begins with the next
 * working day; what is over exactly at closing time is over then, not on the morning after.
 */
export function afterWorkingHours(start: number, hours: number, working: WorkingHours = usualHours): number {
  let left = hours * 60 * minuteMs
  for (let day = dateAt(start); ; day = addDays(day, 1))
    for (const { from: opens, until: closes } of spansOn(day, working)) {
      const from = Math.max(start, opens)
      if (from >= closes) continue
      if (left <= closes - from) return from + left
      left -= closes - from
    }
}

/**
 * Closing time (epoch ms) of the working day that is so many working days after `date`, which is not counted itself; 0 is `date`,
 * or the first working day after it where it is off.
 */
export function afterWorkingDays(date: CivilDate, days: number, working: WorkingHours = usualHours): number {
  let day = date
  let left = days
  while (left > 0 || !isWorkingDay(day, working)) {
    day = addDays(day, 1)
    if (isWorkingDay(day, working)) left--
  }
  return spansOn(day, working).at(-1)?.until ?? startOfDate(addDays(day, 1))
}

function isWorkingDay(day: CivilDate, { roster }: WorkingHours): boolean {
  return roster?.weeks.has(weekOf(day)) ? roster.days.has(day) : !isDayOff(day)
}

/** The working time of a day, in order. A shift that began the day before reaches into it, whether or not its week is planned. */
function spansOn(day: CivilDate, { from, until, roster }: WorkingHours): readonly Span[] {
  const shifts = roster?.spans.get(day) ?? []
  if (roster?.weeks.has(weekOf(day)) || isDayOff(day)) return shifts
  const midnight = startOfDate(day)
  const usual = {
    from: midnight + (minutesOf(from) ?? 0) * minuteMs,
    until: midnight + (minutesOf(until) ?? 0) * minuteMs,
  }
  return shifts.length === 0 ? [usual] : merged([...shifts, usual])
}
