import type { Actor } from '../core/command.ts'
import { customerEntities, type EntityName, type Row, syncedEntities } from '../core/entities.ts'
import { type Outcome, refuse } from '../core/refusal.ts'
import { decodeRow } from '../store/codec.ts'
import { CommandTx } from '../store/command-tx.ts'
import { readHomeKeys, writeHomeKeys } from '../store/home-keys.ts'
import type { Store, Write } from '../store/store.ts'
import { type OutboxEntry, outboxEntries } from '../store/outbox-queries.ts'
import { removeRows, slices, writeRows } from '../store/rows.ts'
import { restoreShadows, withoutShadows } from '../store/shadow.ts'
import { savepoint, transact } from '../store/transact.ts'
import { commandNamed, runCommand } from './decide.ts'
import type { PullResponse } from './protocol.ts'

/**
 * Brings a desk up to what the authority told, in one transaction, so that no reader sees half of it: the authority's images go
 * back, the changes are laid down, decided commands leave the waiting ones, and those that still wait run again on top. One
 * whose replay is refused stays waiting and is marked at risk: the authority decides.
 */
export function applyPull(
  store: Store,
  actor: Actor,
  asked: string | null,
  pulled: PullResponse,
  now: number,
): Promise<void> {
  return transact(store, async (write) => {
    // Another process of this home has read on meanwhile: an older answer would turn rows back.
    const { cursor = null } = await readHomeKeys(write)
    if (cursor !== asked) return
    await withoutShadows(write, async () => {
      await restoreShadows(write)
      if (pulled.isWhole) {
        for (const entity of syncedEntities) await removeAll(write, entity)
        await write.deleteFrom('event').execute()
      }
      for (const some of slices(pulled.left, 5_000)) await removeCustomers(write, some)
      for (const entity of syncedEntities) {
        const rows = (pulled.puts[entity] ?? []).map((row) => decodeRow(entity, row as never))
        await writeRows(write, entity, rows as Row<typeof entity>[])
      }
      for (const { entity, id } of pulled.gone) await removeRows(write, entity, [id])
    })
    for (const some of slices(pulled.events, 1_000))
      await write
        .insertInto('event')
        .values(some)
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    await recordResults(write, pulled.results)
    await replayWaiting(write, actor, now)
    await writeHomeKeys(write, {
      epoch: pulled.epoch,
      cursor: pulled.cursor,
      role: pulled.role,
      witness: `${pulled.ver} ${pulled.hash}`,
      syncedAt: String(now),
      offlineSince: null,
    })
  })
}

async function recordResults(write: Write, results: PullResponse['results']) {
  for (const { seq, commandId, outcome, ver } of results) {
    const decided: Outcome = outcome
    await write
      .updateTable('outbox')
      .set({
        state: decided.ok ? 'accepted' : 'refused',
        code: decided.ok ? null : decided.code,
        data: decided.ok ? null : JSON.stringify(decided.data),
        isAtRisk: 0,
        decidedVer: ver,
      })
      .where('seq', '=', seq)
      .where('id', '=', commandId)
      .where('state', '=', 'waiting')
      .execute()
  }
}

async function replayWaiting(write: Write, actor: Actor, now: number) {
  for (const entry of await outboxEntries(write, 'waiting')) {
    const outcome = await savepoint(
      write,
      async () => {
        const tx = new CommandTx(write)
        const replayed = await replay(entry, actor, now, tx)
        if (replayed.ok) await tx.flush()
        return replayed
      },
      (result) => result.ok,
    )
    if (entry.isAtRisk === outcome.ok)
      await write
        .updateTable('outbox')
        .set({ isAtRisk: outcome.ok ? 0 : 1 })
        .where('seq', '=', entry.seq)
        .execute()
  }
}

/** A replay that throws is at risk like one that is refused; a fault of the store is one of the pull. */
async function replay(entry: OutboxEntry, actor: Actor, now: number, tx: CommandTx): Promise<Outcome> {
  try {
    return await runCommand(commandNamed(entry), entry, actor, now, tx)
  } catch (fault) {
    if (fault instanceof Error && 'code' in fault && String(fault.code).startsWith('SQLITE')) throw fault
    return refuse('dependency')
  }
}

async function removeAll(write: Write, entity: EntityName) {
  await write.deleteFrom(entity as 'note').execute()
  await write.deleteFrom('search').where('entity', '=', entity).execute()
}

/** Wipes customers who have left this desk's scope, with all that hangs on them. */
async function removeCustomers(write: Write, customerIds: readonly string[]) {
  for (const entity of customerEntities) {
    const column = entity === 'customer' ? 'id' : 'customerId'
    const rows = await write
      .selectFrom(entity as 'note')
      .select('id')
      .where(column, 'in', customerIds)
      .execute()
    await removeRows(
      write,
      entity,
      rows.map((row) => row.id),
    )
  }
}
