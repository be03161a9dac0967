import type { AmountStep, Term } from './amount-step.ts'
import {
  pairOperators,
  type Condition,
  type Operand,
  type Pair,
  type PairOperator,
  type ParamOperand,
} from './condition.ts'
import { factSpec } from './fact.ts'
import { factsOf } from './operand.ts'

/** A comparison as it stands in a tree: its operands, and the options that it names. */
export interface Comparison {
  readonly op: string
  readonly operands: readonly Operand[]
  readonly options: readonly (string | number)[]
}

/** Every comparison of a condition, in reading order. */
export function comparisonsOf(condition: Condition): readonly Comparison[] {
  if ('all' in condition) return condition.all.flatMap(comparisonsOf)
  if ('any' in condition) return condition.any.flatMap(comparisonsOf)
  if ('not' in condition) return comparisonsOf(condition.not)
  if ('in' in condition) return [{ op: 'in', operands: [condition.in[0]], options: condition.in[1] }]
  if ('between' in condition) return [{ op: 'between', operands: condition.between, options: [] }]
  const pairs: Partial<Record<PairOperator, Pair>> = condition
  return pairOperators.flatMap((op) => {
    const pair = pairs[op]
    return pair === undefined ? [] : [{ op, operands: pair, options: optionsIn(pair) }]
  })
}

function optionsIn(operands: readonly Operand[]): readonly (string | number)[] {
  return operands.filter(
    (operand) => typeof operand === 'number' || (typeof operand === 'string' && factSpec(operand) === undefined),
  ) as readonly (string | number)[]
}

/** The clauses that the nodes of a condition name for themselves. */
export function clausesOf(condition: Condition): readonly string[] {
  const own = condition.clause === undefined ? [] : [condition.clause]
  if ('all' in condition) return [...own, ...condition.all.flatMap(clausesOf)]
  if ('any' in condition) return [...own, ...condition.any.flatMap(clausesOf)]
  return 'not' in condition ? [...own, ...clausesOf(condition.not)] : own
}

/** What a pipeline reads: its plain terms (facts that count as amounts), its conditions and its numbers. */
export interface StepsReading {
  readonly amountFacts: readonly string[]
  readonly listFacts: readonly string[]
  readonly conditions: readonly Condition[]
  readonly params: readonly ParamOperand[]
}

export function readingOf(steps: readonly AmountStep[]): StepsReading {
  const amountFacts: string[] = []
  const listFacts: string[] = []
  const conditions: Condition[] = []
  const params: ParamOperand[] = []
  const visit = (term: Term): void => {
    if (typeof term === 'string') amountFacts.push(term)
    else if (typeof term === 'object' && 'param' in term) params.push(term)
    else if (typeof term === 'object') {
      conditions.push(term.when)
      visit(term.take)
    }
  }
  for (const step of steps) {
    if ('start' in step) visit(step.start)
    else if ('times' in step) visit(step.times)
    else if ('sub' in step) step.sub.forEach(visit)
    else if ('sub_deductible' in step) [step.sub_deductible.of, ...step.sub_deductible.used].forEach(visit)
    else if ('cap' in step) [step.cap.limit, ...(step.cap.used ?? [])].forEach(visit)
    else if ('days' in step) {
      const { free, per_hospitalisation, per_year, readmission } = step.days
      listFacts.push(step.days.of)
      amountFacts.push(step.days.used)
      params.push(...(free === undefined ? [] : [free]), per_hospitalisation, per_year, readmission)
    } else if ('by' in step.ratio) {
      conditions.push(step.ratio.by)
      params.push(step.ratio.true, step.ratio.false)
    } else params.push(step.ratio)
  }
  return { amountFacts, listFacts, conditions, params }
}

export function factsOfCondition(condition: Condition): readonly string[] {
  return comparisonsOf(condition).flatMap((comparison) => comparison.operands.flatMap(factsOf))
}
