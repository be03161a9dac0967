import { z } from 'zod'
import { claimStates, insurerStatuses, claimOutcomes } from './states.ts'

/** The insurer's notice of missing documents (保险法 22) and when they were handed in: its clock stands still in between. */
const insurerAskSchema = z.object({
  noticeOn: z.string(),
  suppliedOn: z.string().nullable(),
  documents: z.string(),
})

/**
 * The customer's claim on a policy. `facts` are the checklist's answers by fact key; an absent key is unknown. Dates are civil,
 * `…At` epoch ms. `paidFen` is what the insurer paid, disputes included; goodwill is never in it.
 */
export const claimSchema = z.object({
  id: z.string(),
  customerId: z.string(),
  policyId: z.string(),
  caseId: z.string().nullable(),
  state: z.enum(claimStates),
  facts: z.record(z.string(), z.json()),
  openedAt: z.int(),
  refusedOn: z.string().nullable(),
  refusalReason: z.string().nullable(),
  claimedFen: z.int().nullable(),
  submittedOn: z.string().nullable(),
  insurer: z.object({ status: z.enum(insurerStatuses), on: z.string(), note: z.string() }).nullable(),
  asks: z.array(insurerAskSchema),
  /** The day of the insurer's decision, whatever it was; and of the agreement on what is paid. */
  decidedOn: z.string().nullable(),
  agreedOn: z.string().nullable(),
  paidOn: z.string().nullable(),
  paidFen: z.int().nullable(),
  /** The clause that the refusal names; null when it names none. */
  refusalClause: z.string().nullable(),
  /** When the insurer's refusal was explained to the customer. */
  explainedAt: z.int().nullable(),
  outcome: z.enum(claimOutcomes).nullable(),
  closedAt: z.int().nullable(),
})
export type Claim = z.infer<typeof claimSchema>

/**
 * A preliminary reading that a person signed, never changed afterwards: facts, what was asked and nobody knew, the pack's
 * digest, the ids of the overlays that were known, and the result as it stood. From these it replays byte for byte.
 */
export const judgementSchema = z.object({
  id: z.string(),
  customerId: z.string(),
  claimId: z.string(),
  signedBy: z.string(),
  signedAt: z.int(),
  asOf: z.string(),
  packSha256: z.string(),
  facts: z.record(z.string(), z.json()),
  result: z.json(),
  askedUnknown: z.array(z.string()),
  overlays: z.array(z.string()),
})

export const claimStepKinds = [
  'opened',
  'handedOver',
  'judged',
  'told',
  'documentsAsked',
  'documentAdded',
  'documentReceived',
  'documentUnreadable',
  'documentAccepted',
  'submitted',
  'insurerStatus',
  'insurerAsked',
  'supplied',
  'agreed',
  'paid',
  'partlyPaid',
  'refused',
  'explained',
  'disputeOpened',
  'evidence',
  'round',
  'roundAnswered',
  'disputeEnded',
  'takenBack',
  'closed',
] as const
export type ClaimStepKind = (typeof claimStepKinds)[number]

/** One step of a claim's life: who did what and when; `on` where it happened on a civil date of its own. Never changed. */
export const claimStepSchema = z.object({
  id: z.string(),
  customerId: z.string(),
  claimId: z.string(),
  kind: z.enum(claimStepKinds),
  by: z.string(),
  at: z.int(),
  on: z.string().nullable(),
  data: z.record(z.string(), z.json()),
})
export type ClaimStep = z.infer<typeof claimStepSchema>
