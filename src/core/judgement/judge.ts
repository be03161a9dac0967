import type { Pack, Terms } from '../product/pack.ts'
import { appliedSteps, decidingClauses, inClauseOrder } from './clause.ts'
import { deadlinesOf } from './deadlines.ts'
import { documentsOf } from './document.ts'
import { effectsOf } from './effect.ts'
import type { Facts } from './fact-value.ts'
import { flagsOf, groundsOf, hasAdvance } from './flag.ts'
import { failingRules, type OpenFact } from './frontier.ts'
import type { Effect, JudgeOptions, Judgement, NextQuestion, OverlayTrace } from './judgement.ts'
import { traceBenefit } from './lines.ts'
import { runPipeline, type PipelineOutcome } from './pipeline.ts'
import { openFactsOf, readingsOf } from './open-facts.ts'
import { endOfTime, overlaysOn } from './overlaid.ts'
import { candidateTerms, type Plan } from './plan.ts'
import { nothing } from './range.ts'
import { rulebookOf, together, type Rulebook } from './rulebook.ts'
import { acrossReadings, acrossVersions, withoutTerms } from './terms-version.ts'
import type { Reading, Weighing } from './weigh.ts'

/**
 * Our preliminary reading of a claim on one product. Pure: the same pack, facts and options give the same bytes of JSON.
 * Three dates choose the rules: the terms version follows `policy.issued_on` (else concluded, else effective), the overlays
 * the day of diagnosis, and what had been announced follows `asOf`. While a version or an overlay is open, the judgement holds
 * whatever any reading would say. Throws only on a pack that `checkPack` refuses.
 */
export function judge(pack: Pack, facts: Facts, options: JudgeOptions): Judgement {
  const versions = candidateTerms(pack, facts)
  const overlays = overlaysOn(pack, options.overlays ?? [], options.asOf)
  const judgements = versions.map((terms) => judgeVersion(pack, rulebookOf(terms, overlays), facts, options))
  const [only] = judgements
  if (only === undefined) return withoutTerms(pack, options)
  return judgements.length === 1 ? only : acrossVersions(versions, judgements)
}

/** What each answer to one fact would do, whether it is open or answered already; empty for a list. */
export function whatIf(
  pack: Pack,
  facts: Facts,
  key: string,
  options: Pick<JudgeOptions, 'overlays'> & { readonly asOf?: JudgeOptions['asOf'] } = {},
): readonly Effect[] {
  const terms = candidateTerms(pack, facts).at(-1)
  if (terms === undefined) return []
  const { [key]: _given, ...others } = facts
  const overlays = overlaysOn(pack, options.overlays ?? [], options.asOf ?? endOfTime)
  return effectsOf(key, rulebookOf(terms, overlays), others)
}

function judgeVersion(pack: Pack, rulebook: Rulebook, facts: Facts, options: JudgeOptions): Judgement {
  const readings = readingsOf(rulebook, facts)
  const frontier = openFactsOf(rulebook, readings, facts, options.askedUnknown ?? [])
  const [first] = readings
  const isOneLiability = readings.every(({ weighing }) => weighing.liability === first?.weighing.liability)
  const { amountFen } = together(readings.map(({ weighing }) => weighing))
  const shared = {
    isAdvanceDue: isOneLiability && first !== undefined && hasAdvance({ ...first.weighing, amountFen }),
    nextQuestion: questionOf(frontier[0], rulebook, facts, readings),
    missing: frontier.map(({ spec }) => spec.key),
  }
  const overlays = rulebook.tracesFor(facts)
  const judgements = readings.map((reading) => judgeUnder(pack, reading, shared, overlays, facts, options))
  const [only] = judgements
  if (only !== undefined && judgements.length === 1) return only
  return {
    ...acrossReadings(judgements),
    clauses: inClauseOrder(judgements.flatMap((judgement) => judgement.clauses)),
    quotes: Object.assign({}, ...judgements.map((judgement) => judgement.quotes)) as Judgement['quotes'],
    overlays: overlays.filter((overlay) => overlay.value === true).map((overlay) => overlay.id),
  }
}

/** What is said of all readings at once. */
type Shared = Pick<Judgement, 'nextQuestion' | 'missing'> & { readonly isAdvanceDue: boolean }

function judgeUnder(
  pack: Pack,
  { plan, weighing }: Reading,
  { nextQuestion, missing, isAdvanceDue }: Shared,
  overlays: readonly OverlayTrace[],
  facts: Facts,
  options: JudgeOptions,
): Judgement {
  const { terms } = plan
  const scope = { facts, params: terms.params }
  const { verdict, liability, amountFen } = weighing
  const benefits = terms.benefits.map((benefit) => traceBenefit(benefit, scope))
  const refund = refundOf(plan, facts, weighing)
  const deadlines = deadlinesOf(terms, facts, isAdvanceDue)
  const flags = flagsOf(plan, facts, weighing, benefits, deadlines, options.asOf, isAdvanceDue)
  const documents = documentsOf(terms, facts)
  const clauses = decidingClauses(weighing, benefits)
  const failing = liability === 'out' ? failingRules(plan, weighing) : []
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
    laws: [
      ...new Set([
        ...failing.flatMap((rule) => rule.laws ?? []),
        ...steps.flatMap((step) => step.law ?? []),
        ...flags.flatMap((flag) => flag.laws),
      ]),
    ],
    flags: [...new Set(flags.map((flag) => flag.flag))],
    grounds: groundsOf(plan, weighing),
    overlays: plan.overlays,
    nextQuestion,
    missing,
    documents,
    deadlines,
    pack: {
      product: pack.product,
      version: terms.version,
      revision: pack.revision,
      sha256: options.sha256 ?? '',
    },
    asOf: options.asOf,
    trace: {
      overlays,
      gates: weighing.gates,
      exclusions: weighing.exclusions,
      benefits,
      refund: refund.steps,
      flags,
    },
  }
}

/** What is due back when out of cover: the first failing rule that refunds. */
function refundOf(plan: Plan, facts: Facts, weighing: Weighing): PipelineOutcome {
  const rule = weighing.liability === 'out' ? failingRules(plan, weighing).find((failing) => failing.refund) : undefined
  if (rule?.refund === undefined) return { amountFen: nothing, steps: [] }
  return runPipeline(rule.refund, { facts, params: plan.terms.params })
}

function questionOf(
  open: OpenFact | undefined,
  rulebook: Rulebook,
  facts: Facts,
  readings: readonly Reading[],
): NextQuestion | null {
  if (open === undefined) return null
  const { spec, clauses } = open
  return {
    fact: spec.key,
    clause: clauses[0] ?? '',
    text: spec.question,
    effects: effectsOf(spec.key, rulebook, facts, readings),
  }
}

function quotesOf(terms: Terms, clauses: readonly string[]): Readonly<Record<string, string>> {
  const quotes: Record<string, string> = {}
  for (const clause of clauses) {
    const quoted = terms.clauses[clause]
    if (quoted !== undefined) quotes[clause] = quoted.text
  }
  return quotes
}
