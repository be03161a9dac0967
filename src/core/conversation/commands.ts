import { z } from 'zod'
import { offHold } from '../case/hold.ts'
import type { Case } from '../case/schema.ts'
import { command, type Run } from '../command.ts'
import { renewed } from '../case/lease.ts'
import { done, refuse } from '../refusal.ts'
import type { Conversation, Message } from './schema.ts'
import { channels, mostTag, mostTags } from './kinds.ts'

/**
 * Logs something said about a case. From the customer: starts the wait (a chaser never moves it) and ends a hold. A
 * finished case is open again: nobody is answered by a closed one. To the
 * customer: ends the wait, meets the first-reply and call-back clocks, and removes the draft that it came from.
 */
export const logMessage = command({
  name: 'message.log',
  roles: ['butler', 'expert', 'inspector', 'supervisor', 'manager', 'service'],
  offline: 'free',
  args: () =>
    z.object({
      caseId: z.string(),
      direction: z.enum(['in', 'out']),
      channel: z.enum(channels).default('wechat'),
      text: z.string().min(1).max(8000),
    }),
  async run({ args, ...run }) {
    const found = await run.tx.get('case', args.caseId)
    if (!found) return refuse('not-found', { entity: 'case', id: args.caseId })
    const messageId = await putMessage(run, found, args)
    if (args.direction === 'out') await run.tx.remove('draft', `draft.${found.id}`)
    return done({ messageId, caseId: found.id, customerId: found.customerId })
  },
})

/** Something said about a case, either way. */
export type Said = Pick<Message, 'direction' | 'text'> & Pick<Conversation, 'channel'>

/**
 * Puts what was said in the case's conversation (a new one where it has none) and moves the case's waits and clocks; answers
 * the message's id. The one way in which a message of ours comes to be: a draft is its caller's own.
 */
export async function putMessage(
  { actor, now, newId, tx }: Omit<Run<unknown>, 'args'>,
  found: Case,
  said: Said,
): Promise<string> {
  const { customerId } = found
  const conversationId = found.conversationId ?? newId()
  const conversation = await tx.get('conversation', conversationId)
  const opened = { id: conversationId, externalId: null, customerId, channel: said.channel, openedAt: now, tags: [] }
  await tx.put('conversation', { ...(conversation ?? opened), lastAt: now })
  const messageId = newId()
  // Only a call says by itself that it went another way: whoever answers in writing does so where they were asked.
  const channel = conversation && said.channel === 'phone' && conversation.channel !== 'phone' ? said.channel : null
  const message = { direction: said.direction, text: said.text, channel, at: now, externalId: null }
  const authorId = said.direction === 'out' ? actor.staffId : null
  await tx.put('message', { id: messageId, customerId, conversationId, authorId, ...message })
  if (said.direction === 'in') {
    const waitingSince = found.waitingSince ?? now
    const reopened = { state: 'open', doneAt: null, outcome: null } as const
    await tx.put('case', { ...offHold(found, now), ...reopened, conversationId, waitingSince })
  } else {
    const clocks = found.clocks.map((clock) =>
      clock.code === 'firstReply' || clock.code === 'callBack' ? { ...clock, metAt: clock.metAt ?? now } : clock,
    )
    await tx.put('case', { ...renewed(found, actor.staffId, now), conversationId, waitingSince: null, clocks })
  }
  return messageId
}

const tags = z
  .array(
    z
      .string()
      .trim()
      .min(1)
      .max(mostTag)
      .regex(/^[^\s,，、]+$/u),
  )
  .max(mostTags)

/** Puts tags on a conversation and takes others off; two people who tag at the same time lose nothing. */
export const tagConversation = command({
  name: 'conversation.tag',
  roles: ['butler', 'expert', 'inspector', 'supervisor', 'manager', 'service'],
  offline: 'free',
  args: () => z.object({ conversationId: z.string(), add: tags.default([]), remove: tags.default([]) }),
  async run({ args, tx }) {
    const { conversationId, add, remove } = args
    const found = await tx.get('conversation', conversationId)
    if (!found) return refuse('not-found', { entity: 'conversation', id: conversationId })
    const kept = [...new Set([...found.tags, ...add])].filter((tag) => !remove.includes(tag))
    if (kept.length > mostTags) return refuse('conversation.too-many-tags', { conversationId, most: mostTags })
    await tx.put('conversation', { ...found, tags: kept })
    return done({ conversationId, customerId: found.customerId, tags: kept })
  },
})
