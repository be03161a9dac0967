import { z } from 'zod'

export const channels = ['wechat', 'phone', 'app', 'email', 'visit'] as const

export const conversationSchema = z.object({
  id: z.string(),
  externalId: z.string().nullable(),
  customerId: z.string(),
  channel: z.enum(channels),
  openedAt: z.int(),
  lastAt: z.int(),
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
  at: z.int(),
})
export type Message = z.infer<typeof messageSchema>
