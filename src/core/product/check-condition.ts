import { factSpec } from '../judgement/fact.ts'
import type { Condition, Operand, ParamOperand } from '../judgement/condition.ts'
import { comparisonsOf, type Comparison } from '../judgement/walk.ts'
import type { PackProblem } from './problem.ts'

type Kind = 'date' | 'number' | 'bool' | 'text' | 'list' | 'na'

const dateOperators: readonly string[] = ['before', 'after', 'on_or_before', 'on_or_after', 'between']
const numberOperators: readonly string[] = ['gt', 'gte', 'lt', 'lte']

/** Comparisons of a fact that does not exist, with an option that it does not have, or of kinds that do not compare. */
export function checkCondition(condition: Condition, path: PackProblem['path']): readonly PackProblem[] {
  return comparisonsOf(condition).flatMap((comparison) => checkComparison(comparison, path))
}

export function paramsOfCondition(condition: Condition): readonly ParamOperand[] {
  return comparisonsOf(condition).flatMap((comparison) => comparison.operands.flatMap(paramsOfOperand))
}

export function paramsOfOperand(operand: Operand): readonly ParamOperand[] {
  if (typeof operand !== 'object') return []
  if ('param' in operand) return [operand]
  if ('latest' in operand) return operand.latest.flatMap(paramsOfOperand)
  if (!('day' in operand)) return []
  const added = [operand.plus, operand.plus_years].filter((plus) => typeof plus === 'object')
  return [...paramsOfOperand(operand.day), ...added]
}

function checkComparison({ op, operands, options }: Comparison, path: PackProblem['path']): readonly PackProblem[] {
  const problems: PackProblem[] = []
  for (const operand of operands) {
    if (typeof operand === 'string' && operand.includes('.') && factSpec(operand) === undefined) {
      problems.push({ path, rule: 'fact-unknown', message: `no fact ${operand} in the vocabulary` })
    }
  }
  if (problems.length > 0) return problems
  const kinds = operands.map(kindOf)
  const expected: Kind | undefined = dateOperators.includes(op)
    ? 'date'
    : numberOperators.includes(op)
      ? 'number'
      : undefined
  if (expected !== undefined && kinds.some((kind) => kind !== expected)) {
    const message = `${op} compares ${expected}s, found ${kinds.join(' and ')}`
    problems.push({ path, rule: 'kind-mismatch', message })
  }
  const [first, second] = kinds
  if (op === 'eq' && first !== second && first !== 'na' && second !== 'na') {
    problems.push({ path, rule: 'kind-mismatch', message: `eq compares ${first} with ${second}` })
  }
  return [...problems, ...operands.flatMap((operand) => checkOptions(operand, options, path))]
}

function checkOptions(
  operand: Operand,
  options: readonly (string | number)[],
  path: PackProblem['path'],
): readonly PackProblem[] {
  const spec = typeof operand === 'string' ? factSpec(operand) : undefined
  if (spec === undefined) return []
  const allowed = new Set<string | number>((spec.options ?? []).map((option) => option.value))
  if (spec.na !== undefined) allowed.add('na')
  const isChecked = spec.type === 'enum' || spec.options !== undefined
  const wrong = options.filter((option) => (isChecked || option === 'na') && !allowed.has(option))
  return wrong.map((option) => ({ path, rule: 'option-unknown', message: `${spec.key} has no option ${option}` }))
}

function kindOf(operand: Operand): Kind {
  if (typeof operand === 'number') return 'number'
  if (typeof operand === 'boolean') return 'bool'
  if (typeof operand === 'object') return 'param' in operand ? 'number' : 'date'
  if (operand === 'na') return 'na'
  const type = factSpec(operand)?.type
  switch (type) {
    case undefined:
    case 'enum':
      return 'text'
    case 'int':
    case 'fen':
      return 'number'
    case 'stays':
    case 'visits':
    case 'grades':
      return 'list'
    case 'bool':
    case 'date':
      return type
    default:
      return type satisfies never
  }
}
