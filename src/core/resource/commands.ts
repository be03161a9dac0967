import { z } from 'zod'
import { command } from '../command.ts'
import { done, refuse } from '../refusal.ts'
import { phonePattern, resourceKinds } from './kinds.ts'
import type { Resource } from './schema.ts'

const people = ['butler', 'expert', 'inspector', 'supervisor', 'manager'] as const
const line = z.string().trim().min(1)

/** An entry of the directory as people write it, in a file or on the command line. */
export const resourceFileSchema = z.strictObject({
  kind: z.enum(resourceKinds),
  name: line.max(120),
  phone: z.string().trim().regex(phonePattern, { error: 'a phone number: digits, with blanks or hyphens between' }),
  city: line.max(60).nullable().default(null),
  district: line.max(60).nullable().default(null),
  note: line.max(500).nullable().default(null),
})
export type ResourceFile = z.infer<typeof resourceFileSchema>

/** Puts an entry into the directory, not verified yet. What is there with this kind, name and phone stays as it is. */
export const addResource = command({
  name: 'resource.add',
  roles: [...people, 'service'],
  offline: 'tentative',
  args: () => resourceFileSchema,
  async run({ args, actor, now, newId, tx }) {
    const { kind, name, phone } = args
    const [before] = await tx.find('resource', { kind, name, phone })
    if (before) return done({ resourceId: before.id, isNew: false })
    const added = { addedBy: actor.staffId, addedAt: now, verifiedBy: null, verifiedAt: null }
    const resource: Resource = { id: newId(), ...args, ...added }
    await tx.put('resource', resource)
    return done({ resourceId: resource.id, isNew: true })
  },
})

/** Somebody has called the number, or read it at its source, and it is right. `phone`: the number that they relied on. */
export const verifyResource = command({
  name: 'resource.verify',
  roles: people,
  offline: 'tentative',
  args: () => z.object({ resourceId: z.string(), phone: z.string() }),
  async run({ args, actor, now, tx }) {
    const found = await tx.get('resource', args.resourceId)
    if (!found || found.phone !== args.phone) return refuse('not-found', { entity: 'resource', id: args.resourceId })
    await tx.put('resource', { ...found, verifiedBy: actor.staffId, verifiedAt: now })
    return done({ resourceId: found.id })
  },
})

/** Takes an entry out: the number is dead, or the place is gone. The reason stands in the chain of events. */
export const removeResource = command({
  name: 'resource.remove',
  roles: ['supervisor', 'manager', 'service'],
  offline: 'tentative',
  args: () => z.object({ resourceId: z.string(), reason: z.string().trim().min(1).max(500) }),
  async run({ args, tx }) {
    const found = await tx.get('resource', args.resourceId)
    if (!found) return refuse('not-found', { entity: 'resource', id: args.resourceId })
    await tx.remove('resource', found.id)
    return done({ resourceId: found.id, name: found.name, phone: found.phone, reason: args.reason })
  },
})
