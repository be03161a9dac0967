import type { Language } from '../../core/language.ts'
import { dateAt } from '../../core/civil-date.ts'

const shanghaiMs = 8 * 3_600_000

/** `14:02` today, `03-18 14:02` this year, `2025-03-18` before. All in Asia/Shanghai. */
export function moment(at: number, now: number): string {
  const date = dateAt(at)
  const minutes = Math.floor((at + shanghaiMs) / 60_000) % 1440
  const clock = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
  const today = dateAt(now)
  if (date === today) return clock
  return date.slice(0, 4) === today.slice(0, 4) ? `${date.slice(5)} ${clock}` : date
}

export function ageAt(bornOn: string | null, now: number): number | null {
  if (bornOn === null) return null
  const today = dateAt(now)
  const years = Number(today.slice(0, 4)) - Number(bornOn.slice(0, 4))
  return today.slice(5) < bornOn.slice(5) ? years - 1 : years
}

/** Full-width colon for Chinese, colon and blank for English. */
export function colon(language: Language): string {
  return language === 'en' ? ': ' : '：'
}
