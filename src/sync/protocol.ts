import { z } from 'zod'
import { caseKinds, priorities } from '../core/case/kinds.ts'
import { accessSchema } from '../core/customer/access.ts'
import type { SyncedEntity } from '../core/entities.ts'
import type { RefusalCode } from '../core/refusal.ts'
import { roleSchema } from '../core/staff/schema.ts'

/**
 * What a desk and an endpoint say to each other. A change of meaning raises the number; an endpoint speaks the two before it
 * too, and is updated before its desks. 3: snapshots, digests, witnesses, recovery of what a restored backup has lost. 2: tokens that
 * are renewed, live hints. 1: one token for good, polling.
 */
export const protocolVersion = 3
export const oldestProtocol = Math.max(1, protocolVersion - 2)
/** Where a request without a body says which protocol it speaks; without it, 1. */
export const protocolHeader = 'butler-protocol'
export const commandsAtOnce = 100
/** Looks at customers in one request. */
export const accessAtOnce = 500
export const bodyLimitBytes = 1024 * 1024

/** One that this program does not know yet (the other end is newer) is no fault of the answer. */
const refusalCode = z.string().max(64) as z.ZodType as z.ZodType<RefusalCode>
export const outcomeSchema = z.discriminatedUnion('ok', [
  z.object({ ok: z.literal(true), result: z.record(z.string(), z.unknown()) }),
  z.object({
    ok: z.literal(false),
    code: refusalCode,
    data: z.record(z.string(), z.unknown()),
  }),
])

const given = z.object({
  /** No dots: the ids of the rows that a command makes are its own id, a dot and a number. */
  id: z.string().regex(/^[A-Za-z0-9-]{8,64}$/),
  name: z.string().max(64),
  version: z.int(),
  args: z.unknown(),
})

/**
 * A masked value is asked for by its own route alone, where it is counted; elsewhere only what had become of it in a life of the
 * authority that a restored backup took back.
 */
const givenElsewhere = given
  .extend({ before: outcomeSchema.optional() })
  .refine(({ name, before }) => name !== 'customer.reveal' || before !== undefined, {
    path: ['name'],
    message: 'a masked value is asked for at /v1/reveal',
  })

export const enrolRequest = z.object({
  protocol: z.int(),
  code: z.string().max(64),
  deviceName: z.string().min(1).max(120),
})
/** Protocol 1 is answered without the last two, and its token is good until it is revoked. */
export const enrolResponse = z.object({
  deviceId: z.string(),
  token: z.string(),
  refreshToken: z.string().optional(),
  tokenLifeMs: z.int().positive().optional(),
  epoch: z.string(),
  staff: z.object({ id: z.string(), name: z.string(), role: roleSchema }),
})

const digest = z.string().regex(/^[0-9a-f]{64}$/)
/**
 * A desk renews its tokens: it proves itself by its refresh token, and tells the SHA-256 of the two that it has made to follow.
 * Asked again with the same two, the answer is the same, so a lost answer costs nothing.
 */
export const renewRequest = z.object({ protocol: z.int(), tokenHash: digest, refreshHash: digest })
export const renewResponse = z.object({ tokenLifeMs: z.int().positive() })

/**
 * Commands of a desk's outbox in their order; `seq` counts them without gaps. `before`: what the command had become in a life of the
 * authority that a restored backup took back.
 */
export const pushRequest = z.object({
  protocol: z.int(),
  epoch: z.string(),
  commands: z.array(givenElsewhere.safeExtend({ seq: z.int().positive() })).max(commandsAtOnce),
})
export const pushResponse = z.object({ lastSeq: z.int() })

/** An `onlineOnly` command: decided at once or not at all. `before` as in a push. */
export const decideRequest = z.object({
  protocol: z.int(),
  command: givenElsewhere,
})
export const decideResponse = z.object({ outcome: outcomeSchema, ver: z.int().optional() })

/**
 * Asks for one masked value (core/customer/reveal.ts): decided like any command, and answered with the value beside the outcome;
 * null when it was refused, or was decided so long ago that nobody waits for it any more. `ver`: its commit version.
 */
export const revealRequest = z.strictObject({
  protocol: z.int(),
  command: given.extend({ name: z.literal('customer.reveal') }).strict(),
})
export const revealResponse = z.object({ outcome: outcomeSchema, value: z.string().nullable(), ver: z.int() })

/** Looks at customers' details, as the desk counts them; none asks how far the authority has got. */
export const accessRequest = z.strictObject({
  protocol: z.int(),
  entries: z.array(accessSchema).max(accessAtOnce),
})
/** `lastSeq`: of this desk, the last that is kept. */
export const accessResponse = z.object({ lastSeq: z.int() })

const doing = z.enum(['looking', 'writing'])
export type Doing = z.infer<typeof doing>
const present = z.object({ staffId: z.string(), customerId: z.string(), doing })
export type Present = z.infer<typeof present>
/** Where a desk is now, null for nowhere in particular; answered with where the others are whose customers it may see. */
export const presenceRequest = z.strictObject({
  protocol: z.int(),
  here: z.strictObject({ customerId: z.string().max(100), doing }).nullish(),
})
export const presenceResponse = z.object({ others: z.array(present) })

/**
 * `acked`: up to which of its commands the desk knows what became of them. `witness`: the last that it saw of the history, as
 * `version.hash`. `wiped`: up to which version what left the desk is not on its disk any more.
 */
export const pullQuery = z.object({
  cursor: z.string().max(200).optional(),
  acked: z.coerce.number().pipe(z.int().min(0)).default(0),
  witness: z
    .string()
    .regex(/^\d{1,15}\.[0-9a-f]{0,64}$/)
    .optional(),
  wiped: z.coerce.number().pipe(z.int().min(0)).optional(),
})
/** The hint says that a pull will bring something, never what. */
export const waitQuery = z.object({ cursor: z.string().max(200) })
export const hintsQuery = z.object({ cursor: z.string().max(200).optional() })
/** What everybody does, for those who supervise. `since`: epoch ms; `filter`: JSON. */
const tailFilter = z.strictObject({
  queue: z.array(roleSchema).max(10).optional(),
  butler: z.array(z.string().max(100)).max(100).optional(),
  kind: z.array(z.enum(caseKinds)).max(20).optional(),
  priority: z.enum(priorities).optional(),
  breach: z.boolean().optional(),
  customer: z.array(z.string().max(100)).max(100).optional(),
})
export const tailQuery = z.object({
  cursor: z.string().max(200).optional(),
  lines: z.coerce.number().pipe(z.int().min(0).max(20_000)).optional(),
  since: z.coerce.number().pipe(z.int().min(0)).optional(),
  follow: z.literal('1').optional(),
  filter: z
    .string()
    .max(8_000)
    .transform((text, context): unknown => {
      try {
        return JSON.parse(text)
      } catch {
        context.addIssue('not JSON')
        return z.NEVER
      }
    })
    .pipe(tailFilter)
    .optional(),
})
/**
 * How the team stands, or with `of` the rows behind one of its numbers: of a butler or a role (`who`) of one band, of an hour from now; or the
 * customer (`who`) behind one of those rows, with all that is known of them.
 */
export const boardQuery = z.object({
  of: z
    .enum(['butler', 'queue', 'book', 'hour', 'breaching', 'refused', 'orphans', 'contacts', 'allContacts', 'customer'])
    .optional(),
  who: z.string().max(100).optional(),
  band: z.enum(['0', '1', '2', '3', '4', '5', 'later']).optional(),
  hour: z.coerce.number().pipe(z.int().min(0).max(47)).optional(),
})
const anything = z.record(z.string(), z.unknown())
export const boardResponse = z.union([
  z.object({ board: anything }),
  z.object({ rows: z.object({ at: z.int(), total: z.int().min(0), rows: z.array(anything) }) }),
  z.object({ customer: anything.nullable() }),
])
export const waitResponse = z.object({ changed: z.literal(true) })

/** Anybody may ask which versions are spoken here. `at` is the endpoint's clock. */
export const metaResponse = z.object({
  name: z.literal('butler'),
  version: z.string(),
  protocol: z.int(),
  oldestProtocol: z.int(),
  schema: z.string(),
  at: z.int(),
})
export const healthResponse = z.object({ ok: z.literal(true) })
const checks = z.object({ store: z.boolean(), migrations: z.boolean(), disk: z.boolean() })
export const readyResponse = z.object({ ready: z.literal(true), checks })

/** Of a kind that this program does not know yet (the other end is newer), rows are passed over. */
const entity = z.string().max(64) as z.ZodType as z.ZodType<SyncedEntity, SyncedEntity>
const row = z.record(z.string(), z.unknown())
const eventRow = z.object({
  ver: z.int(),
  at: z.int(),
  deviceId: z.string(),
  commandId: z.string(),
  command: z.string(),
  actorId: z.string(),
  role: z.string(),
  outcome: z.enum(['accepted', 'refused']),
  code: z.string().nullable(),
  customerId: z.string().nullable(),
  caseId: z.string().nullable(),
  detail: z.string(),
  argsHash: z.string(),
  prevHash: z.string(),
  hash: z.string(),
})

/** How the authority stood when it answered a desk, and what became of the desk's own commands up to `lastSeq`. */
const newsHead = z.object({
  cursor: z.string(),
  epoch: z.string(),
  role: roleSchema,
  ver: z.int(),
  hash: z.string(),
  /** The authority's clock. */
  at: z.int().optional(),
  lastSeq: z.int(),
  results: z.array(z.object({ seq: z.int(), commandId: z.string(), ver: z.int(), outcome: outcomeSchema })),
})
export type NewsHead = z.infer<typeof newsHead>

/**
 * All that changed for one desk since its cursor, from one snapshot: rows as they stand, rows gone, and customers who left.
 * `isWhole` (protocols 1 and 2 only): the rows are everything, and what else the desk holds is stale.
 */
export const pullResponse = newsHead.extend({
  isWhole: z.boolean(),
  left: z.array(z.string()),
  puts: z.record(entity, z.array(row)) as z.ZodType<Partial<Record<SyncedEntity, Record<string, unknown>[]>>>,
  gone: z.array(z.object({ entity, id: z.string() })),
  events: z.array(eventRow),
})
export type PullResponse = z.infer<typeof pullResponse>

/** A desk asks for what it does not hold as a file: everything, or a change too large for a pull. */
export const snapshotRequest = z.object({
  protocol: z.int(),
  cursor: z.string().max(200).optional(),
  acked: z.int().min(0).default(0),
})
/** The file is made, never changes, and is there for this desk for `lifeMs`. `sha256`: of its `bytes`, which are gzip. */
export const snapshotResponse = z.object({
  id: z.string().regex(/^[0-9a-f]{32}$/),
  bytes: z.int().positive(),
  sha256: digest,
  rows: z.int().min(0),
  lifeMs: z.int().positive(),
})
export type SnapshotOffer = z.infer<typeof snapshotResponse>
/** `Range: bytes=n-` goes on where a download broke. */
export const snapshotQuery = z.object({ id: z.string().regex(/^[0-9a-f]{32}$/) })

const tableDigest = z.object({
  columns: z.array(z.string().max(64)).max(100),
  rows: z.int().min(0),
  digest: z.string(),
})
const digests = z.record(entity, tableDigest) as z.ZodType<Partial<Record<SyncedEntity, z.infer<typeof tableDigest>>>>
/** The lines of a snapshot: how the authority stood, parts, and at the end what they add up to. */
export const snapshotHead = newsHead.extend({ snapshot: z.literal(1), isWhole: z.boolean() })
export const snapshotPart = z.union([
  z.object({ entity, rows: z.array(row) }),
  z.object({ left: z.array(z.string()) }),
  z.object({ gone: entity, ids: z.array(z.string()) }),
  z.object({ events: z.array(eventRow) }),
])
export type Part = z.infer<typeof snapshotPart>
export const snapshotEnd = z.object({ end: digests })

/** What a desk holds of the authority's rows, to be compared. */
export const digestRequest = z.object({ protocol: z.int(), cursor: z.string().max(200), tables: digests })
/** `isComparable`: nothing has changed for the desk since its cursor. `differs`: the tables that are not the same. */
export const digestResponse = z.object({ isComparable: z.boolean(), differs: z.array(entity) })

/** RFC 9457; `type` is one of `problemTypes` (faults.ts). */
export const problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string().optional(),
  /** The request in the endpoint's log. */
  requestId: z.string().optional(),
  /** What is not ready, where something is not. */
  checks: checks.optional(),
})

/** `epoch.version.role`: where a desk has read to, and as whom. Opaque to the desk. */
export type Cursor = { epoch: string; ver: number; role: string }

export function writeCursor({ epoch, ver, role }: Cursor): string {
  return `${epoch}.${ver}.${role}`
}

export function readCursor(cursor: string): Cursor | null {
  const parts = /^([^.]+)\.(\d+)\.([a-z]+)$/.exec(cursor)
  return parts?.[1] && parts[2] && parts[3] ? { epoch: parts[1], ver: Number(parts[2]), role: parts[3] } : null
}
