import type { Generated } from 'kysely'
import type { EntityName, Row } from '../core/entities.ts'
import type { Became } from '../core/outbox/became.ts'

/** A row as it lies in the table: booleans as 0/1, lists and trees as JSON text (store/codec.ts turns one into the other). */
export type Stored<R> = {
  [K in keyof R]: [R[K]] extends [boolean] ? number : [R[K]] extends [string | number | null] ? R[K] : string
}

export type OutboxTable = {
  seq: Generated<number>
  id: string
  name: string
  version: number
  args: string
  givenAt: number
  coalesceKey: string | null
  customerId: string | null
  caseId: string | null
  /** `waiting` until the authority has decided; the decision stays readable here. */
  state: 'waiting' | 'accepted' | 'refused' | 'discarded'
  /** 1 once it may have reached the authority: from then on its arguments stay as they are. */
  isSent: Generated<number>
  /** 1 when the last replay over the authority's rows was refused: it will probably be refused there too. */
  isAtRisk: Generated<number>
  code: string | null
  data: string | null
  decidedVer: number | null
  /** When this desk heard of the decision (epoch ms). */
  decidedAt: Generated<number | null>
  /** What it had become (`Before`, as JSON) when the authority went back to a time before it; it is told again with this. */
  before: string | null
  /** What it has become by a person's hand, and the number of the command that says so or stands in its place; null until then. */
  became: Became['is'] | null
  becameSeq: number | null
}

/** A life of the authority. `began`: the commit version that it took over from the one before. */
export type EpochTable = { epoch: string; number: number; began: number; at: number }
/** Of each desk: up to where it has read, and up to where it has confirmed that what left it is wiped. */
export type DeviceStateTable = { deviceId: string; seenAt: number; readVer: number; wipedVer: number; protocol: number }
/** The last that a desk has seen of the authority's history in each hour (of the epoch ms `seenAt`). */
export type WitnessTable = { epoch: string; hour: number; ver: number; hash: string; seenAt: number }
/**
 * An `onlineOnly` command of this desk. Without `outcome` it has not been answered; if it has a `decidedVer`, it was, before the
 * authority went back to an earlier time, and is asked for again.
 */
export type AskedAtOnceTable = {
  id: string
  name: string
  version: number
  args: string
  givenAt: number
  customerId: string | null
  outcome: string | null
  decidedVer: number | null
}

/** A look at a customer's details on this desk, to be uploaded. */
export type AccessTable = { seq: Generated<number>; customerId: string; at: number; how: string }
/** The looks of every desk, in a chain for each. `at`: by the desk's clock; `receivedAt`: by the authority's. */
export type AccessLogTable = {
  deviceId: string
  seq: number
  staffId: string
  customerId: string
  at: number
  how: string
  receivedAt: number
  prevHash: string
  hash: string
}

export type EventTable = {
  ver: number
  at: number
  deviceId: string
  commandId: string
  command: string
  actorId: string
  role: string
  outcome: 'accepted' | 'refused'
  code: string | null
  customerId: string | null
  caseId: string | null
  detail: string
  argsHash: string
  prevHash: string
  hash: string
}

/**
 * What an authority signed on a civil day (Asia/Shanghai): its history up to `ver`, which is `count` events whose last has `hash`.
 * `root`: the Merkle tree hash of RFC 6962 over the hashes of the events, in hexadecimal. `access`: of the log of looks
 * of every desk, the last number and its hash, as JSON (`AccessHeads`). `publicKey`: Ed25519, SPKI in base64. `signature`: base64, over the canonical JSON of all the rest.
 */
export type AnchorTable = {
  day: string
  epoch: string
  ver: number
  count: number
  hash: string
  root: string
  access: string
  publicKey: string
  signature: string
}

export type ChangeTable = {
  scope: string
  entity: string
  id: string
  /** `enter`/`leave` stand on a customer and mean everything that hangs on them. */
  op: 'put' | 'del' | 'enter' | 'leave'
  customerId: string | null
  ver: number
}

/**
 * A token of a desk, by its SHA-256. `access` opens every route until `expiresAt`, `tail` that of the tail alone; `refresh` is spent to
 * get the next two.
 */
export type DeviceTokenTable = {
  hash: string
  deviceId: string
  kind: 'access' | 'refresh' | 'tail'
  issuedAt: number
  /** Null: until it is revoked (enrolled with protocol 1). */
  expiresAt: number | null
  spentAt: number | null
  /** The digests of the two that followed a spent one. */
  followedBy: string | null
}

export type Tables = { [E in EntityName]: Stored<Row<E>> } & {
  search: { seq: Generated<number>; entity: string; id: string; keys: string }
  outbox: OutboxTable
  shadow: { entity: string; id: string; row: string | null }
  home: { key: string; value: string }
  pulling: { id: number; isOn: number }
  head: { id: number; ver: number; hash: string }
  customerScope: { customerId: string; scope: string }
  change: ChangeTable
  commandResult: { deviceId: string; seq: number; commandId: string; bodyHash: string; ver: number; outcome: string }
  event: EventTable
  deviceToken: DeviceTokenTable
  epoch: EpochTable
  anchor: AnchorTable
  deviceState: DeviceStateTable
  witness: WitnessTable
  askedAtOnce: AskedAtOnceTable
  access: AccessTable
  accessLog: AccessLogTable
  migration: { name: string; appliedAt: number }
}
