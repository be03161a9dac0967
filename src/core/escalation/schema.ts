import { z } from 'zod'
import { readersSchema } from '../readers.ts'
import { roleSchema } from '../staff/schema.ts'

/**
 * One round of a step that repeats: when it was due and done (epoch ms), by whom, and what was answered in it. `lateAt` where its
 * lateness was dealt with.
 */
export const roundSchema = z.object({
  dueAt: z.int().nullable(),
  at: z.int(),
  by: z.string(),
  note: z.string().nullable(),
  answers: z.record(z.string(), z.json()),
  lateAt: z.int().optional(),
})

/** A step in a run. `skipped`: passed over, since the facts did not ask for it. */
export const stepRunSchema = z.object({
  id: z.string(),
  state: z.enum(['waiting', 'active', 'done', 'approved', 'refused', 'skipped']),
  owner: roleSchema,
  dueAt: z.int().nullable(),
  by: z.string().nullable(),
  at: z.int().nullable(),
  note: z.string().nullable(),
  /** Roles besides the owner that may decide the step: the run is theirs to see while it is active. */
  deciders: z.array(roleSchema).optional(),
  /** When its lateness was dealt with (epoch ms): that is done once, in each round of a step that repeats. */
  lateAt: z.int().optional(),
  /** The rounds of a step that repeats, the first one at the top; that which is under way is not among them. */
  rounds: z.array(roundSchema).optional(),
})
export type StepRun = z.infer<typeof stepRunSchema>

/**
 * One run of a flow about the team's own work, such as a change of its products: on nobody's customer and in no case. Keeps the
 * version of the flow that it began with.
 */
export const teamRunSchema = z.object({
  id: z.string(),
  flowId: z.string(),
  authorId: z.string(),
  state: z.enum(['running', 'closed', 'refused']),
  fields: z.record(z.string(), z.json()),
  steps: z.array(stepRunSchema),
  startedAt: z.int(),
  endedAt: z.int().nullable(),
  readers: readersSchema.optional(),
})
export type TeamRun = z.infer<typeof teamRunSchema>

/** The same for a customer, or on a claim of theirs. */
export const escalationSchema = teamRunSchema.extend({
  customerId: z.string(),
  caseId: z.string().nullable(),
  claimId: z.string().nullable(),
})
export type Escalation = z.infer<typeof escalationSchema>

/** A flow as stored: `id` is `code@version`, `definition` the whole flow file (escalation/flow.ts). */
export const flowSchema = z.object({
  id: z.string(),
  code: z.string(),
  version: z.int(),
  definition: z.unknown(),
})
