import { z } from 'zod'
import type { Case } from '../case/schema.ts'
import { concerns } from '../case/kinds.ts'
import { addDays, dateAt } from '../civil-date.ts'
import { command, type Run } from '../command.ts'
import { customerEntities } from '../entities.ts'
import { done, refuse, type Refusal } from '../refusal.ts'
import type { Care } from './schema.ts'
import { careDays, longestCareDays } from './care-days.ts'

const workers = ['butler', 'expert', 'inspector', 'supervisor', 'manager'] as const

const shortText = z.string().trim().min(1).max(200)

/**
 * Care for somebody who is not a customer: whoever calls for help gets it, with no policy and no questions about one. Keeps the least
 * that helping takes, on a ground that is said (个人信息保护法 13: consent, or an emergency for life and health), until `careDays` are
 * over. A butler has them in the own book; anybody else names the butler.
 */
export const beginCare = command({
  name: 'care.begin',
  roles: workers,
  offline: 'free',
  args: () =>
    z.object({
      name: shortText.max(80),
      phone: z
        .string()
        .regex(/^\+?[0-9][0-9 -]{3,23}$/)
        .nullable()
        .default(null),
      city: shortText.max(40).nullable().default(null),
      where: shortText,
      what: shortText,
      basis: z.enum(['consent', 'emergency']),
      concern: z.enum(concerns).default('life'),
      ownerId: z.string().nullable().default(null),
    }),
  async run({ args, actor, now, newId, tx }) {
    const ownerId = args.ownerId ?? (actor.role === 'butler' ? actor.staffId : null)
    const owner = ownerId === null ? undefined : await tx.get('staff', ownerId)
    if (!owner || owner.role !== 'butler') return refuse('not-found', { entity: 'butler', id: ownerId })
    if (!owner.isActive) return refuse('staff.not-active', { staffId: owner.id })
    if (actor.role === 'butler' && owner.id !== actor.staffId) return refuse('not-allowed', { role: actor.role })
    const [customerId, caseId] = [newId(), newId()]
    const { name, phone, city, where, what, basis } = args
    await tx.put('customer', {
      ...{ id: customerId, externalId: null, ownerId: owner.id, name, phone, city, tags: [] },
      ...{ gender: 'unknown', bornOn: null, idNumber: null, since: null },
    })
    const until = addDays(dateAt(now), careDays)
    const begun = { begunBy: actor.staffId, begunAt: now }
    await tx.put('care', { id: careOf(customerId), customerId, where, what, basis, until, ...begun })
    const item: Case = {
      ...{ id: caseId, customerId, kind: 'care', title: what, state: 'open', role: 'butler', priority: 'urgent' },
      ...{ concern: args.concern, waitingSince: now, clocks: [], hold: null, holds: [], dueOn: null },
      ...{ lacksDocuments: false, takenBy: null, takenUntil: null, conversationId: null, claimId: null },
      ...{ openedBy: actor.staffId, openedAt: now, doneAt: null, outcome: null },
    }
    await tx.put('case', item)
    return done({ customerId, caseId, until })
  },
})

/** Keeps what we know of them for longer, with the reason; at most `longestCareDays` from today. */
export const extendCare = command({
  name: 'care.extend',
  roles: workers,
  offline: 'tentative',
  args: () => z.object({ customerId: z.string(), until: z.iso.date(), reason: z.string().trim().min(1).max(500) }),
  async run({ args, actor, now, newId, tx }) {
    const care = await careFor(tx, args.customerId)
    if ('ok' in care) return care
    const last = addDays(dateAt(now), longestCareDays)
    if (args.until <= care.until || args.until > last)
      return refuse('care.bad-day', { customerId: args.customerId, after: care.until, last })
    await tx.put('care', { ...care, until: args.until })
    const { customerId, until } = { ...care, until: args.until }
    await tx.put('note', { id: newId(), customerId, caseId: null, authorId: actor.staffId, text: args.reason, at: now })
    return done({ customerId, from: care.until, until })
  },
})

/** They have become a customer: what we know of them stays like everybody's. */
export const keepCare = command({
  name: 'care.keep',
  roles: workers,
  offline: 'tentative',
  args: () => z.object({ customerId: z.string() }),
  async run({ args, tx }) {
    const care = await careFor(tx, args.customerId)
    if ('ok' in care) return care
    const [policy] = await tx.find('policy', { customerId: args.customerId })
    if (!policy) return refuse('care.no-policy', { customerId: args.customerId })
    await tx.remove('care', care.id)
    return done({ customerId: args.customerId })
  },
})

/**
 * Deletes somebody who is no customer, with all that hangs on them, from the authority and from every desk. Only when the term is over,
 * and not while anything is still being done for them.
 */
export const forgetCare = command({
  name: 'care.forget',
  roles: ['service', 'supervisor', 'manager'],
  offline: 'onlineOnly',
  seesAll: true,
  args: () => z.object({ customerId: z.string() }),
  async run({ args: { customerId }, now, tx }) {
    const care = await careFor(tx, customerId)
    if ('ok' in care) return care
    if (care.until >= dateAt(now)) return refuse('care.not-over', { customerId, until: care.until })
    const [open] = await tx.find('case', { customerId, state: 'open' })
    if (open) return refuse('care.case-open', { customerId, caseId: open.id })
    for (const entity of customerEntities)
      if (entity !== 'customer')
        for (const { id } of await tx.find(entity, { customerId } as object)) await tx.remove(entity, id)
    await tx.remove('customer', customerId)
    return done({ customerId })
  },
})

function careOf(customerId: string): string {
  return `care.${customerId}`
}

async function careFor(tx: Run<unknown>['tx'], customerId: string): Promise<Care | Refusal> {
  return (await tx.get('care', careOf(customerId))) ?? refuse('not-found', { entity: 'care', id: customerId })
}
