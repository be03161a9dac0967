import { z } from 'zod'

/**
 * One thing that happened to a promise, by whom and when (epoch ms), in their words: what was promised, how it was kept, what the
 * customer said. `dueAt`: when it is due from then on.
 */
const promiseStepSchema = z.object({
  is: z.enum(['made', 'moved', 'kept', 'confirmed', 'released']),
  at: z.int(),
  by: z.string(),
  words: z.string(),
  dueAt: z.int(),
})
export type PromiseStep = z.infer<typeof promiseStepSchema>

/** As many characters as a promise, or a word about it, may have. */
export const mostWords = 500

export const promiseStates = ['open', 'kept', 'confirmed', 'released'] as const

/**
 * What we owe a customer by when, and the case that carries it. `open` until we have done it, `kept` until the customer says so:
 * only `confirmed` and `released`, which are the customer's words, end it. That it is late is computed. `steps` are its whole story.
 */
export const promiseSchema = z.object({
  id: z.string(),
  customerId: z.string(),
  caseId: z.string(),
  words: z.string(),
  dueAt: z.int(),
  state: z.enum(promiseStates),
  madeBy: z.string(),
  madeAt: z.int(),
  steps: z.array(promiseStepSchema),
})
export type PromiseMade = z.infer<typeof promiseSchema>
