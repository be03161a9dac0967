import type { Claim } from '../claim/schema.ts'
import type { Tx } from '../command.ts'
import type { Flow } from '../escalation/flow.ts'
import type { Escalation } from '../escalation/schema.ts'
import { factSpec, readFacts } from '../judgement/fact.ts'
import { type FactValue, isDateInterval, notApplicable } from '../judgement/fact-value.ts'
import { approvedAt, askOf, comparedFields, isApproved, isSpecialCase } from './special-case.ts'
import type { Precedent } from './schema.ts'

/** A special case as it is compared with others. */
export type Compared = Pick<Precedent, 'productCode' | 'clauseNumber' | 'facts'>

/** What of a special case can be compared: answers that are chosen and not written, and days by their month. */
export function comparedOf(
  run: Pick<Escalation, 'fields'>,
  claim: Pick<Claim, 'facts'> | null,
  productCode: string | null,
): Compared {
  const known = Object.entries(claim ? readFacts(claim.facts).facts : {})
  const chosen = comparedFields.flatMap((id) => (run.fields[id] === undefined ? [] : [[`run.${id}`, run.fields[id]]]))
  const facts = [...known.map(([key, value]) => [key, coarse(key, value)]), ...chosen].filter(
    (one): one is [string, string | number | boolean] => one[1] !== null && typeof one[1] !== 'object',
  )
  return { productCode, clauseNumber: askOf(run).clauseNumber, facts: Object.fromEntries(facts) }
}

/** Null for what tells one person from another rather than one kind of case: sums, ages, lists of stays. */
function coarse(key: string, value: FactValue): string | number | boolean | null {
  const spec = factSpec(key)
  if (!spec || value === notApplicable) return null
  if (spec.type === 'date') {
    const day = typeof value === 'object' && isDateInterval(value) ? value.from : value
    return typeof day === 'string' ? day.slice(0, 7) : null
  }
  const isChosen = spec.type === 'bool' || spec.options !== undefined
  return isChosen && typeof value !== 'object' ? value : null
}

/** Writes down how a special case was decided, once it is; nothing for any other run. */
export async function notePrecedent(tx: Tx, flow: Flow, run: Escalation): Promise<void> {
  const isRefused = run.state === 'refused'
  if (!isSpecialCase(run) || !(isRefused || isApproved(flow, run))) return
  const claim = run.claimId === null ? undefined : await tx.get('claim', run.claimId)
  const policy = claim && (await tx.get('policy', claim.policyId))
  const decision = run.steps.findLast(({ state }) => state === 'approved' || state === 'refused')
  await tx.put('precedent', {
    ...{ id: run.id, flowId: run.flowId, ...comparedOf(run, claim ?? null, policy?.productCode ?? null) },
    ...{ verdict: isRefused ? 'refused' : 'approved', amountFen: askOf(run).amountFen },
    ...{ decidedBy: decision?.by ?? run.authorId, decidedAt: isRefused ? (run.endedAt ?? 0) : approvedAt(run) },
  })
}
