import type { Insertable } from 'kysely'
import type { Given } from '../core/command.ts'
import type { Became } from '../core/outbox/became.ts'
import type { RefusalCode } from '../core/refusal.ts'
import type { Reader, Write } from './store.ts'
import type { OutboxTable } from './tables.ts'

/** A command that this desk gave, and what has become of it. */
export type OutboxEntry = Given & {
  seq: number
  givenAt: number
  customerId: string | null
  caseId: string | null
  state: OutboxTable['state']
  isAtRisk: boolean
  code: RefusalCode | null
  data: Record<string, unknown> | null
  became: Became | null
  decidedVer: number | null
  /** What it had become before the authority was put back to an earlier time. */
  before: Before | null
}

/** What a decided command had become, as it lies in `outbox.before`. `data`: JSON. */
export type Before = { state: 'accepted' | 'refused' | 'discarded'; code: string | null; data: string | null }

type New = Pick<OutboxTable, 'id' | 'name' | 'version' | 'args' | 'givenAt' | 'customerId' | 'caseId'> &
  Partial<Pick<Insertable<OutboxTable>, 'coalesceKey' | 'isSent' | 'decidedVer' | 'before'>>

/** Puts a command behind all others, to wait until the authority has decided it. Returns its number. */
export async function putInOutbox(write: Write, entry: New): Promise<number> {
  const { seq } = await write
    .insertInto('outbox')
    .values({
      ...{ coalesceKey: null, decidedVer: null, before: null },
      ...entry,
      ...{ state: 'waiting', code: null, data: null, became: null, becameSeq: null },
    })
    .returning('seq')
    .executeTakeFirstOrThrow()
  return seq
}

/** In the order in which they were given. */
export async function outboxEntries(
  from: Reader | Write,
  state: OutboxTable['state'] | 'all',
  { after = 0, limit = Number.MAX_SAFE_INTEGER }: { after?: number; limit?: number } = {},
): Promise<OutboxEntry[]> {
  let asked = withTellers(from).where('outbox.seq', '>', after)
  // Once a person has decided about a refused command it stays off the list, also when its refusal is told again.
  if (state === 'refused') asked = asked.where('outbox.state', '=', state).where('outbox.became', 'is', null)
  else if (state === 'discarded')
    asked = asked.where(({ eb, and, or }) =>
      or([
        eb('outbox.state', '=', state),
        and([eb('outbox.state', '=', 'refused'), eb('outbox.became', 'is not', null)]),
      ]),
    )
  else if (state !== 'all') asked = asked.where('outbox.state', '=', state)
  return (await asked.orderBy('outbox.seq').limit(limit).execute()).map(entryOf)
}

/** Commands with what the command says that told what they became. */
function withTellers(from: Reader | Write) {
  return (from as Reader)
    .selectFrom('outbox')
    .leftJoin('outbox as teller', 'teller.seq', 'outbox.becameSeq')
    .selectAll('outbox')
    .select(['teller.args as tellerArgs', 'teller.id as tellerId'])
}

type Row = Awaited<ReturnType<ReturnType<typeof withTellers>['execute']>>[number]

function entryOf(row: Row): OutboxEntry {
  const { seq, id, name, version, givenAt, customerId, caseId, decidedVer } = row
  const data = row.data === null ? null : (JSON.parse(row.data) as Record<string, unknown>)
  const became = becameOf(row, data)
  return {
    ...{ seq, id, name, version, givenAt, customerId, caseId, decidedVer, data, became },
    args: JSON.parse(row.args) as unknown,
    state: row.state === 'refused' && became ? 'discarded' : row.state,
    isAtRisk: row.isAtRisk === 1,
    code: row.code as RefusalCode | null,
    before: row.before === null ? null : (JSON.parse(row.before) as Before),
  }
}

function becameOf({ became, becameSeq, tellerArgs }: Row, data: Record<string, unknown> | null): Became | null {
  // The first version kept the reason with the refusal.
  const before = data?.['discardedBecause']
  if (became === null) return typeof before === 'string' ? { is: 'discarded', seq: null, reason: before } : null
  const told = JSON.parse(tellerArgs ?? 'null') as { reason?: string; note?: string } | null
  const reason =
    { discarded: told?.reason, handedOver: told?.note, handedOn: undefined, superseded: undefined }[became] ?? null
  return { is: became, seq: becameSeq, reason }
}

/**
 * The last thing that was done on this desk, drafts apart, and why it cannot be taken back as if it had never been: it may have left
 * (`sent`), or somebody or something stands on it (`kept`). Null when nothing was done.
 */
export async function lastAct(
  from: Reader | Write,
): Promise<{ seq: number; name: string; why: 'sent' | 'kept' | null } | null> {
  const reader = from as Reader
  const last = await reader
    .selectFrom('outbox')
    .select(['seq', 'name', 'isSent', 'state'])
    .where('name', '!=', 'draft.save')
    .orderBy('seq', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!last) return null
  const { seq, name } = last
  if (last.isSent > 0 || last.state !== 'waiting') return { seq, name, why: 'sent' }
  const standsOn = await reader.selectFrom('outbox').select('seq').where('becameSeq', '=', seq).executeTakeFirst()
  return { seq, name, why: standsOn || isOut.has(name) ? 'kept' : null }
}

/** What has left the desk by other ways than its outbox: a copied reply is with the customer. */
const isOut: ReadonlySet<string> = new Set(['reply.copy'])

/** Of the commands that were given again: the id of each, and of the one in its stead. */
export async function givenAgain(from: Reader | Write): Promise<Map<string, string>> {
  const rows = await withTellers(from).where('outbox.became', '=', 'superseded').execute()
  return new Map(rows.flatMap(({ id, tellerId }) => (tellerId === null ? [] : [[id, tellerId] as const])))
}

/** The ids of all commands of one name that stand in the outbox, whatever became of them. */
export async function namedInOutbox(from: Reader | Write, name: string): Promise<Set<string>> {
  const rows = await (from as Reader).selectFrom('outbox').select('id').where('name', '=', name).execute()
  return new Set(rows.map(({ id }) => id))
}

export async function outboxCounts(reader: Reader): Promise<{ waiting: number; refused: number }> {
  const rows = await reader
    .selectFrom('outbox')
    .select((of) => ['state', of.fn.countAll().as('n')])
    .where('state', 'in', ['waiting', 'refused'])
    .where(({ eb, or }) => or([eb('state', '=', 'waiting'), eb('became', 'is', null)]))
    .groupBy('state')
    .execute()
  const of = (state: string) => Number(rows.find((row) => row.state === state)?.n ?? 0)
  return { waiting: of('waiting'), refused: of('refused') }
}
