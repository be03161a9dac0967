import type { Given } from '../core/command.ts'
import type { Outcome } from '../core/refusal.ts'
import { type Before, putInOutbox } from '../store/outbox-queries.ts'
import type { Store, Write } from '../store/store.ts'
import type { AskedAtOnceTable } from '../store/tables.ts'
import { transact } from '../store/transact.ts'
import { askFor, type Link } from './ask.ts'
import { Problem, problemTypes } from './faults.ts'
import { derivedId } from './sha256.ts'
import { wire } from './wire.ts'

/**
 * Asks for the decision of an `onlineOnly` command. It is kept with what became of it, so that an authority that is put back to an
 * earlier time can be told of it again. Throws `Unreachable` and `Problem`; then nobody here knows whether it was decided, and asking
 * once more with the same id is safe.
 */
export async function askAtOnce(store: Store, link: Link, given: Given, now: number): Promise<Outcome> {
  const ask = () => askFor(link, wire.decide, { body: { command: given } })
  return (await remembering(store, given, now, ask)).outcome
}

/** The same for one masked value, which is not kept. */
export function revealAtOnce(store: Store, link: Link, given: Given, now: number) {
  return remembering(store, given, now, () => askFor(link, wire.reveal, { body: { command: given } }))
}

async function remembering<A extends { outcome: Outcome; ver?: number | undefined }>(
  store: Store,
  given: Given,
  now: number,
  ask: () => Promise<A>,
): Promise<A> {
  const args = JSON.stringify(given.args)
  const customerId = customerIn(given.args)
  const asked = { ...given, args, givenAt: now, customerId, outcome: null, decidedVer: null }
  await transact(store, (write) => noteAsked(write, asked))
  const answer = await ask()
  await keep(store, given.id, answer.outcome, answer.ver ?? null)
  return answer
}

/** What is asked once more stands there already. */
function noteAsked(write: Write, asked: AskedAtOnceTable) {
  return write
    .insertInto('askedAtOnce')
    .values(asked)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** The first of those that were decided, and are not known any more where that was. */
export async function nextToAskAgain(store: Store): Promise<(Given & { decidedVer: number }) | null> {
  const row = await store.reader
    .selectFrom('askedAtOnce')
    .selectAll()
    .where('outcome', 'is', null)
    .where('decidedVer', 'is not', null)
    .orderBy('decidedVer')
    .limit(1)
    .executeTakeFirst()
  return row ? { ...row, args: JSON.parse(row.args) as unknown, decidedVer: row.decidedVer ?? 0 } : null
}

/** False when it has to wait for what others did before it. */
export async function askAgain(store: Store, link: Link, { id, name, version, args }: Given): Promise<boolean> {
  const command = { id, name, version, args, before: { ok: true, result: {} } }
  try {
    const { outcome, ver = null } = await askFor(link, wire.decide, { body: { command } })
    await keep(store, id, outcome, ver)
    return true
  } catch (fault) {
    if (fault instanceof Problem && fault.type === problemTypes.recovering) return false
    throw fault
  }
}

/**
 * What was refused needs no telling again. One that was accepted before, and is not any more, goes into the outbox as refused, so that
 * somebody sees it.
 */
function keep(store: Store, id: string, outcome: Outcome, ver: number | null): Promise<void> {
  return transact(store, async (write) => {
    const asked = await write.selectFrom('askedAtOnce').selectAll().where('id', '=', id).executeTakeFirst()
    if (!asked) return
    if (outcome.ok && ver !== null) {
      const customerId = customerIn(outcome.result) ?? asked.customerId
      await write
        .updateTable('askedAtOnce')
        .set({ outcome: JSON.stringify({ ok: true }), decidedVer: ver, customerId })
        .where('id', '=', id)
        .execute()
      return
    }
    await write.deleteFrom('askedAtOnce').where('id', '=', id).execute()
    if (outcome.ok || asked.decidedVer === null) return
    const { name, version, args, givenAt, customerId, decidedVer } = asked
    const before: Before = { state: 'refused', code: outcome.code, data: JSON.stringify(outcome.data) }
    await putInOutbox(write, {
      ...{ id: derivedId(`${id} again`), name, version, args, givenAt, customerId, caseId: null },
      ...{ isSent: 1, decidedVer, before: JSON.stringify(before) },
    })
  })
}

function customerIn(told: unknown): string | null {
  const { customerId } = (told ?? {}) as { customerId?: unknown }
  return typeof customerId === 'string' ? customerId : null
}
