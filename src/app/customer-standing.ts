import { dateAt } from '../core/civil-date.ts'
import type { FactValue } from '../core/judgement/fact-value.ts'
import type { Pack } from '../core/product/pack.ts'
import { termsIssuedOn } from '../core/product/terms.ts'
import { type PolicyStanding, standingOf } from '../core/policy/standing.ts'
import type { Home } from './home.ts'
import type { WholeCustomer } from './queries.ts'

/** An answer that the customer has given before: the newest, and in which claim. */
export type KnownAnswer = { fact: string; value: FactValue; claimId: string; at: number }

/** The customer with what runs on each policy (by its id), and what need not be asked again. */
export type CustomerDesk = WholeCustomer & {
  standing: Readonly<Record<string, PolicyStanding>>
  known: readonly KnownAnswer[]
}

export async function customerDesk(
  { query, clock }: Pick<Home, 'query' | 'clock'>,
  customerId: string,
): Promise<CustomerDesk | undefined> {
  const whole = await query.customer(customerId)
  if (!whole) return undefined
  const today = dateAt(clock.now())
  const packs = new Map<string, Pack | undefined>()
  for (const { productCode } of whole.policies)
    if (!packs.has(productCode))
      packs.set(productCode, (await query.row('product', productCode))?.pack as Pack | undefined)
  const standing = whole.policies.map((policy) => {
    const pack = packs.get(policy.productCode)
    const claims = whole.claims.filter(({ policyId }) => policyId === policy.id)
    const known = { terms: pack && termsIssuedOn(pack, policy.issuedOn), renewal: pack?.renewal ?? null, claims, today }
    return [policy.id, standingOf(policy, known)] as const
  })
  return { ...whole, standing: Object.fromEntries(standing), known: knownAnswers(whole.claims) }
}

/** What is of the person before what is of an event: the first holds for the next claim too. */
const ofPerson = ['insured.', 'history.']

/** Of every fact that was answered in a claim the newest answer. */
export function knownAnswers(claims: WholeCustomer['claims']): KnownAnswer[] {
  const newest = new Map<string, KnownAnswer>()
  for (const { id, facts, openedAt } of claims.toSorted((a, b) => b.openedAt - a.openedAt || (a.id < b.id ? 1 : -1)))
    for (const [fact, value] of Object.entries(facts))
      if (!newest.has(fact)) newest.set(fact, { fact, value: value as FactValue, claimId: id, at: openedAt })
  const isOfPerson = ({ fact }: KnownAnswer) => ofPerson.some((family) => fact.startsWith(family))
  return [...newest.values()].sort(
    (a, b) => Number(isOfPerson(b)) - Number(isOfPerson(a)) || (a.fact < b.fact ? -1 : 1),
  )
}
