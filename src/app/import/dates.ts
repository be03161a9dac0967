import { dateOfDay, daysInMonth, startOfDate } from '../../core/civil-date.ts'

const compact = /^(\d{4})(\d{2})(\d{2})$/
const chinese = /^(\d{4})年(\d{1,2})月(\d{1,2})[日号號]?$/
const midnight = /[T ]0{1,2}:00(?::00(?:\.0+)?)?$/
/** Excel counts days from 1899-12-30 (as it thinks that 1900 was a leap year); five digits are 1927 to 2173. */
const excelSerial = /^\d{5}$/
const excelEpochDay = 25_569

/**
 * A date as people and programs write it: `2020/3/13`, `2020-03-13`, `2020.3.13`, `2020年3月13日`, `20200313`, an Excel serial
 * number, any of them at midnight. Null where it is none of these or does not exist. Day-first and two-digit years are
 * refused: they cannot be told apart.
 */
export function civilDateOf(text: string): string | null {
  return parted(text) ?? otherDate(text.normalize('NFKC').trim().replace(midnight, ''))
}

function otherDate(text: string): string | null {
  if (excelSerial.test(text)) return dateOfDay(Number(text) - excelEpochDay)
  const parts = chinese.exec(text) ?? compact.exec(text)
  return parts ? existing(parts[1], parts[2], parts[3]) : parted(text)
}

/** Year, month and day with one and the same mark between them. By hand, because most cells of most files are this. */
function parted(text: string): string | null {
  const mark = text.charCodeAt(4)
  if ((mark !== 0x2d && mark !== 0x2f && mark !== 0x2e) || text.length > 10) return null
  const second = text.charCodeAt(6) === mark ? 6 : text.charCodeAt(7) === mark ? 7 : 0
  if (second === 0 || text.length - second > 3) return null
  for (let at = 0; at < text.length; at++) {
    const digit = text.charCodeAt(at)
    if (at !== 4 && at !== second && (digit < 0x30 || digit > 0x39)) return null
  }
  return existing(text.slice(0, 4), text.slice(5, second), text.slice(second + 1))
}

function existing(yearText = '', monthText = '', dayText = ''): string | null {
  const [year, month, day] = [Number(yearText), Number(monthText), Number(dayText)]
  if (dayText === '' || month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null
  return `${yearText}-${month < 10 ? '0' : ''}${month}-${day < 10 ? '0' : ''}${day}`
}

const clock =
  /^(.+?)(?:T|\s+|(?<=[日号號]))(上午|下午|AM|PM)?\s*(\d{1,2})(?::|[时時点點])(\d{1,2})?分?(?::?(\d{1,2})(?:\.(\d{1,3})\d*)?秒?)?\s*(AM|PM)?\s*(Z|[+-]\d{2}:?\d{2})?$/i
const compactClock = /^(\d{8})(\d{2})(\d{2})(\d{2})$/
const epochMs = /^\d{12,13}$/
const excelInstant = /^(\d{5})\.(\d+)$/

/**
 * A date and time as epoch ms: `2026/3/1 9:05`, `2026年3月1日 下午9:05`, ISO with a zone, `20260301090500`, epoch ms, an Excel
 * serial with a fraction, a date alone (its midnight). China time where no zone is given. Null for anything else.
 */
export function instantOf(text: string): number | null {
  const narrowed = text.normalize('NFKC').trim()
  if (epochMs.test(narrowed)) return Number(narrowed)
  const serial = excelInstant.exec(narrowed)
  if (serial) {
    const seconds = Math.round(Number(`0.${serial[2]}`) * 86_400)
    return startOfDate(dateOfDay(Number(serial[1]) - excelEpochDay)) + seconds * 1000
  }
  const dense = compactClock.exec(narrowed)
  if (dense) return at(civilDateOf(dense[1] ?? ''), dense[2], dense[3], dense[4], '', null, undefined)
  const parts = clock.exec(narrowed)
  if (parts) {
    const [, date, before, hour, minute, second, fraction, behind, zone] = parts
    return at(civilDateOf(date ?? ''), hour, minute, second, fraction, before ?? behind ?? null, zone)
  }
  const date = civilDateOf(narrowed)
  return date === null ? null : startOfDate(date)
}

function at(
  date: string | null,
  hourText = '',
  minuteText = '0',
  secondText = '0',
  fraction = '',
  half: string | null,
  zone: string | undefined,
): number | null {
  const hour = halfDay(Number(hourText), half)
  const [minute, second] = [Number(minuteText), Number(secondText)]
  if (date === null || hour === null || hour > 23 || minute > 59 || second > 59) return null
  const ms = ((hour * 60 + minute) * 60 + second) * 1000 + Number(fraction.padEnd(3, '0'))
  return startOfDate(date, 0) + ms - offsetMs(zone)
}

/** 12 o'clock is the first hour of its half of the day. */
function halfDay(hour: number, half: string | null): number | null {
  if (half === null) return hour
  if (hour > 12) return half === '下午' ? hour : null
  const isLater = half === '下午' || half.toUpperCase() === 'PM'
  return (hour % 12) + (isLater ? 12 : 0)
}

function offsetMs(zone: string | undefined): number {
  if (zone === undefined) return 8 * 3_600_000
  if (zone.toUpperCase() === 'Z') return 0
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2))
  return (zone.startsWith('-') ? -minutes : minutes) * 60_000
}
