import { z } from 'zod'
import { dateAt } from '../civil-date.ts'
import { command } from '../command.ts'
import { done, refuse } from '../refusal.ts'

/**
 * Ends an overlay from a civil date on, today at the earliest: judgements given from that day on no longer know of it, those given
 * before stand. Until the day has come it can be moved.
 */
export const withdrawOverlay = command({
  name: 'overlay.withdraw',
  roles: ['supervisor', 'manager'],
  offline: 'onlineOnly',
  args: () => z.object({ overlayId: z.string(), on: z.iso.date(), reason: z.string().trim().min(1).max(500) }),
  async run({ args: { overlayId, on, reason }, actor, now, tx }) {
    const overlay = await tx.get('overlay', overlayId)
    if (!overlay) return refuse('not-found', { entity: 'overlay', id: overlayId })
    const today = dateAt(now)
    const { withdrawnOn } = overlay
    if (withdrawnOn !== null && withdrawnOn <= today) return refuse('overlay.withdrawn', { overlayId, withdrawnOn })
    if (on < today) return refuse('overlay.not-in-the-past', { on, today })
    await tx.put('overlay', { ...overlay, withdrawnOn: on, withdrawnBy: actor.staffId, withdrawnBecause: reason })
    return done({ overlayId, on })
  },
})
