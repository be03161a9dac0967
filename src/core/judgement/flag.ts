import type { CivilDate } from '../civil-date.ts'
import type { Plan } from './plan.ts'
import { evaluate } from './evaluate.ts'
import type { Facts } from './fact-value.ts'
import { failingRules } from './frontier.ts'
import type { BenefitTrace, Deadlines, DisputeGround, FlagTrace } from './judgement.ts'
import { isExact } from './range.ts'
import type { Weighing } from './weigh.ts'

/** Whether the ascertainable part is to be advanced: in cover, the amount open, and its lower bound above nothing. */
export function hasAdvance(weighing: Pick<Weighing, 'liability' | 'amountFen'>): boolean {
  return weighing.liability === 'in' && !isExact(weighing.amountFen) && weighing.amountFen.min > 0
}

/** Flags of the pack whose condition is true, of failing rules and paying lines, and those that any product can raise. */
export function flagsOf(
  plan: Plan,
  facts: Facts,
  weighing: Weighing,
  benefits: readonly BenefitTrace[],
  deadlines: Deadlines,
  asOf: CivilDate,
  isAdvanceDue: boolean,
): readonly FlagTrace[] {
  const scope = { facts, params: plan.terms.params }
  const flags: FlagTrace[] = []
  for (const { flag, clause, laws, when } of plan.terms.flags) {
    if (evaluate(when, scope).value === true) flags.push({ flag, clause, laws: laws ?? [] })
  }
  const failing = weighing.liability === 'out' ? failingRules(plan, weighing) : []
  for (const rule of failing) flags.push(...plainFlags(rule))
  if (weighing.liability !== 'out') {
    const paying = plan.terms.benefits.filter((_, index) => benefits[index]?.value === true)
    for (const benefit of paying) flags.push(...plainFlags(benefit))
  }
  if (weighing.verdict === 'not_payable' && weighing.liability !== 'out')
    flags.push({ flag: 'nothing_to_pay', laws: [] })
  if (isBereaved(facts)) flags.push({ flag: 'gentle_wording', laws: [] })
  if (isAdvanceDue) flags.push({ flag: 'art25_advance', laws: ['保险法25'] })
  if (deadlines.limitationOn !== undefined && asOf > deadlines.limitationOn) {
    flags.push({ flag: 'limitation_expired', laws: ['保险法26'] })
  }
  return flags.toSorted((a, b) => (a.flag < b.flag ? -1 : a.flag > b.flag ? 1 : 0))
}

/** A death, or a self-inflicted injury: whoever writes to the family is to choose their words. */
function isBereaved(facts: Facts): boolean {
  return facts['event.outcome'] === 'death' || facts['event.cause'] === 'suicide'
}

/** What the failing rules themselves name as grounds to contest a refusal. */
export function groundsOf(plan: Plan, weighing: Weighing): readonly DisputeGround[] {
  if (weighing.liability !== 'out') return []
  return failingRules(plan, weighing).flatMap((rule) =>
    (rule.dispute ?? []).map((ground) => ({ ground, clause: rule.clause })),
  )
}

function plainFlags(rule: { readonly clause: string; readonly flags?: readonly string[] }): readonly FlagTrace[] {
  return (rule.flags ?? []).map((flag) => ({ flag, clause: rule.clause, laws: [] }))
}
