import { z } from 'zod'
import { roleSchema } from '../staff/schema.ts'

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
  /** When its lateness was dealt with (epoch ms): that is done once. */
  lateAt: z.int().optional(),
})
export type StepRun = z.infer<typeof stepRunSchema>

/** One run of a flow. Keeps the version of the flow that it began with. */
export const escalationSchema = z.object({
  id: z.string(),
  customerId: z.string(),
  caseId: z.string().nullable(),
  claimId: z.string().nullable(),
  flowId: z.string(),
  authorId: z.string(),
  state: z.enum(['running', 'closed', 'refused']),
  fields: z.record(z.string(), z.json()),
  steps: z.array(stepRunSchema),
  startedAt: z.int(),
  endedAt: z.int().nullable(),
})
export type Escalation = z.infer<typeof escalationSchema>

/** A flow as stored: `id` is `code@version`, `definition` the whole flow file (escalation/flow.ts). */
export const flowSchema = z.object({
  id: z.string(),
  code: z.string(),
  version: z.int(),
  definition: z.unknown(),
})
