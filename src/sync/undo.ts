import { sql } from 'kysely'
import { finishEscalationStep } from '../core/escalation/commands.ts'
import { done, type Outcome, refuse } from '../core/refusal.ts'
import { lastAct, type OutboxEntry, outboxEntries } from '../store/outbox-queries.ts'
import { restoreShadows, withoutShadows } from '../store/shadow.ts'
import type { Write } from '../store/store.ts'
import { savepoint, transact } from '../store/transact.ts'
import { replayWaiting } from './apply-news.ts'
import type { Desk } from './refused.ts'

/**
 * Takes the last step of a run back that was finished here, as if it had never been given: only what was done last on this desk,
 * and only while nothing of it has left. The authority's images go back, and what else waits runs again on top.
 */
export function undoStep({ store, actor, clock }: Desk, escalationId: string, isDryRun = false): Promise<Outcome> {
  const work = async (write: Write): Promise<Outcome> => {
    const last = await newestEntry(write)
    const why = last && isStepOf(last.entry, escalationId) ? (last.isSent ? 'sent' : null) : undefined
    if (!last || why !== null)
      return refuse('escalation.no-undo', { escalationId, why: why ?? (await whyNotThis(write, escalationId)) })
    await takeBack(write, last.entry.seq)
    await replayWaiting(write, actor, clock.now())
    const { stepId } = last.entry.args as { stepId: string }
    return done({ escalationId, stepId, customerId: last.entry.customerId, caseId: last.entry.caseId })
  }
  return transact(store, (write) =>
    savepoint(
      write,
      () => work(write),
      ({ ok }) => ok && !isDryRun,
    ),
  )
}

/** Takes a command out that nothing has heard of; those behind it, which have not left either, move up: numbers have no gaps. */
async function takeBack(write: Write, seq: number): Promise<void> {
  await write.deleteFrom('outbox').where('seq', '=', seq).execute()
  const behind = await write.selectFrom('outbox').select('seq').where('seq', '>', seq).orderBy('seq').execute()
  for (const entry of behind)
    await write
      .updateTable('outbox')
      .set({ seq: entry.seq - 1 })
      .where('seq', '=', entry.seq)
      .execute()
  await sql`update sqlite_sequence set seq = ${seq + behind.length - 1} where name = 'outbox'`.execute(write)
  await withoutShadows(write, () => restoreShadows(write))
}

/**
 * Takes the last thing back that was done on this desk, whatever it was, as if it had never been given: only while nothing of it has
 * left. Drafts are no acts: one that was written since stays.
 */
export function undoLast({ store, actor, clock }: Desk, isDryRun = false): Promise<Outcome> {
  const work = async (write: Write): Promise<Outcome> => {
    const last = await lastAct(write)
    if (!last || last.why !== null) return refuse('outbox.no-undo', { why: last?.why ?? 'none', command: last?.name })
    const [entry] = await outboxEntries(write, 'waiting', { after: last.seq - 1, limit: 1 })
    await takeBack(write, last.seq)
    await replayWaiting(write, actor, clock.now())
    return done({ name: last.name, args: entry?.args, customerId: entry?.customerId, caseId: entry?.caseId })
  }
  return transact(store, (write) =>
    savepoint(
      write,
      () => work(write),
      ({ ok }) => ok && !isDryRun,
    ),
  )
}

async function newestEntry(write: Write) {
  const row = await write
    .selectFrom('outbox')
    .select(['seq', 'isSent'])
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  const [entry] = row ? await outboxEntries(write, 'all', { after: row.seq - 1 }) : []
  return row && entry ? { entry, isSent: row.isSent > 0 || entry.state !== 'waiting' } : null
}

/** What stands in the way where the newest command is no step of the run. */
async function whyNotThis(write: Write, escalationId: string): Promise<'none' | 'sent' | 'notLast'> {
  const steps = (await outboxEntries(write, 'all')).filter((entry) => isStepOf(entry, escalationId))
  const newest = steps.at(-1)
  if (!newest) return 'none'
  return newest.state === 'waiting' ? 'notLast' : 'sent'
}

function isStepOf({ name, args }: OutboxEntry, escalationId: string): boolean {
  return (
    name === finishEscalationStep.name && (args as { escalationId?: unknown } | null)?.escalationId === escalationId
  )
}
