import type { z } from 'zod'
import { moveSchema } from './book/schema.ts'
import { caseSchema } from './case/schema.ts'
import { disputeSchema } from './claim/dispute.ts'
import { documentSchema } from './claim/document.ts'
import { claimSchema, claimStepSchema, judgementSchema } from './claim/schema.ts'
import { complaintSchema } from './complaint/schema.ts'
import { conversationSchema, messageSchema } from './conversation/schema.ts'
import { careSchema, customerSchema, draftSchema, memberSchema, noteSchema } from './customer/schema.ts'
import { dutySchema } from './duty/schema.ts'
import { escalationSchema, flowSchema, teamRunSchema } from './escalation/schema.ts'
import { goodwillSchema } from './goodwill/schema.ts'
import { handoverSchema } from './handover/schema.ts'
import { importRunSchema } from './import/run.ts'
import { policySchema } from './policy/schema.ts'
import { promiseSchema } from './promise/schema.ts'
import { overlayRowSchema, packProposalSchema, packRevisionSchema, productSchema } from './product/schema.ts'
import { replySchema, replyUseSchema } from './reply/schema.ts'
import { resourceSchema } from './resource/schema.ts'
import { shiftSchema } from './roster/schema.ts'
import { schemeSchema } from './scheme/schema.ts'
import { precedentSchema } from './special/precedent.ts'
import { staffNoteSchema } from './staff/note-schema.ts'
import { deviceSchema, enrolmentSchema, staffSchema } from './staff/schema.ts'

/** Every kind of row that a command may read or write: the table's name, and its schema. */
export const entities = {
  staff: staffSchema,
  shift: shiftSchema,
  duty: dutySchema,
  product: productSchema,
  packRevision: packRevisionSchema,
  overlay: overlayRowSchema,
  packProposal: packProposalSchema,
  flow: flowSchema,
  reply: replySchema,
  resource: resourceSchema,
  scheme: schemeSchema,
  precedent: precedentSchema,
  customer: customerSchema,
  member: memberSchema,
  policy: policySchema,
  conversation: conversationSchema,
  message: messageSchema,
  case: caseSchema,
  complaint: complaintSchema,
  claim: claimSchema,
  judgement: judgementSchema,
  claimStep: claimStepSchema,
  document: documentSchema,
  dispute: disputeSchema,
  escalation: escalationSchema,
  promise: promiseSchema,
  goodwill: goodwillSchema,
  note: noteSchema,
  draft: draftSchema,
  replyUse: replyUseSchema,
  teamRun: teamRunSchema,
  care: careSchema,
  move: moveSchema,
  handover: handoverSchema,
  staffNote: staffNoteSchema,
  enrolment: enrolmentSchema,
  device: deviceSchema,
  importRun: importRunSchema,
} as const

export type EntityName = keyof typeof entities
export type Row<E extends EntityName> = z.infer<(typeof entities)[E]>

/** Rows that hang on a customer, and go where the customer goes. */
export const customerEntities = [
  'customer',
  'member',
  'policy',
  'conversation',
  'message',
  'case',
  'complaint',
  'claim',
  'judgement',
  'claimStep',
  'document',
  'dispute',
  'escalation',
  'promise',
  'goodwill',
  'note',
  'draft',
  'replyUse',
  'care',
  'move',
  'handover',
] as const satisfies EntityName[]

/** Rows that every desk holds. */
export const sharedEntities = [
  'staff',
  'shift',
  'duty',
  'product',
  'packRevision',
  'overlay',
  'packProposal',
  'flow',
  'reply',
  'resource',
  'scheme',
  'precedent',
] as const satisfies EntityName[]

/** Rows for some roles, which hang on nobody: each says who its readers are. */
export const teamEntities = ['teamRun', 'staffNote'] as const satisfies EntityName[]

/** Rows that a desk may hold; the rest never leave the authority. */
export const syncedEntities = [...sharedEntities, ...teamEntities, ...customerEntities] as const
export type SyncedEntity = (typeof syncedEntities)[number]

/** Whether this program knows such rows: what comes from a newer one may be of other kinds too. */
export function isSynced(entity: string): entity is SyncedEntity {
  return (syncedEntities as readonly string[]).includes(entity)
}
