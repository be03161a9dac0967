import { canonicalJson } from '../canonical-json.ts'
import type { CivilDate } from '../civil-date.ts'
import { decidingClauses } from '../judgement/clause.ts'
import type { Facts } from '../judgement/fact-value.ts'
import { failingRules } from '../judgement/frontier.ts'
import { traceBenefit } from '../judgement/lines.ts'
import { readingsOf } from '../judgement/open-facts.ts'
import { overlaysOn } from '../judgement/overlaid.ts'
import { runPipeline } from '../judgement/pipeline.ts'
import { candidateTerms } from '../judgement/plan.ts'
import { rulebookOf } from '../judgement/rulebook.ts'
import type { Reading } from '../judgement/weigh.ts'
import type { RulesInForce } from './rules.ts'

/**
 * Everything that an outcome is made of, as text: each reading of each terms version that may govern the claim. The same text under
 * two sets of rules means the same outcome under both. What a judgement has around it, its questions above all, is left out, which
 * is most of the work while little is known of a claim.
 */
export function readingsUnder({ pack, overlays }: RulesInForce, facts: Facts, asOf: CivilDate): string {
  const known = overlaysOn(pack, overlays, asOf)
  const versions = candidateTerms(pack, facts).map((terms) => readingsOf(rulebookOf(terms, known), facts))
  return canonicalJson(versions.map((readings) => readings.map((reading) => outcomeOfReading(reading, facts))))
}

function outcomeOfReading({ plan, weighing }: Reading, facts: Facts) {
  const { terms } = plan
  const scope = { facts, params: terms.params }
  const { verdict, liability, amountFen } = weighing
  const clauses = decidingClauses(
    weighing,
    terms.benefits.map((benefit) => traceBenefit(benefit, scope)),
  )
  const refund = liability === 'out' ? failingRules(plan, weighing).find((rule) => rule.refund)?.refund : undefined
  return { verdict, liability, amountFen, clauses, refundFen: refund ? runPipeline(refund, scope).amountFen : null }
}
