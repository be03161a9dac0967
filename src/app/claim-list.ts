import { dateAt, daysBetween } from '../core/civil-date.ts'
import { claimClocks, isStalled } from '../core/claim/clocks.ts'
import type { Row } from '../core/entities.ts'
import { isDayOff } from '../core/calendar/days-off.ts'
import type { Home } from './home.ts'
import type { ListedClaim } from './queries.ts'

/** A claim in a list, with the days since its last step; stalled: the insurer has been silent over it for too long. */
export type ClaimAtAGlance = ListedClaim & { daysSince: number; isStalled: boolean }

export async function claimsAtAGlance(
  { query, clock }: Pick<Home, 'query' | 'clock'>,
  state?: Row<'claim'>['state'],
): Promise<readonly ClaimAtAGlance[]> {
  const today = dateAt(clock.now())
  return (await query.listedClaims(state)).map((listed) => {
    // The insurer's silence is read from the claim alone: it takes neither documents nor the product's deadlines.
    const record = { claim: listed.claim, deadlines: {}, documents: [], roundSentOn: null }
    const isSilent = isStalled(claimClocks(record, today, isDayOff))
    return { ...listed, daysSince: daysBetween(dateAt(listed.lastStepAt), today), isStalled: isSilent }
  })
}
