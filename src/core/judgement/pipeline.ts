import { ratioOfFen } from '../money.ts'
import type { AmountOperator, AmountStep, DaysTerm, RatioTerm, Term } from './amount-step.ts'
import { evaluate } from './evaluate.ts'
import { factSpec } from './fact.ts'
import { mostFen } from './fact-spec.ts'
import type { Facts, Stay } from './fact-value.ts'
import { paramValue, type Scope } from './operand.ts'
import { nothing, sum, type Range } from './range.ts'
import { paidDays } from './stay.ts'

/** An operand of a step: its fact key or the name of a number of the terms, and all that it may be. */
export interface TermTrace extends Range {
  readonly name: string
}

/** A step as it came out. `applies` is false when it could not have changed the result. */
export interface StepTrace {
  readonly op: AmountOperator
  readonly clause: string
  readonly law?: string
  readonly operands: readonly TermTrace[]
  readonly result: Range
  readonly applies: boolean
  readonly missing: readonly string[]
}

export interface PipelineOutcome {
  /** Fen, after the last step. */
  readonly amountFen: Range
  readonly steps: readonly StepTrace[]
}

interface ReadTerm extends TermTrace {
  readonly missing: readonly string[]
}

const none: readonly string[] = []

/**
 * Runs the steps over intervals: a fact not known counts with all that it may be, so the result holds every amount that
 * could still come out. Integer fen throughout; a ratio step rounds half up, once.
 */
export function runPipeline(steps: readonly AmountStep[], scope: Scope): PipelineOutcome {
  let amountFen: Range = nothing
  const traces: StepTrace[] = []
  for (const step of steps) {
    const trace = runStep(step, amountFen, scope)
    amountFen = trace.result
    traces.push(trace)
  }
  return { amountFen, steps: traces }
}

function runStep(step: AmountStep, before: Range, scope: Scope): StepTrace {
  if ('start' in step) {
    const term = readTerm(step.start, scope)
    return traced(step, 'start', [term], term, false)
  }
  if ('days' in step) {
    const term = readDays(step.days, scope)
    return traced(step, 'days', [term], term, true)
  }
  if ('times' in step) {
    const term = readTerm(step.times, scope)
    return traced(step, 'times', [term], { min: before.min * term.min, max: before.max * term.max }, true)
  }
  if ('sub' in step) {
    const terms = step.sub.map((term) => readTerm(term, scope))
    const taken = terms.reduce<Range>(sum, nothing)
    return traced(step, 'sub', terms, minus(before, taken), taken.max > 0)
  }
  if ('sub_deductible' in step) {
    const left = room(step.sub_deductible.of, step.sub_deductible.used, scope)
    return traced(step, 'sub_deductible', left.terms, minus(before, left.range), left.range.max > 0)
  }
  if ('ratio' in step) {
    const bp = readRatio(step.ratio, scope)
    const result = { min: ratioOfFen(before.min, bp.min), max: ratioOfFen(before.max, bp.max) }
    return traced(step, 'ratio', [bp], result, true)
  }
  if ('cap' in step) {
    const left = room(step.cap.limit, step.cap.used ?? [], scope)
    const result = { min: Math.min(before.min, left.range.min), max: Math.min(before.max, left.range.max) }
    return traced(step, 'cap', left.terms, result, result.max < before.max || result.min < before.min)
  }
  return step satisfies never
}

function traced(
  step: AmountStep,
  op: AmountOperator,
  terms: readonly ReadTerm[],
  { min, max }: Range,
  applies: boolean,
): StepTrace {
  const operands = terms.map((term) => ({ name: term.name, min: term.min, max: term.max }))
  const missing = [...new Set(terms.flatMap((term) => term.missing))]
  return { op, clause: step.clause, law: step.law, operands, result: { min, max }, applies, missing }
}

function minus(from: Range, taken: Range): Range {
  return { min: Math.max(0, from.min - taken.max), max: Math.max(0, from.max - taken.min) }
}

/** What is left of a limit or deductible after what was used of it. */
function room(limit: Term, used: readonly Term[], scope: Scope): { terms: readonly ReadTerm[]; range: Range } {
  const whole = readTerm(limit, scope)
  const parts = used.map((term) => readTerm(term, scope))
  return { terms: [whole, ...parts], range: minus(whole, parts.reduce<Range>(sum, nothing)) }
}

function readTerm(term: Term, scope: Scope): ReadTerm {
  if (typeof term === 'number') return { name: String(term), min: term, max: term, missing: none }
  if (typeof term === 'string') return readFact(term, scope.facts)
  if ('param' in term) {
    const value = paramValue(term, scope)
    return { name: term.param, min: value, max: value, missing: none }
  }
  const { value, missing } = evaluate(term.when, scope)
  const whole = readTerm(term.take, scope)
  if (value === true) return whole
  if (value === false) return { name: whole.name, min: 0, max: 0, missing: none }
  return { name: whole.name, min: 0, max: whole.max, missing: [...missing, ...whole.missing] }
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

function readRatio(ratio: RatioTerm, scope: Scope): ReadTerm {
  if (!('by' in ratio)) return readTerm(ratio, scope)
  const { value, missing } = evaluate(ratio.by, scope)
  const whenTrue = paramValue(ratio.true, scope)
  const whenFalse = paramValue(ratio.false, scope)
  if (value === true) return { name: ratio.true.param, min: whenTrue, max: whenTrue, missing: none }
  if (value === false) return { name: ratio.false.param, min: whenFalse, max: whenFalse, missing: none }
  const range = { min: Math.min(whenTrue, whenFalse), max: Math.max(whenTrue, whenFalse) }
  return { name: `${ratio.true.param}|${ratio.false.param}`, ...range, missing }
}

function readDays(term: DaysTerm, scope: Scope): ReadTerm {
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
