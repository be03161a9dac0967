import { z } from 'zod'
import { channels } from './kinds.ts'

export const conversationSchema = z.object({
  id: z.string(),
  externalId: z.string().nullable(),
  customerId: z.string(),
  channel: z.enum(channels),
  openedAt: z.int(),
  lastAt: z.int(),
  /** Words by which the team finds it again, in the order in which they were put on. */
  tags: z.array(z.string()),
})
export type Conversation = z.infer<typeof conversationSchema>

/** One thing said. `in`: by the customer; `out`: by staff, then `authorId` says who. */
export const messageSchema = z.object({
  id: z.string(),
  externalId: z.string().nullable(),
  customerId: z.string(),
  conversationId: z.string(),
  direction: z.enum(['in', 'out']),
  authorId: z.string().nullable(),
  text: z.string(),
  /** Where it was said, if not where its conversation is held: a call about a chat. */
  channel: z.enum(channels).nullable(),
  at: z.int(),
})
export type Message = z.infer<typeof messageSchema>
