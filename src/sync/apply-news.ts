import type { Actor } from '../core/command.ts'
import { customerEntities, type EntityName, isSynced, type SyncedEntity, syncedEntities } from '../core/entities.ts'
import { type Outcome, refuse } from '../core/refusal.ts'
import { CommandTx } from '../store/command-tx.ts'
import { readHomeKeys, writeHomeKeys } from '../store/home-keys.ts'
import { type OutboxEntry, outboxEntries } from '../store/outbox-queries.ts'
import { readRows, removeRows, slices, writeStoredRows } from '../store/rows.ts'
import { restoreShadows, withoutShadows } from '../store/shadow.ts'
import type { Store, Write } from '../store/store.ts'
import type { Tables } from '../store/tables.ts'
import { savepoint, transact } from '../store/transact.ts'
import { commandNamed, runCommand } from './decide.ts'
import { forgetWords, handOnRefused, recordResults, sendAgain } from './outbox-state.ts'
import type { NewsHead, Part } from './protocol.ts'

/** What an authority told a desk. `isWhole`: the rows are everything, and what else the desk holds is stale. */
export type News = { head: NewsHead; isWhole: boolean; parts: Iterable<Part> | AsyncIterable<Part> }

const hourMs = 3_600_000

/**
 * Brings a desk up to what the authority told, in one transaction, so that no reader sees half of it: the authority's images go
 * back, the changes are laid down, decided commands leave the waiting ones, and those that still wait run again on top. One
 * whose replay is refused stays waiting and is marked at risk: the authority decides. Where the authority was put back to an
 * earlier time, what it does not know any more waits again. `asked`: the cursor that this is the answer to.
 */
export function applyNews(store: Store, actor: Actor, asked: string | null, news: News, now: number): Promise<void> {
  const { head, isWhole, parts } = news
  return transact(store, async (write) => {
    const keys = await readHomeKeys(write)
    // Another process of this home has read on meanwhile: an older answer would turn rows back.
    if ((keys.cursor ?? null) !== asked) return
    if (keys.epoch !== undefined && keys.epoch !== head.epoch) await sendAgain(write, head)
    const taken: string[] = []
    await withoutShadows(write, async () => {
      await restoreShadows(write)
      if (isWhole) taken.push(...(await removeEverything(write)))
      for await (const part of parts) taken.push(...(await layDown(write, part)))
    })
    const back = new Set((await readRows(write, 'customer', taken)).map(({ id }) => id))
    const left = taken.filter((id) => !back.has(id))
    await recordResults(write, head.results, now)
    if (left.length > 0) await handOnRefused(write, now)
    const decided = head.results.map(({ seq }) => seq)
    const isForgotten = await forgetWords(write, left, decided)
    const hasLeft = left.length > 0 || isForgotten
    await replayWaiting(write, actor, now)
    const { epoch, ver, hash } = head
    const witness = { epoch, hour: Math.floor(now / hourMs), ver, hash, seenAt: now }
    await write
      .insertInto('witness')
      .values(witness)
      .onConflict((conflict) => conflict.columns(['epoch', 'hour']).doUpdateSet(witness))
      .execute()
    await writeHomeKeys(write, {
      epoch,
      cursor: head.cursor,
      role: head.role,
      witness: `${ver}.${hash}`,
      syncedAt: String(now),
      offlineSince: null,
      snapshot: null,
      ...(hasLeft || (isWhole && keys.syncedAt) ? { wipeOwed: String(ver) } : isWhole ? { wipedVer: String(ver) } : {}),
      pullsSinceDigest: String(Number(keys.pullsSinceDigest ?? 0) + 1),
    })
  })
}

/** Returns the customers who were taken off the desk. Some of them may come again with what follows. */
async function layDown(write: Write, part: Part): Promise<string[]> {
  const entity = 'gone' in part ? part.gone : 'rows' in part ? part.entity : null
  if (entity !== null && !isSynced(entity)) return []
  if ('left' in part) for (const some of slices(part.left, 5_000)) await removeCustomers(write, some)
  else if ('gone' in part) await removeRows(write, part.gone, part.ids)
  else if ('rows' in part) await writeStoredRows(write, part.entity, part.rows as unknown as Tables[SyncedEntity][])
  else
    for (const some of slices(part.events, 1_000))
      await write
        .insertInto('event')
        .values(some)
        .onConflict((conflict) => conflict.doNothing())
        .execute()
  return 'left' in part ? part.left : []
}

/** Runs what waits again on top of the authority's rows. */
export async function replayWaiting(write: Write, actor: Actor, now: number) {
  for (const entry of await outboxEntries(write, 'waiting')) {
    // What was refused before is told again as refused.
    if (entry.before && entry.before.state !== 'accepted') continue
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

/** Returns the customers who were there. */
async function removeEverything(write: Write): Promise<string[]> {
  const customers = await write.selectFrom('customer').select('id').execute()
  for (const entity of syncedEntities) {
    await write.deleteFrom(entity as 'note').execute()
    await write.deleteFrom('search').where('entity', '=', entity).execute()
  }
  await write.deleteFrom('event').execute()
  return customers.map(({ id }) => id)
}

/** Wipes customers who have left this desk's scope, with all that hangs on them. */
async function removeCustomers(write: Write, customerIds: readonly string[]) {
  for (const entity of customerEntities) await removeRows(write, entity, await idsOn(write, entity, customerIds))
}

async function idsOn(write: Write, entity: EntityName, customerIds: readonly string[]): Promise<string[]> {
  const rows = await write
    .selectFrom(entity as 'note')
    .select('id')
    .where(entity === 'customer' ? 'id' : 'customerId', 'in', customerIds)
    .execute()
  return rows.map(({ id }) => id)
}
