import { z } from 'zod'
import { disputeStates, disputeWays } from './dispute-ways.ts'

const evidenceSchema = z.object({
  what: z.string(),
  /** The ground that it bears out; null for all. */
  ground: z.string().nullable(),
  isInHand: z.boolean(),
})

/** One exchange: what was argued where and when, and what came back. `offeredFen` null: nothing was offered. */
const roundSchema = z.object({
  way: z.enum(disputeWays),
  sentOn: z.string(),
  argument: z.string(),
  answeredOn: z.string().nullable(),
  answer: z.string().nullable(),
  offeredFen: z.int().nullable(),
})

/** The contest of a refusal or of a partial payment (拒赔争议). `stakeFen` is what is fought over, `wonFen` what it brought. */
export const disputeSchema = z.object({
  id: z.string(),
  customerId: z.string(),
  claimId: z.string(),
  state: z.enum(disputeStates),
  /** What the claim stood at: it stands there again where nothing was won. */
  contests: z.enum(['refused', 'partlyPaid']),
  grounds: z.array(z.string()),
  stakeFen: z.int().nullable(),
  evidence: z.array(evidenceSchema),
  rounds: z.array(roundSchema),
  openedBy: z.string(),
  openedAt: z.int(),
  wonFen: z.int().nullable(),
  endedAt: z.int().nullable(),
  lesson: z.string().nullable(),
})
export type Dispute = z.infer<typeof disputeSchema>
