import { z } from 'zod'

export const documentStates = ['asked', 'received', 'unreadable', 'accepted'] as const

const words = z.object({ en: z.string(), 'zh-Hans': z.string(), 'zh-Hant': z.string() })

/** A document of a claim. `askedAt` null: it came unasked. `addedFor`: the new fact that let it be asked for later (保险法 22). */
export const documentSchema = z.object({
  id: z.string(),
  customerId: z.string(),
  claimId: z.string(),
  code: z.string(),
  name: words,
  why: words,
  clause: z.string().nullable(),
  state: z.enum(documentStates),
  askedAt: z.int().nullable(),
  changedAt: z.int(),
  changedBy: z.string(),
  note: z.string().nullable(),
  addedFor: z.string().nullable(),
})
export type Document = z.infer<typeof documentSchema>
