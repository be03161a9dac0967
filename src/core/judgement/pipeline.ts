import { ratioOfFen } from '../money.ts'
import type { AmountOperator, AmountStep, Term } from './amount-step.ts'
import type { Scope } from './operand.ts'
import { nothing, sum, type Range } from './range.ts'
import { minus, readDays, readRatio, readTerm, readVisitTerms, type ReadTerm } from './term.ts'

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
  if ('visits' in step) {
    const terms = readVisitTerms(step.visits, scope)
    return traced(step, 'visits', terms, terms.reduce<Range>(sum, nothing), true)
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

/** What is left of a limit or deductible after what was used of it. */
function room(limit: Term, used: readonly Term[], scope: Scope): { terms: readonly ReadTerm[]; range: Range } {
  const whole = readTerm(limit, scope)
  const parts = used.map((term) => readTerm(term, scope))
  return { terms: [whole, ...parts], range: minus(whole, parts.reduce<Range>(sum, nothing)) }
}
