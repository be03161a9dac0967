import { ZenDecisionContent, ZenEngine } from '@gorules/zen-engine'
import { pairOperators, type Condition, type Operand, type Pair } from '../../../src/core/judgement/condition.ts'
import { plainOperand, type PlainClaim } from './plain-claim.ts'

const comparisons = {
  ...{ eq: '==', gt: '>', gte: '>=', lt: '<', lte: '<=' },
  ...{ before: '<', after: '>', on_or_before: '<=', on_or_after: '>=' },
}

/** The rule as one expression of a decision loaded once. Its `<` takes no text: days are given as numbers. */
export function zen(condition: Condition): (claim: PlainClaim) => Promise<boolean> {
  const expressions = [{ id: 'covered', key: 'covered', value: expressionOf(condition) }]
  const content = new ZenDecisionContent({
    nodes: [
      { id: 'claim', name: 'claim', type: 'inputNode' },
      { id: 'rule', name: 'rule', type: 'expressionNode', content: { expressions } },
      { id: 'answer', name: 'answer', type: 'outputNode' },
    ],
    edges: [
      { id: 'in', sourceId: 'claim', targetId: 'rule', type: 'edge' },
      { id: 'out', sourceId: 'rule', targetId: 'answer', type: 'edge' },
    ],
  })
  const decision = new ZenEngine().createDecision(content)
  return async (claim) => {
    const { result } = (await decision.evaluate(claim)) as { readonly result: { readonly covered: boolean } }
    return result.covered
  }
}

function expressionOf(condition: Condition): string {
  if ('all' in condition) return `(${condition.all.map(expressionOf).join(' and ')})`
  if ('any' in condition) return `(${condition.any.map(expressionOf).join(' or ')})`
  if ('not' in condition) return `not ${expressionOf(condition.not)}`
  if ('in' in condition) return `(${written(condition.in[0])} in ${JSON.stringify(condition.in[1])})`
  if ('between' in condition) {
    const [day, from, to] = condition.between.map(written)
    return `(${day} >= ${from} and ${day} <= ${to})`
  }
  const op = pairOperators.find((name) => name in condition)
  if (op === undefined) throw new Error(`not translated: ${JSON.stringify(condition)}`)
  const [left, right] = (condition as unknown as Record<string, Pair>)[op] as Pair
  return `(${written(left)} ${comparisons[op]} ${written(right)})`
}

function written(operand: Operand): string {
  const plain = plainOperand(operand)
  return 'fact' in plain ? plain.fact : JSON.stringify(plain.constant)
}
