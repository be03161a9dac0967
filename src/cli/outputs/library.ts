import { z } from 'zod'
import { entities } from '../../core/entity-schemas.ts'
import { liability, verdict } from './judgements.ts'
import {
  anything,
  day,
  fen,
  id,
  inThree,
  language,
  moment,
  momentOrNone,
  type Outputs,
  range,
  text,
  textOrNone,
  written,
} from './parts.ts'
import { documentsReport, importReport } from './reports.ts'

const reply = {
  ...{ id, code: text, version: z.int(), title: inThree, tags: z.array(text), asks: z.array(z.json()), text: inThree },
}
const listedReply = z.object({ ...reply, uses: z.int(), lastAt: momentOrNone })

const outcome = z.object({
  ...{ verdict, liability, amountFen: range, refundFen: fen, clauses: z.array(text), overlays: z.array(text) },
})
/** A claim that comes out otherwise. */
export const movedClaim = z.object({
  ...{ claimId: id, customerId: id, customerName: text, ownerId: id, product: text, state: text },
  ...{ isSigned: z.boolean(), before: outcome, after: outcome },
})

const proposal = { proposalId: id, kind: z.enum(['product', 'overlay']), subject: text, revision: textOrNone }
const change = z.looseObject({ product: textOrNone.optional(), part: text, id: textOrNone, path: text })

export const libraryOutputs = {
  'reply list': listedReply,
  'reply search': listedReply,
  'reply show': z.object({ ...reply, slots: z.array(text) }),
  'reply check': documentsReport,
  'reply install': documentsReport,
  'reply use': z.union([
    written({ messageId: id, caseId: id, customerId: id, replyId: id, way: text }),
    written({ caseId: id, replyId: id, language, text, answers: anything }),
  ]),
  'resource list': entities.resource.extend({ isStale: z.boolean() }),
  'resource add': written({ resourceId: id, isNew: z.boolean() }),
  'resource verify': written({ resourceId: id }),
  'resource remove': written({ resourceId: id, name: text, phone: text, reason: text }),
  'resource import': importReport,
  /** Products, overlays and proposals, told apart by `is`. */
  'pack list': z.discriminatedUnion('is', [
    z.object({
      ...{ is: z.literal('product'), id, name: text, insurer: text, revision: text, sha256: text },
      earlier: z.array(text),
    }),
    z.object({
      ...{ is: z.literal('overlay'), id, name: text, products: z.array(text).optional(), sha256: text },
      ...{ diagnosed: z.object({ from: day, to: day }), announcedOn: day, withdrawnOn: day.nullable() },
      installedAt: moment,
    }),
    z.object({
      ...{ is: z.literal('proposal'), id, kind: proposal.kind, subject: text, revision: textOrNone, sha256: text },
      ...{ proposedBy: id, proposedAt: moment },
    }),
  ]),
  'pack check': documentsReport,
  'pack diff': change,
  'pack dry-run': movedClaim,
  'pack rejudge': movedClaim,
  'pack install': written({ ...proposal, sha256: text }),
  'pack approve': written({ ...proposal, sha256: text }),
  'pack refuse': written(proposal),
  'pack withdraw': written({ overlayId: id, on: day }),
} satisfies Outputs
