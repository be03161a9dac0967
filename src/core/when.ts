import { unitMs } from './units.ts'
import { dateAt, isCivilDate, startOfDate } from './civil-date.ts'

const timeOfDay = '([01]?\\d|2[0-3]):([0-5]\\d)'

/**
 * An instant as people type it, read at `now` (epoch ms): `+90m`, `+4h`, `+3d`, `18:00` (today), `2026-03-21` or
 * `2026-03-21T18:00`, in Asia/Shanghai; a date alone means `hour` o'clock. Null for anything else.
 */
export function readWhen(text: string, hour: number): ((now: number) => number) | null {
  const later = /^\+(\d{1,4})([mhd])$/.exec(text)
  if (later) return (now) => now + Number(later[1]) * unitMs[later[2] as keyof typeof unitMs]
  const today = new RegExp(`^${timeOfDay}$`).exec(text)
  if (today) return (now) => at(dateAt(now), today[1], today[2])
  const [, date = '', hours = String(hour), minutes = '0'] =
    new RegExp(`^(\\d{4}-\\d{2}-\\d{2})(?:[T ]${timeOfDay})?$`).exec(text) ?? []
  return isCivilDate(date) ? () => at(date, hours, minutes) : null
}

function at(date: string, hours = '0', minutes = '0'): number {
  return startOfDate(date) + Number(hours) * unitMs.h + Number(minutes) * unitMs.m
}
