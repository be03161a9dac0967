import { sql } from 'kysely'
import { handRefused } from '../core/outbox/commands.ts'
import type { Refusal } from '../core/refusal.ts'
import { writeHomeKeys } from '../store/home-keys.ts'
import { type Before, namedInOutbox, outboxEntries, putInOutbox } from '../store/outbox-queries.ts'
import { readRows, slices } from '../store/rows.ts'
import type { Write } from '../store/store.ts'
import type { NewsHead } from './protocol.ts'
import { derivedId } from './sha256.ts'

/** Takes in what the authority has decided of this desk's commands. */
export async function recordResults(write: Write, results: NewsHead['results'], now: number): Promise<void> {
  const accepted = results.filter(({ outcome }) => outcome.ok)
  // Most are, and a statement for each would be most of the work.
  if (accepted.length > 0)
    await sql`with told as materialized (
        select value ->> 'seq' as "seq", value ->> 'commandId' as "id", value ->> 'ver' as "ver"
        from json_each(${JSON.stringify(accepted.map(({ seq, commandId, ver }) => ({ seq, commandId, ver })))}))
      update "outbox" set "state" = 'accepted', "code" = null, "data" = null, "isAtRisk" = 0, "before" = null,
        "decidedVer" = told."ver", "decidedAt" = ${now}
      from told
      where "outbox"."seq" = told."seq" and "outbox"."id" = told."id" and "outbox"."state" = 'waiting'`.execute(write)
  for (const { seq, commandId, outcome, ver } of results)
    if (!outcome.ok) await refused(write, { seq, commandId, outcome, ver }, now)
}

type Refused = { seq: number; commandId: string; outcome: Refusal; ver: number }

async function refused(write: Write, { seq, commandId, outcome, ver }: Refused, now: number) {
  const waiting = await write
    .selectFrom('outbox')
    .select('before')
    .where('seq', '=', seq)
    .where('id', '=', commandId)
    .where('state', '=', 'waiting')
    .executeTakeFirst()
  if (!waiting) return
  // Refused again as it was before: what the person did about it stands.
  const before = waiting.before === null ? null : (JSON.parse(waiting.before) as Before)
  const decided =
    before && before.state !== 'accepted'
      ? before
      : { state: 'refused' as const, code: outcome.code, data: JSON.stringify(outcome.data) }
  await write
    .updateTable('outbox')
    .set({ ...decided, isAtRisk: 0, decidedVer: ver, decidedAt: now, before: null })
    .where('seq', '=', seq)
    .execute()
  await settleHandedOn(write, seq, outcome.code)
}

/**
 * If this was what a desk handed on by itself: where the authority keeps it as a note, nobody has to see to either; otherwise what was
 * handed on is on the list again.
 */
async function settleHandedOn(write: Write, seq: number, code: string): Promise<void> {
  const isKept = code === 'scope.lost'
  const { numUpdatedRows } = await write
    .updateTable('outbox')
    .set(isKept ? { state: 'discarded', args: 'null' } : { became: null, becameSeq: null })
    .where('becameSeq', '=', seq)
    .where('became', '=', 'handedOn')
    .executeTakeFirst()
  if (numUpdatedRows > 0n)
    await write.updateTable('outbox').set({ state: 'discarded', became: 'handedOn' }).where('seq', '=', seq).execute()
}

/**
 * The authority was put back to a time when it had decided this desk's commands up to `lastSeq` only: those after it wait again,
 * each with what it had become.
 */
export async function sendAgain(write: Write, { lastSeq }: NewsHead): Promise<void> {
  const lost = await write
    .selectFrom('outbox')
    .select(['seq', 'state', 'code', 'data'])
    .where('seq', '>', lastSeq)
    .where('state', '!=', 'waiting')
    .execute()
  for (const { seq, state, code, data } of lost)
    await write
      .updateTable('outbox')
      .set({ state: 'waiting', code: null, data: null, isSent: 1, before: JSON.stringify({ state, code, data }) })
      .where('seq', '=', seq)
      .execute()
  await writeHomeKeys(write, { pushedSeq: String(lastSeq) })
  // What was decided at once is asked for again (`outcome` null, `decidedVer` kept for its place): what is known there is not done twice.
  await write.updateTable('askedAtOnce').set({ outcome: null }).where('decidedVer', 'is not', null).execute()
}

/**
 * Of customers who are not here any more, what a person said about them goes too, once the authority has it: what waits stays until it
 * is decided. `left`: who has left just now; `decided`: the commands that were decided just now. True when something went.
 */
export async function forgetWords(write: Write, left: readonly string[], decided: readonly number[]): Promise<boolean> {
  let forgotten = 0n
  const forget = (column: 'customerId' | 'seq', some: readonly (string | number)[]) =>
    write
      .updateTable('outbox')
      .set((of) => ({
        args: 'null',
        // That names the note and the customer by their ids.
        data: of.case().when('code', '=', 'scope.lost').then(of.ref('data')).else(null).end(),
      }))
      .where(column, 'in', some as never)
      .where('customerId', 'not in', (here) => here.selectFrom('customer').select('id'))
      .where('args', '!=', 'null')
      // `not-found`: of somebody who is not here and not there either, such as one whose care is forgotten, nothing may stay.
      .where((where) =>
        where.or([where('state', 'in', ['accepted', 'discarded']), where('code', 'in', ['scope.lost', 'not-found'])]),
      )
      .executeTakeFirst()
  for (const some of slices(decided, 5_000)) forgotten += (await forget('seq', some)).numUpdatedRows
  for (const some of slices(left, 5_000)) {
    forgotten += (await forget('customerId', some)).numUpdatedRows
    // What is to be asked for again stays until it has been.
    await write.deleteFrom('askedAtOnce').where('customerId', 'in', some).where('outcome', 'is not', null).execute()
  }
  return forgotten > 0n
}

/**
 * What was refused here about customers who have left, and nobody has seen to yet, is handed on: the authority keeps it as a note for
 * whoever has the customer now. Once: what it would not take is a person's to see to.
 */
export async function handOnRefused(write: Write, now: number): Promise<void> {
  const refused = (await outboxEntries(write, 'refused')).filter(
    ({ customerId, args, code, name }) =>
      customerId !== null && args !== null && code !== 'scope.lost' && name !== handRefused.name,
  )
  const ids = refused.flatMap(({ customerId }) => customerId ?? [])
  const here = new Set((await readRows(write, 'customer', ids)).map(({ id }) => id))
  const handed = await namedInOutbox(write, handRefused.name)
  for (const { seq, id, customerId, caseId, name: command, args, code, data } of refused) {
    const handedAs = derivedId(`${id} handed on`)
    if (here.has(customerId ?? '') || handed.has(handedAs)) continue
    const words = { commandId: id, command, args, code, data: data ?? {}, customerId, note: '⇄' }
    const becameSeq = await putInOutbox(write, {
      ...{ id: handedAs, name: handRefused.name, version: handRefused.version },
      ...{ args: JSON.stringify(words), givenAt: now, customerId, caseId },
    })
    await write.updateTable('outbox').set({ became: 'handedOn', becameSeq }).where('seq', '=', seq).execute()
  }
}
