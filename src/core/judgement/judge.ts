import type { Pack, Terms } from '../product/pack.ts'
import { appliedSteps, decidingClauses } from './clause.ts'
import { deadlinesOf } from './deadlines.ts'
import { documentsOf } from './document.ts'
import { effectsOf } from './effect.ts'
import type { Facts } from './fact-value.ts'
import { flagsOf, groundsOf, hasAdvance } from './flag.ts'
import { failingRules, frontierOf, type OpenFact } from './frontier.ts'
import type { Effect, JudgeOptions, Judgement, NextQuestion } from './judgement.ts'
import { traceBenefit } from './lines.ts'
import { runPipeline, type PipelineOutcome } from './pipeline.ts'
import { candidateTerms, planOf, type Plan } from './plan.ts'
import { nothing } from './range.ts'
import { acrossVersions, withoutTerms } from './terms-version.ts'
import { weigh, type Weighing } from './weigh.ts'

/**
 * Our preliminary reading of a claim on one product. Pure: the same pack, facts and options give the same bytes of JSON.
 * The terms version follows `policy.issued_on` (else concluded, else effective); while that leaves more than one, the
 * judgement holds whatever any of them would say. Throws only on a pack that `checkPack` refuses.
 */
export function judge(pack: Pack, facts: Facts, options: JudgeOptions): Judgement {
  const versions = candidateTerms(pack, facts)
  const judgements = versions.map((terms) => judgeUnder(pack, terms, facts, options))
  const [only] = judgements
  if (only === undefined) return withoutTerms(pack, options)
  return judgements.length === 1 ? only : acrossVersions(versions, judgements)
}

/** What each answer to one fact would do, whether it is open or answered already; empty for a list. */
export function whatIf(pack: Pack, facts: Facts, key: string): readonly Effect[] {
  const terms = candidateTerms(pack, facts).at(-1)
  if (terms === undefined) return []
  const { [key]: _given, ...others } = facts
  return effectsOf(key, planOf(terms), others)
}

function judgeUnder(pack: Pack, terms: Terms, facts: Facts, options: JudgeOptions): Judgement {
  const plan = planOf(terms)
  const scope = { facts, params: terms.params }
  const weighing = weigh(plan, facts)
  const { verdict, liability, amountFen } = weighing
  const benefits = terms.benefits.map((benefit) => traceBenefit(benefit, scope))
  const refund = refundOf(plan, facts, weighing)
  const deadlines = deadlinesOf(terms, facts, hasAdvance(weighing))
  const flags = flagsOf(plan, facts, weighing, benefits, deadlines, options.asOf)
  const frontier = frontierOf(plan, facts, weighing, options.askedUnknown ?? [])
  const nextQuestion = questionOf(frontier[0], plan, facts)
  const documents = documentsOf(terms, facts)
  const clauses = decidingClauses(weighing, benefits)
  const paying = liability === 'out' ? [] : benefits.filter((benefit) => benefit.value === true)
  const steps = [...paying.flatMap(appliedSteps), ...refund.steps]
  return {
    verdict,
    liability,
    amountFen,
    stakeFen: weighing.lines.amountFen,
    refundFen: refund.amountFen.min,
    clauses,
    quotes: quotesOf(terms, [
      ...clauses,
      ...documents.map((document) => document.clause),
      ...flags.flatMap((flag) => flag.clause ?? []),
      ...(nextQuestion === null ? [] : [nextQuestion.clause]),
    ]),
    laws: [...new Set([...steps.flatMap((step) => step.law ?? []), ...flags.flatMap((flag) => flag.laws)])],
    flags: [...new Set(flags.map((flag) => flag.flag))],
    grounds: groundsOf(plan, weighing),
    overlays: [],
    nextQuestion,
    missing: frontier.map((open) => open.spec.key),
    documents,
    deadlines,
    pack: {
      product: pack.product,
      version: terms.version,
      revision: pack.revision,
      sha256: options.sha256 ?? '',
    },
    asOf: options.asOf,
    trace: { gates: weighing.gates, exclusions: weighing.exclusions, benefits, refund: refund.steps, flags },
  }
}

/** What is due back when out of cover: the first failing rule that refunds. */
function refundOf(plan: Plan, facts: Facts, weighing: Weighing): PipelineOutcome {
  const rule = weighing.liability === 'out' ? failingRules(plan, weighing).find((failing) => failing.refund) : undefined
  if (rule?.refund === undefined) return { amountFen: nothing, steps: [] }
  return runPipeline(rule.refund, { facts, params: plan.terms.params })
}

function questionOf(open: OpenFact | undefined, plan: Plan, facts: Facts): NextQuestion | null {
  if (open === undefined) return null
  const { spec, clauses } = open
  return { fact: spec.key, clause: clauses[0] ?? '', text: spec.question, effects: effectsOf(spec.key, plan, facts) }
}

function quotesOf(terms: Terms, clauses: readonly string[]): Readonly<Record<string, string>> {
  const quotes: Record<string, string> = {}
  for (const clause of clauses) {
    const quoted = terms.clauses[clause]
    if (quoted !== undefined) quotes[clause] = quoted.text
  }
  return quotes
}
