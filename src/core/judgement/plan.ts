import type { Overlay } from '../product/overlay.ts'
import { overlayCondition } from '../product/overlay-condition.ts'
import type { Pack, Terms } from '../product/pack.ts'
import type { Condition } from './condition.ts'
import { factSpec, factSpecs } from './fact.ts'
import type { FactSpec, FactType } from './fact-spec.ts'
import { notApplicable, type Facts, type FactValue } from './fact-value.ts'
import { withPolicyNumbers } from './policy-numbers.ts'
import { boundsOf } from './term.ts'
import { comparisonsOf, factsOfCondition, factsOfSteps, readingOf, type Comparison } from './walk.ts'

/** What is worth knowing about a terms version before any fact is: made once a judgement, read by every what-if. */
export interface Plan {
  readonly terms: Terms
  /** Ids of the overlays that have been laid on these terms. */
  readonly overlays: readonly string[]
  /** Comparisons of every rule, to find where a date's answer would turn. */
  readonly comparisons: readonly Comparison[]
  /** The options that rules name, by fact: all others come to the same. */
  readonly named: ReadonlyMap<string, ReadonlySet<string | number>>
  /** Facts of the benefit lines whose alternatives are tried one by one, in this order. */
  readonly tried: readonly FactSpec[]
  /** The clauses of the rules that read a fact, refunds included, and of the benefit lines and their steps. */
  readonly ruleClauses: ReadonlyMap<string, ReadonlySet<string>>
  readonly lineClauses: ReadonlyMap<string, ReadonlySet<string>>
  /** The gates and exclusions whose condition reads a fact. */
  readonly ruleReaders: ReadonlyMap<string, ReadonlySet<Rule>>
  /** The facts on which each benefit line depends, in the order of the lines. */
  readonly lineFacts: readonly ReadonlySet<string>[]
}

/** A gate or an exclusion. */
export type Rule = Terms['gates'][number] | Terms['exclusions'][number]

/** Facts that tell lines apart are tried first; amounts, which only stretch a line, last. */
const triedOrder: Readonly<Record<FactType, number>> = {
  enum: 0,
  bool: 1,
  int: 2,
  fen: 3,
  date: 4,
  stays: 4,
  visits: 4,
  grades: 4,
}

/** `terms` with `applied` laid on them; `overlays` are all that might be, to know where an answer would bring one on. */
export function planOf(terms: Terms, applied: readonly Overlay[] = [], overlays: readonly Overlay[] = applied): Plan {
  const conditions = [...conditionsOf(terms), ...overlays.map(overlayCondition)]
  const chosen = terms.benefits.flatMap((benefit) => readingOf(benefit.amount).choices)
  const comparisons = [...conditions.flatMap(comparisonsOf), ...chosen]
  const named = new Map<string, Set<string | number>>()
  for (const { operands, options } of comparisons) {
    for (const operand of operands) {
      if (typeof operand !== 'string') continue
      const known = named.get(operand) ?? new Set()
      for (const option of options) known.add(option)
      named.set(operand, known)
    }
  }
  const lineClauses = clausesByLine(terms)
  const inConditions = new Set(
    terms.benefits.flatMap((benefit) => benefitConditions(benefit)).flatMap(factsOfCondition),
  )
  const isTried = (spec: FactSpec): boolean =>
    lineClauses.has(spec.key) && (isSmall(spec) || (spec.type === 'fen' && !inConditions.has(spec.key)))
  const tried = factSpecs.filter(isTried).toSorted((a, b) => triedOrder[a.type] - triedOrder[b.type])
  const ids = applied.map((overlay) => overlay.id)
  const ruleClauses = clausesByRule(terms, overlays)
  const lineFacts = terms.benefits.map(factsOfLine)
  const ruleReaders = readersByFact(terms)
  return { terms, overlays: ids, comparisons, named, tried, ruleClauses, lineClauses, ruleReaders, lineFacts }
}

/** Those that it reads, and those that bound an amount which it reads while that is unknown. */
function factsOfLine(benefit: Terms['benefits'][number]): ReadonlySet<string> {
  const read = [...factsOfCondition(benefit.when), ...factsOfSteps(benefit.amount)]
  return new Set([...read, ...read.flatMap((key) => factSpec(key)?.maxFact ?? [])])
}

/**
 * The terms versions that may govern the policy: by its issue date, else by when it was concluded or took effect; with the sum
 * insured and the premium that the policy itself names.
 */
export function candidateTerms(pack: Pack, facts: Facts): readonly Terms[] {
  const issued = ['policy.issued_on', 'policy.concluded_on', 'policy.effective_on']
    .map((key) => facts[key])
    .find((value) => value !== undefined && value !== notApplicable)
  if (issued === undefined) return pack.terms.map((terms) => withPolicyNumbers(terms, facts))
  const [from, to] = typeof issued === 'object' && 'from' in issued ? [issued.from, issued.to] : [issued, issued]
  return pack.terms
    .filter((terms) => terms.issued.from <= String(to) && (terms.issued.to ?? '9999-12-31') >= String(from))
    .map((terms) => withPolicyNumbers(terms, facts))
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
      const others = options.filter((option) => !named?.has(option))
      const other = others.find((option) => option === 'none') ?? others.at(-1)
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
    case 'visits':
    case 'grades':
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

function clausesByRule(terms: Terms, overlays: readonly Overlay[]): ReadonlyMap<string, ReadonlySet<string>> {
  const index = new Map<string, Set<string>>()
  for (const rule of [...terms.gates, ...terms.exclusions]) {
    const read = [...factsOfCondition(rule.when), ...factsOfSteps(rule.refund ?? [])]
    for (const key of read) add(index, key, rule.clause)
  }
  for (const overlay of overlays) {
    const dropped = terms.gates.filter((gate) => overlay.drop_gates.includes(gate.id))
    for (const key of factsOfCondition(overlayCondition(overlay)))
      for (const gate of dropped) add(index, key, gate.clause)
  }
  return index
}

function readersByFact(terms: Terms): ReadonlyMap<string, ReadonlySet<Rule>> {
  const index = new Map<string, Set<Rule>>()
  for (const rule of [...terms.gates, ...terms.exclusions])
    for (const key of factsOfCondition(rule.when)) add<Rule>(index, key, rule)
  return index
}

/** A line's own clause where its condition reads the fact, a step's where the step does. */
function clausesByLine(terms: Terms): ReadonlyMap<string, ReadonlySet<string>> {
  const index = new Map<string, Set<string>>()
  for (const benefit of terms.benefits) {
    for (const key of factsOfCondition(benefit.when)) add(index, key, benefit.clause)
    for (const step of benefit.amount) for (const key of factsOfSteps([step])) add(index, key, step.clause)
  }
  return index
}

function add<Member>(index: Map<string, Set<Member>>, key: string, member: Member): void {
  const members = index.get(key) ?? new Set<Member>()
  members.add(member)
  index.set(key, members)
}
