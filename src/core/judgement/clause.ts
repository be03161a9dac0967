import type { ConditionTrace } from './evaluate.ts'
import type { BenefitTrace } from './judgement.ts'
import type { StepTrace } from './pipeline.ts'
import type { Weighing } from './weigh.ts'

/** Sorts clause numbers as a contract counts: 2.3.1, 2.4, 2.8(1), 2.8(2), 2.8(10), 2.10; and drops repetitions. */
export function inClauseOrder(clauses: Iterable<string>): readonly string[] {
  return [...new Set(clauses)].toSorted((a, b) => {
    const [left, right] = [partsOf(a), partsOf(b)]
    for (let at = 0; at < Math.max(left.length, right.length); at++) {
      const difference = (left[at] ?? -1) - (right[at] ?? -1)
      if (difference !== 0) return difference
    }
    return 0
  })
}

function partsOf(clause: string): readonly number[] {
  return clause.split(/[.()]/).filter(Boolean).map(Number)
}

/**
 * The clauses that decide: out of cover, those of the rules that fail, else of what keeps the lines from paying; in cover, those of the lines, of the steps that made
 * a difference and of the exceptions that were needed; open, those of the rules still open as well.
 */
export function decidingClauses(weighing: Weighing, benefits: readonly BenefitTrace[]): readonly string[] {
  const { gates, exclusions, liability } = weighing
  const failing = [...gates.filter((gate) => gate.value === false), ...exclusions.filter((rule) => rule.value === true)]
  if (liability === 'out') {
    return inClauseOrder(failing.length > 0 ? failing.map((rule) => rule.clause) : refusingClauses(benefits))
  }
  const open = [...gates, ...exclusions].filter((rule) => rule.value === 'unknown').map((rule) => rule.clause)
  const exceptions = gates.filter((gate) => gate.value === true).flatMap((gate) => neededClauses(gate.when))
  const lines = benefits.filter((benefit) => benefit.value !== false)
  const steps = lines.flatMap(appliedSteps).map((step) => step.clause)
  return inClauseOrder([...open, ...exceptions, ...lines.map((line) => line.clause), ...steps])
}

/** Where no line pays: the clauses that their conditions name for what is not met, else the lines' own. */
function refusingClauses(benefits: readonly BenefitTrace[]): readonly string[] {
  const named = benefits.flatMap((benefit) => failedClauses(benefit.when))
  return named.length > 0 ? named : benefits.map((benefit) => benefit.clause)
}

function failedClauses(trace: ConditionTrace): readonly string[] {
  if (trace.value !== false) return []
  const own = trace.clause === undefined ? [] : [trace.clause]
  return trace.op === 'not' ? own : [...own, ...(trace.children ?? []).flatMap(failedClauses)]
}

export function appliedSteps(benefit: BenefitTrace): readonly StepTrace[] {
  return benefit.steps.filter((step) => step.applies)
}

/** The clauses that a true condition rests on: of alternatives, the first that holds. */
function neededClauses(trace: ConditionTrace): readonly string[] {
  if (trace.value !== true) return []
  const own = trace.clause === undefined ? [] : [trace.clause]
  const children = trace.children ?? []
  if (trace.op === 'not') return own
  const held = trace.op === 'any' ? children.filter((child) => child.value === true).slice(0, 1) : children
  return [...own, ...held.flatMap(neededClauses)]
}
