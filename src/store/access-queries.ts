import type { Access } from '../core/customer/access.ts'
import type { Reader, Write } from './store.ts'
import { slices } from './rows.ts'
import type { AccessLogTable } from './tables.ts'

/** A look at a customer's details, or a masked value that was shown; `reason` and `field` of the latter alone. */
export type Seen = {
  is: 'access' | 'reveal'
  /** By the clock of where it happened for a look, by the authority's for a value. */
  at: number
  staffId: string
  customerId: string
  deviceId: string
  how: string
  memberId: string | null
  reason: string | null
}

/** `since`: epoch ms. */
export type SeenFilter = { customerId?: string | undefined; staffId?: string | undefined; since?: number | undefined }

/** Looks and values together, the oldest first. A desk knows of values alone, and only where it is told all events. */
export async function seenOf(reader: Reader, { customerId, staffId, since = 0 }: SeenFilter): Promise<Seen[]> {
  let looks = reader.selectFrom('accessLog').selectAll().where('at', '>=', since)
  let values = reader
    .selectFrom('event')
    .select(['at', 'actorId', 'customerId', 'deviceId', 'detail'])
    .where('command', '=', 'customer.reveal')
    .where('outcome', '=', 'accepted')
    .where('at', '>=', since)
  if (customerId !== undefined) {
    looks = looks.where('customerId', '=', customerId)
    values = values.where('customerId', '=', customerId)
  }
  if (staffId !== undefined) {
    looks = looks.where('staffId', '=', staffId)
    values = values.where('actorId', '=', staffId)
  }
  const [looked, shown] = [await looks.execute(), await values.execute()]
  const seen: Seen[] = [
    ...looked.map((row) => ({ ...aboutLook(row), is: 'access' as const, memberId: null, reason: null })),
    ...shown.map((row) => {
      const detail = JSON.parse(row.detail) as { field: string; memberId: string | null; reason: string }
      const about = { at: row.at, staffId: row.actorId, customerId: row.customerId ?? '', deviceId: row.deviceId }
      return { is: 'reveal' as const, ...about, how: detail.field, memberId: detail.memberId, reason: detail.reason }
    }),
  ]
  return seen.toSorted((a, b) => a.at - b.at)
}

function aboutLook({ at, staffId, customerId, deviceId, how }: AccessLogTable) {
  return { at, staffId, customerId, deviceId, how }
}

/** How many masked values a person was shown after this moment (epoch ms) and this version. */
export async function revealsSince(
  write: Write,
  staffId: string,
  { at, ver = 0 }: { at: number; ver?: number },
): Promise<number> {
  const row = await write
    .selectFrom('event')
    .select((of) => of.fn.countAll().as('n'))
    .where('command', '=', 'customer.reveal')
    .where('outcome', '=', 'accepted')
    .where('actorId', '=', staffId)
    .where('at', '>', at)
    .where('ver', '>', ver)
    .executeTakeFirstOrThrow()
  return Number(row.n)
}

/** The version of the last alert about a person's reveals after this moment; of those behind the first such reveal. */
export async function lastRevealAlert(write: Write, staffId: string, at: number): Promise<number | null> {
  // There is no index of all events by time: the first of these reveals says where to look from.
  const first = write
    .selectFrom('event')
    .select((of) => of.fn.min('ver').as('ver'))
    .where('command', '=', 'customer.reveal')
    .where('actorId', '=', staffId)
    .where('at', '>', at)
  const alerts = await write
    .selectFrom('event')
    .select(['ver', 'detail'])
    .where('ver', '>', first)
    .where('command', '=', 'reveal.alert')
    .where('at', '>', at)
    .orderBy('ver', 'desc')
    .execute()
  const isAbout = ({ detail }: { detail: string }) => (JSON.parse(detail) as { staffId: string }).staffId === staffId
  return alerts.find(isAbout)?.ver ?? null
}

/** Writes looks down on a desk, to be uploaded. */
export async function noteAccess(write: Write, looks: readonly Omit<Access, 'seq'>[]): Promise<void> {
  for (const some of slices(looks, 5_000)) await write.insertInto('access').values(some).execute()
}

/** The next looks of a desk after a number, at most so many. */
export function accessAfter(reader: Reader, seq: number, limit: number): Promise<Access[]> {
  return reader
    .selectFrom('access')
    .selectAll()
    .where('seq', '>', seq)
    .orderBy('seq')
    .limit(limit)
    .execute() as Promise<Access[]>
}

/** Forgets looks of a desk that the authority has, and that are older than a time. */
export async function forgetAccess(write: Write, upTo: number, before: number): Promise<void> {
  await write.deleteFrom('access').where('seq', '<=', upTo).where('at', '<', before).execute()
}
