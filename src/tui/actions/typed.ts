import { type CivilDate, isCivilDate } from '../../core/civil-date.ts'

/** A civil date as people type it: `2026-12-01`, `2026/12/1`, `2026.12.1`, `2026年12月1日`, `20261201`; null for anything else. */
export function readDate(typed: string): CivilDate | null {
  const text = typed.normalize('NFKC').trim()
  const found = /^(\d{4})(?:[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(\d{2})(\d{2}))$/.exec(text)
  if (!found) return null
  const [month = '', day = ''] = [found[2] ?? found[4], found[3] ?? found[5]]
  const date = `${found[1]}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  return isCivilDate(date) ? date : null
}
