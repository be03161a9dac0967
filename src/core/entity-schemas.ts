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
import { precedentSchema } from './special/schema.ts'
import { staffNoteSchema } from './staff/note-schema.ts'
import { deviceSchema, enrolmentSchema, staffKeySchema, staffSchema } from './staff/schema.ts'

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
  staffKey: staffKeySchema,
  importRun: importRunSchema,
} as const
