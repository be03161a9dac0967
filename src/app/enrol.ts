import { randomInt } from 'node:crypto'
import { hostname } from 'node:os'
import type { Outcome } from '../core/refusal.ts'
import { askFor } from '../sync/ask.ts'
import { endpointActor } from '../sync/commit.ts'
import { issueTokens, tokenLifeMs } from '../sync/device-tokens.ts'
import { Problem, problemTypes } from '../sync/faults.ts'
import { sha256 } from '../sync/sha256.ts'
import { wire } from '../sync/wire.ts'
import { type Clock, systemClock } from './clock.ts'
import { newToken } from './credentials.ts'
import { createDesk, type Home } from './home.ts'
import { netTo } from './net.ts'

/** How long an enrolment code can be used. */
export const codeLifeMs = 15 * 60_000
/** No 0/O, 1/I/L: codes are read aloud. */
const letters = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789'

/** Blanks and dashes are for the eye, capitals for the ear. */
export function digestOfCode(code: string): string {
  return sha256(code.toUpperCase().replaceAll(/[^A-Z0-9]/g, ''))
}

/** Makes a single-use code for a person's next desk. The code itself is kept nowhere. */
export async function issueCode(
  home: Home,
  staffId: string,
): Promise<{ outcome: Outcome; code: string; expiresAt: number }> {
  const code = [4, 4, 4]
    .map((n) => Array.from({ length: n }, () => letters[randomInt(letters.length)]).join(''))
    .join('-')
  const expiresAt = home.clock.now() + codeLifeMs
  const outcome = await home.execute('staff.code', { staffId, codeHash: digestOfCode(code), expiresAt })
  return { outcome, code, expiresAt }
}

/**
 * The endpoint's side: a code becomes a device and its tokens, which are shown this once. A desk that renews (`canRenew`) gets
 * an access token for some hours and a refresh token, any other one token for good.
 */
export async function enrolDevice(home: Home, code: string, deviceName: string, canRenew: boolean) {
  const [token, refreshToken] = [newToken(), canRenew ? newToken() : undefined]
  const deviceId = home.clock.newId()
  const args = { codeHash: digestOfCode(code), deviceId, deviceName, tokenHash: sha256(token) }
  const outcome = await home.execute('device.enrol', args, { as: endpointActor })
  // What stops in between leaves a device without tokens, which opens nothing.
  if (outcome.ok) {
    const hashes = { tokenHash: args.tokenHash, refreshHash: refreshToken ? sha256(refreshToken) : null }
    await issueTokens(home.store, deviceId, hashes, home.clock.now())
  }
  return { outcome, deviceId, token, ...(refreshToken ? { refreshToken, tokenLifeMs } : {}) }
}

/**
 * Enrols this home as a desk; `ca`: the only certificate authority (PEM) that the endpoint's certificate may come from. Throws
 * `HomeFault`, `Unreachable`, or `Problem` (an unknown or used code).
 */
export async function joinEndpoint(
  folder: string,
  endpoint: string,
  code: string,
  { ca = null, clock = systemClock }: { ca?: string | null; clock?: Clock } = {},
): Promise<{ id: string; name: string }> {
  const link = { net: netTo(ca), endpoint, token: '' }
  const body = { code, deviceName: hostname().slice(0, 120) || 'desk' }
  const ask = () => askFor(link, wire.enrol, { body })
  return (await createDesk(folder, { endpoint, ca, ask }, clock)).staff
}

export function isBadCode(fault: unknown): boolean {
  return fault instanceof Problem && fault.type === problemTypes.unauthorized
}
