import { leaders } from '../staff/roles.ts'
import { z } from 'zod'
import { command, type Run } from '../command.ts'
import { takerOf } from '../duty/intake.ts'
import { dutyOf, isAway } from '../duty/duty.ts'
import { done, refuse, type Refusal } from '../refusal.ts'
import { type Handover, isGiven } from './schema.ts'

/**
 * Hands cases of a book to another butler, all of them or none: each waits for the receiver's word. A butler hands over what is on
 * the own desk; others in the name of the customer's butler.
 */
export const makeHandover = command({
  name: 'handover.make',
  roles: ['butler', ...leaders],
  offline: 'onlineOnly',
  args: () =>
    z.object({
      receiverId: z.string(),
      caseIds: z.array(z.string()).min(1).max(500),
      note: z.string().trim().max(2000).default(''),
    }),
  async run({ args, actor, now, newId, tx }) {
    const { receiverId, note } = args
    const taker = await takerOf(tx, receiverId)
    if ('ok' in taker) return taker
    if (isAway(taker.duty, now)) return refuse('staff.away', { staffId: receiverId })
    const packId = newId()
    const items: { handoverId: string; customerId: string }[] = []
    const refusal = taker.whyNot({ customers: 0, openCases: new Set(args.caseIds).size })
    if (refusal) return refusal
    for (const caseId of new Set(args.caseIds)) {
      const item = await tx.get('case', caseId)
      const customer = item && (await tx.get('customer', item.customerId))
      if (!item || !customer) return refuse('not-found', { entity: 'case', id: caseId })
      if (item.state !== 'open') return refuse('case.not-open', { caseId })
      const giverId = actor.role === 'butler' ? actor.staffId : customer.ownerId
      if (item.role !== 'butler' || receiverId === giverId || receiverId === customer.ownerId)
        return refuse('handover.not-theirs', { caseId, staffId: receiverId })
      const given = (await tx.find('handover', { caseId })).find(isGiven)
      if (given) return refuse('handover.given-already', { caseId, staffId: given.receiverId })
      const handoverId = newId()
      items.push({ handoverId, customerId: customer.id })
      await tx.put('handover', {
        ...{ id: handoverId, customerId: customer.id, caseId, packId, giverId, receiverId, note, reason: null },
        ...{ state: 'waiting', givenBy: actor.staffId, givenAt: now, answeredAt: null },
      })
    }
    return done({ packId, receiverId, items })
  },
})

/** The receiver takes one case of a pack: it is theirs to work, until they or its giver hand it back. */
export const acceptHandover = command({
  name: 'handover.accept',
  roles: ['butler'],
  offline: 'tentative',
  args: () => z.object({ handoverId: z.string() }),
  async run({ args, actor, now, tx }) {
    const item = await itemFor(tx, args.handoverId, (one) => one.receiverId === actor.staffId)
    if ('ok' in item) return item
    if (item.state !== 'waiting') return refuse('handover.wrong-state', { handoverId: item.id, state: item.state })
    const duty = (await tx.get('duty', actor.staffId)) ?? dutyOf(actor.staffId)
    if (duty.isIntakePaused) return refuse('staff.intake-paused', { staffId: actor.staffId })
    await tx.put('handover', { ...item, state: 'accepted', answeredAt: now })
    return done(about(item))
  },
})

/** The receiver says no, and why: the case stays with its giver, and the supervisors see it. */
export const refuseHandover = command({
  name: 'handover.refuse',
  roles: ['butler'],
  offline: 'tentative',
  args: () => z.object({ handoverId: z.string(), reason: z.string().trim().min(1).max(500) }),
  async run({ args, actor, now, tx }) {
    const item = await itemFor(tx, args.handoverId, (one) => one.receiverId === actor.staffId)
    if ('ok' in item) return item
    if (item.state !== 'waiting') return refuse('handover.wrong-state', { handoverId: item.id, state: item.state })
    await tx.put('handover', { ...item, state: 'refused', reason: args.reason, answeredAt: now })
    return done(about(item))
  },
})

/** Ends a hand-over: the case is its giver's again. By either of the two, or by who leads them. */
export const returnHandover = command({
  name: 'handover.return',
  roles: ['butler', ...leaders],
  offline: 'tentative',
  args: () => z.object({ handoverId: z.string() }),
  async run({ args, actor, now, tx }) {
    const mine = ({ giverId, receiverId }: Handover) => [giverId, receiverId].includes(actor.staffId)
    const item = await itemFor(tx, args.handoverId, (one) => actor.role !== 'butler' || mine(one))
    if ('ok' in item) return item
    if (!isGiven(item)) return refuse('handover.wrong-state', { handoverId: item.id, state: item.state })
    await tx.put('handover', { ...item, state: 'returned', answeredAt: now })
    return done(about(item))
  },
})

async function itemFor(
  tx: Run<unknown>['tx'],
  id: string,
  isMine: (item: Handover) => boolean,
): Promise<Handover | Refusal> {
  const item = await tx.get('handover', id)
  return item && isMine(item) ? item : refuse('not-found', { entity: 'handover', id })
}

function about({ id, customerId, caseId, giverId, receiverId }: Handover) {
  return { handoverId: id, customerId, caseId, giverId, receiverId }
}
