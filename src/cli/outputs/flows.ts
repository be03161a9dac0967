import { z } from 'zod'
import { entities } from '../../core/entity-schemas.ts'
import { roleSchema } from '../../core/staff/schema.ts'
import { fen, id, idOrNone, inThree, momentOrNone, type Outputs, text, textOrNone, written } from './parts.ts'
import { movedClaim } from './library.ts'
import { documentsReport } from './reports.ts'

const { escalation, teamRun, scheme } = entities

/** A run of the team's own is on nobody's customer and in no case. */
const about = { escalationId: id, customerId: id.optional(), caseId: idOrNone.optional(), flowId: id }
const decided = written({
  ...{ ...about, stepId: id, state: text, next: idOrNone, role: roleSchema.nullable() },
  round: z.json().optional(),
})

const flow = z.object({
  ...{ id, code: text, version: z.int(), name: inThree, summary: inThree, about: z.enum(['customer', 'team']) },
  ...{ startsFrom: z.array(text), fields: z.array(z.json()), steps: z.array(z.json()) },
})

const messages = z.array(z.object({ templateId: id, text, empty: z.array(text) }))

const beside = {
  ...{ customerId: id, customerName: text, caseId: idOrNone, title: textOrNone, number: text },
  ...{ takenDown: entities.complaint.loose().nullable(), stepDueAt: momentOrNone, lawDueAt: momentOrNone },
  ...{ law: textOrNone, stepId: idOrNone },
}

const entryMade = { entryId: id, number: text, customerId: id, caseId: idOrNone, amountFen: fen }
const named = written({ schemeId: id, name: text })
const schemeTold = scheme.extend({ standing: text, leftFen: fen, misfits: z.array(z.json()).optional() })
const summed = { payments: z.int(), paidFen: fen }

export const flowOutputs = {
  /** With `--running` the runs, else the flows. */
  'flow list': z.union([escalation.extend({ customerName: text }), teamRun.extend({ customerName: text }), flow]),
  'flow check': documentsReport,
  'flow show': z.union([
    escalation.extend({ customerName: textOrNone.optional(), messages }),
    teamRun.extend({ customerName: textOrNone.optional(), messages }),
  ]),
  'flow start': written({ ...about, stepId: idOrNone }),
  'flow fill': written({ ...about, field: text }),
  'flow step': decided,
  'flow undo': z.object({
    ...{ ok: z.literal(true), state: z.enum(['undone', 'tried']) },
    result: z.looseObject({ stepId: id }),
  }),
  'flow approve': decided,
  'flow refuse': decided,
  'flow send': written({ ...about, messageId: id, templateId: id }),
  'flow affected': movedClaim,
  'flow recontact': z.object({ escalationId: id, customerId: id, caseId: id, isNew: z.boolean() }),
  /** One that no run takes care of yet has the state `notEscalated`. */
  'complaint list': z.union([escalation.extend(beside), z.object({ ...beside, id, state: z.literal('notEscalated') })]),
  'complaint register': written({ complaintId: id, caseId: id, customerId: id }),
  'special precedents': entities.precedent.extend({
    ...{ isSameClause: z.boolean(), alike: z.array(text), different: z.array(text), score: z.int() },
  }),
  'goodwill list': entities.goodwill.extend({ number: text }),
  'goodwill total': z.object({
    ...{ ...summed, isWhole: z.boolean() },
    byName: z.array(z.object({ name: text, ...summed })),
    byScheme: z.array(z.object({ schemeId: idOrNone, ...summed })),
  }),
  'goodwill pay': written({ ...entryMade, escalationId: id }),
  'goodwill correct': written({
    ...{ entryId: id, corrects: id, customerId: id, claimId: idOrNone, schemeId: idOrNone, amountFen: fen },
  }),
  'scheme list': schemeTold,
  'scheme show': schemeTold,
  'scheme propose': named,
  'scheme approve': named,
  'scheme refuse': named,
  'scheme stop': named,
  'scheme resume': named,
  'scheme grant': written({ ...entryMade, claimId: id, schemeId: id }),
} satisfies Outputs
