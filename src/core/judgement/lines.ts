import type { Benefit, Terms } from '../product/pack.ts'
import { evaluate } from './evaluate.ts'
import { factSpec } from './fact.ts'
import type { FactValue, Facts } from './fact-value.ts'
import type { BenefitTrace } from './judgement.ts'
import type { Scope } from './operand.ts'
import { readPipeline, runPipeline } from './pipeline.ts'
import { alternatives, type Plan } from './plan.ts'
import { hull, nothing, sum, type Range } from './range.ts'
import { any, type Truth } from './truth.ts'

/** So many combinations of alternatives are tried at most; facts beyond them are read as intervals, which is wider. */
const mostCombinations = 256

export interface LinesOutcome {
  /** Whether some line pays, whatever the unknown facts turn out to be. */
  readonly pays: Truth
  readonly amountFen: Range
  /** The unknown facts on which the amount, or whether a line pays, still depends. */
  readonly missing: readonly string[]
}

interface Dimension {
  readonly key: string
  readonly values: readonly FactValue[]
}

interface Combination {
  readonly pays: Truth
  readonly amountFen: Range
}

export function traceBenefit(benefit: Benefit, scope: Scope): BenefitTrace {
  const when = evaluate(benefit.when, scope)
  const { amountFen, steps } = runPipeline(benefit.amount, scope)
  return { id: benefit.id, clause: benefit.clause, value: when.value, when, amountFen, steps }
}

/**
 * All that the benefit lines may come to. The unknown facts with few alternatives are tried in every combination, so that
 * lines which exclude each other are never added up; the rest is read as intervals. Filling in a fact only narrows it.
 */
export function weighLines(plan: Plan, facts: Facts): LinesOutcome {
  const dimensions = dimensionsOf(plan, facts)
  const trial: Record<string, FactValue> = { ...facts }
  const scope: Scope = { facts: trial, params: plan.terms.params }
  const lines = plan.terms.benefits.map((benefit, at) =>
    triedLine(benefit, dimensions, plan.lineFacts[at] ?? new Set()),
  )
  const combinations: Combination[] = []
  const size = dimensions.reduce((product, { values }) => product * values.length, 1)
  const intervals = new Set<string>()
  for (let index = 0; index < size; index++) {
    assign(trial, dimensions, index)
    combinations.push(combined(lines, index, scope, intervals))
  }
  const pays = combinations.map((combination) => combination.pays)
  const mattering = dimensions.filter((_, at) => matters(combinations, dimensions, at)).map(({ key }) => key)
  const isAmountOpen = mattering.some((key) => factSpec(key)?.type === 'fen')
  const read = isAmountOpen ? openFacts(plan.terms, facts) : []
  return {
    pays: pays.every((value) => value === pays[0]) ? (pays[0] ?? 'unknown') : 'unknown',
    amountFen: combinations.map((combination) => combination.amountFen).reduce(hull),
    missing: [...new Set([...mattering, ...intervals, ...read])],
  }
}

/**
 * The unknown facts that lines still read. Both ends of an open amount may come to the same whatever a ratio is (nothing,
 * or the limit), and what lies between them does not: then these matter too.
 */
function openFacts(terms: Terms, facts: Facts): readonly string[] {
  const scope = { facts, params: terms.params }
  return terms.benefits.flatMap((benefit) => weighLine(benefit, scope).missing)
}

/** One line in one combination. */
interface LineOutcome {
  readonly pays: Truth
  readonly amountFen: Range
  /** The facts that its condition, and its amount while that is open, wait for. */
  readonly missing: readonly string[]
}

/** A line in the combinations of the facts that it depends on: it is weighed once for each of these, not once for each of all. */
interface TriedLine {
  readonly benefit: Benefit
  readonly turning: readonly { readonly stride: number; readonly length: number; readonly place: number }[]
  readonly outcomes: LineOutcome[]
}

function triedLine(benefit: Benefit, dimensions: readonly Dimension[], facts: ReadonlySet<string>): TriedLine {
  const turning: { stride: number; length: number; place: number }[] = []
  let stride = 1
  let place = 1
  for (const { key, values } of dimensions) {
    const { length } = values
    if (facts.has(key)) {
      turning.push({ stride, length, place })
      place *= length
    }
    stride *= length
  }
  return { benefit, turning, outcomes: [] }
}

function combined(lines: readonly TriedLine[], index: number, scope: Scope, intervals: Set<string>): Combination {
  const pays: Truth[] = []
  let amountFen: Range = nothing
  for (const { benefit, turning, outcomes } of lines) {
    let own = 0
    for (const { stride, length, place } of turning) own += (Math.floor(index / stride) % length) * place
    let outcome = outcomes[own]
    if (outcome === undefined) {
      outcome = weighLine(benefit, scope)
      outcomes[own] = outcome
      for (const key of outcome.missing) intervals.add(key)
    }
    pays.push(outcome.pays)
    amountFen = sum(amountFen, outcome.amountFen)
  }
  return { pays: any(pays), amountFen }
}

function weighLine(benefit: Benefit, scope: Scope): LineOutcome {
  const when = evaluate(benefit.when, scope)
  if (when.value === false) return { pays: false, amountFen: nothing, missing: [] }
  const { amountFen, missing } = readPipeline(benefit.amount, scope)
  return {
    pays: when.value,
    amountFen: when.value === true ? amountFen : { min: 0, max: amountFen.max },
    missing: [...when.missing, ...missing],
  }
}

function dimensionsOf(plan: Plan, facts: Facts): readonly Dimension[] {
  const dimensions: Dimension[] = []
  let size = 1
  for (const spec of plan.tried) {
    if (facts[spec.key] !== undefined) continue
    const values = alternatives(spec, plan, facts)
    if (size * values.length > mostCombinations) break
    size *= values.length
    dimensions.push({ key: spec.key, values })
  }
  return dimensions
}

/** Writes the combination with this number into the facts; the first dimension turns fastest. */
function assign(trial: Record<string, FactValue>, dimensions: readonly Dimension[], index: number): void {
  let rest = index
  for (const { key, values } of dimensions) {
    const value = values[rest % values.length]
    if (value !== undefined) trial[key] = value
    rest = Math.floor(rest / values.length)
  }
}

/** Whether two combinations that differ in this dimension alone come out differently. */
function matters(combinations: readonly Combination[], dimensions: readonly Dimension[], at: number): boolean {
  const stride = dimensions.slice(0, at).reduce((product, { values }) => product * values.length, 1)
  const length = dimensions[at]?.values.length ?? 1
  return combinations.some((combination, index) => {
    if (Math.floor(index / stride) % length === 0) return false
    const before = combinations[index - stride]
    return before !== undefined && !isSame(before, combination)
  })
}

function isSame(a: Combination, b: Combination): boolean {
  return a.pays === b.pays && a.amountFen.min === b.amountFen.min && a.amountFen.max === b.amountFen.max
}
