/**
 * The day number of a civil date, as `dayNumber` gives it, read without a regular expression: one judgement with its what-ifs
 * reads thousands of dates. NaN for a text of another form.
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
