import { isAway } from '../core/duty/duty.ts'
import type { MoveWithProof } from '../store/book-queries.ts'
import type { Home } from './home.ts'

/** `met`: a word was said to the customer since the move, in time or not; else whether there is still time for it. */
export type FirstContact = MoveWithProof & { standing: 'met' | 'metLate' | 'waiting' | 'late' }

/** Customers who have come from another book, the clock for a first word to them, and the proof that it was said. */
export async function firstContacts({ query, clock }: Reading, staffId?: string): Promise<FirstContact[]> {
  const now = clock.now()
  return (await query.movesWithProof(staffId)).map((move) => {
    const isInTime = (move.proof?.at ?? now) <= move.contactBy
    return { ...move, standing: move.proof ? (isInTime ? 'met' : 'metLate') : isInTime ? 'waiting' : 'late' }
  })
}

type Reading = Pick<Home, 'query' | 'clock'>

/**
 * A customer whom nobody looks after: the owner is no active butler (`ownerGone`), is away and nobody stands in (`uncovered`), or has
 * not said a word in time since the customer came (`notContacted`). `since`: epoch ms, null where it is not known.
 */
export type Orphan = {
  customerId: string
  customerName: string
  ownerId: string
  why: 'ownerGone' | 'uncovered' | 'notContacted'
  since: number | null
}

export async function orphans({ query, clock }: Reading): Promise<Orphan[]> {
  const now = clock.now()
  const butlers = new Set(
    (await query.all('staff')).flatMap((one) => (one.role === 'butler' && one.isActive ? one.id : [])),
  )
  const away = new Map(
    (await query.all('duty')).flatMap((duty) =>
      duty.away && isAway(duty, now) && duty.coveredBy === null ? [[duty.id, duty.away.from] as const] : [],
    ),
  )
  const gone = [...(await query.booksByOwner()).keys()].filter((id) => !butlers.has(id))
  const owned = await query.ownedBy([...gone, ...away.keys()])
  const found = owned.map(({ id: customerId, name: customerName, ownerId }): Orphan => {
    const isGone = !butlers.has(ownerId)
    const since = isGone ? null : (away.get(ownerId) ?? null)
    return { customerId, customerName, ownerId, why: isGone ? 'ownerGone' : 'uncovered', since }
  })
  const known = new Set(found.map(({ customerId }) => customerId))
  for (const { customerId, customerName, ownerId, standing, contactBy } of await firstContacts({ query, clock }))
    if (standing === 'late' && !known.has(customerId))
      found.push({ customerId, customerName, ownerId, why: 'notContacted', since: contactBy })
  return found
}
