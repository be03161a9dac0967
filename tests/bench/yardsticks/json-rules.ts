import { Engine, type NestedCondition, type TopLevelCondition } from 'json-rules-engine'
import { pairOperators, type Condition, type Operand, type Pair } from '../../../src/core/judgement/condition.ts'
import { plainOperand, type PlainClaim } from './plain-claim.ts'

const comparisons = {
  ...{ eq: 'equal', gt: 'greaterThan', gte: 'greaterThanInclusive', lt: 'lessThan', lte: 'lessThanInclusive' },
  ...{
    before: 'lessThan',
    after: 'greaterThan',
    on_or_before: 'lessThanInclusive',
    on_or_after: 'greaterThanInclusive',
  },
}

/** The rule in an engine made once. Its numeric comparisons take the texts of ISO dates, and sort them as text. */
export function jsonRules(condition: Condition): (claim: PlainClaim) => Promise<boolean> {
  const engine = new Engine()
  engine.addRule({ conditions: ruleOf(condition) as TopLevelCondition, event: { type: 'covered' } })
  return async (claim) => (await engine.run(claim)).events.length > 0
}

function ruleOf(condition: Condition): NestedCondition {
  if ('all' in condition) return { all: condition.all.map(ruleOf) }
  if ('any' in condition) return { any: condition.any.map(ruleOf) }
  if ('not' in condition) return { not: ruleOf(condition.not) }
  if ('in' in condition) return compare('in', condition.in[0], condition.in[1])
  if ('between' in condition) {
    const [day, from, to] = condition.between
    return { all: [ruleOf({ on_or_after: [day, from] }), ruleOf({ on_or_before: [day, to] })] }
  }
  const op = pairOperators.find((name) => name in condition)
  if (op === undefined) throw new Error(`not translated: ${JSON.stringify(condition)}`)
  const [left, right] = (condition as unknown as Record<string, Pair>)[op] as Pair
  const other = plainOperand(right)
  return compare(comparisons[op], left, 'fact' in other ? other : other.constant)
}

function compare(operator: string, operand: Operand, value: unknown): NestedCondition {
  const plain = plainOperand(operand)
  if (!('fact' in plain)) throw new Error('a comparison starts with a fact')
  return { fact: plain.fact, operator, value }
}
