import type { Claim } from './schema.ts'
import type { claimOutcomes } from './states.ts'

/** The outcomes that a claim may be closed with as it stands. */
export function outcomesOf(
  claim: Pick<Claim, 'state'>,
  disputes: readonly { state: string }[],
): readonly (typeof claimOutcomes)[number][] {
  const hasWon = disputes.some(({ state }) => state === 'won' || state === 'partlyWon')
  switch (claim.state) {
    case 'paid':
      return hasWon ? ['wonInDispute'] : ['paid']
    case 'partlyPaid':
      return hasWon ? ['wonInDispute'] : ['partlyPaid']
    case 'refused':
      return [disputes.some(({ state }) => state === 'lost') ? 'lostInDispute' : 'refusalAccepted', 'withdrawn']
    case 'disputed':
    case 'closed':
      return []
    case 'open':
    case 'judged':
    case 'submitted':
      return ['withdrawn']
  }
}
