import { join } from 'node:path'
import { waitForLock } from '../store/lock.ts'
import type { Net } from '../sync/ask.ts'
import { sha256 } from '../sync/sha256.ts'
import { newToken, type Pair, readTokens, renewalTime, type Tokens, writeTokens } from './credentials.ts'

type Desk = { net: Net; endpoint: string; folder: string; now: () => number }

const lockStepMs = 50
const lockPatienceMs = 10_000
/** Between two attempts to renew in good time. */
const restMs = 10 * 60_000
/** Some days of work. */
const earlierAtMost = 10

/**
 * The network of an enrolled desk: every request bears the access token, which is renewed when most of its life is over or when the
 * endpoint does not take it any more. Several programs of one home share the tokens: one renews, the others read what it got.
 */
export function renewing(desk: Desk): Net {
  let { access, renewAt } = readTokens(desk.folder)
  const send = (url: string, init: RequestInit) =>
    desk.net(url, { ...init, headers: { ...init.headers, authorization: `Bearer ${access}` } })
  const takeOver = async () => {
    const renewed = await renew(desk, access)
    if (renewed) ({ access, renewAt } = renewed)
    return renewed !== null
  }
  return async (url, init) => {
    if (renewAt !== null && desk.now() >= renewAt) {
      // Until its time is over the old one still serves, whatever becomes of this.
      renewAt = desk.now() + restMs
      await takeOver().catch(() => false)
    }
    const response = await send(url, init)
    if (response.status !== 401 || !(await takeOver())) return response
    await response.body?.cancel()
    return send(url, init)
  }
}

/** The tokens after `used`; null when the endpoint will not have this desk. Throws when it cannot be asked. */
async function renew(desk: Desk, used: string): Promise<Tokens | null> {
  const { folder, now } = desk
  const lock = await waitForLock(join(folder, 'token.lock'), lockStepMs, lockPatienceMs)
  if (!lock) throw new Error('another program of this home holds the tokens')
  try {
    const kept = readTokens(folder)
    if (kept.access !== used) return kept
    const next = kept.next ?? { access: newToken(), refresh: newToken() }
    if (!kept.next) writeTokens(folder, { ...kept, next })
    // The newest first: only to an authority of an earlier day is another one good, and that one has not seen it spent.
    for (const refresh of [kept.refresh, ...kept.earlier]) {
      const tokenLifeMs = await spend(desk, refresh, next)
      if (tokenLifeMs === null) continue
      const earlier = [kept.refresh, ...kept.earlier].slice(0, earlierAtMost)
      const renewed = { ...next, renewAt: renewalTime(now(), tokenLifeMs), next: null, earlier }
      writeTokens(folder, renewed)
      return renewed
    }
    return null
  } finally {
    lock.release()
  }
}

/** How long the next access token lives; null when the endpoint does not take the refresh token. */
async function spend({ net, endpoint }: Desk, refresh: string, next: Pair): Promise<number | null> {
  const { protocolHeader, protocolVersion, renewResponse } = await import('../sync/protocol.ts')
  const { wire } = await import('../sync/wire.ts')
  const response = await net(new URL(wire.renew.path, endpoint).href, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${refresh}`,
      'content-type': 'application/json',
      [protocolHeader]: String(protocolVersion),
    },
    body: JSON.stringify({
      protocol: protocolVersion,
      tokenHash: sha256(next.access),
      refreshHash: sha256(next.refresh),
    }),
    signal: AbortSignal.timeout(30_000),
    redirect: 'error',
  })
  if (response.ok) return renewResponse.parse(await response.json()).tokenLifeMs
  await response.body?.cancel()
  // An endpoint of protocol 1 knows no such place.
  if (response.status === 401 || response.status === 404) return null
  throw new Error(`renewing was answered ${response.status}`)
}
