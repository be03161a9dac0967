import { z } from 'zod'
import { command } from '../command.ts'
import { moveCustomer } from '../book/move.ts'
import { takerOf } from '../duty/intake.ts'
import { endHandovers } from '../handover/end.ts'
import { done, refuse } from '../refusal.ts'

const writers = ['butler', 'expert', 'inspector', 'supervisor', 'manager'] as const

export const addNote = command({
  name: 'note.add',
  roles: writers,
  offline: 'free',
  args: () => z.object({ customerId: z.string(), caseId: z.string().nullable(), text: z.string().min(1).max(4000) }),
  async run({ args, actor, now, newId, tx }) {
    if (!(await tx.get('customer', args.customerId)))
      return refuse('not-found', { entity: 'customer', id: args.customerId })
    const id = newId()
    await tx.put('note', { id, ...args, authorId: actor.staffId, at: now })
    return done({ noteId: id, customerId: args.customerId, caseId: args.caseId })
  },
})

/** Saves what is being written to a customer about a case; empty text removes the draft. */
export const saveDraft = command({
  name: 'draft.save',
  roles: writers,
  offline: 'free',
  coalesce: (args) => args.caseId,
  args: () => z.object({ caseId: z.string(), text: z.string().max(8000) }),
  async run({ args, actor, now, tx }) {
    const found = await tx.get('case', args.caseId)
    if (!found) return refuse('not-found', { entity: 'case', id: args.caseId })
    const id = `draft.${found.id}`
    if (args.text === '') await tx.remove('draft', id)
    else {
      const written = { text: args.text, authorId: actor.staffId, savedAt: now }
      await tx.put('draft', { id, customerId: found.customerId, caseId: found.id, ...written })
    }
    return done({ customerId: found.customerId, caseId: found.id })
  },
})

/** Moves a customer, with all that hangs on them, to another butler's book, where there is room. The owner changes in one step. */
export const reassignCustomer = command({
  name: 'customer.reassign',
  roles: ['supervisor', 'manager', 'service'],
  offline: 'onlineOnly',
  args: () => z.object({ customerId: z.string(), ownerId: z.string() }),
  async run({ args, ...context }) {
    const { now, tx } = context
    const customer = await tx.get('customer', args.customerId)
    if (!customer) return refuse('not-found', { entity: 'customer', id: args.customerId })
    if (customer.ownerId === args.ownerId) return refuse('customer.same-owner', { ownerId: args.ownerId })
    const taker = await takerOf(tx, args.ownerId)
    if ('ok' in taker) return taker
    const coming = await tx.find('case', { customerId: customer.id, state: 'open', role: 'butler' })
    const refusal = taker.whyNot({ customers: 1, openCases: coming.length })
    if (refusal) return refusal
    await moveCustomer(context, customer, args.ownerId)
    await endHandovers(tx, [customer.id], now)
    return done({ customerId: customer.id, from: customer.ownerId, to: args.ownerId })
  },
})
