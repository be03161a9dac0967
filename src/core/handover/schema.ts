import { z } from 'zod'

/** `waiting` for the receiver's word; `accepted`: the work is theirs, the customer stays the owner's; `returned`: it was, and is no more. */
export const handoverStates = ['waiting', 'accepted', 'refused', 'returned'] as const

/** One case of a hand-over pack: it goes with its promises, clocks, draft and notes. What is not accepted stays with its giver. */
export const handoverSchema = z.object({
  id: z.string(),
  customerId: z.string(),
  caseId: z.string(),
  packId: z.string(),
  giverId: z.string(),
  receiverId: z.string(),
  note: z.string(),
  state: z.enum(handoverStates),
  reason: z.string().nullable(),
  givenBy: z.string(),
  givenAt: z.int(),
  answeredAt: z.int().nullable(),
})
export type Handover = z.infer<typeof handoverSchema>

/** Whether the receiver has the case on their desk for it. */
export function isGiven({ state }: Pick<Handover, 'state'>): boolean {
  return state === 'waiting' || state === 'accepted'
}
