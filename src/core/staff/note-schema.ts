import { z } from 'zod'
import { readersSchema } from '../readers.ts'

/** A line from one person of the team to a butler; it stands on that butler's desk until they have read it, and on nobody else's. */
export const staffNoteSchema = z.object({
  id: z.string(),
  toId: z.string(),
  fromId: z.string(),
  text: z.string(),
  at: z.int(),
  readAt: z.int().nullable(),
  readers: readersSchema.optional(),
})
