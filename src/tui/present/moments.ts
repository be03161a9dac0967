import { momentText } from '../../app/language/reasons.ts'
import { dateAt, yearsAt } from '../../core/civil-date.ts'

/** `14:02` today, `03-18 14:02` this year, `2025-03-18` before. All in Asia/Shanghai. */
export function moment(at: number, now: number): string {
  const text = momentText(at)
  const today = dateAt(now)
  if (text.startsWith(today)) return text.slice(11)
  return text.slice(0, 4) === today.slice(0, 4) ? text.slice(5) : text.slice(0, 10)
}

export function ageAt(bornOn: string | null, now: number): number | null {
  if (bornOn === null) return null
  return yearsAt(bornOn, dateAt(now))
}
