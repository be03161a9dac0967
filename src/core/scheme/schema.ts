import { z } from 'zod'
import { conditionSchema } from '../judgement/condition-schema.ts'

const stopSchema = z.object({
  by: z.string(),
  at: z.int(),
  reason: z.string(),
  resumedBy: z.string().nullable(),
  resumedAt: z.int().nullable(),
})

export const schemeStates = ['waiting', 'refused', 'running', 'stopped'] as const

/**
 * One exception made into a rule: claims on `productCode` that are not payable by `clauseNumber`, and of which `condition` is true,
 * get `minFen` to `maxFen` of goodwill (fen, both included) while the budget lasts, from `startsOn` to `endsOn` (civil dates, both
 * included). `escalationId`: the special case that it was promoted from. `grantCount` and `spentFen` are what its entries in the
 * ledger come to: an entry and they change in one command, because no desk but a supervisor's sees the entries of all customers.
 */
export const schemeSchema = z.object({
  id: z.string(),
  name: z.string(),
  goodwillName: z.string(),
  escalationId: z.string(),
  productCode: z.string(),
  clauseNumber: z.string(),
  condition: conditionSchema.nullable(),
  minFen: z.int(),
  maxFen: z.int(),
  budgetFen: z.int(),
  startsOn: z.string(),
  endsOn: z.string(),
  state: z.enum(schemeStates),
  proposedBy: z.string(),
  proposedAt: z.int(),
  decidedBy: z.string().nullable(),
  decidedAt: z.int().nullable(),
  reason: z.string().nullable(),
  stops: z.array(stopSchema),
  grantCount: z.int(),
  spentFen: z.int(),
})
export type Scheme = z.infer<typeof schemeSchema>
