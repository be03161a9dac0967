import type { Actor, Given } from '../core/command.ts'
import type { Outcome } from '../core/refusal.ts'
import { readHomeKeys, writeHomeKeys } from '../store/home-keys.ts'
import type { Store } from '../store/store.ts'
import { type OutboxEntry, outboxEntries } from '../store/outbox-queries.ts'
import { transact } from '../store/transact.ts'
import { applyPull } from './apply-pull.ts'
import { ask, askFor, type Link } from './ask.ts'
import { Unreachable } from './faults.ts'
import { bodyLimitBytes, commandsAtOnce } from './protocol.ts'
import { wire } from './wire.ts'

export type { Link, Net } from './ask.ts'

/** One round: sends what waits, in order, then takes in what changed. Returns how many commands were sent. */
export async function syncOnce(store: Store, link: Link, actor: Actor, now: () => number): Promise<{ sent: number }> {
  try {
    const sent = await push(store, link)
    await pull(store, link, actor, now)
    return { sent }
  } catch (fault) {
    if (fault instanceof Unreachable) await noteOffline(store, now())
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
  await push(store, link)
  const { outcome } = await askFor(link, wire.decide, { body: { command: given } })
  // It is decided; what it changed can come with the next round.
  await pull(store, link, actor, now).catch((fault: unknown) => {
    if (!(fault instanceof Unreachable)) throw fault
  })
  return outcome
}

/** Waits until a pull would bring something; false when nothing has happened for as long as the endpoint waits. */
export async function waitForHint(store: Store, link: Link): Promise<boolean> {
  const { cursor } = await readHomeKeys(store.reader)
  if (!cursor) return true
  return (await ask(link, wire.wait, { query: { cursor } }))?.changed === true
}

async function push(store: Store, link: Link): Promise<number> {
  let sent = 0
  for (;;) {
    const batch = await nextBatch(store)
    if (batch.length === 0) return sent
    const { epoch = '' } = await readHomeKeys(store.reader)
    const commands = batch.map(({ seq, id, name, version, args }) => ({ seq, id, name, version, args }))
    const { lastSeq } = await askFor(link, wire.push, { body: { epoch, commands } })
    sent += batch.length
    await transact(store, (write) => writeHomeKeys(write, { pushedSeq: String(lastSeq) }))
    if (lastSeq < (batch.at(-1)?.seq ?? 0)) return sent
  }
}

/** The next commands that the authority has not answered, marked as sent before they are. */
async function nextBatch(store: Store) {
  const { pushedSeq = '0' } = await readHomeKeys(store.reader)
  return transact(store, async (write) => {
    const waiting = await outboxEntries(write, 'waiting', { after: Number(pushedSeq), limit: commandsAtOnce })
    const batch = withinBytes(waiting)
    const last = batch.at(-1)
    if (last)
      await write
        .updateTable('outbox')
        .set({ isSent: 1 })
        .where('seq', '<=', last.seq)
        .where('isSent', '=', 0)
        .execute()
    return batch
  })
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

async function pull(store: Store, link: Link, actor: Actor, now: () => number): Promise<void> {
  const { cursor, offlineSince } = await readHomeKeys(store.reader)
  const oldest = await store.reader
    .selectFrom('outbox')
    .select((of) => of.fn.min('seq').as('seq'))
    .where('state', '=', 'waiting')
    .executeTakeFirst()
  const newest = await store.reader
    .selectFrom('outbox')
    .select((of) => of.fn.max('seq').as('seq'))
    .executeTakeFirst()
  const acked = oldest?.seq ? oldest.seq - 1 : (newest?.seq ?? 0)
  const query = { acked: String(acked), ...(cursor ? { cursor } : {}) }
  const pulled = await askFor(link, wire.pull, { query })
  const isNews = pulled.isWhole || pulled.results.length > 0 || cursor !== pulled.cursor
  if (isNews || offlineSince) await applyPull(store, actor, cursor ?? null, pulled, now())
}

async function noteOffline(store: Store, now: number) {
  const { offlineSince } = await readHomeKeys(store.reader)
  if (!offlineSince) await transact(store, (write) => writeHomeKeys(write, { offlineSince: String(now) }))
}
