import type { SyncedEntity } from '../core/entities.ts'
import { type Outcome, refuse } from '../core/refusal.ts'
import { scopesOfStaff } from '../core/scope.ts'
import type { Role } from '../core/staff/roles.ts'
import { readHead } from '../store/chain-queries.ts'
import { lastSeqOf } from '../store/device-queries.ts'
import { readHomeKeys } from '../store/home-keys.ts'
import type { Store, Write } from '../store/store.ts'
import { type Cursor, type NewsHead, type PullResponse, readCursor, writeCursor } from './protocol.ts'
import { partsOf, type Plan, planSince, planWhole, sizeOf } from './told.ts'

/** The home at the other end, as its token says. */
export type EnrolledDesk = { deviceId: string; staffId: string; role: Role }
/** Where a desk has read to, what of its own it has heard of, and the last that it saw of the history (`ver.hash`). */
export type Asking = { cursor: string | null; acked: number; witness?: string | undefined }
/**
 * Why a desk is not told what changed: it has to begin anew (`gone`), so much did that it comes as a snapshot (`large`), or this
 * history is not the one that the desk has seen (`history`).
 */
export type NoPull = 'gone' | 'large' | 'history'

/** How many of the newest events a supervisor's new desk begins with. */
const eventsAtFirst = 500
/** A supervisor's desk that is further behind begins anew, with the newest of them. */
const eventsBehindAtMost = 20_000
const eventsAtOnce = 500
/** More rows and events than this come as a snapshot: a request that takes long or much memory holds up others. */
const rowsInPull = 2_000

/** What changed for a desk since its cursor, in one read transaction: an answer to a command is never seen without its rows. */
export function changesFor(store: Store, desk: EnrolledDesk, asking: Asking): Promise<PullResponse | NoPull> {
  return store.snapshot(async (read) => {
    const { head, since, plan } = await readPlan(read, desk, asking)
    if (since?.epoch === head.epoch && (await isOtherHistory(read, head, since, asking.witness))) return 'history'
    if (!plan || !since) return 'gone'
    const events = supervises(desk) ? head.ver - since.ver : 0
    if (sizeOf(plan) + events > rowsInPull) return 'large'
    return whole(head, desk, false, read, plan, eventsFor(read, desk, since))
  })
}

/**
 * The same for a desk of protocol 1 or 2: with no cursor, one of another epoch or role, or one from a later time than this store's,
 * everything the desk may hold, in one answer.
 */
export async function changesForEarlier(store: Store, desk: EnrolledDesk, asking: Asking): Promise<PullResponse> {
  const told = await store.snapshot(async (read) => {
    const { head, since, plan } = await readPlan(read, desk, asking)
    if (plan && since && since.ver <= head.ver)
      return whole(head, desk, false, read, plan, eventsFor(read, desk, since))
    return whole(head, desk, true, read, await planWhole(read, scopesOf(desk)), eventsFor(read, desk, null))
  })
  // They take an answer with a word that they do not know for no answer at all.
  const results = told.results.map((result) => {
    const { outcome } = result
    return outcome.ok || !laterCodes.has(outcome.code) ? result : { ...result, outcome: refuse('not-found') }
  })
  const puts = Object.fromEntries(Object.entries(told.puts).filter(([entity]) => !laterEntities.has(entity)))
  return { ...told, results, puts, gone: told.gone.filter(({ entity }) => !laterEntities.has(entity)) }
}

/** Refusals and kinds of rows that came with protocol 3 or after it; its desks pass over what they do not know. */
const laterCodes: ReadonlySet<string> = new Set([
  'conversation.too-many-tags',
  ...['scope.lost', 'outbox.wiped', 'outbox.no-customer'],
  ...['case.has-promise', 'promise.wrong-state', 'promise.same-time'],
  ...['reply.slot-empty', 'reply.changed', 'reply.bad-answer', 'reply.bad-reply'],
  ...['staff.intake-paused', 'handover.wrong-state'],
  ...['care.bad-day', 'care.no-policy', 'care.not-over', 'care.case-open'],
])
const laterEntities: ReadonlySet<string> = new Set<SyncedEntity>([
  'care',
  'complaint',
  'promise',
  'goodwill',
  'scheme',
  'precedent',
  'reply',
  'resource',
  'replyUse',
  'teamRun',
  'shift',
  'duty',
  'move',
  'handover',
  'staffNote',
])

/** How the store stands, and what a desk is to be told of it; no plan where its cursor leads nowhere any more. */
export async function readPlan(read: Write, desk: EnrolledDesk, { cursor, acked }: Asking) {
  const { epoch = '', tellsFrom = '0' } = await readHomeKeys(read)
  const { ver, hash } = await readHead(read)
  const head: NewsHead = {
    cursor: writeCursor({ epoch, ver, role: desk.role }),
    role: desk.role,
    epoch,
    ver,
    hash,
    ...(await resultsOf(read, desk.deviceId, acked)),
  }
  const since = cursor === null ? null : readCursor(cursor)
  const isStale = since === null || since.epoch !== epoch || since.role !== desk.role || since.ver < Number(tellsFrom)
  const isGone = isStale || (supervises(desk) && ver - since.ver > eventsBehindAtMost)
  return { head, since, plan: isGone ? null : await planSince(read, scopesOf(desk), since.ver) }
}

/** Every decision since, for those who supervise, some at a time; the newest ones for a desk that begins. */
export async function* eventsFor(
  read: Write,
  desk: EnrolledDesk,
  since: Cursor | null,
): AsyncGenerator<PullResponse['events']> {
  if (!supervises(desk)) return
  let after = since?.ver ?? (await beforeNewest(read))
  for (;;) {
    const events = await read
      .selectFrom('event')
      .selectAll()
      .where('ver', '>', after)
      .orderBy('ver')
      .limit(eventsAtOnce)
      .execute()
    const last = events.at(-1)
    if (!last) return
    yield events
    after = last.ver
  }
}

/** The version before the first of the newest events. */
async function beforeNewest(read: Write): Promise<number> {
  const newest = await read.selectFrom('event').select('ver').orderBy('ver', 'desc').limit(eventsAtFirst).execute()
  return (newest.at(-1)?.ver ?? 1) - 1
}

function supervises(desk: EnrolledDesk): boolean {
  return scopesOf(desk).includes('supervision')
}

export function scopesOf(desk: EnrolledDesk) {
  return scopesOfStaff({ id: desk.staffId, role: desk.role })
}

async function whole(
  head: NewsHead,
  desk: EnrolledDesk,
  isWhole: boolean,
  read: Write,
  plan: Plan,
  events: AsyncIterable<PullResponse['events']>,
): Promise<PullResponse> {
  const told: PullResponse = { ...head, isWhole, left: [], puts: {}, gone: [], events: [] }
  for await (const some of events) told.events.push(...some)
  for await (const part of partsOf(read, desk, plan)) {
    if ('left' in part) told.left.push(...part.left)
    else if ('gone' in part) for (const id of part.ids) told.gone.push({ entity: part.gone, id })
    else if ('rows' in part) told.puts[part.entity] = [...(told.puts[part.entity] ?? []), ...part.rows]
  }
  return told
}

async function resultsOf(read: Write, deviceId: string, acked: number): Promise<Pick<NewsHead, 'lastSeq' | 'results'>> {
  const rows = await read
    .selectFrom('commandResult')
    .select(['seq', 'commandId', 'ver', 'outcome'])
    .where('deviceId', '=', deviceId)
    .where('seq', '>', Math.max(0, acked))
    .orderBy('seq')
    .execute()
  const results = rows.map((row) => ({ ...row, outcome: JSON.parse(row.outcome) as Outcome }))
  return { lastSeq: await lastSeqOf(read, deviceId), results }
}

/** Whether the decision that the desk saw last is not here, or is another one here. */
async function isOtherHistory(read: Write, head: NewsHead, since: Cursor, witness: string | undefined) {
  const [, ver, hash] = /^(\d+)\.([0-9a-f]*)$/.exec(witness ?? '') ?? []
  if (since.ver > head.ver) return true
  if (ver === undefined || Number(ver) === 0) return false
  const seen = await read.selectFrom('event').select('hash').where('ver', '=', Number(ver)).executeTakeFirst()
  return seen?.hash !== hash
}
