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
import type { ListType } from './fact-spec.ts'
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
  readonly listFacts: readonly { readonly key: string; readonly type: ListType }[]
  /** Enum facts that choose a number of the terms, with the options that are told apart. */
  readonly choices: readonly Comparison[]
  readonly conditions: readonly Condition[]
  readonly params: readonly ParamOperand[]
}

export function readingOf(steps: readonly AmountStep[]): StepsReading {
  const reading = { amountFacts: [], listFacts: [], choices: [], conditions: [], params: [] } as WritableReading
  for (const step of steps) {
    if ('start' in step) visit(step.start, reading)
    else if ('times' in step) visit(step.times, reading)
    else if ('sub' in step) for (const term of step.sub) visit(term, reading)
    else if ('sub_deductible' in step)
      for (const term of [step.sub_deductible.of, ...step.sub_deductible.used]) visit(term, reading)
    else if ('cap' in step) for (const term of [step.cap.limit, ...(step.cap.used ?? [])]) visit(term, reading)
    else if ('days' in step) {
      const { free, per_hospitalisation, per_year, readmission } = step.days
      reading.listFacts.push({ key: step.days.of, type: 'stays' })
      reading.amountFacts.push(step.days.used)
      reading.params.push(...(free === undefined ? [] : [free]), per_hospitalisation, per_year, readmission)
    } else if ('visits' in step) {
      reading.listFacts.push({ key: step.visits.of, type: 'visits' })
      reading.params.push(step.visits.deductible, step.visits.ratio, step.visits.per_visit)
    } else if ('grades' in step.ratio) reading.listFacts.push({ key: step.ratio.grades, type: 'grades' })
    else visit(step.ratio, reading)
  }
  return reading
}

type WritableReading = { -readonly [Part in keyof StepsReading]: StepsReading[Part][number][] }

function visit(term: Term, reading: WritableReading): void {
  if (typeof term === 'number') return
  if (typeof term === 'string') reading.amountFacts.push(term)
  else if ('param' in term) reading.params.push(term)
  else if ('take' in term) {
    reading.conditions.push(term.when)
    visit(term.take, reading)
  } else if ('sum' in term) for (const part of term.sum) visit(part, reading)
  else if ('of' in term) for (const part of [term.of, term.over]) visit(part, reading)
  else if ('by' in term) {
    reading.conditions.push(term.by)
    for (const choice of [term.true, term.false]) visit(choice, reading)
  } else {
    reading.choices.push({ op: 'for', operands: [term.for], options: Object.keys(term.values) })
    reading.params.push(...Object.values(term.values))
  }
}

export function factsOfCondition(condition: Condition): readonly string[] {
  return comparisonsOf(condition).flatMap((comparison) => comparison.operands.flatMap(factsOf))
}

/** Every fact that steps read, in whatever part. */
export function factsOfSteps(steps: readonly AmountStep[]): readonly string[] {
  const { amountFacts, listFacts, choices, conditions } = readingOf(steps)
  return [
    ...amountFacts,
    ...listFacts.map(({ key }) => key),
    ...choices.flatMap(({ operands }) => operands.flatMap(factsOf)),
    ...conditions.flatMap(factsOfCondition),
  ]
}
