import { ratioOfFen } from '../money.ts'
import type { AmountOperator, AmountStep, Term } from './amount-step.ts'
import type { Scope } from './operand.ts'
import { isExact, nothing, sum, type Range } from './range.ts'
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

/** What an amount comes to, and the facts that it waits for: none once it is exact. */
export interface PipelineReading {
  readonly amountFen: Range
  readonly missing: readonly string[]
}

/**
 * Runs the steps over intervals: a fact not known counts with all that it may be, so the result holds every amount that
 * could still come out. Integer fen throughout; a ratio step rounds half up, once.
 */
export function runPipeline(steps: readonly AmountStep[], scope: Scope): PipelineOutcome {
  const runs = runSteps(steps, scope)
  return { amountFen: runs.at(-1)?.result ?? nothing, steps: runs.map(traced) }
}

/** The same without the trace, which no what-if shows. */
export function readPipeline(steps: readonly AmountStep[], scope: Scope): PipelineReading {
  const runs = runSteps(steps, scope)
  const amountFen = runs.at(-1)?.result ?? nothing
  const missing = isExact(amountFen) ? [] : runs.flatMap(({ terms }) => terms.flatMap((term) => term.missing))
  return { amountFen, missing }
}

interface StepRun {
  readonly step: AmountStep
  readonly op: AmountOperator
  readonly terms: readonly ReadTerm[]
  readonly result: Range
  readonly applies: boolean
}

function runSteps(steps: readonly AmountStep[], scope: Scope): readonly StepRun[] {
  const runs: StepRun[] = []
  let amountFen: Range = nothing
  for (const step of steps) {
    const run = runStep(step, amountFen, scope)
    amountFen = run.result
    runs.push(run)
  }
  return runs
}

function runStep(step: AmountStep, before: Range, scope: Scope): StepRun {
  if ('start' in step) {
    const term = readTerm(step.start, scope)
    return { step, op: 'start', terms: [term], result: rangeOf(term), applies: false }
  }
  if ('days' in step) {
    const term = readDays(step.days, scope)
    return { step, op: 'days', terms: [term], result: rangeOf(term), applies: true }
  }
  if ('visits' in step) {
    const terms = readVisitTerms(step.visits, scope)
    return { step, op: 'visits', terms, result: terms.reduce<Range>(sum, nothing), applies: true }
  }
  if ('times' in step) {
    const term = readTerm(step.times, scope)
    const result = { min: before.min * term.min, max: before.max * term.max }
    return { step, op: 'times', terms: [term], result, applies: true }
  }
  if ('sub' in step) {
    const terms = step.sub.map((term) => readTerm(term, scope))
    const taken = terms.reduce<Range>(sum, nothing)
    return { step, op: 'sub', terms, result: minus(before, taken), applies: taken.max > 0 }
  }
  if ('sub_deductible' in step) {
    const { terms, range } = room(step.sub_deductible.of, step.sub_deductible.used, scope)
    return { step, op: 'sub_deductible', terms, result: minus(before, range), applies: range.max > 0 }
  }
  if ('ratio' in step) {
    const bp = readRatio(step.ratio, scope)
    const result = { min: ratioOfFen(before.min, bp.min), max: ratioOfFen(before.max, bp.max) }
    return { step, op: 'ratio', terms: [bp], result, applies: true }
  }
  if ('cap' in step) {
    const { terms, range } = room(step.cap.limit, step.cap.used ?? [], scope)
    const result = { min: Math.min(before.min, range.min), max: Math.min(before.max, range.max) }
    const applies = result.max < before.max || result.min < before.min
    return { step, op: 'cap', terms, result, applies }
  }
  return step satisfies never
}

function traced({ step, op, terms, result, applies }: StepRun): StepTrace {
  const operands = terms.map((term) => ({ name: term.name, min: term.min, max: term.max }))
  const missing = [...new Set(terms.flatMap((term) => term.missing))]
  return { op, clause: step.clause, law: step.law, operands, result, applies, missing }
}

function rangeOf({ min, max }: Range): Range {
  return { min, max }
}

/** What is left of a limit or deductible after what was used of it. */
function room(limit: Term, used: readonly Term[], scope: Scope): { terms: readonly ReadTerm[]; range: Range } {
  const whole = readTerm(limit, scope)
  const parts = used.map((term) => readTerm(term, scope))
  return { terms: [whole, ...parts], range: minus(whole, parts.reduce<Range>(sum, nothing)) }
}
