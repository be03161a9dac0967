import { daysInMonth, isCivilDate } from '../civil-date.ts'
import { factsOfCar } from './facts-of-car.ts'
import { factsOfCare } from './facts-of-care.ts'
import { factsOfClaim } from './facts-of-claim.ts'
import { factsOfEvent } from './facts-of-event.ts'
import { factsOfInsured } from './facts-of-insured.ts'
import { factsOfOutcome } from './facts-of-outcome.ts'
import { factsOfPolicy } from './facts-of-policy.ts'
import { factsOfYear } from './facts-of-year.ts'
import { isListType, mostFen, type FactSpec } from './fact-spec.ts'
import { notApplicable, type DateInterval, type Facts, type FactValue } from './fact-value.ts'
import { readGrades } from './injury-grade.ts'
import { readStays } from './stay.ts'
import { readVisits } from './visit.ts'

/** The whole vocabulary, in the order in which a person would go through it. */
export const factSpecs: readonly FactSpec[] = [
  ...factsOfPolicy,
  ...factsOfYear,
  ...factsOfEvent,
  ...factsOfOutcome,
  ...factsOfCare,
  ...factsOfCar,
  ...factsOfInsured,
  ...factsOfClaim,
]

const byKey: ReadonlyMap<string, FactSpec> = new Map(factSpecs.map((spec) => [spec.key, spec]))

export function factSpec(key: string): FactSpec | undefined {
  return byKey.get(key)
}

/** Why a value was not taken, in words for a person at a command line. */
export interface FactProblem {
  readonly key: string
  readonly code: 'unknown-fact' | 'wrong-value'
  readonly expected: string
}

export type FactReading = { readonly value: FactValue } | { readonly problem: FactProblem }

/**
 * Reads one answer as given: JSON (`true`, `2863245`, `"2026-03"`) or the same typed as text. A month, or `{from, to}`, is
 * an interval of days; `na` is taken where the fact allows it.
 */
export function parseFact(key: string, raw: unknown): FactReading {
  const spec = byKey.get(key)
  if (spec === undefined) return { problem: { key, code: 'unknown-fact', expected: 'a fact of the vocabulary' } }
  const typed = typeof raw === 'string' ? raw.trim() : raw
  if (typed === notApplicable && spec.na !== undefined) return { value: notApplicable }
  const value = valueOf(spec, typed)
  return value === undefined ? { problem: { key, code: 'wrong-value', expected: expected(spec) } } : { value }
}

export interface FactsReading {
  readonly facts: Facts
  /** Keys given as `null` or `unknown`: asked, and nobody knows. */
  readonly askedUnknown: readonly string[]
  readonly problems: readonly FactProblem[]
}

/**
 * Reads a whole record of answers; what cannot be read is reported and left out. Of data (`isData`) a number or a yes-or-no that
 * comes as text is not one.
 */
export function readFacts(input: Readonly<Record<string, unknown>>, isData = false): FactsReading {
  const facts: Record<string, FactValue> = {}
  const askedUnknown: string[] = []
  const problems: FactProblem[] = []
  for (const [key, raw] of Object.entries(input)) {
    if (byKey.has(key) && (raw === null || raw === 'unknown')) {
      askedUnknown.push(key)
      continue
    }
    const reading = isData ? parseData(key, raw) : parseFact(key, raw)
    if ('problem' in reading) problems.push(reading.problem)
    else facts[key] = reading.value
  }
  return { facts, askedUnknown, problems }
}

function parseData(key: string, raw: unknown): FactReading {
  const spec = byKey.get(key)
  const isText = typeof raw === 'string' && raw !== notApplicable
  const isTyped =
    spec?.type === 'bool' || spec?.type === 'int' || spec?.type === 'fen' || (spec && isListType(spec.type))
  if (spec && isText && isTyped) return { problem: { key, code: 'wrong-value', expected: expected(spec) } }
  return parseFact(key, raw)
}

function valueOf(spec: FactSpec, raw: unknown): FactValue | undefined {
  switch (spec.type) {
    case 'bool':
      if (raw === true || raw === 'true') return true
      return raw === false || raw === 'false' ? false : undefined
    case 'int':
    case 'fen':
      return wholeNumber(raw, spec.min ?? 0, spec.max ?? mostFen)
    case 'enum':
      return spec.options?.find((option) => option.value === raw)?.value
    case 'date':
      return dateOrInterval(raw)
    case 'stays':
      return readStays(raw)
    case 'visits':
      return readVisits(raw)
    case 'grades':
      return readGrades(raw)
    default:
      return spec.type satisfies never
  }
}

function wholeNumber(raw: unknown, min: number, max: number): number | undefined {
  const number = typeof raw === 'string' && /^\d{1,15}$/.test(raw) ? Number(raw) : raw
  if (typeof number !== 'number' || !Number.isSafeInteger(number)) return undefined
  return number >= min && number <= max ? number : undefined
}

function dateOrInterval(raw: unknown): string | DateInterval | undefined {
  if (typeof raw === 'string') {
    if (isCivilDate(raw)) return raw
    const month = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(raw)
    if (!month) return undefined
    return { from: `${raw}-01`, to: `${raw}-${daysInMonth(Number(month[1]), Number(month[2]))}` }
  }
  if (typeof raw !== 'object' || raw === null || !('from' in raw) || !('to' in raw)) return undefined
  const { from, to } = raw
  if (typeof from !== 'string' || typeof to !== 'string' || !isCivilDate(from) || !isCivilDate(to)) return undefined
  if (from > to) return undefined
  return from === to ? from : { from, to }
}

function expected(spec: FactSpec): string {
  const orNa = spec.na === undefined ? '' : ', or na'
  switch (spec.type) {
    case 'bool':
      return `true or false${orNa}`
    case 'int':
      return `a whole number from ${spec.min ?? 0} to ${spec.max ?? mostFen}${orNa}`
    case 'fen':
      return `whole fen from 0 to ${mostFen}${orNa}`
    case 'enum':
      return `one of ${(spec.options ?? []).map((option) => option.value).join(', ')}${orNa}`
    case 'date':
      return `a date YYYY-MM-DD, a month YYYY-MM, or {from, to}${orNa}`
    case 'stays':
      return `stays as [{admittedOn, dischargedOn, icuDays, sameCause}] or admitted/discharged[/ICU days[/same]]; …${orNa}`
    case 'visits':
      return `visits as [{on, totalFen, socialPaidFen, otherPaidFen}] or day/total[/social[/others]], in yuan; …${orNa}`
    case 'grades':
      return `disability grades from 1 to 10 as [8, 8] or 8, 8${orNa}`
    default:
      return spec.type satisfies never
  }
}
