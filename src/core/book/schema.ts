import { z } from 'zod'

/** How long a butler has for a first word to a customer who has come from another book. */
export const firstContactMs = 7 * 86_400_000

/** The last time that a customer came from one book to another. `contactBy`: until when the new butler is to have said a word. */
export const moveSchema = z.object({
  id: z.string(),
  customerId: z.string(),
  fromId: z.string(),
  toId: z.string(),
  movedBy: z.string(),
  movedAt: z.int(),
  contactBy: z.int(),
})
