import { randomBytes, randomInt } from 'node:crypto'
import { hostname } from 'node:os'
import type { Actor } from '../core/command.ts'
import type { Outcome } from '../core/refusal.ts'
import { ask } from '../sync/desk-sync.ts'
import { Problem, problemTypes } from '../sync/faults.ts'
import { enrolResponse, protocolVersion } from '../sync/protocol.ts'
import { sha256 } from '../sync/sha256.ts'
import { createDesk, type Home, HomeFault, isHome } from './home.ts'

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

/** The endpoint's side: a code becomes a device and its token, which is shown this once. */
export async function enrolDevice(home: Home, code: string, deviceName: string) {
  const token = randomBytes(32).toString('base64url')
  const deviceId = home.clock.newId()
  const endpoint: Actor = { staffId: 'endpoint', role: 'service' }
  const args = { codeHash: digestOfCode(code), deviceId, deviceName, tokenHash: sha256(token) }
  const outcome = await home.execute('device.enrol', args, { as: endpoint })
  return { outcome, deviceId, token }
}

/** Enrols this home as a desk. Throws `HomeFault`, `Unreachable`, or `Problem` (an unknown or used code). */
export async function joinEndpoint(
  folder: string,
  endpoint: string,
  code: string,
): Promise<{ id: string; name: string }> {
  if (await isHome(folder)) throw new HomeFault('exists', folder)
  const body = JSON.stringify({ protocol: protocolVersion, code, deviceName: hostname() })
  const init = { method: 'POST', body, headers: { 'content-type': 'application/json' } }
  const link = { net: (url: string, request: RequestInit) => fetch(url, request), endpoint, token: '' }
  const { deviceId, token, staff } = await ask(link, '/v1/enrol', init, enrolResponse)
  await createDesk(folder, { endpoint, deviceId, token, staff })
  return staff
}

export function isBadCode(fault: unknown): boolean {
  return fault instanceof Problem && fault.type === problemTypes.unauthorized
}
