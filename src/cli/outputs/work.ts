import { z } from 'zod'
import { caseKinds, clockKinds, concerns, priorities } from '../../core/case/kinds.ts'
import { clockSchema, holdSchema } from '../../core/case/schema.ts'
import { entities } from '../../core/entity-schemas.ts'
import { roleSchema } from '../../core/staff/schema.ts'
import {
  day,
  id,
  idOrNone,
  inThree,
  language,
  moment,
  momentOrNone,
  type Outputs,
  text,
  textOrNone,
  written,
} from './parts.ts'

const queued = entities.case.extend({
  ...{ customerName: text, ownerId: id, isUnconfirmed: z.boolean(), hasDraft: z.boolean() },
})

const reason = z.union([
  z.object({ is: z.literal('concern'), concern: z.enum(concerns) }),
  z.object({ is: z.enum(['breached', 'warning']), clock: clockSchema, ms: z.int() }),
  z.object({ is: z.literal('waiting'), ms: z.int() }),
  z.object({ is: z.literal('priority'), priority: z.enum(priorities), raisedBy: z.int() }),
  z.object({ is: z.literal('woken'), hold: holdSchema }),
  z.object({ is: z.literal('due'), on: day }),
  z.object({ is: z.literal('kind'), kind: z.enum(caseKinds) }),
])

const absence = z.union([
  z.object({ is: z.enum(['done', 'lacksDocuments']) }),
  z.object({ is: z.literal('hold'), hold: holdSchema }),
  z.object({ is: z.literal('notDueYet'), on: day }),
])

/** A row of the queue; `why` says the reasons in words. */
const queueRow = z.object({
  ...{ position: z.int(), band: z.int().min(0).max(5), caseId: id, customerId: id, customerName: text },
  ...{ kind: z.enum(caseKinds), title: text, priority: z.enum(priorities), concern: z.enum(concerns).nullable() },
  ...{ waitingSince: momentOrNone, reasons: z.array(reason), why: text, takenBy: idOrNone },
  ...{ isUnconfirmed: z.boolean(), hasDraft: z.boolean() },
})

const standing = z.enum(['breached', 'warning', 'running', 'paused'])

/** A clock that somebody has to meet, of a case or of a run of the team. */
export const owedClock = z.union([
  z.object({
    ...{ case: queued, clock: clockSchema, standing, ms: z.int(), promise: entities.promise.nullable() },
    isOnHold: z.boolean(),
  }),
  z.object({
    ...{ case: z.null(), run: entities.teamRun, flow: z.json(), clock: clockSchema, standing, ms: z.int() },
    ...{ promise: z.null(), isOnHold: z.literal(false) },
  }),
  z.object({
    ...{ case: z.null(), clock: clockSchema, standing, ms: z.int(), promise: z.null(), isOnHold: z.literal(false) },
    move: z.object({
      ...{ id, customerId: id, customerName: text, ownerId: id, movedAt: moment, contactBy: moment },
    }),
  }),
])

const running = {
  ...{ dueAt: moment, code: clockSchema.shape.code, kind: z.enum(clockKinds), standing, ms: z.int() },
  isOnHold: z.boolean(),
}

const ofCase = { caseId: id, customerId: id }
const promised = { promiseId: id, caseId: idOrNone, customerId: id, dueAt: moment }
const ended = written({ ...promised, state: text })

const talk = {
  ...{ customerName: text, waitingSince: momentOrNone, unanswered: entities.message.nullable() },
  ...{ last: entities.message.nullable(), caseId: idOrNone, band: z.int().nullable(), takenBy: idOrNone },
}

export const workOutputs = {
  'queue list': queueRow,
  'queue next': queueRow,
  'queue show': z.object({
    ...{ case: entities.case, customerName: textOrNone, position: z.int().nullable() },
    breakdown: z.array(
      z.object({
        ...{ rule: z.int().min(1).max(7), applies: z.boolean(), reasons: z.array(reason) },
        ...{ absence: absence.optional(), name: text, words: text },
      }),
    ),
  }),
  owed: z.union([
    z.object({
      ...running,
      ...{ caseId: id, customerId: id, customerName: text, role: roleSchema, title: text },
      ...{ promiseId: idOrNone, words: textOrNone },
    }),
    z.object({ ...running, runId: id, flowId: id, stepId: idOrNone }),
    z.object({ ...running, customerId: id, customerName: text, role: z.literal('butler') }),
  ]),
  'case show': z.object({
    ...{ case: entities.case, customerName: text, promises: z.array(entities.promise) },
    ...{ messages: z.array(entities.message), notes: z.array(entities.note), draft: entities.draft.nullable() },
  }),
  'case open': written(ofCase),
  'case take': written({ ...ofCase, takenOverFrom: id.optional() }),
  'case take-over': written({ ...ofCase, takenOverFrom: idOrNone }),
  'case release': written(ofCase),
  'case hold': written({ ...ofCase, wakeAt: moment.optional() }),
  'case raise': written(ofCase),
  'case hand-over': written({ ...ofCase, role: roleSchema }),
  'case done': written(ofCase),
  'case note': written({ noteId: id, customerId: id, caseId: idOrNone }),
  'promise list': entities.promise.extend({ isLate: z.boolean() }),
  'promise make': written({ ...promised, isCaseNew: z.boolean() }),
  'promise keep': ended,
  'promise confirm': ended,
  'promise release': ended,
  'promise move': written({ ...promised, state: text, dueBefore: moment }),
  'conversation list': entities.conversation.extend({
    ...talk,
    others: z.array(z.looseObject({ staffId: id, customerId: id })).nullable(),
  }),
  'conversation show': entities.conversation.extend({
    ...talk,
    ...{ language, messages: z.array(entities.message) },
    suggested: z.array(z.object({ id, title: inThree })),
  }),
  'conversation tag': written({ conversationId: id, customerId: id, tags: z.array(text) }),
  'conversation untag': written({ conversationId: id, customerId: id, tags: z.array(text) }),
  /** With `--promise` two lines: the message, the promise. */
  'message log': z.union([written({ ...promised, isCaseNew: z.boolean() }), written({ messageId: id, ...ofCase })]),
} satisfies Outputs
