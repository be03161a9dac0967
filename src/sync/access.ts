import { sql } from 'kysely'
import { canonicalJson } from '../core/canonical-json.ts'
import type { Access } from '../core/customer/access.ts'
import { accessAfter, forgetAccess } from '../store/access-queries.ts'
import { readHomeKeys, writeHomeKeys } from '../store/home-keys.ts'
import { slices } from '../store/rows.ts'
import type { Store, Write } from '../store/store.ts'
import type { AccessLogTable } from '../store/tables.ts'
import { transact } from '../store/transact.ts'
import { askFor, type Link } from './ask.ts'
import { authorityDevice } from './commit.ts'
import { Problem, problemTypes } from './faults.ts'
import { accessAtOnce } from './protocol.ts'
import { sha256 } from './sha256.ts'
import { wire } from './wire.ts'

/** An authority that was put back from a backup of these days gets again what it has lost. */
const keptMs = 30 * 86_400_000

/** Uploads the looks that the authority does not have yet. An endpoint that is older than this log gets them when it is newer. */
export async function uploadAccess(store: Store, link: Link, now: number): Promise<void> {
  const { epoch = '', accessAcked = '' } = await readHomeKeys(store.reader)
  const [ackedIn, acked] = accessAcked.split(' ')
  const isSameLife = ackedIn === epoch
  const [first] = await accessAfter(store.reader, isSameLife ? Number(acked) : 0, 1)
  if (!first) return
  try {
    // In another life of the authority, it says itself how far it has got.
    let lastSeq = isSameLife ? Number(acked) : await send(link, [])
    for (;;) {
      const entries = await accessAfter(store.reader, lastSeq, accessAtOnce)
      if (entries.length === 0) break
      const next = await send(link, entries)
      if (next <= lastSeq) break
      lastSeq = next
    }
    await transact(store, async (write) => {
      await writeHomeKeys(write, { accessAcked: `${epoch} ${lastSeq}` })
      await forgetAccess(write, lastSeq, now - keptMs)
    })
  } catch (fault) {
    if (!(fault instanceof Problem && fault.type === problemTypes.notFound)) throw fault
  }
}

async function send(link: Link, entries: readonly Access[]): Promise<number> {
  return (await askFor(link, wire.access, { body: { entries } })).lastSeq
}

/**
 * The authority's side: appends what is new to the chain of that device, and says up to where it has all of it. The same again
 * changes nothing.
 */
export function keepAccess(
  store: Store,
  from: { deviceId: string; staffId: string },
  entries: readonly Access[],
  now: number,
): Promise<number> {
  return transact(store, async (write) => {
    await store.hold(write, { deviceIds: [from.deviceId], isAlone: false, named: [] })
    const last = await lastOf(write, from.deviceId)
    const inOrder = entries.toSorted((a, b) => a.seq - b.seq)
    const news = inOrder
      .filter(({ seq }, at) => seq > Math.max(last?.seq ?? 0, inOrder[at - 1]?.seq ?? 0))
      .map((entry) => ({ ...entry, ...from }))
    const kept = await append(write, last, news, now)
    return kept?.seq ?? 0
  })
}

/** Looks taken on the authority's home itself: written down at once, under the name of that home. */
export function keepOwnAccess(
  store: Store,
  staffId: string,
  looks: readonly Omit<Access, 'seq'>[],
  now: number,
): Promise<void> {
  const deviceId = authorityDevice
  return transact(store, async (write) => {
    await store.hold(write, { deviceIds: [deviceId], isAlone: false, named: [] })
    const last = await lastOf(write, deviceId)
    const entries = looks.map((look, index) => ({ ...look, seq: (last?.seq ?? 0) + index + 1, deviceId, staffId }))
    await append(write, last, entries, now)
  })
}

function lastOf(write: Write, deviceId: string): Promise<Pick<AccessLogTable, 'seq' | 'hash'> | undefined> {
  return write
    .selectFrom('accessLog')
    .select(['seq', 'hash'])
    .where('deviceId', '=', deviceId)
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
}

async function append(
  write: Write,
  last: Pick<AccessLogTable, 'seq' | 'hash'> | undefined,
  entries: readonly (Access & { deviceId: string; staffId: string })[],
  receivedAt: number,
) {
  const rows: AccessLogTable[] = []
  for (const entry of entries) {
    const prevHash = rows.at(-1)?.hash ?? last?.hash ?? ''
    rows.push({ ...entry, receivedAt, prevHash, hash: hashOf({ ...entry, receivedAt }, prevHash) })
  }
  for (const some of slices(rows, 1_000)) await write.insertInto('accessLog').values(some).execute()
  return rows.at(-1) ?? last
}

function hashOf(entry: Omit<AccessLogTable, 'prevHash' | 'hash'>, prevHash: string): string {
  return sha256(`${prevHash}\n${canonicalJson(entry)}`)
}

/** What is wrong with a device's log: an entry that is not what was written, or entries missing before one. */
export type BadAccess = { deviceId: string; seq: number; is: 'changed' | 'missing' }

/** Goes through the chains of all devices; the first thing that is wrong with each. Numbers of each begin with 1. */
export async function verifyAccess(store: Store): Promise<{ entries: number; bad: BadAccess[] }> {
  const bad = new Map<string, BadAccess>()
  let [entries, before]: [number, AccessLogTable | undefined] = [0, undefined]
  for (;;) {
    const rows: AccessLogTable[] = await entriesBehind(store, before)
    for (const row of rows) {
      const previous: AccessLogTable | undefined = before?.deviceId === row.deviceId ? before : undefined
      const { hash, prevHash, ...entry } = row
      const { deviceId, seq } = row
      const isMissing = seq !== (previous?.seq ?? 0) + 1
      const isChanged = prevHash !== (previous?.hash ?? '') || hash !== hashOf(entry, prevHash)
      if (!bad.has(deviceId) && (isMissing || isChanged))
        bad.set(deviceId, { deviceId, seq, is: isMissing ? 'missing' : 'changed' })
      before = row
    }
    entries += rows.length
    if (rows.length < entriesAtOnce) return { entries, bad: [...bad.values()] }
  }
}

const entriesAtOnce = 1_000

/** The next of all chains, one device after the other. */
function entriesBehind({ reader }: Store, last: AccessLogTable | undefined): Promise<AccessLogTable[]> {
  let some = reader.selectFrom('accessLog').selectAll().orderBy('deviceId').orderBy('seq').limit(entriesAtOnce)
  if (last) some = some.where(sql<boolean>`("deviceId", "seq") > (${last.deviceId}, ${last.seq})`)
  return some.execute()
}

/** The last number and its hash of each device's log. */
export type AccessHeads = Record<string, [seq: number, hash: string]>

export async function accessHeads({ reader }: Store): Promise<AccessHeads> {
  const last = reader
    .selectFrom('accessLog')
    .select(({ fn }) => ['deviceId', fn.max('seq').as('seq')])
    .groupBy('deviceId')
  const rows = await reader
    .selectFrom('accessLog as entry')
    .innerJoin(last.as('last'), (join) =>
      join.onRef('last.deviceId', '=', 'entry.deviceId').onRef('last.seq', '=', 'entry.seq'),
    )
    .select(['entry.deviceId', 'entry.seq', 'entry.hash'])
    .orderBy('entry.deviceId')
    .execute()
  return Object.fromEntries(rows.map(({ deviceId, seq, hash }) => [deviceId, [seq, hash]]))
}

/** The first of these heads that is not in the logs any more: its end was cut off, or the log was written anew. */
export async function headGone(
  { reader }: Store,
  heads: AccessHeads,
): Promise<{ deviceId: string; seq: number } | null> {
  for (const [deviceId, [seq, hash]] of Object.entries(heads)) {
    const entry = reader.selectFrom('accessLog').select('hash').where('deviceId', '=', deviceId).where('seq', '=', seq)
    if ((await entry.executeTakeFirst())?.hash !== hash) return { deviceId, seq }
  }
  return null
}
