import { z } from 'zod'
import { command } from '../command.ts'
import { done, refuse } from '../refusal.ts'

/** What is masked and can be asked for. */
export const revealFields = ['idNumber', 'phone'] as const
export type RevealField = (typeof revealFields)[number]

/** `memberId` null: of the customer. The reason is for people to read; it says what the number is needed for. */
export const revealArgs = z.strictObject({
  customerId: z.string().max(128),
  memberId: z.string().max(128).nullable(),
  field: z.enum(revealFields),
  reason: z.string().trim().min(2).max(200),
})
export type RevealArgs = z.infer<typeof revealArgs>

/**
 * Asks for one masked value of one person. Only records who asked for which field and why: the value goes to who asked, beside the
 * outcome, and stands nowhere else (sync/reveal.ts).
 */
export const revealField = command({
  name: 'customer.reveal',
  roles: ['butler', 'expert', 'supervisor', 'manager'],
  offline: 'onlineOnly',
  args: () => revealArgs,
  async run({ args, tx }) {
    const { customerId, memberId, field, reason } = args
    const customer = await tx.get('customer', customerId)
    if (!customer) return refuse('not-found', { entity: 'customer', id: customerId })
    const member = memberId === null ? null : await tx.get('member', memberId)
    if (member === undefined || (member && member.customerId !== customerId))
      return refuse('not-found', { entity: 'member', id: memberId })
    if (member && field === 'phone') return refuse('bad-arguments', { path: 'field', expected: 'idNumber' })
    const isKnown = member ? member.idNumber !== null : customer[field] !== null
    if (!isKnown) return refuse('not-found', { entity: field, id: memberId ?? customerId })
    return done({ customerId, memberId, field, reason })
  },
})

/** One person has asked for more values within an hour than work explains; the endpoint says so to who supervises. */
export const alertReveals = command({
  name: 'reveal.alert',
  roles: ['service'],
  offline: 'onlineOnly',
  args: () => z.strictObject({ staffId: z.string().max(128), reveals: z.int().positive() }),
  async run({ args, tx }) {
    if (!(await tx.get('staff', args.staffId))) return refuse('not-found', { entity: 'staff', id: args.staffId })
    return done({ staffId: args.staffId, reveals: args.reveals })
  },
})

/** More than this in an hour is told; and again with every as many more. */
export const revealsAnHour = 20
