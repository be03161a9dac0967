import { outcomesOf } from '../core/claim/outcomes.ts'
import { isGathering } from '../core/claim/states.ts'
import type { ClaimDesk } from './claim-desk.ts'

/** What a person can do next with a claim, in the order in which it is offered. */
export const claimMoves = [
  'submit',
  'insurerStatus',
  'insurerAsked',
  'supplied',
  'agreed',
  'paidFull',
  'paidPart',
  'advance',
  'refused',
  'tell',
  'explain',
  'dispute',
  'handOver',
  'takeBack',
  'close',
] as const
export type ClaimMove = (typeof claimMoves)[number]

/** The moves that the claim's state leaves open. */
export function claimSteps({ claim, disputes, signed, item }: ClaimDesk): readonly ClaimMove[] {
  const { state } = claim
  const isWithInsurer = state === 'submitted'
  const isAsked = claim.asks.some(({ suppliedOn }) => suppliedOn === null)
  const isOpen: Record<ClaimMove, boolean> = {
    submit: isGathering(state),
    insurerStatus: isWithInsurer || state === 'disputed',
    insurerAsked: isWithInsurer && !isAsked,
    supplied: isWithInsurer && isAsked,
    agreed: isWithInsurer && claim.agreedOn === null,
    paidFull: isWithInsurer,
    paidPart: isWithInsurer,
    advance: isWithInsurer,
    refused: isGathering(state) || isWithInsurer,
    tell: signed !== null && (isGathering(state) || isWithInsurer),
    explain: state === 'refused' || state === 'partlyPaid' || state === 'disputed',
    dispute: state === 'refused' || state === 'partlyPaid' || state === 'disputed',
    handOver: state !== 'closed' && item?.state === 'open' && item.role !== 'expert',
    takeBack:
      disputes.length === 0 &&
      (state === 'paid' || state === 'partlyPaid' || state === 'refused' || (isWithInsurer && claim.agreedOn !== null)),
    close: outcomesOf(claim, disputes).length > 0,
  }
  return claimMoves.filter((move) => isOpen[move])
}
