import type { Claim } from './schema.ts'

/**
 * Where a claim stands. `judged`: a preliminary judgement is signed. `submitted`: with the insurer, whose word ends in `paid`,
 * `partlyPaid` or `refused`; both of the last can be `disputed`. `closed` carries an outcome.
 */
export const claimStates = [
  'open',
  'judged',
  'submitted',
  'paid',
  'partlyPaid',
  'refused',
  'disputed',
  'closed',
] as const

export type ClaimState = (typeof claimStates)[number]

/** What the insurer was last heard to be doing with a claim that lies with it. */
export const insurerStatuses = ['received', 'reviewing', 'investigating', 'awaitingDocuments', 'approving'] as const

/** How a claim came out in the end. `withdrawn`: by the customer. */
export const claimOutcomes = [
  'paid',
  'partlyPaid',
  'wonInDispute',
  'refusalAccepted',
  'lostInDispute',
  'withdrawn',
] as const

/** Whether its papers are still being gathered: it has not gone to the insurer. */
export function isGathering(state: ClaimState): boolean {
  return state === 'open' || state === 'judged'
}

/** Whether something is still to happen in a claim: a refusal is over once somebody has explained it. */
export function isUnderWay({ state, explainedAt }: Pick<Claim, 'state' | 'explainedAt'>): boolean {
  switch (state) {
    case 'open':
    case 'judged':
    case 'submitted':
    case 'disputed':
      return true
    case 'refused':
      return explainedAt === null
    case 'paid':
    case 'partlyPaid':
    case 'closed':
      return false
  }
}

/** What a claim's life has written down when it begins: nothing. */
export const lifeAtStart = {
  ...{ refusedOn: null, refusalReason: null, refusalClause: null, claimedFen: null, submittedOn: null, insurer: null },
  ...{ asks: [], decidedOn: null, agreedOn: null, paidOn: null, paidFen: null, explainedAt: null },
  ...{ outcome: null, closedAt: null },
} satisfies Partial<Claim>
