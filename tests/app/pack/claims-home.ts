import type { Home } from '../../../src/app/home.ts'
import { lifeAtStart } from '../../../src/core/claim/states.ts'
import type { Row } from '../../../src/core/entities.ts'
import { writeRows } from '../../../src/store/rows.ts'
import { transact } from '../../../src/store/transact.ts'
import { claim } from '../../core/judgement/fixture.ts'

/** A claim that a test wants: a test claim's facts on a policy with its dates. */
export type Wanted = { id: string; fixture: string; state?: Row<'claim'>['state']; facts?: Row<'claim'>['facts'] }

/** Facts that a home reads from the policy, not from the claim's answers. */
export const factsOfPolicy = ['policy.issued_on', 'policy.concluded_on', 'policy.effective_on', 'policy.expires_on']

/** Writes claims straight into the tables of an authority, each on a customer and a policy of its own: many, fast. */
export async function writeClaims(home: Home, ownerId: string, wanted: readonly Wanted[]): Promise<void> {
  const customers: Row<'customer'>[] = []
  const policies: Row<'policy'>[] = []
  const claims: Row<'claim'>[] = []
  for (const { id, fixture, state = 'open', facts = {} } of wanted) {
    const { product, facts: known } = claim(fixture)
    const customerId = `c.${id}`
    const policyId = `p.${id}`
    const day = (key: string) => String(known[key] ?? known['policy.effective_on'])
    customers.push({
      ...{ id: customerId, externalId: null, ownerId, name: `客户${id}`, gender: 'unknown', bornOn: null },
      ...{ phone: null, idNumber: null, city: null, tags: [], since: null },
    })
    policies.push({
      ...{ id: policyId, externalId: null, customerId, memberId: null, number: `N-${id}`, productCode: product },
      ...{ insuredName: `客户${id}`, source: 'own', state: 'inForce', issuedOn: day('policy.issued_on') },
      ...{ effectiveOn: day('policy.effective_on'), expiresOn: day('policy.expires_on') },
      ...{ paidThrough: null, premiumFen: 0, sumInsuredFen: null },
    })
    const answers = Object.entries(known).filter(([key]) => !factsOfPolicy.includes(key))
    claims.push({
      ...lifeAtStart,
      ...{ id, customerId, policyId, caseId: null, state, openedAt: 0 },
      facts: { ...(Object.fromEntries(answers) as Row<'claim'>['facts']), ...facts },
    })
  }
  await transact(home.store, async (write) => {
    await writeRows(write, 'customer', customers)
    await writeRows(write, 'policy', policies)
    await writeRows(write, 'claim', claims)
  })
}
