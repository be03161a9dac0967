import { setImmediate } from 'node:timers/promises'
import type { Role } from '../core/staff/roles.ts'
import type { Reader, Store, Write } from '../store/store.ts'
import { slices } from '../store/rows.ts'
import { transact } from '../store/transact.ts'
import type { EnrolledDesk } from './serve-pull.ts'

/** How long an access token opens anything. */
export const tokenLifeMs = 12 * 3_600_000
/** How long a spent refresh token is known as one; shown later it is just unknown. */
const spentKeptMs = 90 * 86_400_000

/** A desk as its token shows it. `tokenExpiresAt`: null when never. `isForTail`: the token opens nothing but the tail. */
export type TokenHolder = EnrolledDesk & { tokenExpiresAt: number | null; isForTail: boolean }
export type NextTokens = { tokenHash: string; refreshHash: string }

/**
 * Who an access token belongs to; undefined when nobody, or no longer. It may have expired: `tokenExpiresAt` says. Requests that have
 * come in together are looked up together.
 */
export function holdersOfTokens(store: Store): (tokenHash: string) => Promise<TokenHolder | undefined> {
  let asked: string[] = []
  let answer: Promise<Map<string, TokenHolder>> | null = null
  const lookUp = async () => {
    await setImmediate()
    const hashes = asked
    asked = []
    answer = null
    const rows = await activeDevices(store.reader)
      .innerJoin('deviceToken', 'deviceToken.deviceId', 'device.id')
      .select([
        'deviceToken.hash as hash',
        'device.id as deviceId',
        'staff.id as staffId',
        'staff.role as role',
        'deviceToken.expiresAt as tokenExpiresAt',
        'deviceToken.kind as kind',
      ])
      .where('deviceToken.hash', 'in', hashes)
      .where('deviceToken.kind', 'in', ['access', 'tail'])
      .execute()
    return new Map(
      rows.map(({ hash, kind, ...row }) => [hash, { ...row, role: row.role as Role, isForTail: kind === 'tail' }]),
    )
  }
  return async (tokenHash) => {
    asked.push(tokenHash)
    return (await (answer ??= lookUp())).get(tokenHash)
  }
}

/** Of the devices, those that are still enrolled, with the role that their person has now. */
export async function stillEnrolled(store: Store, deviceIds: readonly string[]): Promise<Map<string, Role>> {
  const roles = new Map<string, Role>()
  for (const some of slices(deviceIds, 5_000))
    for (const row of await activeDevices(store.reader)
      .select(['device.id as id', 'staff.role as role'])
      .where('device.id', 'in', some)
      .execute())
      roles.set(row.id, row.role as Role)
  return roles
}

/** The first tokens of a device. Without a refresh token (protocol 1) the access token is good until it is revoked. */
export function issueTokens(
  store: Store,
  deviceId: string,
  { tokenHash, refreshHash }: { tokenHash: string; refreshHash: string | null },
  now: number,
): Promise<void> {
  return transact(store, (write) => insertTokens(write, deviceId, tokenHash, refreshHash, now))
}

/** The one token of a device that only tails; it is never renewed. `expiresAt`: epoch ms. */
export function issueTailToken(store: Store, deviceId: string, hash: string, now: number, expiresAt: number) {
  const issued = { deviceId, hash, kind: 'tail', issuedAt: now, expiresAt, spentAt: null, followedBy: null } as const
  return transact(store, async (write) => void (await write.insertInto('deviceToken').values(issued).execute()))
}

/** What became of a request to renew; `replayed`: the token was spent before, for other successors than these. */
export type Renewed = { is: 'renewed' } | { is: 'unknown' } | { is: 'replayed'; deviceId: string }

/**
 * Spends a refresh token (or a protocol 1 token, which becomes the first of a family) and puts the two that follow in its place;
 * the access token before them ends at once. Twice with the same successors is once: the answer may have been lost.
 */
export function renewTokens(store: Store, hash: string, next: NextTokens, now: number): Promise<Renewed> {
  return transact(store, async (write): Promise<Renewed> => {
    const shown = await activeDevices(write)
      .innerJoin('deviceToken', 'deviceToken.deviceId', 'device.id')
      .select(['device.id as deviceId', 'deviceToken.followedBy as followedBy'])
      .where('deviceToken.hash', '=', hash)
      .where('kind', '!=', 'tail')
      .where((where) => where.or([where('kind', '=', 'refresh'), where('deviceToken.expiresAt', 'is', null)]))
      .executeTakeFirst()
    if (!shown) return { is: 'unknown' }
    const { deviceId } = shown
    const followedBy = `${next.tokenHash} ${next.refreshHash}`
    // The condition decides, not what was read: of two at the same moment one finds it spent.
    const { numUpdatedRows } = await write
      .updateTable('deviceToken')
      .set({ kind: 'refresh', spentAt: now, followedBy })
      .where('hash', '=', hash)
      .where('spentAt', 'is', null)
      .executeTakeFirst()
    if (numUpdatedRows === 0n) {
      const spent = await write
        .selectFrom('deviceToken')
        .select('followedBy')
        .where('hash', '=', hash)
        .executeTakeFirst()
      return spent?.followedBy === followedBy ? { is: 'renewed' } : { is: 'replayed', deviceId }
    }
    await write.deleteFrom('deviceToken').where('deviceId', '=', deviceId).where('kind', '=', 'access').execute()
    await write
      .deleteFrom('deviceToken')
      .where('deviceId', '=', deviceId)
      .where('spentAt', '<', now - spentKeptMs)
      .execute()
    await insertTokens(write, deviceId, next.tokenHash, next.refreshHash, now)
    return { is: 'renewed' }
  })
}

async function insertTokens(
  write: Write,
  deviceId: string,
  tokenHash: string,
  refreshHash: string | null,
  now: number,
) {
  const issued = { deviceId, issuedAt: now, spentAt: null, followedBy: null }
  const access = {
    ...issued,
    hash: tokenHash,
    kind: 'access',
    expiresAt: refreshHash ? now + tokenLifeMs : null,
  } as const
  const refresh = refreshHash && ({ ...issued, hash: refreshHash, kind: 'refresh', expiresAt: null } as const)
  await write
    .insertInto('deviceToken')
    .values(refresh ? [access, refresh] : [access])
    .execute()
}

function activeDevices(from: Reader | Write) {
  return (from as Reader)
    .selectFrom('device')
    .innerJoin('staff', 'staff.id', 'device.staffId')
    .where('device.revokedAt', 'is', null)
    .where('staff.isActive', '=', 1)
}
