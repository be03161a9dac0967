import { addYears, type CivilDate } from '../../core/civil-date.ts'

/** Whole years from `from` to `day`: somebody's age, or how many anniversaries a contract has had. */
export function yearsAt(from: CivilDate, day: CivilDate): number {
  const years = Number(day.slice(0, 4)) - Number(from.slice(0, 4))
  return addYears(from, years) > day ? years - 1 : years
}
