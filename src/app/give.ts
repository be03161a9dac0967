import type { Actor, Given } from '../core/command.ts'
import { commands } from '../core/registry.ts'
import { type Outcome, refuse } from '../core/refusal.ts'
import type { Store } from '../store/store.ts'
import { authorityDevice } from '../sync/commit.ts'
import { decide } from '../sync/decide.ts'
import { decideOnline, type Link } from '../sync/desk-sync.ts'
import { perform } from '../sync/perform.ts'
import type { Clock } from './clock.ts'

export { discardRefused, handRefused, retryRefused } from '../sync/refused.ts'
export { undoLast, undoStep } from '../sync/undo.ts'

/** Where a command is given: an authority decides it, a desk (which has a link) performs it or asks for its decision. */
export type Place = { store: Store; link: Link | null; actor: Actor; clock: Clock }
export type How = { isDryRun?: boolean; as?: Actor; id?: string }

/** Gives a command where the home is. A file of its own, loaded with the first command: reading needs none of it. */
export async function give(
  { store, link, actor, clock }: Place,
  name: string,
  args: unknown,
  how: How,
): Promise<Outcome> {
  const command = commands.get(name)
  if (!command) throw new Error(`no such command: ${name}`)
  const given: Given = { id: how.id ?? clock.newId(), name, version: command.version, args }
  if (!link) {
    const giver = { deviceId: authorityDevice, actor: how.as ?? actor }
    const [decided] = await decide(store, giver, [given], clock.now(), how.isDryRun)
    return decided ?? refuse('not-found')
  }
  if (how.isDryRun) return perform(store, actor, given, clock.now(), true)
  if (command.offline === 'onlineOnly') return decideOnline(store, link, actor, given, clock.now)
  return perform(store, actor, given, clock.now())
}
