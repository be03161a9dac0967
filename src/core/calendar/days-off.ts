import calendar from 'chinese-days/dist/chinese-days.json' with { type: 'json' }
import { type CivilDate, dayNumber } from '../civil-date.ts'

const holidays: Readonly<Record<string, string>> = calendar.holidays
const workdays: Readonly<Record<string, string>> = calendar.workdays

/**
 * Whether a day is off in mainland China: a public holiday, or a weekend that is no made-up working day. Years that the State
 * Council has not announced yet know their weekends only.
 */
export function isDayOff(date: CivilDate): boolean {
  if (Object.hasOwn(holidays, date)) return true
  if (Object.hasOwn(workdays, date)) return false
  // 1970-01-01 was a Thursday.
  const weekday = (((dayNumber(date) + 4) % 7) + 7) % 7
  return weekday === 0 || weekday === 6
}
