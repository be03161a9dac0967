import { z } from 'zod'
import { command } from '../command.ts'
import { done, refuse } from '../refusal.ts'

export const messageStaff = command({
  name: 'staff.message',
  roles: ['supervisor', 'manager', 'service'],
  offline: 'onlineOnly',
  args: () => z.object({ staffId: z.string(), text: z.string().trim().min(1).max(1000) }),
  async run({ args, actor, now, newId, tx }) {
    const staff = await tx.get('staff', args.staffId)
    if (!staff || staff.role !== 'butler') return refuse('not-found', { entity: 'butler', id: args.staffId })
    if (!staff.isActive) return refuse('staff.not-active', { staffId: staff.id })
    const id = newId()
    const readers = { roles: [], staffId: staff.id }
    await tx.put('staffNote', {
      id,
      toId: staff.id,
      fromId: actor.staffId,
      text: args.text,
      at: now,
      readAt: null,
      readers,
    })
    return done({ staffNoteId: id, staffId: staff.id })
  },
})

/** The butler has read it. */
export const readStaffNote = command({
  name: 'staff.read',
  roles: ['butler'],
  offline: 'onlineOnly',
  args: () => z.object({ staffNoteId: z.string() }),
  async run({ args, actor, now, tx }) {
    const note = await tx.get('staffNote', args.staffNoteId)
    if (!note || note.toId !== actor.staffId) return refuse('not-found', { entity: 'staffNote', id: args.staffNoteId })
    await tx.put('staffNote', { ...note, readAt: note.readAt ?? now })
    return done({ staffNoteId: note.id })
  },
})
