import { distinct } from './compare.ts'
import type { Condition } from './condition.ts'
import type { ConditionTrace } from './condition-trace.ts'
import type { Scope } from './operand.ts'
import type { PlainValue } from './operand-slots.ts'
import { readyCondition, type ReadyJunction, type ReadyNode } from './ready-condition.ts'
import { toldOf, type Told } from './told.ts'
import { not, type Truth } from './truth.ts'

export type { ConditionTrace }

/**
 * Kleene's three-valued reading of a condition: an unknown fact makes a comparison unknown, never false; `na` makes every
 * comparison false but `eq` and `in` with `na` itself. Throws on a comparison of kinds that `checkPack` would refuse.
 *
 * Every comparison is made, decided or not: the trace shows them all. What follows from how they came out does not depend on the
 * facts any more, so that the same outcomes share one frozen trace.
 */
export function evaluate(condition: Condition, scope: Scope): ConditionTrace {
  const { operands, root } = readyCondition(condition)
  const values = operands.read(scope)
  // The outermost one is nobody's child: where it is told anew, it is neither frozen nor told as absorbed.
  if (root.kind !== 'comparison' && root.told === undefined) return joined(root, partsOf(root, values, scope))
  return told(root, values, scope).trace
}

function partsOf(node: ReadyJunction, values: readonly PlainValue[], scope: Scope): readonly Told[] {
  return node.children.map((child) => told(child, values, scope))
}

function told(node: ReadyNode, values: readonly PlainValue[], scope: Scope): Told {
  if (node.kind === 'comparison') return node.tell(node.outcomeOf(values, scope))
  if (node.told === undefined) return toldOf(joined(node, partsOf(node, values, scope)))
  let outcome = 0
  for (const { comparison, place } of node.digits) outcome += comparison.outcomeOf(values, scope) * place
  return node.told.get(outcome) ?? toldOfOutcome(node, outcome)
}

function toldOfOutcome(node: ReadyNode, outcome: number): Told {
  if (node.kind === 'comparison') return node.tell(outcome)
  const known = node.told?.get(outcome)
  if (known !== undefined) return known
  const children = node.children.map((child, at) =>
    toldOfOutcome(child, Math.floor(outcome / (node.places[at] ?? 1)) % child.outcomes),
  )
  const made = toldOf(joined(node, children))
  node.told?.set(outcome, made)
  return made
}

function joined({ kind: op, clause }: ReadyJunction, parts: readonly Told[]): ConditionTrace {
  const value = combined(op, parts)
  const children = parts.map((part) => (part.value === value || op === 'not' ? part.trace : part.absorbed))
  const missing = value === 'unknown' ? distinct(children.flatMap((child) => child.missing)) : []
  return { op, value, clause, missing, children }
}

function combined(op: ReadyJunction['kind'], parts: readonly Told[]): Truth {
  if (op === 'not') return not(parts[0]?.value ?? 'unknown')
  const deciding = op === 'any'
  let value: Truth = !deciding
  for (const part of parts) {
    if (part.value === deciding) return deciding
    if (part.value === 'unknown') value = 'unknown'
  }
  return value
}
