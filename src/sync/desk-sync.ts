import type { z } from 'zod'
import type { Actor, Given } from '../core/command.ts'
import type { Outcome } from '../core/refusal.ts'
import { readHomeKeys, writeHomeKeys } from '../store/home-keys.ts'
import type { Store } from '../store/open-sqlite.ts'
import { type OutboxEntry, outboxEntries } from '../store/outbox-queries.ts'
import { transact } from '../store/transact.ts'
import { applyPull } from './apply-pull.ts'
import { Problem, problemTypes, Unreachable } from './faults.ts'
import {
  bodyLimitBytes,
  commandsAtOnce,
  decideResponse,
  problem,
  protocolVersion,
  pullResponse,
  pushResponse,
} from './protocol.ts'

/** How a desk reaches its endpoint; a fake in tests that need a broken network. */
export type Net = (url: string, init: RequestInit) => Promise<Response>

/** `signal` ends what is under way when the home is closed. */
export type Link = { net: Net; endpoint: string; token: string; signal?: AbortSignal }

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
  const body = { protocol: protocolVersion, command: given }
  const { outcome } = await post(link, '/v1/decide', body, decideResponse)
  // It is decided; what it changed can come with the next round.
  await pull(store, link, actor, now).catch((fault: unknown) => {
    if (!(fault instanceof Unreachable)) throw fault
  })
  return outcome
}

async function push(store: Store, link: Link): Promise<number> {
  let sent = 0
  for (;;) {
    const batch = await nextBatch(store)
    if (batch.length === 0) return sent
    const { epoch = '' } = await readHomeKeys(store.reader)
    const commands = batch.map(({ seq, id, name, version, args }) => ({ seq, id, name, version, args }))
    const { lastSeq } = await post(link, '/v1/push', { protocol: protocolVersion, epoch, commands }, pushResponse)
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
  const query = new URLSearchParams({ acked: String(acked), ...(cursor ? { cursor } : {}) })
  const pulled = await ask(link, `/v1/pull?${query}`, { method: 'GET' }, pullResponse)
  const isNews = pulled.isWhole || pulled.results.length > 0 || cursor !== pulled.cursor
  if (isNews || offlineSince) await applyPull(store, actor, cursor ?? null, pulled, now())
}

async function noteOffline(store: Store, now: number) {
  const { offlineSince } = await readHomeKeys(store.reader)
  if (!offlineSince) await transact(store, (write) => writeHomeKeys(write, { offlineSince: String(now) }))
}

async function post<S extends z.ZodType>(link: Link, path: string, body: unknown, schema: S): Promise<z.infer<S>> {
  return ask(
    link,
    path,
    { method: 'POST', body: JSON.stringify(body), headers: { 'content-type': 'application/json' } },
    schema,
  )
}

/** One request; used with an empty token only to enrol. */
export async function ask<S extends z.ZodType>(
  link: Link,
  path: string,
  init: RequestInit,
  schema: S,
): Promise<z.infer<S>> {
  const headers = { ...init.headers, ...(link.token ? { authorization: `Bearer ${link.token}` } : {}) }
  const url = new URL(path, link.endpoint).href
  const attempt = async () => {
    const response = await link.net(url, {
      ...init,
      headers,
      signal: AbortSignal.any([AbortSignal.timeout(30_000), ...(link.signal ? [link.signal] : [])]),
    })
    return { response, body: (await response.json()) as unknown }
  }
  // A kept connection may have died unnoticed, so the first failure is tried again at once. Every request of an enrolled desk
  // is the same request the second time.
  const { response, body } = await attempt()
    .catch((cause: unknown) => (link.token && !link.signal?.aborted ? attempt() : Promise.reject(cause)))
    .catch((cause: unknown) => {
      throw new Unreachable(`${link.endpoint} cannot be reached`, { cause })
    })
  if (response.ok) {
    const parsed = schema.safeParse(body)
    if (parsed.success) return parsed.data as z.infer<S>
    throw new Unreachable(`${link.endpoint} did not answer as a butler endpoint`, { cause: parsed.error })
  }
  const told = problem.safeParse(body)
  if (!told.success || told.data.type === problemTypes.fault)
    throw new Unreachable(`${link.endpoint} answered ${response.status}`)
  throw new Problem(told.data.type, told.data.status, told.data.title)
}
