import { z } from 'zod'
import { command } from '../command.ts'
import { done, refuse } from '../refusal.ts'
import { roles } from '../staff/roles.ts'

export const exportFormats = ['csv', 'jsonl', 'xlsx'] as const
export type ExportFormat = (typeof exportFormats)[number]

const reason = z.string().trim().min(2).max(200)

/**
 * Says that records are taken out, before the first of them is. `isWhole`: with phone and identity numbers unmasked, which needs a
 * reason and the hands of who keeps the authority.
 */
export const exportRecords = command({
  name: 'record.export',
  roles,
  offline: 'onlineOnly',
  args: () =>
    z.strictObject({
      kind: z.string().min(1).max(40),
      format: z.enum(exportFormats),
      isWhole: z.boolean(),
      reason: reason.nullable(),
    }),
  async run({ args, actor }) {
    if (args.isWhole && actor.role !== 'service')
      return refuse('not-allowed', { command: 'record.export', role: actor.role })
    if (args.isWhole && args.reason === null)
      return refuse('bad-arguments', { path: 'reason', expected: 'why they are needed whole' })
    return done({ ...args })
  },
})

/** Says that all that is held about one customer is taken out, and why: a customer may ask for it. */
export const exportCustomer = command({
  name: 'customer.export',
  roles: ['supervisor', 'manager', 'service'],
  offline: 'onlineOnly',
  args: () => z.strictObject({ customerId: z.string().max(128), reason }),
  async run({ args, tx }) {
    if (!(await tx.get('customer', args.customerId)))
      return refuse('not-found', { entity: 'customer', id: args.customerId })
    return done({ ...args })
  },
})
