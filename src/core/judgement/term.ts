import type { Choice, DaysTerm, RatioTerm, Term, VisitsTerm } from './amount-step.ts'
import { evaluate } from './evaluate.ts'
import { factSpec } from './fact.ts'
import { mostFen } from './fact-spec.ts'
import type { Facts, Stay, Visit } from './fact-value.ts'
import { gradeOfInjuries } from './injury-grade.ts'
import { paramValue, type Scope } from './operand.ts'
import { hull, nothing, sum, type Range } from './range.ts'
import { paidDays } from './stay.ts'
import { paidForVisit } from './visit.ts'

/** A term of a step as read: the fact key or name of a number that it is called by, all that it may be, what is missing. */
export interface ReadTerm extends Range {
  readonly name: string
  readonly missing: readonly string[]
}

const none: readonly string[] = []

export function readTerm(term: Term, scope: Scope): ReadTerm {
  if (typeof term === 'number') return { name: String(term), min: term, max: term, missing: none }
  if (typeof term === 'string') return readFact(term, scope.facts)
  if ('take' in term) return readTake(term.take, scope, evaluate(term.when, scope))
  if ('sum' in term) {
    const parts = term.sum.map((part) => readTerm(part, scope))
    return { name: namesOf(parts, '+'), ...parts.reduce<Range>(sum, nothing), missing: missingIn(parts) }
  }
  if ('of' in term) {
    const [of, over] = [readTerm(term.of, scope), readTerm(term.over, scope)]
    return { name: namesOf([of, over], '-'), ...minus(of, over), missing: missingIn([of, over]) }
  }
  return readChoice(term, scope)
}

function readTake(
  taken: Term,
  scope: Scope,
  { value, missing }: Pick<ReturnType<typeof evaluate>, 'value' | 'missing'>,
): ReadTerm {
  const whole = readTerm(taken, scope)
  if (value === true) return whole
  if (value === false) return { name: whole.name, min: 0, max: 0, missing: none }
  return { name: whole.name, min: 0, max: whole.max, missing: [...missing, ...whole.missing] }
}

function readChoice(choice: Choice, scope: Scope): ReadTerm {
  if ('param' in choice) {
    const value = paramValue(choice, scope)
    return { name: choice.param, min: value, max: value, missing: none }
  }
  if ('by' in choice) {
    const { value, missing } = evaluate(choice.by, scope)
    if (value !== 'unknown') return readChoice(value ? choice.true : choice.false, scope)
    return eitherOf([readChoice(choice.true, scope), readChoice(choice.false, scope)], missing)
  }
  const given = scope.facts[choice.for]
  const chosen = given === undefined ? undefined : choice.values[String(given)]
  if (chosen !== undefined) return readChoice(chosen, scope)
  if (given !== undefined) return { name: choice.for, min: 0, max: 0, missing: none }
  const options = (factSpec(choice.for)?.options ?? []).flatMap(({ value }) => choice.values[value] ?? [])
  return eitherOf(
    options.map((option) => readChoice(option, scope)),
    [choice.for],
  )
}

function eitherOf(parts: readonly ReadTerm[], missing: readonly string[]): ReadTerm {
  const range = parts.length === 0 ? nothing : parts.map(({ min, max }) => ({ min, max })).reduce(hull)
  return { name: namesOf(parts, '|'), ...range, missing: [...new Set([...missing, ...missingIn(parts)])] }
}

function readFact(key: string, facts: Facts): ReadTerm {
  const value = facts[key]
  if (typeof value === 'number') return { name: key, min: value, max: value, missing: none }
  if (value === undefined) return { name: key, ...boundsOf(key, facts), missing: [key] }
  return { name: key, min: 0, max: 0, missing: none }
}

/** All that an unknown int or fen fact may be; bounded by another known fact where the vocabulary says so. */
export function boundsOf(key: string, facts: Facts): Range {
  const spec = factSpec(key)
  const bound = spec?.maxFact === undefined ? undefined : facts[spec.maxFact]
  return { min: spec?.min ?? 0, max: typeof bound === 'number' ? bound : (spec?.max ?? mostFen) }
}

/** A ratio; of disability grades, that of the one grade which the injuries come to. */
export function readRatio(ratio: RatioTerm, scope: Scope): ReadTerm {
  if (!('grades' in ratio)) return readChoice(ratio, scope)
  const { grades: key, bp } = ratio
  const given = scope.facts[key]
  if (given === undefined) return { name: key, min: Math.min(...bp), max: Math.max(...bp), missing: [key] }
  const grade = Array.isArray(given) ? gradeOfInjuries(given as readonly number[]) : undefined
  const ratioBp = grade === undefined ? 0 : (bp[grade - 1] ?? 0)
  return { name: key, min: ratioBp, max: ratioBp, missing: none }
}

export function readDays(term: DaysTerm, scope: Scope): ReadTerm {
  const stays = scope.facts[term.of]
  const used = readFact(term.used, scope.facts)
  const known = Array.isArray(stays) ? (stays as readonly Stay[]) : undefined
  const days = paidDays(known, {
    count: term.count,
    freeDays: term.free === undefined ? 0 : paramValue(term.free, scope),
    perHospitalisation: paramValue(term.per_hospitalisation, scope),
    perYear: paramValue(term.per_year, scope),
    usedDays: used,
    readmissionDays: paramValue(term.readmission, scope),
  })
  const isSettled = days.min === days.max
  const missing = isSettled ? none : [...(known === undefined ? [term.of] : none), ...used.missing]
  return { name: term.of, ...days, missing }
}

/** One term a visit, in their order; one for all of them while they are unknown. */
export function readVisitTerms(term: VisitsTerm, scope: Scope): readonly ReadTerm[] {
  const given = scope.facts[term.of]
  if (given === undefined) return [{ name: term.of, min: 0, max: mostFen, missing: [term.of] }]
  if (!Array.isArray(given)) return []
  const rule = {
    deductibleFen: paramValue(term.deductible, scope),
    ratioBp: paramValue(term.ratio, scope),
    perVisitFen: paramValue(term.per_visit, scope),
  }
  return (given as readonly Visit[]).map((visit) => {
    const fen = paidForVisit(visit, rule)
    return { name: `${term.of} ${visit.on}`, min: fen, max: fen, missing: none }
  })
}

export function minus(from: Range, taken: Range): Range {
  return { min: Math.max(0, from.min - taken.max), max: Math.max(0, from.max - taken.min) }
}

function namesOf(terms: readonly ReadTerm[], sign: string): string {
  return terms.map(({ name }) => name).join(sign)
}

function missingIn(terms: readonly ReadTerm[]): readonly string[] {
  return [...new Set(terms.flatMap(({ missing }) => missing))]
}
