import { z } from 'zod'
import { command } from '../command.ts'
import { done, refuse } from '../refusal.ts'
import { channels } from './schema.ts'

/**
 * Logs something said about a case. From the customer: starts the wait (a chaser never moves it) and ends a hold. To the
 * customer: ends the wait, meets the first-reply and call-back clocks, and removes the draft that it came from.
 */
export const logMessage = command({
  name: 'message.log',
  roles: ['butler', 'expert', 'inspector', 'supervisor', 'manager', 'service'],
  offline: 'free',
  args: z.object({
    caseId: z.string(),
    direction: z.enum(['in', 'out']),
    channel: z.enum(channels).default('wechat'),
    text: z.string().min(1).max(8000),
  }),
  async run({ args, actor, now, newId, tx }) {
    const found = await tx.get('case', args.caseId)
    if (!found) return refuse('not-found', { entity: 'case', id: args.caseId })
    const { customerId } = found
    const conversationId = found.conversationId ?? newId()
    const conversation = await tx.get('conversation', conversationId)
    const opened = { id: conversationId, externalId: null, customerId, channel: args.channel, openedAt: now }
    await tx.put('conversation', { ...(conversation ?? opened), lastAt: now })
    const messageId = newId()
    const said = { direction: args.direction, text: args.text, at: now, externalId: null }
    const authorId = args.direction === 'out' ? actor.staffId : null
    await tx.put('message', { id: messageId, customerId, conversationId, authorId, ...said })
    if (args.direction === 'in') {
      const waitingSince = found.waitingSince ?? now
      await tx.put('case', { ...found, conversationId, waitingSince, hold: null })
    } else {
      const clocks = found.clocks.map((clock) =>
        clock.code === 'firstReply' || clock.code === 'callBack' ? { ...clock, metAt: clock.metAt ?? now } : clock,
      )
      await tx.put('case', { ...found, conversationId, waitingSince: null, clocks })
      await tx.remove('draft', `draft.${found.id}`)
    }
    return done({ messageId, caseId: found.id, customerId })
  },
})
