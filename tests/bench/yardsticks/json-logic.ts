import { LogicEngine } from 'json-logic-engine'
import { pairOperators, type Condition, type Operand, type Pair } from '../../../src/core/judgement/condition.ts'
import { plainOperand, type PlainClaim } from './plain-claim.ts'

const comparisons = {
  ...{ eq: '===', gt: '>', gte: '>=', lt: '<', lte: '<=' },
  ...{ before: '<', after: '>', on_or_before: '<=', on_or_after: '>=' },
}

/** The rule as JsonLogic, compiled once to a function. ISO dates sort as text, so that text is compared. */
export function jsonLogic(condition: Condition): (claim: PlainClaim) => boolean {
  return new LogicEngine().build(ruleOf(condition)) as (claim: PlainClaim) => boolean
}

function ruleOf(condition: Condition): object {
  if ('all' in condition) return { and: condition.all.map(ruleOf) }
  if ('any' in condition) return { or: condition.any.map(ruleOf) }
  if ('not' in condition) return { '!': ruleOf(condition.not) }
  if ('in' in condition) return { in: [operandOf(condition.in[0]), condition.in[1]] }
  if ('between' in condition) {
    const [day, from, to] = condition.between.map(operandOf)
    return { '<=': [from, day, to] }
  }
  const op = pairOperators.find((name) => name in condition)
  if (op === undefined) throw new Error(`not translated: ${JSON.stringify(condition)}`)
  const [left, right] = (condition as unknown as Record<string, Pair>)[op] as Pair
  return { [comparisons[op]]: [operandOf(left), operandOf(right)] }
}

function operandOf(operand: Operand): unknown {
  const plain = plainOperand(operand)
  return 'fact' in plain ? { var: plain.fact } : plain.constant
}
