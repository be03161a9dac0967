import { outcomesOf } from '../core/claim/commands.ts'
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
  'close',
] as const
export type ClaimMove = (typeof claimMoves)[number]

/** The moves that the claim's state leaves open. */
export function claimSteps({ claim, disputes, signed, item }: ClaimDesk): readonly ClaimMove[] {
  const { state } = claim
  const isWithInsurer = state === 'submitted'
  const isAsked = claim.asks.some(({ suppliedOn }) => suppliedOn === null)
  const isOpen: Record<ClaimMove, boolean> = {
    submit: state === 'open' || state === 'judged',
    insurerStatus: isWithInsurer || state === 'disputed',
    insurerAsked: isWithInsurer && !isAsked,
    supplied: isWithInsurer && isAsked,
    agreed: isWithInsurer && claim.agreedOn === null,
    paidFull: isWithInsurer,
    paidPart: isWithInsurer,
    advance: isWithInsurer,
    refused: state === 'open' || state === 'judged' || isWithInsurer,
    tell: signed !== null && state !== 'closed',
    explain: state === 'refused' || state === 'partlyPaid' || state === 'disputed',
    dispute: state === 'refused' || state === 'partlyPaid' || state === 'disputed',
    handOver: state !== 'closed' && item?.state === 'open' && item.role !== 'expert',
    close: outcomesOf(claim, disputes).length > 0,
  }
  return claimMoves.filter((move) => isOpen[move])
}
