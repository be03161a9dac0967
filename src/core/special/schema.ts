import { z } from 'zod'

/**
 * What is kept of a decided special case for those that come after, on every desk: no customer, no words that somebody typed, and
 * days only by their month. `id` is the run's. `facts` by fact key of the vocabulary, or by `run.` and the id of the flow's field.
 */
export const precedentSchema = z.object({
  id: z.string(),
  flowId: z.string(),
  productCode: z.string().nullable(),
  clauseNumber: z.string(),
  facts: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])),
  verdict: z.enum(['approved', 'refused']),
  /** What was asked for, and with an approval given; null where nobody had said it yet. */
  amountFen: z.int().nullable(),
  decidedBy: z.string(),
  decidedAt: z.int(),
})

export type Precedent = z.infer<typeof precedentSchema>
