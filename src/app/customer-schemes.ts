import type { Row } from '../core/entities.ts'
import { claimChecklist } from './claim-checklist.ts'
import type { CustomerDesk } from './customer-standing.ts'
import type { Home } from './home.ts'
import { schemesInReach } from './schemes.ts'

/** A scheme under which goodwill could be paid today on a claim of the customer. */
export type SchemeInReach = { scheme: Row<'scheme'>; claim: Row<'claim'> }

/** Of all claims of a customer. Where no scheme runs, no claim is looked at. */
export async function schemesOfCustomer(
  home: Pick<Home, 'query' | 'clock'>,
  { claims, policies }: Pick<CustomerDesk, 'claims' | 'policies'>,
): Promise<SchemeInReach[]> {
  const running = (await home.query.all('scheme')).filter(({ state }) => state === 'running')
  const codeOf = new Map(policies.map(({ id, productCode }) => [id, productCode]))
  const found: SchemeInReach[] = []
  for (const claim of claims) {
    if (!running.some(({ productCode }) => productCode === codeOf.get(claim.policyId))) continue
    const read = await claimChecklist(home, claim.id)
    if ('ok' in read) continue
    for (const scheme of await schemesInReach(home, read)) found.push({ scheme, claim })
  }
  return found
}
