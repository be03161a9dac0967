import { z } from 'zod'
import { entities } from '../../core/entity-schemas.ts'
import { roleSchema } from '../../core/staff/schema.ts'
import { owedClock } from './work.ts'
import {
  anything,
  id,
  idOrNone,
  inThree,
  moment,
  momentOrNone,
  fenOrNone,
  type Outputs,
  text,
  textOrNone,
  written,
} from './parts.ts'
import { importReport } from './reports.ts'

const staffId = z.object({ staffId: id })
const away = z.object({ from: moment, until: momentOrNone, why: textOrNone }).nullable()
const duty = { staffId: id, backupId: idOrNone, away, coveredBy: idOrNone, others: z.array(anything) }
const handedOver = { handoverId: id, customerId: id, caseId: id, giverId: id, receiverId: id }
const bands = z.object({
  ...{ 0: z.int(), 1: z.int(), 2: z.int(), 3: z.int(), 4: z.int(), 5: z.int() },
  later: z.int(),
})

const approval = z.object({
  ...{ is: z.enum(['step', 'pack', 'scheme']), id, stepId: idOrNone, customerId: idOrNone, title: inThree },
  ...{ about: text, by: id, since: moment, dueAt: momentOrNone, amountFen: fenOrNone },
})

const board = z.object({
  at: moment,
  butlers: z.array(
    z.object({
      ...{ staffId: id, name: text, customersAtMost: z.int().nullable(), casesAtMost: z.int().nullable() },
      ...{ isIntakePaused: z.boolean(), backupId: idOrNone, away, coveredBy: idOrNone, customers: z.int() },
      ...{ openCases: z.int(), bands, isAway: z.boolean(), seenAt: momentOrNone },
      shift: z.object({ isOn: z.boolean(), from: moment, until: moment }).nullable(),
      handedOver: z.object({ waiting: z.int(), accepted: z.int() }),
    }),
  ),
  queues: z.array(z.object({ role: roleSchema, bands })),
  /** The first fifty; of how many is said since it is no longer all of them. */
  breaching: z.array(owedClock),
  breachingCount: z.int().optional(),
  approvals: z.array(approval),
  refused: z.array(entities.handover),
  /** How many clocks end within the next hour, the one after it, and so on. */
  forecast: z.array(z.int()).optional(),
  orphans: z.int().optional(),
  contacts: z.object({ waiting: z.int(), late: z.int() }).optional(),
})

const shown = z.object({
  ...{ handover: entities.handover, customerName: text, notes: z.int(), promises: z.array(entities.promise) },
  ...{ clocks: entities.case.shape.clocks, draft: textOrNone, title: text, caseId: id },
})

const onRoster = z.object({
  ...{ staffId: id, role: roleSchema, isOn: z.boolean(), from: moment, until: moment, relief: z.array(id) },
  ...{ name: text, reliefNames: z.array(text) },
})

const desk = z.object({
  ...{ id, staffId: id, staffName: text, name: text, enrolledAt: moment, revokedAt: momentOrNone },
  ...{ seenAt: momentOrNone, readVer: z.int().nullable(), protocol: z.int().nullable(), toWipe: z.int() },
})

/** A line for each customer of the book, told apart by `is`, then one with the sum. */
const moved = z.union([
  z.object({
    ...{ is: z.literal('sum'), isPreview: z.boolean(), done: z.int(), refused: z.int(), waiting: z.int() },
    byReceiver: z.record(z.string(), z.int()),
  }),
  z.looseObject({ is: z.enum(['done', 'refused']), customerId: id }),
])

export const peopleOutputs = {
  'staff add': written({ staffId: id }),
  'staff list': entities.staff,
  'staff code': staffId.extend({ code: text, expiresAt: moment, join: text }),
  'staff token': staffId.extend({ deviceId: id, token: text, expiresAt: moment }),
  'staff revoke': written({ staffId: id, devices: z.int(), moved: z.int().optional(), to: id.optional() }),
  'staff capacity': written({ staffId: id, customers: z.int().nullable(), cases: z.int().nullable() }),
  'staff pause-intake': written({ staffId: id, isPaused: z.boolean() }),
  'staff resume': written({ staffId: id, isPaused: z.boolean() }),
  'staff backup': written(duty),
  'staff away': written(duty),
  'staff back': written(duty),
  'staff message': written({ staffNoteId: id, staffId: id }),
  'staff messages': entities.staffNote,
  'staff read': written({ staffNoteId: id }),
  'staff key add': written({ keyId: id, staffId: id }),
  'staff key list': entities.staffKey.omit({ publicKey: true }).extend({
    ...{ type: text, fingerprint: text, staffName: text, role: roleSchema.nullable() },
  }),
  'staff key remove': written({ keyId: id, staffId: id }),
  'book reassign': moved,
  'book orphans': z.object({
    ...{ customerId: id, customerName: text, ownerId: id, since: momentOrNone },
    why: z.enum(['ownerGone', 'uncovered', 'notContacted']),
  }),
  'book contacts': entities.move.extend({
    ...{ customerName: text, ownerId: id, proof: entities.message.nullable() },
    standing: z.enum(['met', 'metLate', 'waiting', 'late']),
  }),
  'handover make': written({
    ...{ packId: id, receiverId: id },
    items: z.array(z.object({ handoverId: id, customerId: id })),
  }),
  'handover show': shown,
  'handover accept': written(handedOver),
  'handover refuse': written(handedOver),
  'handover return': written(handedOver),
  board,
  approvals: approval,
  'desk list': desk,
  'desk revoke': written({ deviceId: id, staffId: id, reason: text.optional(), revokedAt: moment.optional() }),
  'roster now': onRoster,
  'roster list': entities.shift,
  'roster add': written({ staffId: id, shiftIds: z.array(id), isNew: z.boolean() }),
  'roster remove': written({ shiftId: id, staffId: id, role: roleSchema, from: moment, until: moment }),
  'roster import': importReport,
} satisfies Outputs
