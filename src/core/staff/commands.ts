import { z } from 'zod'
import { command, type Run } from '../command.ts'
import { moveCustomer } from '../book/move.ts'
import { takerOf } from '../duty/intake.ts'
import { endHandovers } from '../handover/end.ts'
import { isGiven } from '../handover/schema.ts'
import { done, refuse } from '../refusal.ts'
import { roleSchema } from './schema.ts'

const admins = ['supervisor', 'manager', 'service'] as const

export const addStaff = command({
  name: 'staff.add',
  roles: admins,
  offline: 'onlineOnly',
  args: () => z.object({ id: z.string().min(1).max(64), name: z.string().min(1).max(80), role: roleSchema }),
  async run({ args, now, tx }) {
    if (await tx.get('staff', args.id)) return refuse('staff.exists', { staffId: args.id })
    await tx.put('staff', { ...args, externalId: null, isActive: true, addedAt: now })
    return done({ staffId: args.id })
  },
})

/** The code itself is made and shown by the face; only its digest comes here. */
export const codeForStaff = command({
  name: 'staff.code',
  roles: admins,
  offline: 'onlineOnly',
  args: () => z.object({ staffId: z.string(), codeHash: z.string().length(64), expiresAt: z.int() }),
  async run({ args, tx }) {
    const staff = await tx.get('staff', args.staffId)
    if (!staff) return refuse('not-found', { entity: 'staff', id: args.staffId })
    if (!staff.isActive) return refuse('staff.not-active', { staffId: staff.id })
    await tx.put('enrolment', { id: args.codeHash, staffId: args.staffId, expiresAt: args.expiresAt, usedAt: null })
    return done({ staffId: args.staffId, expiresAt: args.expiresAt })
  },
})

/** Given by the endpoint on behalf of a home that shows a code. */
export const enrolDevice = command({
  name: 'device.enrol',
  roles: ['service'],
  offline: 'onlineOnly',
  args: () =>
    z.object({
      codeHash: z.string().length(64),
      deviceId: z.string(),
      deviceName: z.string().max(120),
      tokenHash: z.string().length(64),
    }),
  async run({ args, now, tx }) {
    const enrolment = await tx.get('enrolment', args.codeHash)
    if (!enrolment || enrolment.usedAt !== null || enrolment.expiresAt < now) return refuse('device.code-invalid')
    if (!(await tx.get('staff', enrolment.staffId))?.isActive) return refuse('device.code-invalid')
    await tx.put('enrolment', { ...enrolment, usedAt: now })
    await tx.put('device', {
      id: args.deviceId,
      staffId: enrolment.staffId,
      name: args.deviceName,
      tokenHash: args.tokenHash,
      enrolledAt: now,
      revokedAt: null,
    })
    return done({ deviceId: args.deviceId, staffId: enrolment.staffId })
  },
})

/**
 * Takes every desk away from a person; their tokens stop working at once. Whoever owns customers does so until these have another
 * butler: `bookTo` moves them with the same step.
 */
export const revokeStaff = command({
  name: 'staff.revoke',
  roles: admins,
  offline: 'onlineOnly',
  args: () => z.object({ staffId: z.string(), bookTo: z.string().optional() }),
  async run({ args, ...context }) {
    const { now, tx } = context
    const staff = await tx.get('staff', args.staffId)
    if (!staff) return refuse('not-found', { entity: 'staff', id: args.staffId })
    const { customers } = await tx.load(staff.id)
    const receiver = customers > 0 ? await moveBook(context, staff.id, args.bookTo, customers) : null
    if (receiver) return receiver
    await leaveDuty(context, staff.id)
    await tx.put('staff', { ...staff, isActive: false })
    const devices = await tx.find('device', { staffId: args.staffId })
    for (const device of devices) await tx.put('device', { ...device, revokedAt: device.revokedAt ?? now })
    for (const key of await tx.find('staffKey', { staffId: staff.id })) await tx.remove('staffKey', key.id)
    const moved = customers > 0 ? { moved: customers, to: args.bookTo } : {}
    return done({ staffId: staff.id, devices: devices.length, ...moved })
  },
})

type Context = Pick<Run<unknown>, 'actor' | 'now' | 'tx'>

/** The whole book to one butler, or the reason why not. */
async function moveBook(context: Context, ownerId: string, toId: string | undefined, customers: number) {
  if (toId === undefined || toId === ownerId) return refuse('staff.owns-customers', { staffId: ownerId, customers })
  const taker = await takerOf(context.tx, toId)
  if ('ok' in taker) return taker
  const refusal = taker.whyNot(await context.tx.load(ownerId))
  if (refusal) return refusal
  const book = await context.tx.find('customer', { ownerId })
  for (const customer of book) {
    await moveCustomer(context, customer, toId)
  }
  const ids = book.map(({ id }) => id)
  await endHandovers(context.tx, ids, context.now)
  return null
}

/** Nobody stands in for who has left, they for nobody, and what was handed over to them comes back. */
async function leaveDuty({ now, tx }: Context, staffId: string): Promise<void> {
  const own = await tx.get('duty', staffId)
  if (own) await tx.put('duty', { ...own, backupId: null, coveredBy: null })
  for (const duty of await tx.find('duty', { backupId: staffId }))
    await tx.put('duty', { ...duty, backupId: null, coveredBy: null })
  for (const item of (await tx.find('handover', { receiverId: staffId })).filter(isGiven))
    await tx.put('handover', { ...item, state: 'returned', answeredAt: now })
}

/** Why one desk was taken away: `replayed` when a refresh token came twice, so that one of the two who had it is a thief. */
export const deviceEndings = ['replayed', 'lost', 'replaced'] as const

/** Takes one desk away from its person; its tokens stop working at once. */
export const revokeDevice = command({
  name: 'device.revoke',
  roles: admins,
  offline: 'onlineOnly',
  args: () => z.object({ deviceId: z.string().max(64), reason: z.enum(deviceEndings) }),
  async run({ args, now, tx }) {
    const device = await tx.get('device', args.deviceId)
    if (!device) return refuse('not-found', { entity: 'device', id: args.deviceId })
    await tx.put('device', { ...device, revokedAt: device.revokedAt ?? now })
    return done({ deviceId: device.id, staffId: device.staffId, reason: args.reason })
  },
})
