import type { Actor, Given } from '../core/command.ts'
import type { Outcome } from '../core/refusal.ts'
import { readHomeKeys, writeHomeKeys } from '../store/home-keys.ts'
import type { Store } from '../store/store.ts'
import { transact } from '../store/transact.ts'
import { uploadAccess } from './access.ts'
import { applyNews } from './apply-news.ts'
import { ask, askFor, type Link } from './ask.ts'
import { askAtOnce } from './ask-at-once.ts'
import { checkDigest } from './check-digest.ts'
import { Problem, problemTypes, Unreachable } from './faults.ts'
import type { Part, PullResponse } from './protocol.ts'
import { push } from './push.ts'
import { forgetDecided } from './retention.ts'
import { takeSnapshot } from './take-snapshot.ts'
import { wipe } from './wipe.ts'
import { wire } from './wire.ts'

export type { Link, Net } from './ask.ts'

const quickMs = 1_000

/** What a round did: how many commands it sent, and the tables that were not as the authority has them and were read anew. */
export type Round = { sent: number; mended: string[] }

/** One round: sends what waits, in order, then takes in what changed. Throws `Unreachable` and `Problem`. */
export async function syncOnce(store: Store, link: Link, actor: Actor, now: () => number): Promise<Round> {
  try {
    let sent = 0
    // Where the authority was put back from a backup, a second time: what it does not know any more.
    for (let rounds = 0; rounds < 2; rounds++) {
      const pushed = await push(store, link)
      sent += pushed.sent
      const isOther = await pull(store, link, actor, now)
      if (!pushed.isElsewhere && !isOther) break
    }
    // Confirmed at once, not with the next round.
    if (await wipe(store)) await pull(store, link, actor, now)
    await uploadAccess(store, link, now())
    return { sent, mended: await mend(store, link, actor, now) }
  } catch (fault) {
    // Who gave it up knows nothing of the line.
    if (fault instanceof Unreachable && !link.signal?.aborted) await noteOffline(store, now())
    throw fault
  }
}

/** Asks for the decision of an `onlineOnly` command, then takes in what it changed. Throws `Unreachable` when offline. */
export async function decideOnline(
  store: Store,
  link: Link,
  actor: Actor,
  given: Given,
  now: () => number,
): Promise<Outcome> {
  const { isElsewhere } = await push(store, link)
  if (isElsewhere) {
    await pull(store, link, actor, now)
    await push(store, link)
  }
  const outcome = await askAtOnce(store, link, given, now())
  // It is decided, whatever becomes of this: what it changed can come with the next round, which also tells what is wrong.
  await pull(store, link, actor, now).catch(() => undefined)
  return outcome
}

/** Waits until a pull would bring something; false when nothing has happened for as long as the endpoint waits. */
export async function waitForHint(store: Store, link: Link): Promise<boolean> {
  const { cursor } = await readHomeKeys(store.reader)
  if (!cursor) return true
  return (await ask(link, wire.wait, { query: { cursor } }))?.changed === true
}

/** True when the authority was put back to an earlier time since this desk spoke to it. */
async function pull(store: Store, link: Link, actor: Actor, now: () => number): Promise<boolean> {
  const keys = await readHomeKeys(store.reader)
  const { cursor = null } = keys
  const acked = await ackedSeq(store)
  const news = cursor === null ? null : await askForNews(link, { ...keys, cursor }, acked)
  if (news) {
    const isNews = news.results.length > 0 || cursor !== news.cursor
    if (isNews || keys.offlineSince)
      await applyNews(store, actor, cursor, { head: news, isWhole: false, parts: partsIn(news) }, now())
    return false
  }
  await takeSnapshot(store, link, actor, { cursor, acked }, now)
  const { epoch } = await readHomeKeys(store.reader)
  return keys.epoch !== undefined && epoch !== keys.epoch
}

/** Null when what is to be told comes as a snapshot. */
async function askForNews(
  link: Link,
  { cursor, witness, wipedVer }: { cursor: string; witness?: string; wipedVer?: string },
  acked: number,
): Promise<PullResponse | null> {
  const query = {
    cursor,
    acked: String(acked),
    ...(witness ? { witness } : {}),
    ...(wipedVer ? { wiped: wipedVer } : {}),
  }
  try {
    const asked = performance.now()
    const told = await askFor(link, wire.pull, { query })
    // A slow answer says less about the clock than about the line.
    if (told.at !== undefined && performance.now() - asked < quickMs) link.onTime?.(told.at)
    return told
  } catch (fault) {
    const isForSnapshot =
      fault instanceof Problem && (fault.type === problemTypes.cursorGone || fault.type === problemTypes.largeChange)
    if (isForSnapshot) return null
    throw fault
  }
}

function* partsIn({ left, puts, gone, events }: PullResponse): Generator<Part> {
  if (left.length > 0) yield { left }
  for (const [entity, rows] of Object.entries(puts)) yield { entity: entity as keyof typeof puts, rows }
  for (const { entity, id } of gone) yield { gone: entity, ids: [id] }
  if (events.length > 0) yield { events }
}

/** Up to which of its commands this desk knows what became of them. */
async function ackedSeq(store: Store): Promise<number> {
  const oldest = await store.reader
    .selectFrom('outbox')
    .select((of) => of.fn.min('seq').as('seq'))
    .where('state', '=', 'waiting')
    .executeTakeFirst()
  if (oldest?.seq) return oldest.seq - 1
  const newest = await store.reader
    .selectFrom('outbox')
    .select((of) => of.fn.max('seq').as('seq'))
    .executeTakeFirst()
  return newest?.seq ?? 0
}

/** Once in a while: reads the desk anew when its rows are not those of the authority. What it has not sent yet stays. */
async function mend(store: Store, link: Link, actor: Actor, now: () => number): Promise<string[]> {
  const differs = await checkDigest(store, link, now())
  if (differs === null) return []
  await forgetDecided(store, now())
  if (differs.length === 0) return []
  await transact(store, (write) => writeHomeKeys(write, { cursor: null, snapshot: null }))
  await pull(store, link, actor, now)
  return differs
}

async function noteOffline(store: Store, now: number) {
  const { offlineSince } = await readHomeKeys(store.reader)
  if (!offlineSince) await transact(store, (write) => writeHomeKeys(write, { offlineSince: String(now) }))
}
