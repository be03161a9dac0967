import type { Case } from './schema.ts'

/** How long a taken case stays with its taker; what the taker says or changes in it renews the lease. */
export const leaseMs = 30 * 60_000

/** Who holds the case at `now`; null when it is free or the lease has run out. */
export function leaseHolder(item: Pick<Case, 'takenBy' | 'takenUntil'>, now: number): string | null {
  return item.takenBy !== null && (item.takenUntil ?? 0) > now ? item.takenBy : null
}

/** The case after its taker has worked in it; anybody else's work leaves the lease as it is. */
export function renewed(item: Case, staffId: string, now: number): Case {
  return leaseHolder(item, now) === staffId ? { ...item, takenUntil: now + leaseMs } : item
}
