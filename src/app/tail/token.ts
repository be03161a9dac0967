import { type Outcome, refuse } from '../../core/refusal.ts'
import { endpointActor } from '../../sync/commit.ts'
import { issueTailToken } from '../../sync/device-tokens.ts'
import { sha256 } from '../../sync/sha256.ts'
import { newToken } from '../credentials.ts'
import { digestOfCode, issueCode } from '../enrol.ts'
import type { Home } from '../home.ts'

const dayMs = 86_400_000

/**
 * A token for `butler tail --endpoint`, for somebody who supervises: it opens nothing else, and ends after `days`. It stands in
 * the list of desks under `name`, where it can be revoked. The token itself is kept nowhere.
 */
export async function makeTailToken(home: Home, staffId: string, name: string, days: number) {
  const staff = await home.query.row('staff', staffId)
  const [token, deviceId] = [newToken(), home.clock.newId()]
  const expiresAt = home.clock.now() + days * dayMs
  const made = (outcome: Outcome) => ({ outcome, token, deviceId, expiresAt })
  if (staff && staff.role !== 'supervisor' && staff.role !== 'manager')
    return made(refuse('not-allowed', { command: 'tail', role: staff.role }))
  const { outcome: issued, code } = await issueCode(home, staffId)
  if (!issued.ok) return made(issued)
  const args = { codeHash: digestOfCode(code), deviceId, deviceName: name, tokenHash: sha256(token) }
  const outcome = await home.execute('device.enrol', args, { as: endpointActor })
  if (outcome.ok) await issueTailToken(home.store, deviceId, sha256(token), home.clock.now(), expiresAt)
  return made(outcome)
}
