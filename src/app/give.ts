import type { Actor, Command, Given } from '../core/command.ts'
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
/** `isChecked`: the arguments have passed the command's schema already, here in this process. */
export type How = { isDryRun?: boolean; as?: Actor; id?: string; isChecked?: boolean }

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
    const [decided] = await decide(store, giver, [given], clock.now(), how)
    return decided ?? refuse('not-found')
  }
  if (how.isDryRun || command.offline !== 'onlineOnly') {
    const outcome = await perform(store, actor, given, clock.now(), how.isDryRun)
    if (!isElsewhere(command, actor, outcome)) return outcome
    if (how.isDryRun) return refuse('customer.elsewhere')
  }
  return decideOnline(store, link, actor, given, clock.now)
}

/** Whether it is about a customer who is not on this desk, and this person may give it about anybody. */
function isElsewhere(command: Command, actor: Actor, outcome: Outcome): boolean {
  const isNotHere = !outcome.ok && outcome.code === 'not-found' && outcome.data['entity'] === 'customer'
  return isNotHere && (command.aboutAnybody?.includes(actor.role) ?? false)
}
