import { z } from 'zod'
import { readersSchema } from '../readers.ts'
import { roleSchema } from '../staff/schema.ts'
import { caseKinds, priorities, clockKinds, concerns } from './kinds.ts'

/** A deadline on a case, in epoch ms of the authority's clock; `metAt` once it no longer runs. */
export const clockSchema = z.object({
  code: z.enum([
    'firstReply',
    'decide',
    'documents',
    'pay',
    'complaintReply',
    'step',
    'callBack',
    'documentList',
    'insurerWord',
    'advance',
    'refusalNotice',
    'explain',
    'roundAnswer',
    'limitation',
    'promise',
    'firstContact',
  ]),
  kind: z.enum(clockKinds),
  startsAt: z.int(),
  dueAt: z.int(),
  metAt: z.int().nullable(),
  /** Of a service level: the priority at which the case was given this time, once it has another (service-level.ts). */
  priority: z.enum(priorities).optional(),
})
export type Clock = z.infer<typeof clockSchema>

export const holdSchema = z.object({
  reason: z.string(),
  waitingOn: z.enum(['customer', 'insurer', 'hospital', 'colleague', 'other']),
  wakeAt: z.int(),
})
export type Hold = z.infer<typeof holdSchema>

/** A hold as the record keeps it: from when (epoch ms) until when; `until` null while it is the case's hold and nothing has ended it. */
export const heldSchema = holdSchema.extend({ from: z.int(), until: z.int().nullable() })

/** One piece of work in a queue. */
export const caseSchema = z.object({
  id: z.string(),
  customerId: z.string(),
  kind: z.enum(caseKinds),
  title: z.string(),
  state: z.enum(['open', 'done']),
  /** Whose queue it stands in; for `butler` that is the customer's owner. */
  role: roleSchema,
  priority: z.enum(priorities),
  concern: z.enum(concerns).nullable(),
  /** Epoch ms of the customer's first unanswered message; null when nobody waits on us. A chaser never moves it. */
  waitingSince: z.int().nullable(),
  clocks: z.array(clockSchema),
  hold: holdSchema.nullable(),
  /** Every hold that the case was in, the last one at the end; those from before they were written down are not among them. */
  holds: z.array(heldSchema),
  /** Civil date on which a promise, renewal or first contact falls due. */
  dueOn: z.string().nullable(),
  /** A claim whose documents are not complete is not ready for the expert. */
  lacksDocuments: z.boolean(),
  takenBy: z.string().nullable(),
  takenUntil: z.int().nullable(),
  conversationId: z.string().nullable(),
  claimId: z.string().nullable(),
  openedBy: z.string(),
  openedAt: z.int(),
  doneAt: z.int().nullable(),
  outcome: z.string().nullable(),
  readers: readersSchema.optional(),
})
export type Case = z.infer<typeof caseSchema>
