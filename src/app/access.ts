import type { Given } from '../core/command.ts'
import type { AccessWay } from '../core/customer/access.ts'
import type { RevealArgs } from '../core/customer/reveal.ts'
import type { Outcome } from '../core/refusal.ts'
import { noteAccess } from '../store/access-queries.ts'
import { transact } from '../store/transact.ts'
import { keepOwnAccess, verifyAccess } from '../sync/access.ts'
import { revealAtOnce } from '../sync/ask-at-once.ts'
import { authorityDevice } from '../sync/commit.ts'
import { reveal } from '../sync/reveal.ts'
import type { Place } from './give.ts'

export { verifyAccess }

/** What became of asking for a masked value, and the value; null when it was refused. It is nobody's to keep. */
export type Shown = { outcome: Outcome; value: string | null }

/** Asks for one masked value, where the home is. Throws `Unreachable` on a desk that has no network. */
export async function askToReveal({ store, link, actor, clock }: Place, args: RevealArgs): Promise<Shown> {
  const given: Given = { id: clock.newId(), name: 'customer.reveal', version: 1, args }
  if (link) {
    const { outcome, value } = await revealAtOnce(store, link, given, clock.now())
    return { outcome, value }
  }
  const { outcome, value } = await reveal(store, { deviceId: authorityDevice, actor }, given, clock.now())
  return { outcome, value }
}

/** Writes down that this person sees details of customers; of those whose butler they are, nothing. */
export async function noteLooks(
  { store, actor, clock }: Place,
  kind: 'authority' | 'desk',
  customers: readonly { id: string; ownerId: string }[],
  how: AccessWay,
): Promise<void> {
  const now = clock.now()
  const looks = customers
    .filter(({ ownerId }) => ownerId !== actor.staffId)
    .map(({ id }) => ({ customerId: id, at: now, how }))
  if (looks.length === 0) return
  if (kind === 'authority') return keepOwnAccess(store, actor.staffId, looks, now)
  await transact(store, (write) => noteAccess(write, looks))
}
