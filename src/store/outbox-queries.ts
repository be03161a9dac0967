import type { Given } from '../core/command.ts'
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
  decidedVer: number | null
  /** What it had become before the authority was put back to an earlier time. */
  before: { state: 'accepted' | 'refused' | 'discarded'; code: string | null } | null
}

export async function outboxEntries(
  from: Reader | Write,
  state: OutboxTable['state'],
  { after = 0, limit = Number.MAX_SAFE_INTEGER }: { after?: number; limit?: number } = {},
): Promise<OutboxEntry[]> {
  const rows = await (from as Reader)
    .selectFrom('outbox')
    .selectAll()
    .where('state', '=', state)
    .where('seq', '>', after)
    .orderBy('seq')
    .limit(limit)
    .execute()
  return rows.map((row) => ({
    ...row,
    args: JSON.parse(row.args) as unknown,
    isAtRisk: row.isAtRisk === 1,
    code: row.code as RefusalCode | null,
    data: row.data === null ? null : (JSON.parse(row.data) as Record<string, unknown>),
    before: row.before === null ? null : (JSON.parse(row.before) as OutboxEntry['before']),
  }))
}

export async function outboxCounts(reader: Reader): Promise<{ waiting: number; refused: number }> {
  const rows = await reader
    .selectFrom('outbox')
    .select((of) => ['state', of.fn.countAll().as('n')])
    .where('state', 'in', ['waiting', 'refused'])
    .groupBy('state')
    .execute()
  const of = (state: string) => Number(rows.find((row) => row.state === state)?.n ?? 0)
  return { waiting: of('waiting'), refused: of('refused') }
}
