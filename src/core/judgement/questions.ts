import type { Overlay } from '../product/overlay.ts'
import type { Pack } from '../product/pack.ts'
import { clockFacts } from './deadlines.ts'
import { factSpec, factSpecs } from './fact.ts'
import { isListType, type FactOption, type FactSpec } from './fact-spec.ts'
import type { Facts } from './fact-value.ts'
import type { ChecklistQuestion, JudgeOptions } from './judgement.ts'
import { openFactsOf, readingsOf } from './open-facts.ts'
import { endOfTime, overlaysOn } from './overlaid.ts'
import { candidateTerms, planOf, type Plan } from './plan.ts'
import { policyNumberFacts } from './policy-numbers.ts'
import { rulebookOf } from './rulebook.ts'

/**
 * The checklist of a claim: the questions that still matter, in the order in which to ask; then the clocks' questions not
 * answered; then what has been answered, in the order of the vocabulary. A question that no longer matters is left out.
 */
export function questions(
  pack: Pack,
  facts: Facts,
  options: Partial<Pick<JudgeOptions, 'askedUnknown' | 'overlays' | 'asOf'>> = {},
): readonly ChecklistQuestion[] {
  const terms = candidateTerms(pack, facts).at(-1)
  if (terms === undefined) return []
  const rulebook = rulebookOf(terms, overlaysOn(pack, options.overlays ?? [], options.asOf ?? endOfTime))
  const plan = rulebook.base
  const askedUnknown = options.askedUnknown ?? []
  const open = openFactsOf(rulebook, readingsOf(rulebook, facts), facts, askedUnknown).map((fact) =>
    row(fact.spec, plan, facts, askedUnknown, 'verdict', fact.clauses, fact.canKnockOut),
  )
  const clocks = clockFacts.flatMap((key) => {
    const spec = factSpec(key)
    return spec === undefined || facts[key] !== undefined
      ? []
      : [row(spec, plan, facts, askedUnknown, 'clock', [], false)]
  })
  const listed = new Set(open.map((question) => question.fact))
  const answered = factSpecs
    .filter((spec) => facts[spec.key] !== undefined && !listed.has(spec.key))
    .flatMap((spec) => answeredRow(spec, plan, facts))
  const isVersionOpen = candidateTerms(pack, facts).length > 1
  const issued = factSpec('policy.issued_on')
  const version = isVersionOpen && issued ? [row(issued, plan, facts, askedUnknown, 'verdict', [], false)] : []
  return [...version, ...open, ...clocks, ...answered]
}

/** The facts that a product's newest terms and the overlays on it read, in the order of the vocabulary. */
export function factsRead(pack: Pack, overlays: readonly Overlay[] = []): readonly FactSpec[] {
  const newest = pack.terms.reduce((best, terms) => (terms.issued.from > best.issued.from ? terms : best))
  const plan = planOf(newest, [], overlaysOn(pack, overlays, endOfTime))
  const always: readonly string[] = [...clockFacts, 'policy.issued_on', ...policyNumberFacts(newest)]
  return factSpecs.filter(({ key }) => always.includes(key) || clausesReading(key, plan).length > 0)
}

function answeredRow(spec: FactSpec, plan: Plan, facts: Facts): readonly ChecklistQuestion[] {
  const clocks: readonly string[] = clockFacts
  if (clocks.includes(spec.key)) return [row(spec, plan, facts, [], 'clock', [], false, 'answered')]
  const clauses = clausesReading(spec.key, plan)
  return clauses.length === 0 ? [] : [row(spec, plan, facts, [], 'verdict', clauses, false, 'answered')]
}

function row(
  spec: FactSpec,
  plan: Plan,
  facts: Facts,
  askedUnknown: readonly string[],
  purpose: ChecklistQuestion['purpose'],
  clauses: readonly string[],
  canKnockOut: boolean,
  state: ChecklistQuestion['state'] = askedUnknown.includes(spec.key) ? 'unknown' : 'open',
): ChecklistQuestion {
  const value = facts[spec.key]
  return {
    fact: spec.key,
    state,
    purpose,
    ...(isListType(spec.type) ? { type: 'stays', list: spec.type } : { type: spec.type }),
    cost: spec.cost,
    clause: clauses[0] ?? '',
    clauses,
    text: spec.question,
    label: spec.label,
    options: optionsOf(spec, plan),
    ...(spec.na === undefined ? {} : { na: spec.na }),
    ...(value === undefined ? {} : { value }),
    canKnockOut,
  }
}

function optionsOf(spec: FactSpec, plan: Plan): readonly FactOption[] {
  const options = spec.options ?? []
  if (spec.isNarrowed !== true) return options
  return options.filter(({ value }) => value === 'none' || plan.named.get(spec.key)?.has(value))
}

/** The clauses of every rule that reads a fact, in the order of the pack. */
function clausesReading(key: string, plan: Plan): readonly string[] {
  return [...new Set([...(plan.ruleClauses.get(key) ?? []), ...(plan.lineClauses.get(key) ?? [])])]
}
