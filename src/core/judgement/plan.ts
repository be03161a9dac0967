import type { Pack, Terms } from '../product/pack.ts'
import type { Condition } from './condition.ts'
import { factSpecs } from './fact.ts'
import type { FactSpec } from './fact-spec.ts'
import { notApplicable, type Facts, type FactValue } from './fact-value.ts'
import { boundsOf } from './pipeline.ts'
import { comparisonsOf, factsOfBenefit, factsOfCondition, readingOf, type Comparison } from './walk.ts'

/** What is worth knowing about a terms version before any fact is: made once a judgement, read by every what-if. */
export interface Plan {
  readonly terms: Terms
  /** Comparisons of every rule, to find where a date's answer would turn. */
  readonly comparisons: readonly Comparison[]
  /** The options that rules name, by fact: all others come to the same. */
  readonly named: ReadonlyMap<string, ReadonlySet<string | number>>
  /** Facts of the benefit lines whose alternatives are tried one by one, in this order. */
  readonly tried: readonly FactSpec[]
  readonly lineFacts: ReadonlySet<string>
}

export function planOf(terms: Terms): Plan {
  const comparisons = conditionsOf(terms).flatMap(comparisonsOf)
  const named = new Map<string, Set<string | number>>()
  for (const { operands, options } of comparisons) {
    for (const operand of operands) {
      if (typeof operand !== 'string') continue
      const known = named.get(operand) ?? new Set()
      for (const option of options) known.add(option)
      named.set(operand, known)
    }
  }
  const lineFacts = new Set(terms.benefits.flatMap(factsOfBenefit))
  const inConditions = new Set(
    terms.benefits.flatMap((benefit) => benefitConditions(benefit)).flatMap(factsOfCondition),
  )
  const isTried = (spec: FactSpec): boolean =>
    lineFacts.has(spec.key) && (isSmall(spec) || (spec.type === 'fen' && !inConditions.has(spec.key)))
  const tried = factSpecs.filter(isTried).toSorted((a, b) => Number(a.type === 'fen') - Number(b.type === 'fen'))
  return { terms, comparisons, named, tried, lineFacts }
}

/** The terms versions that may govern the policy: by its issue date, else by when it was concluded or took effect. */
export function candidateTerms(pack: Pack, facts: Facts): readonly Terms[] {
  const issued = ['policy.issued_on', 'policy.concluded_on', 'policy.effective_on']
    .map((key) => facts[key])
    .find((value) => value !== undefined && value !== notApplicable)
  if (issued === undefined) return pack.terms
  const [from, to] = typeof issued === 'object' && 'from' in issued ? [issued.from, issued.to] : [issued, issued]
  return pack.terms.filter(
    (terms) => terms.issued.from <= String(to) && (terms.issued.to ?? '9999-12-31') >= String(from),
  )
}

/**
 * The values that stand for all that a fact may be: every class of options that the rules tell apart, both ends of an
 * amount. Empty for dates and lists, which are read as intervals instead.
 */
export function alternatives(spec: FactSpec, plan: Plan, facts: Facts): readonly FactValue[] {
  const na: readonly FactValue[] = spec.na === undefined ? [] : [notApplicable]
  switch (spec.type) {
    case 'bool':
      return [true, false, ...na]
    case 'enum': {
      const options = (spec.options ?? []).map((option) => option.value)
      const named = plan.named.get(spec.key)
      const other = options.findLast((option) => !named?.has(option))
      return [...options.filter((option) => named?.has(option)), ...(other === undefined ? [] : [other]), ...na]
    }
    case 'int': {
      const { min, max } = boundsOf(spec.key, facts)
      if (!isSmall(spec)) return [min, max]
      return [...Array.from({ length: max - min + 1 }, (_, index) => min + index), ...na]
    }
    case 'fen': {
      const { min, max } = boundsOf(spec.key, facts)
      return min === max ? [min] : [min, max]
    }
    case 'date':
    case 'stays':
      return na
    default:
      return spec.type satisfies never
  }
}

function isSmall(spec: FactSpec): boolean {
  if (spec.type === 'int') return spec.max !== undefined && spec.max - (spec.min ?? 0) <= 4
  return spec.type === 'bool' || spec.type === 'enum'
}

function benefitConditions(benefit: Terms['benefits'][number]): readonly Condition[] {
  return [benefit.when, ...readingOf(benefit.amount).conditions]
}

function conditionsOf(terms: Terms): readonly Condition[] {
  const rules = [...terms.gates, ...terms.exclusions].map((rule) => rule.when)
  return [...rules, ...terms.benefits.flatMap(benefitConditions)]
}
