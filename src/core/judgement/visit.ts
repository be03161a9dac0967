import { isCivilDate } from '../civil-date.ts'
import { fenOfYuan, ratioOfFen } from '../money.ts'
import { mostFen } from './fact-spec.ts'
import type { Visit } from './fact-value.ts'

/**
 * Reads outpatient visits: an array of objects with amounts in fen, or text such as `2026-03-02/386.00/86.50; …` with amounts
 * in yuan, as people type them. Undefined unless every day exists and no more was paid for a visit than it cost.
 */
export function readVisits(raw: unknown): readonly Visit[] | undefined {
  const items: unknown = typeof raw === 'string' ? raw.split(/[;；]/).map(fieldsOf) : raw
  if (!Array.isArray(items) || items.length === 0) return undefined
  const visits: Visit[] = []
  for (const item of items as readonly unknown[]) {
    const visit = readVisit(item)
    if (visit === undefined) return undefined
    visits.push(visit)
  }
  return visits
}

function fieldsOf(text: string): unknown {
  const [on, total = '', social = '0', others = '0'] = text.trim().split('/')
  return { on, totalFen: fenOfYuan(total), socialPaidFen: fenOfYuan(social), otherPaidFen: fenOfYuan(others) }
}

function readVisit(item: unknown): Visit | undefined {
  if (typeof item !== 'object' || item === null || !('on' in item) || !('totalFen' in item)) return undefined
  const { on, totalFen } = item
  const socialPaidFen = 'socialPaidFen' in item ? item.socialPaidFen : 0
  const otherPaidFen = 'otherPaidFen' in item ? item.otherPaidFen : 0
  if (typeof on !== 'string' || !isCivilDate(on)) return undefined
  if (!isFen(totalFen) || !isFen(socialPaidFen) || !isFen(otherPaidFen)) return undefined
  return socialPaidFen + otherPaidFen > totalFen ? undefined : { on, totalFen, socialPaidFen, otherPaidFen }
}

function isFen(value: unknown): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= mostFen
}

export interface VisitRule {
  readonly deductibleFen: number
  readonly ratioBp: number
  readonly perVisitFen: number
}

/** What is paid for one visit: every visit is a line of its own, with its deductible, one rounding and its limit. */
export function paidForVisit(visit: Visit, rule: VisitRule): number {
  const ownFen = visit.totalFen - visit.socialPaidFen - visit.otherPaidFen
  return Math.min(rule.perVisitFen, ratioOfFen(Math.max(0, ownFen - rule.deductibleFen), rule.ratioBp))
}
