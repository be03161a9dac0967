import { z } from 'zod'

/** Away from work: from when (epoch ms), until when (null: until they say that they are back), and why. */
export const awaySchema = z.object({ from: z.int(), until: z.int().nullable(), why: z.string() })

/**
 * How much a butler takes on, and who stands in for them; the id is the person's. Without limits, and at work, where there is no such
 * row. `coveredBy`: who has the book on their desk now; the owner of its customers stays who they are.
 */
export const dutySchema = z.object({
  id: z.string(),
  customersAtMost: z.int().nullable(),
  casesAtMost: z.int().nullable(),
  isIntakePaused: z.boolean(),
  backupId: z.string().nullable(),
  away: awaySchema.nullable(),
  coveredBy: z.string().nullable(),
})
