import { z } from 'zod'
import { languages } from '../language.ts'

/** A reply of the library as stored: `id` is `code@version`, `definition` the whole file (file.ts). */
export const replySchema = z.object({
  id: z.string(),
  code: z.string(),
  version: z.int(),
  definition: z.unknown(),
})

/**
 * That a message came out of the library. `copied`: it went out by a person's own hand, from the clipboard; `edited`: a person had
 * written in its words before it was sent. Counted, these say how often a reply is used: on a desk within its book, on the authority in the whole team.
 */
export const replyUseSchema = z.object({
  id: z.string(),
  customerId: z.string(),
  caseId: z.string(),
  messageId: z.string(),
  replyId: z.string(),
  code: z.string(),
  way: z.enum(['sent', 'copied', 'edited']),
  language: z.enum(languages),
  by: z.string(),
  at: z.int(),
})
export type ReplyUse = z.infer<typeof replyUseSchema>
