import { daysBetween, isCivilDate } from '../civil-date.ts'
import type { Stay } from './fact-value.ts'
import type { Range } from './range.ts'

/**
 * Reads hospital stays: an array of objects, or text such as `2026-05-02/2026-05-14/2; 2026-06-10/2026-06-17/0/same`.
 * Undefined unless every stay has real dates in order and no more ICU days than days.
 */
export function readStays(raw: unknown): readonly Stay[] | undefined {
  const items: unknown = typeof raw === 'string' ? raw.split(/[;；]/).map(fieldsOf) : raw
  if (!Array.isArray(items) || items.length === 0) return undefined
  const stays: Stay[] = []
  for (const item of items as readonly unknown[]) {
    const stay = readStay(item)
    const previous = stays.at(-1)
    if (stay === undefined || (previous !== undefined && stay.admittedOn < previous.dischargedOn)) return undefined
    stays.push(stay)
  }
  return stays
}

function fieldsOf(text: string): unknown {
  const [admittedOn, dischargedOn, icuDays = '0', cause = 'other'] = text.trim().split('/')
  if (!/^\d{1,4}$/.test(icuDays) || (cause !== 'same' && cause !== 'other')) return undefined
  return { admittedOn, dischargedOn, icuDays: Number(icuDays), sameCause: cause === 'same' }
}

function readStay(item: unknown): Stay | undefined {
  if (typeof item !== 'object' || item === null || !('admittedOn' in item) || !('dischargedOn' in item))
    return undefined
  const { admittedOn, dischargedOn } = item
  const icuDays = 'icuDays' in item ? item.icuDays : 0
  const sameCause = 'sameCause' in item ? item.sameCause : false
  if (typeof admittedOn !== 'string' || typeof dischargedOn !== 'string') return undefined
  if (!isCivilDate(admittedOn) || !isCivilDate(dischargedOn) || admittedOn > dischargedOn) return undefined
  if (typeof icuDays !== 'number' || !Number.isSafeInteger(icuDays) || typeof sameCause !== 'boolean') return undefined
  if (icuDays < 0 || icuDays > daysBetween(admittedOn, dischargedOn) + 1) return undefined
  return { admittedOn, dischargedOn, icuDays, sameCause }
}

export interface DaysRule {
  readonly count: 'all' | 'icu'
  readonly freeDays: number
  readonly perHospitalisation: number
  readonly perYear: number
  readonly usedDays: Range
  /** A stay for the same cause within so many days of the last discharge continues that hospitalisation. */
  readonly readmissionDays: number
}

/** The days that are paid: discharge − admission, free days once a hospitalisation, within both limits. */
export function paidDays(stays: readonly Stay[] | undefined, rule: DaysRule): Range {
  const left = {
    min: Math.max(0, rule.perYear - rule.usedDays.max),
    max: Math.max(0, rule.perYear - rule.usedDays.min),
  }
  if (stays === undefined) return { min: 0, max: left.max }
  let days = 0
  for (const hospitalisationDays of hospitalisations(stays, rule)) {
    days += Math.min(rule.perHospitalisation, Math.max(0, hospitalisationDays - rule.freeDays))
  }
  return { min: Math.min(days, left.min), max: Math.min(days, left.max) }
}

function hospitalisations(stays: readonly Stay[], rule: DaysRule): readonly number[] {
  const days: number[] = []
  let previous: Stay | undefined
  for (const stay of stays) {
    const length = rule.count === 'icu' ? stay.icuDays : daysBetween(stay.admittedOn, stay.dischargedOn)
    const continues =
      previous !== undefined &&
      stay.sameCause &&
      daysBetween(previous.dischargedOn, stay.admittedOn) <= rule.readmissionDays
    if (continues) days.push((days.pop() ?? 0) + length)
    else days.push(length)
    previous = stay
  }
  return days
}
