import { type CivilDate, isCivilDate } from '../../core/civil-date.ts'
import { readWhen } from '../../core/when.ts'

/** A civil date as people type it: `2026-12-01`, `2026/12/1`, `2026.12.1`, `2026年12月1日`, `20261201`; null for anything else. */
export function readDate(typed: string): CivilDate | null {
  const text = typed.normalize('NFKC').trim()
  const found = /^(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))$/.exec(text)
  if (!found) return null
  const [month = '', day = ''] = [found[2] ?? found[4], found[3] ?? found[5]]
  const date = `${found[1]}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isCivilDate(date) ? date : null
}

/**
 * A moment that is still to come and the words after it: `2026-03-21 18:00 回电`, `18:00 回电`, `+2h 回电`; a day alone means `hour`
 * o'clock. Null where the text does not begin with one.
 */
export function readMoment(typed: string, now: number, hour: number): { at: number; words: string } | null {
  const [first = '', second = '', ...more] = typed.trim().split(/\s+/)
  const [date, time] = [readDate(first), second.normalize('NFKC')]
  const hasTime = date !== null && /^\d{1,2}:\d{2}$/.test(time)
  const read = readWhen(hasTime ? `${date}T${time}` : (date ?? first.normalize('NFKC')), hour)
  const at = read?.(now)
  if (at === undefined || at <= now) return null
  return { at, words: (hasTime ? more : [second, ...more]).join(' ') }
}
