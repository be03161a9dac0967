/**
 * Civil dates: `YYYY-MM-DD` strings of the proleptic Gregorian calendar, the only dates that law and contracts speak of.
 * They carry no time and no zone, sort as text, and are computed over day numbers; never over `Date`.
 */
export type CivilDate = string

const pattern = /^(\d{4})-(\d{2})-(\d{2})$/

/** Whether `text` is a date that exists (2026-02-29 is not one). */
export function isCivilDate(text: string): boolean {
  const parts = pattern.exec(text)
  if (!parts) return false
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])]
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month)
}

export function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31
}

/** Days since 1970-01-01 (negative before it). Throws on a text that is not a date: check input with `isCivilDate`. */
export function dayNumber(date: CivilDate): number {
  const day = exactDay(date)
  if (Number.isNaN(day)) throw new Error(`not a civil date: ${date}`)
  return day
}

/**
 * The same, NaN for a text of another form. Without a regular expression: one judgement with its what-ifs reads thousands of
 * dates.
 */
export function exactDay(text: string): number {
  if (text.length !== 10 || text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return Number.NaN
  const year = digits(text, 0) * 100 + digits(text, 2)
  const month = digits(text, 5)
  return daysBefore(month <= 2 ? year - 1 : year, month) + digits(text, 8)
}

/** Two digits as a number, NaN where there is something else. */
function digits(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48
  const ones = text.charCodeAt(at + 1) - 48
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN
}

/** Days from 1970-01-01 to the last one before the month; years are counted from March, so that the leap day is the last. */
function daysBefore(year: number, month: number): number {
  const leapDays = Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400)
  const daysOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5)
  return year * 365 + leapDays + daysOfYear - 719_469
}

/** The date of a day number; the inverse of `dayNumber`. */
export function dateOfDay(days: number): CivilDate {
  const z = days + 719_468
  const era = Math.floor(z / 146_097)
  const dayOfEra = z - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shifted = Math.floor((5 * dayOfYear + 2) / 153)
  const day = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1
  const month = shifted < 10 ? shifted + 3 : shifted - 9
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0)
  return write(year, month, day)
}

export function addDays(date: CivilDate, days: number): CivilDate {
  return dateOfDay(dayNumber(date) + days)
}

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: CivilDate, to: CivilDate): number {
  return dayNumber(to) - dayNumber(from)
}

/**
 * The corresponding day `months` later; the last day of the month where there is none (民法典 202: a period of months or
 * years ends on the corresponding day, or on the month's last day).
 */
export function addMonths(date: CivilDate, months: number): CivilDate {
  const parts = pattern.exec(date)
  if (!parts) throw new Error(`not a civil date: ${date}`)
  const total = Number(parts[1]) * 12 + Number(parts[2]) - 1 + months
  const year = Math.floor(total / 12)
  const month = total - year * 12 + 1
  return write(year, month, Math.min(Number(parts[3]), daysInMonth(year, month)))
}

export function addYears(date: CivilDate, years: number): CivilDate {
  return addMonths(date, years * 12)
}

/** Whole years from `from` to `day`: somebody's age, or how many anniversaries a contract has had. */
export function yearsAt(from: CivilDate, day: CivilDate): number {
  const years = Number(day.slice(0, 4)) - Number(from.slice(0, 4))
  return addYears(from, years) > day ? years - 1 : years
}

/**
 * The first working day from `date` on: a period whose last day is a day off ends on the day after it (民法典 203). Days off
 * are data of the year, weekends included, since made-up working days fall on some of them.
 */
export function rollForward(date: CivilDate, isDayOff: (date: CivilDate) => boolean): CivilDate {
  let day = date
  while (isDayOff(day)) day = addDays(day, 1)
  return day
}

/** The civil date in a zone of fixed offset (Asia/Shanghai, UTC+8, has had no summer time since 1991) at an instant. */
export function dateAt(instantMs: number, offsetHours = 8): CivilDate {
  return dateOfDay(Math.floor((instantMs + offsetHours * 3_600_000) / 86_400_000))
}

/** The instant (epoch ms) at which a civil date begins in a zone of fixed offset. */
export function startOfDate(date: CivilDate, offsetHours = 8): number {
  return dayNumber(date) * 86_400_000 - offsetHours * 3_600_000
}

function write(year: number, month: number, day: number): CivilDate {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
}

/** `2026-03-20 10:30` of an instant in epoch ms. */
export function momentAt(instantMs: number, offsetHours = 8): string {
  return new Date(instantMs + offsetHours * 3_600_000).toISOString().slice(0, 16).replace('T', ' ')
}
