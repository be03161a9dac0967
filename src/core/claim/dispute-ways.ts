export const disputeStates = ['open', 'won', 'partlyWon', 'lost', 'withdrawn'] as const

/** Where a round is fought, from the nearest to the furthest. */
export const disputeWays = ['insurer', 'insurerSenior', 'mediation', 'regulator', 'arbitration', 'court'] as const
