import { z } from 'zod'
import { entities } from '../../core/entity-schemas.ts'
import {
  anything,
  id,
  idOrNone,
  inThree,
  moment,
  momentOrNone,
  type Outputs,
  text,
  textOrNone,
  written,
} from './parts.ts'

const settings = { file: text, language: text, theme: text, keys: z.record(z.string(), z.array(text)) }
const faults = z.array(z.object({ file: text, line: z.int(), column: z.int(), path: text, value: text, message: text }))

const became = z.object({
  is: z.enum(['discarded', 'handedOver', 'handedOn', 'superseded']),
  ...{ seq: z.int().nullable(), reason: textOrNone },
})
const entry = {
  ...{ seq: z.int(), state: text, name: text, id, version: z.int(), args: z.json(), givenAt: moment },
  ...{ customerId: idOrNone, caseId: idOrNone, code: textOrNone, data: anything.nullable(), message: textOrNone },
  ...{ became: became.nullable(), isAtRisk: z.boolean(), root: z.int(), depth: z.int(), above: z.array(z.int()) },
  fallsWith: z.int().nullable(),
}
const takenOff = written({ seq: z.int(), seqs: z.array(z.int()), waiting: z.int(), caseId: idOrNone })

const compared = z.object({ checked: z.int(), agreed: z.int(), givenUp: z.int(), behind: z.int() })
const counted = { ver: z.int(), hash: text, rows: z.record(z.string(), z.int()), seconds: z.number() }

const schema = z.literal(1)
const facts = z.object({ kind: text, queue: text, priority: text, dueAt: textOrNone, isBreached: z.boolean() })
/** Times of the tail are ISO 8601. `bookmark`: all is told up to here; `gap`: so many were left out. */
const tailed = z.union([
  z.object({
    ...{ schema, is: z.literal('event'), cursor: text, time: text, actor: id, actorName: textOrNone, role: text },
    ...{ command: text, outcome: z.enum(['accepted', 'refused']), code: textOrNone, customerId: idOrNone },
    ...{ customerName: textOrNone, ownerId: idOrNone, caseId: idOrNone, case: facts.nullable(), detail: anything },
  }),
  z.object({ schema, is: z.literal('gap'), cursor: text, after: text, missed: z.int(), time: text }),
  z.object({ schema, is: z.literal('bookmark'), cursor: text, time: text }),
])

export const upkeepOutputs = {
  join: z.object({
    ...{ ok: z.literal(true), staff: entities.staff, endpoint: text, customers: z.int(), policies: z.int() },
    openCases: z.int(),
  }),
  sync: z.object({
    is: z.enum(['alone', 'new', 'synced', 'waiting', 'offline', 'stopped']),
    ...{ waiting: z.int(), refused: z.int(), syncedAt: momentOrNone, offlineSince: momentOrNone, problem: textOrNone },
    ...{ clockOffsetMs: z.number(), sent: z.int().optional() },
  }),
  'outbox list': z.object(entry),
  'outbox show': z.object({ ...entry, below: z.array(z.int()) }),
  'outbox retry': written({
    ...{ seq: z.int().nullable(), given: z.array(z.object({ seq: z.int(), as: z.int() })) },
    stopped: z.object({ seq: z.int(), code: text, data: anything, message: text }).nullable(),
  }),
  'outbox discard': takenOff,
  'outbox hand': takenOff,
  'outbox undo': z.object({
    ...{ ok: z.literal(true), state: z.enum(['undone', 'tried']) },
    result: z.object({ name: text, args: z.json(), customerId: idOrNone, caseId: idOrNone }),
  }),
  tail: tailed,
  'store copy': z.object({ table: text, rows: z.int(), sha256: text }),
  backup: z.object({ file: textOrNone, bytes: z.int(), isEncrypted: z.boolean(), ...counted }),
  restore: z.object({
    ...{ home: text, epoch: text, aside: textOrNone, desks: z.int(), revoked: z.int().nullable(), ...counted },
  }),
  doctor: z.object({
    ok: z.boolean(),
    findings: z.array(
      z.object({ code: text, state: z.enum(['ok', 'note', 'fault']), value: text, advice: textOrNone }),
    ),
  }),
  'audit verify': z.object({
    ...{ ok: z.boolean(), head: z.object({ ver: z.int(), hash: text }), events: z.int() },
    ...{ witnesses: compared, anchors: compared, bad: z.array(z.looseObject({ is: text, ver: z.int() })) },
    epochs: z.array(z.object({ epoch: text, number: z.int(), began: z.int(), at: moment })),
  }),
  'audit access': z.object({
    ...{ is: text, at: moment, staffId: id, customerId: id, deviceId: id, how: text, memberId: idOrNone },
    ...{ reason: textOrNone, staffName: text, customerName: textOrNone },
  }),
  'config show': z.object({ ...settings, problems: faults }),
  'config check': z.object({ file: text, ok: z.boolean(), problems: faults }),
  'config set': z.object({ ok: z.literal(true), ...settings }),
  'config path': z.object({ file: text }),
  keys: z.object({
    ...{ id, keys: z.array(text), title: inThree, screens: z.array(text).nullable(), isDanger: z.boolean() },
    isFixed: z.boolean(),
  }),
  /** With a kind the schema itself. */
  schema: z.union([
    z.object({ kind: text, id: text, is: z.enum(['file', 'output']) }),
    z.looseObject({ $schema: text, $id: text }),
  ]),
} satisfies Outputs
