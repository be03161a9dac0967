import type { Terms } from '../product/pack.ts'
import { evaluate, type ConditionTrace } from './evaluate.ts'
import type { Facts } from './fact-value.ts'
import type { Liability, RuleTrace, Verdict } from './judgement.ts'
import { weighLines, type LinesOutcome } from './lines.ts'
import type { Scope } from './operand.ts'
import type { Plan, Rule } from './plan.ts'
import { isExact, nothing, type Range } from './range.ts'
import { all, any, not } from './truth.ts'

/** The heart of a judgement, without words and dates: what every what-if computes again. */
export interface Weighing {
  readonly verdict: Verdict
  readonly liability: Liability
  readonly amountFen: Range
  readonly gates: readonly RuleTrace[]
  readonly exclusions: readonly RuleTrace[]
  readonly lines: LinesOutcome
}

/** The claim weighed under one set of overlays. */
export interface Reading {
  readonly plan: Plan
  readonly weighing: Weighing
}

/** In cover when every gate is true, no exclusion is, and a line pays; out as soon as one of them fails. */
export function weigh(plan: Plan, facts: Facts): Weighing {
  const scope: Scope = { facts, params: plan.terms.params }
  const read = (rule: Rule): RuleTrace => traceRule(rule, evaluate(rule.when, scope))
  return weighed(plan, plan.terms.gates.map(read), plan.terms.exclusions.map(read), weighLines(plan, facts))
}

/** The claim weighed again after an answer to one fact: rules and lines that do not read it stay as they came out before. */
export function weighAgain(plan: Plan, facts: Facts, key: string, before: Weighing): Weighing {
  const scope: Scope = { facts, params: plan.terms.params }
  const readers = plan.ruleReaders.get(key)
  const again = (traces: readonly RuleTrace[], rules: readonly Rule[]): readonly RuleTrace[] =>
    traces.map((trace, index) => {
      const rule = rules[index]
      return rule !== undefined && readers?.has(rule) === true ? traceRule(rule, evaluate(rule.when, scope)) : trace
    })
  const { gates, exclusions } = plan.terms
  const lines = plan.lineClauses.has(key) ? weighLines(plan, facts) : before.lines
  return weighed(plan, again(before.gates, gates), again(before.exclusions, exclusions), lines)
}

function weighed(
  plan: Plan,
  gates: readonly RuleTrace[],
  exclusions: readonly RuleTrace[],
  lines: LinesOutcome,
): Weighing {
  const isCovered = all([
    ...gates.map((gate) => gate.value),
    not(any(exclusions.map((rule) => rule.value))),
    lines.pays,
  ])
  const liability: Liability = isCovered === 'unknown' ? 'unknown' : isCovered ? 'in' : 'out'
  const amountFen = payableOf(liability, lines.amountFen)
  return { verdict: verdictOf(liability, amountFen, plan.terms), liability, amountFen, gates, exclusions, lines }
}

/** Nothing when out of cover, all of it when in, and from nothing up while that is open. */
export function payableOf(liability: Liability, stakeFen: Range): Range {
  switch (liability) {
    case 'out':
      return nothing
    case 'in':
      return stakeFen
    case 'unknown':
      return { min: 0, max: stakeFen.max }
    default:
      return liability satisfies never
  }
}

/**
 * An exact amount above nothing is payable; nothing to pay is not payable, even while cover is open, unless being out of
 * cover would bring a refund.
 */
export function verdictOf(liability: Liability, amountFen: Range, terms: Terms): Verdict {
  if (liability === 'out') return 'not_payable'
  if (amountFen.max === 0) return liability === 'in' || !refunds(terms) ? 'not_payable' : 'needs_info'
  return liability === 'in' && isExact(amountFen) ? 'payable' : 'needs_info'
}

function refunds(terms: Terms): boolean {
  return [...terms.gates, ...terms.exclusions].some((rule) => rule.refund !== undefined)
}

function traceRule(rule: Rule, when: ConditionTrace): RuleTrace {
  return { id: rule.id, clause: rule.clause, value: when.value, when }
}
