import { type ClaimFile, checklistOf } from '../checklist/checklist.ts'
import type { CivilDate } from '../civil-date.ts'
import type { Customer, Member } from '../customer/schema.ts'
import type { Judgement } from '../judgement/judgement.ts'
import type { Policy } from '../policy/schema.ts'
import type { Product } from '../product/schema.ts'
import { lifeAtStart } from './states.ts'
import { isSharedFact } from './shared-fact.ts'

/** A policy that covers the person, and what it would say to the event; `judgement` null where its rules are not here. */
export type Responding = { policy: Policy; judgement: Judgement | null }

/**
 * Every policy of the household that covers `insuredName` (own, family and gift alike), each judged on what is known of the
 * event: those that may pay first, those that do not last, with the clause that says so.
 */
export function respondingPolicies(
  household: {
    customer: Customer
    members: readonly Member[]
    policies: readonly Policy[]
    products: ReadonlyMap<string, Product>
    overlays: ClaimFile['overlays']
  },
  event: { insuredName: string; facts: ClaimFile['claim']['facts'] },
  asOf: CivilDate,
): readonly Responding[] {
  const { customer, members, overlays } = household
  const facts = Object.fromEntries(Object.entries(event.facts).filter(([fact]) => isSharedFact(fact)))
  return household.policies
    .filter(({ insuredName }) => insuredName === event.insuredName)
    .map((policy): Responding => {
      const product = household.products.get(policy.productCode)
      if (!product) return { policy, judgement: null }
      const file = { claim: { ...lifeAtStart, facts }, policy, product, customer, members, overlays }
      return { policy, judgement: checklistOf(file, asOf).judgement }
    })
    .toSorted((a, b) => rank(a) - rank(b) || (a.policy.id < b.policy.id ? -1 : 1))
}

function rank({ judgement }: Responding): number {
  if (!judgement) return 2
  return judgement.liability === 'out' ? 3 : judgement.verdict === 'payable' ? 0 : 1
}
