import { canonicalJson } from '../canonical-json.ts'
import type { CivilDate } from '../civil-date.ts'
import { decidingClauses, inClauseOrder } from '../judgement/clause.ts'
import type { Facts } from '../judgement/fact-value.ts'
import { failingRules } from '../judgement/frontier.ts'
import type { Judgement } from '../judgement/judgement.ts'
import { traceBenefit } from '../judgement/lines.ts'
import { readingsOf } from '../judgement/open-facts.ts'
import { overlaysOn } from '../judgement/overlaid.ts'
import { runPipeline } from '../judgement/pipeline.ts'
import { candidateTerms } from '../judgement/plan.ts'
import { nothing } from '../judgement/range.ts'
import { rulebookOf, together, type Rulebook } from '../judgement/rulebook.ts'
import type { Reading } from '../judgement/weigh.ts'
import type { RulesInForce } from './rules.ts'

/** What of a judgement a customer is told: when none of it moves, there is nothing to tell again. Amounts in fen. */
export type ToldOutcome = Pick<Judgement, 'verdict' | 'liability' | 'amountFen' | 'refundFen' | 'clauses' | 'overlays'>

/**
 * The outcome that `judge` gives, without what it has around it: questions, documents, clocks and trace. Those are most of the work
 * while little is known of a claim, and thousands of claims are gone through at a time. A test holds both together.
 */
export function outcomeUnder({ pack, overlays }: RulesInForce, facts: Facts, asOf: CivilDate): ToldOutcome {
  const known = overlaysOn(pack, overlays, asOf)
  const versions = candidateTerms(pack, facts).map((terms) => outcomeOfVersion(rulebookOf(terms, known), facts))
  return across(versions) ?? withoutTerms
}

const withoutTerms: ToldOutcome = {
  ...{ verdict: 'needs_info', liability: 'unknown', amountFen: nothing, refundFen: 0, clauses: [], overlays: [] },
}

function outcomeOfVersion(rulebook: Rulebook, facts: Facts): ToldOutcome {
  const readings = readingsOf(rulebook, facts).map((reading) => outcomeOfReading(reading, facts))
  const outcome = across(readings) ?? withoutTerms
  if (readings.length === 1) return outcome
  const certain = rulebook.tracesFor(facts).filter(({ value }) => value === true)
  return {
    ...outcome,
    clauses: inClauseOrder(readings.flatMap(({ clauses }) => clauses)),
    overlays: certain.map(({ id }) => id),
  }
}

function outcomeOfReading({ plan, weighing }: Reading, facts: Facts): ToldOutcome {
  const { terms, overlays } = plan
  const scope = { facts, params: terms.params }
  const { verdict, liability, amountFen } = weighing
  const benefits = terms.benefits.map((benefit) => traceBenefit(benefit, scope))
  const refund = liability === 'out' ? failingRules(plan, weighing).find((rule) => rule.refund)?.refund : undefined
  const refundFen = refund === undefined ? 0 : runPipeline(refund, scope).amountFen.min
  return { verdict, liability, amountFen, refundFen, clauses: decidingClauses(weighing, benefits), overlays }
}

/** One outcome that holds under all of them, in the words of the last. */
function across(outcomes: readonly ToldOutcome[]): ToldOutcome | undefined {
  const last = outcomes.at(-1)
  if (last === undefined || outcomes.length === 1) return last
  const isOneLiability = outcomes.every(({ liability }) => liability === last.liability)
  return {
    ...last,
    ...together(outcomes),
    liability: isOneLiability ? last.liability : 'unknown',
    refundFen: Math.min(...outcomes.map(({ refundFen }) => refundFen)),
  }
}

/** The outcome of a whole judgement. */
export function outcomeOf(judgement: ToldOutcome): ToldOutcome {
  const { verdict, liability, amountFen, refundFen, clauses, overlays } = judgement
  return { verdict, liability, amountFen, refundFen, clauses, overlays }
}

/** Whether two judgements come out the same for the customer. An overlay that changes nothing else is no other outcome. */
export function isSameOutcome(a: ToldOutcome, b: ToldOutcome): boolean {
  const told = ({ overlays: _overlays, ...outcome }: ToldOutcome) => canonicalJson(outcome)
  return told(a) === told(b)
}
