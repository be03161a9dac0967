import type { AmountStep } from '../judgement/amount-step.ts'
import { factSpec } from '../judgement/fact.ts'
import { readingOf, type Comparison } from '../judgement/walk.ts'
import { checkCondition, paramsOfCondition } from './check-condition.ts'
import { checkClause, checkFactType, checkParams } from './check-reference.ts'
import type { Benefit, Terms } from './pack.ts'
import type { PackProblem, Path } from './problem.ts'

/** Clauses, facts and numbers that the steps of an amount name. */
export function checkSteps(steps: readonly AmountStep[], terms: Terms, path: Path): readonly PackProblem[] {
  return steps.flatMap((step, index) => {
    const at = [...path, index]
    const { amountFacts, listFacts, choices, conditions, params } = readingOf([step])
    return [
      ...checkClause(step.clause, terms, [...at, 'clause']),
      ...checkParams([...params, ...conditions.flatMap(paramsOfCondition)], terms, at),
      ...conditions.flatMap((condition) => checkCondition(condition, at)),
      ...amountFacts.flatMap((key) => checkFactType(key, ['int', 'fen'], at)),
      ...listFacts.flatMap(({ key, type }) => checkFactType(key, [type], at)),
      ...choices.flatMap((choice) => checkChoice(choice, at)),
    ]
  })
}

/** A choice by an enum fact must have a number for each of its options, and for nothing else. */
function checkChoice({ operands, options }: Comparison, path: Path): readonly PackProblem[] {
  const key = String(operands[0])
  const spec = factSpec(key)
  const wrong = checkFactType(key, ['enum'], path)
  if (spec === undefined || wrong.length > 0) return wrong
  const known = (spec.options ?? []).map((option) => option.value)
  const lacking = known.filter((option) => !options.includes(option))
  const strange = options.filter((option) => !known.includes(option))
  return [
    ...lacking.map((option) => `no number for ${key} ${option}`),
    ...strange.map((option) => `${key} has no option ${option}`),
  ].map((message) => ({ path, rule: 'option-unknown', message }))
}

/** One rounding a line, and an order of steps in which no fact can push the amount both up and down. */
export function checkShape(benefit: Benefit, path: Path): readonly PackProblem[] {
  const problems: PackProblem[] = []
  const report = (message: string): void => void problems.push({ path, rule: 'amount-shape', message })
  const steps = benefit.amount
  const indexOf = (operator: string): number => steps.findIndex((step) => operator in step)
  const [first] = steps
  if (first === undefined || !isStart(first)) report('the first step must be start, days or visits')
  if (steps.slice(1).some(isStart)) report('only the first step may be start, days or visits')
  if (steps.filter((step) => 'ratio' in step || 'visits' in step).length > 1)
    report('a line may round once: one ratio step')
  const ratio = indexOf('ratio')
  const deductible = indexOf('sub_deductible')
  if (ratio >= 0 && deductible > ratio) report('the deductible comes before the ratio')
  if (
    deductible >= 0 &&
    steps.slice(deductible).some((step) => 'sub' in step && readingOf([step]).amountFacts.length > 0)
  ) {
    report('what others paid is taken off before the deductible')
  }
  const isBounded = steps.some((step) => 'cap' in step || 'days' in step) || startsWithParam(first)
  if (!isBounded) report('the line has no upper bound: a cap is missing')
  return problems
}

function isStart(step: AmountStep): boolean {
  return 'start' in step || 'days' in step || 'visits' in step
}

function startsWithParam(step: AmountStep | undefined): boolean {
  return step !== undefined && 'start' in step && typeof step.start === 'object' && 'param' in step.start
}
