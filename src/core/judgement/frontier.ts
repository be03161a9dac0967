import type { Condition } from './condition.ts'
import { answersTo } from './effect.ts'
import { evaluate } from './evaluate.ts'
import { factSpec } from './fact.ts'
import type { FactSpec } from './fact-spec.ts'
import type { Facts, FactValue } from './fact-value.ts'
import type { Plan } from './plan.ts'
import { runPipeline } from './pipeline.ts'
import type { Truth } from './truth.ts'
import { any } from './truth.ts'
import type { Weighing } from './weigh.ts'

/** A fact that still matters, and what its place in the order rests on. */
export interface OpenFact {
  readonly spec: FactSpec
  readonly canKnockOut: boolean
  /** The clauses that it may decide, in the order of the pack. */
  readonly clauses: readonly string[]
}

/**
 * The facts that still matter, in the order in which to ask: first those that can take the claim out of cover, then by how
 * many clauses they decide, then the cheaper to get, then by key. Facts that nobody knows come last.
 */
export function frontierOf(
  plan: Plan,
  facts: Facts,
  weighing: Weighing,
  askedUnknown: readonly string[],
): readonly OpenFact[] {
  const open = openKeys(plan, facts, weighing).flatMap((key) => {
    const spec = factSpec(key)
    return spec === undefined ? [] : [openFact(spec, plan, facts, weighing)]
  })
  return open.toSorted(
    (a, b) =>
      Number(askedUnknown.includes(a.spec.key)) - Number(askedUnknown.includes(b.spec.key)) ||
      Number(b.canKnockOut) - Number(a.canKnockOut) ||
      b.clauses.length - a.clauses.length ||
      a.spec.cost - b.spec.cost ||
      (a.spec.key < b.spec.key ? -1 : 1),
  )
}

function openKeys(plan: Plan, facts: Facts, weighing: Weighing): readonly string[] {
  switch (weighing.verdict) {
    case 'payable':
      return []
    case 'not_payable':
      return weighing.liability === 'out' ? refundKeys(plan, facts, weighing) : []
    case 'needs_info': {
      const rules = [...weighing.gates, ...weighing.exclusions].filter((rule) => rule.value === 'unknown')
      return [...new Set([...rules.flatMap((rule) => rule.when.missing), ...weighing.lines.missing])]
    }
    default:
      return weighing.verdict satisfies never
  }
}

function refundKeys(plan: Plan, facts: Facts, weighing: Weighing): readonly string[] {
  const scope = { facts, params: plan.terms.params }
  const steps = failingRules(plan, weighing).flatMap((rule) => rule.refund ?? [])
  return [...new Set(runPipeline(steps, scope).steps.flatMap((step) => step.missing))]
}

/** The gates that are false and the exclusions that are true, as the pack has them. */
export function failingRules(plan: Plan, weighing: Weighing): readonly Plan['terms']['exclusions'][number][] {
  const { gates, exclusions } = plan.terms
  return [
    ...gates.filter((_, index) => weighing.gates[index]?.value === false),
    ...exclusions.filter((_, index) => weighing.exclusions[index]?.value === true),
  ]
}

function openFact(spec: FactSpec, plan: Plan, facts: Facts, weighing: Weighing): OpenFact {
  const { gates, exclusions, benefits } = plan.terms
  const openGates = gates.filter((_, index) => weighing.gates[index]?.when.missing.includes(spec.key))
  const openExclusions = exclusions.filter((_, index) => weighing.exclusions[index]?.when.missing.includes(spec.key))
  const isOut = weighing.liability === 'out'
  const clauses = [...openGates, ...openExclusions].map((rule) => rule.clause)
  if (weighing.lines.missing.includes(spec.key)) clauses.push(...(plan.lineClauses.get(spec.key) ?? []))
  if (isOut) clauses.push(...failingRules(plan, weighing).map((rule) => rule.clause))
  const trials = answersTo(spec, plan, facts).map((answer) => ({ ...facts, [spec.key]: answer }))
  const canKnockOut = trials.some(
    (trial) =>
      !isOut &&
      (openGates.some((gate) => truthOf(gate.when, plan, trial) === false) ||
        openExclusions.some((rule) => truthOf(rule.when, plan, trial) === true) ||
        (plan.lineClauses.has(spec.key) &&
          any(benefits.map((benefit) => truthOf(benefit.when, plan, trial))) === false)),
  )
  return { spec, canKnockOut, clauses: [...new Set(clauses)] }
}

function truthOf(condition: Condition, plan: Plan, facts: Readonly<Record<string, FactValue>>): Truth {
  return evaluate(condition, { facts, params: plan.terms.params }).value
}
