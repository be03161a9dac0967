import { z } from 'zod'
import { command } from '../command.ts'
import { done, refuse } from '../refusal.ts'
import { keyTypes } from './key-types.ts'
import { isLeader } from './roles.ts'

// Whoever adds a key for a manager can do as one: no supervisor's business.
const keyKeepers = ['manager', 'service'] as const

export const addStaffKey = command({
  name: 'staff.addKey',
  roles: keyKeepers,
  offline: 'onlineOnly',
  args: () =>
    z.object({
      staffId: z.string(),
      publicKey: z
        .string()
        .max(2_000)
        .regex(new RegExp(`^(?:${keyTypes.join('|')}) [A-Za-z0-9+/]+={0,2}$`)),
      name: z.string().trim().max(120),
    }),
  async run({ args, actor, now, sha256, tx }) {
    const { staffId, publicKey, name } = args
    const staff = await tx.get('staff', staffId)
    if (!staff) return refuse('not-found', { entity: 'staff', id: staffId })
    if (!staff.isActive) return refuse('staff.not-active', { staffId })
    if (!isLeader(staff.role)) return refuse('staff.key-role', { staffId, role: staff.role })
    const id = sha256(publicKey)
    const known = await tx.get('staffKey', id)
    if (known) return refuse('staff.key-known', { keyId: id, staffId: known.staffId })
    await tx.put('staffKey', { id, staffId, publicKey, name, addedBy: actor.staffId, addedAt: now })
    return done({ keyId: id, staffId })
  },
})

/** It opens nothing from now on; who is in by it is put out. */
export const removeStaffKey = command({
  name: 'staff.removeKey',
  roles: keyKeepers,
  offline: 'onlineOnly',
  args: () => z.object({ keyId: z.string() }),
  async run({ args, tx }) {
    const key = await tx.get('staffKey', args.keyId)
    if (!key) return refuse('not-found', { entity: 'staffKey', id: args.keyId })
    await tx.remove('staffKey', key.id)
    return done({ keyId: key.id, staffId: key.staffId })
  },
})
