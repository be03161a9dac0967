import { type Outcome, refuse, type RefusalCode } from '../core/refusal.ts'
import { readHomeKeys, writeHomeKeys } from '../store/home-keys.ts'
import { type OutboxEntry, outboxEntries } from '../store/outbox-queries.ts'
import type { Store, Write } from '../store/store.ts'
import { transact } from '../store/transact.ts'
import { askFor, type Link } from './ask.ts'
import { askAgain, nextToAskAgain } from './ask-at-once.ts'
import { Problem, problemTypes, Unconnected } from './faults.ts'
import { bodyLimitBytes, commandsAtOnce } from './protocol.ts'
import { wire } from './wire.ts'

/** `isElsewhere`: the authority is not the one of before, but put back from a backup; nothing was sent. */
type Sent = { sent: number; isElsewhere: boolean }

/**
 * Sends what waits, in order, as far as the authority decides it. What an earlier life of the authority had decided, and this one does
 * not know, goes again in the order of then, decisions that were asked for at once between the others.
 */
export async function push(store: Store, link: Link): Promise<Sent> {
  try {
    return await pushFrom(store, link, await readHomeKeys(store.reader))
  } catch (fault) {
    const { epoch, pushedSeq } = await readHomeKeys(store.reader)
    if (!(fault instanceof Problem) || fault.type !== problemTypes.sequence || !pushedSeq) throw fault
    // What was noted as sent is not what is known there: once from the first that waits, since what is told twice is passed over.
    return pushFrom(store, link, { ...(epoch ? { epoch } : {}), pushedSeq: '0' })
  }
}

async function pushFrom(store: Store, link: Link, keys: { epoch?: string; pushedSeq?: string }): Promise<Sent> {
  const { epoch = '' } = keys
  let pushedSeq = Number(keys.pushedSeq ?? 0)
  let sent = 0
  for (;;) {
    const again = await nextToAskAgain(store)
    const batch = await nextBatch(store, epoch, pushedSeq, again?.decidedVer ?? null)
    if (batch === null) return { sent, isElsewhere: true }
    const last = batch.at(-1)?.seq
    if (last === undefined && !again) return { sent, isElsewhere: false }
    if (last === undefined) {
      if (!again || !(await askAgain(store, link, again))) return { sent, isElsewhere: false }
      continue
    }
    const lastSeq = await send(link, epoch, batch).catch(async (fault: unknown) => {
      if (fault instanceof Unconnected) await transact(store, (write) => markSent(write, batch, -1))
      throw fault
    })
    if (lastSeq === null) return { sent, isElsewhere: true }
    sent += batch.length
    pushedSeq = lastSeq
    if (lastSeq < last) {
      await transact(store, (write) => keepPushedSeq(write, epoch, lastSeq))
      return { sent, isElsewhere: false }
    }
  }
}

/** False when another program of this home has learned of a new life of the authority meanwhile: numbers are others there. */
async function keepPushedSeq(write: Write, epoch: string, pushedSeq: number): Promise<boolean> {
  if (((await readHomeKeys(write)).epoch ?? '') !== epoch) return false
  await writeHomeKeys(write, { pushedSeq: String(pushedSeq) })
  return true
}

/** The last command decided; null where the authority begins a new life. */
async function send(link: Link, epoch: string, batch: readonly OutboxEntry[]): Promise<number | null> {
  const commands = batch.map((entry) => {
    const { seq, id, name, version, args } = entry
    const before = becameBefore(entry)
    return { seq, id, name, version, args, ...(before ? { before } : {}) }
  })
  try {
    return (await askFor(link, wire.push, { body: { epoch, commands } })).lastSeq
  } catch (fault) {
    if (fault instanceof Problem && fault.type === problemTypes.epoch) return null
    throw fault
  }
}

/** What a command had become that is sent again; one whose words are gone (its customer has left) can only be named. */
function becameBefore({ before, args, customerId }: OutboxEntry): Outcome | null {
  if (!before) return null
  if (before.state !== 'accepted')
    return refuse((before.code ?? 'not-found') as RefusalCode, customerId === null ? {} : { customerId })
  return args === null ? refuse('outbox.wiped') : { ok: true, result: {} }
}

/**
 * The next commands after `pushedSeq`, marked as sent before they are; of old ones those decided before `ver`. Keeps `pushedSeq` in
 * the same transaction: what is told twice, because that was not kept in time, is passed over. Null in another life of the authority.
 */
async function nextBatch(
  store: Store,
  epoch: string,
  pushedSeq: number,
  ver: number | null,
): Promise<OutboxEntry[] | null> {
  const kept = Number((await readHomeKeys(store.reader)).pushedSeq ?? 0)
  const [next] = await outboxEntries(store.reader, 'waiting', { after: pushedSeq, limit: 1 })
  if (!next && kept === pushedSeq) return []
  return transact(store, async (write) => {
    if (!(await keepPushedSeq(write, epoch, pushedSeq))) return null
    const waiting = await outboxEntries(write, 'waiting', { after: pushedSeq, limit: commandsAtOnce })
    const end = ver === null ? -1 : waiting.findIndex(({ decidedVer }) => decidedVer === null || decidedVer > ver)
    const batch = withinBytes(end === -1 ? waiting : waiting.slice(0, end))
    await markSent(write, batch, 1)
    return batch
  })
}

/**
 * Counts how often commands may have left the desk: one more before they are sent, one less when no connection came about. A count,
 * since another program of this home may be sending the same ones.
 */
async function markSent(write: Write, batch: readonly OutboxEntry[], by: 1 | -1): Promise<void> {
  const [first, last] = [batch[0], batch.at(-1)]
  if (!first || !last) return
  await write
    .updateTable('outbox')
    .set(({ eb }) => ({ isSent: eb('isSent', '+', by) }))
    .where('seq', '>=', first.seq)
    .where('seq', '<=', last.seq)
    .where('state', '=', 'waiting')
    .execute()
}

/** As many as one request may hold, and at least one. */
function withinBytes(entries: readonly OutboxEntry[]): OutboxEntry[] {
  let bytes = 0
  const end = entries.findIndex((entry, at) => {
    bytes += Buffer.byteLength(JSON.stringify(entry.args)) + 300
    return at > 0 && bytes > bodyLimitBytes / 2
  })
  return end === -1 ? [...entries] : entries.slice(0, end)
}
