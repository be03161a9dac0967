import type { Actor, Given } from '../core/command.ts'
import { type Outcome, refuse } from '../core/refusal.ts'
import { CommandTx } from '../store/command-tx.ts'
import type { Store, Write } from '../store/store.ts'
import { type OutboxEntry, outboxEntries } from '../store/outbox-queries.ts'
import { savepoint, transact } from '../store/transact.ts'
import { commandNamed, runCommand } from './decide.ts'

/**
 * Runs a command on a desk at once and puts it into the outbox, in one transaction: "saved" is both or neither. A command that
 * is refused here already leaves nothing behind. Not for `onlineOnly` commands, unless as a dry run, which keeps nothing.
 */
export function perform(store: Store, actor: Actor, given: Given, now: number, isDryRun = false): Promise<Outcome> {
  const command = commandNamed(given)
  if (command.offline === 'onlineOnly' && !isDryRun) throw new Error(`${command.name} is never queued`)
  return transact(store, (write) =>
    savepoint(
      write,
      () => queue(write),
      (outcome) => outcome.ok && !isDryRun,
    ),
  )

  async function queue(write: Write): Promise<Outcome> {
    const key = command.coalesce && command.args.safeParse(given.args).success ? command.coalesce(given.args) : null
    const replaced = key === null ? null : await replaceable(write, given.name, key)
    const asked = replaced ? { ...given, id: replaced.id } : given
    const tx = new CommandTx(write)
    const outcome = await runCommand(command, asked, actor, now, tx)
    if (!outcome.ok) return outcome
    await tx.flush()
    const textOf = (name: string) => (typeof outcome.result[name] === 'string' ? outcome.result[name] : null)
    const args = JSON.stringify(given.args)
    if (replaced) {
      await write.updateTable('outbox').set({ args, givenAt: now }).where('seq', '=', replaced.seq).execute()
      return outcome
    }
    const about = { customerId: textOf('customerId'), caseId: textOf('caseId') }
    const entry = { id: asked.id, name: given.name, version: given.version, args, givenAt: now, coalesceKey: key }
    await write
      .insertInto('outbox')
      .values({ ...entry, ...about, state: 'waiting', code: null, data: null, decidedVer: null, before: null })
      .execute()
    return outcome
  }
}

/** The newest command of all, if it waits, was never sent, and says the same kind of thing about the same thing. */
async function replaceable(write: Write, name: string, key: string) {
  const last = await write.selectFrom('outbox').selectAll().orderBy('seq', 'desc').limit(1).executeTakeFirst()
  const isSame = last?.state === 'waiting' && last.isSent === 0 && last.name === name && last.coalesceKey === key
  return isSame ? last : null
}

/** A refused command of this desk; undefined when the number is none. */
export async function refusedCommand(store: Store, seq: number): Promise<OutboxEntry | undefined> {
  return (await outboxEntries(store.reader, 'refused')).find((entry) => entry.seq === seq)
}

/** Takes a refused command off the list of refused ones; it stays in the outbox as discarded, with the reason. */
export function discard(store: Store, seq: number, reason: string): Promise<Outcome> {
  return transact(store, async (write) => {
    const entry = (await outboxEntries(write, 'refused')).find((one) => one.seq === seq)
    if (!entry) return refuse('not-found', { entity: 'outbox', id: String(seq) })
    const data = JSON.stringify({ ...entry.data, discardedBecause: reason })
    await write.updateTable('outbox').set({ state: 'discarded', data }).where('seq', '=', seq).execute()
    return { ok: true, result: { seq } }
  })
}
