import type { Actor, Given } from '../core/command.ts'
import type { Done, Outcome, Refusal } from '../core/refusal.ts'
import { CommandTx } from '../store/command-tx.ts'
import { putInOutbox } from '../store/outbox-queries.ts'
import type { Store, Write } from '../store/store.ts'
import { savepoint, transact } from '../store/transact.ts'
import { commandNamed, runCommand } from './decide.ts'

/**
 * Runs a command on a desk at once and puts it into the outbox, in one transaction: "saved" is both or neither. A command that
 * is refused here already leaves nothing behind. Not for `onlineOnly` commands, unless as a dry run, which keeps nothing.
 */
export function perform(store: Store, actor: Actor, given: Given, now: number, isDryRun = false): Promise<Outcome> {
  return transact(store, async (write) => (await enter(write, actor, given, now, { isDryRun })).outcome)
}

/** What came of it, and as which command it stands in the outbox: it may have taken the place of one like it. */
export type Entered = { outcome: Refusal; as: null } | { outcome: Done; as: { seq: number; id: string } }

/**
 * The same within a transaction, for more than one command at once. `customerId`: whom the command is about where its outcome does not
 * say so; when they leave the desk its words go too.
 */
export function enter(
  write: Write,
  actor: Actor,
  given: Given,
  now: number,
  { isDryRun = false, customerId = null }: { isDryRun?: boolean; customerId?: string | null } = {},
): Promise<Entered> {
  const command = commandNamed(given)
  if (command.offline === 'onlineOnly' && !isDryRun) throw new Error(`${command.name} is never queued`)
  return savepoint(
    write,
    () => queue(),
    ({ outcome }) => outcome.ok && !isDryRun,
  )

  async function queue(): Promise<Entered> {
    const key = command.coalesce && command.args.safeParse(given.args).success ? command.coalesce(given.args) : null
    const replaced = key === null ? null : await replaceable(write, given.name, key)
    const asked = replaced ? { ...given, id: replaced.id } : given
    const tx = new CommandTx(write)
    const outcome = await runCommand(command, asked, actor, now, tx)
    if (!outcome.ok) return { outcome, as: null }
    await tx.flush()
    const textOf = (name: string) => (typeof outcome.result[name] === 'string' ? outcome.result[name] : null)
    const args = JSON.stringify(given.args)
    if (replaced) {
      await write.updateTable('outbox').set({ args, givenAt: now }).where('seq', '=', replaced.seq).execute()
      return { outcome, as: { seq: replaced.seq, id: replaced.id } }
    }
    const about = { customerId: textOf('customerId') ?? customerId, caseId: textOf('caseId') }
    const entry = { id: asked.id, name: given.name, version: given.version, args, givenAt: now, coalesceKey: key }
    const seq = await putInOutbox(write, { ...entry, ...about })
    return { outcome, as: { seq, id: asked.id } }
  }
}

/** The newest command of all, if it waits, was never sent, and says the same kind of thing about the same thing. */
async function replaceable(write: Write, name: string, key: string) {
  const last = await write.selectFrom('outbox').selectAll().orderBy('seq', 'desc').limit(1).executeTakeFirst()
  const isSame = last?.state === 'waiting' && last.isSent === 0 && last.name === name && last.coalesceKey === key
  return isSame ? last : null
}
