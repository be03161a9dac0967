import { z } from 'zod'
import type { ChunkResult, RejectedRow } from '../../core/import/commands.ts'
import type { ImportRow, RowKind } from '../../core/import/schema.ts'
import type { Outcome } from '../../core/refusal.ts'
import { says } from './catalogue.ts'
import { ImportStop } from './problem.ts'

/** The arguments of `import.rows`, for each kind. */
export type ImportRowsArgs = {
  [K in RowKind]: { kind: K; source: string; number: number; run?: string; rows: ImportRow<K>[] }
}[RowKind]

/**
 * Gives one `import.rows` command; with `dryRun`, does all of it and keeps nothing. `id`: the command's own, where the same chunk of the
 * same file has the same one: given again, it is answered and not done again.
 */
export type GiveRows = (args: ImportRowsArgs, options: { dryRun: boolean; id?: string }) => Promise<Outcome>

/** A row that the store could not keep. `isTaken`: something of it belongs to another row already. */
export type GivenReject = RejectedRow & { isTaken: boolean }
export type Given = Omit<ChunkResult, 'rejected'> & { rejected: GivenReject[] }

const count = z.int().nonnegative()
const resultSchema = z.object({
  added: count,
  changed: count,
  unchanged: count,
  rejected: z.array(z.object({ index: count, field: z.string(), value: z.string(), expected: z.string() })),
})

/**
 * Gives the rows of one chunk. A store that finds two rows in each other's way refuses the whole chunk (`import.not-unique`):
 * then it is halved until the row that is in the way stands alone and is rejected, and the others are kept. Any other refusal
 * stops the import.
 */
export async function giveChunk<R>(rows: readonly R[], give: (rows: readonly R[]) => Promise<Outcome>): Promise<Given> {
  const outcome = await give(rows)
  if (outcome.ok) {
    const { rejected, ...tally } = resultSchema.parse(outcome.result)
    return { ...tally, rejected: rejected.map((row) => ({ ...row, isTaken: false })) }
  }
  if (outcome.code !== 'import.not-unique')
    throw new ImportStop('refused', says.refused(outcome.code), { code: outcome.code, data: outcome.data })
  if (rows.length === 1) return { added: 0, changed: 0, unchanged: 0, rejected: [taken(outcome.data)] }
  const middle = Math.ceil(rows.length / 2)
  const before = await giveChunk(rows.slice(0, middle), give)
  const behind = await giveChunk(rows.slice(middle), give)
  return {
    added: before.added + behind.added,
    changed: before.changed + behind.changed,
    unchanged: before.unchanged + behind.unchanged,
    rejected: [...before.rejected, ...behind.rejected.map((row) => ({ ...row, index: row.index + middle }))],
  }
}

function taken(data: Record<string, unknown>): GivenReject {
  const field = typeof data['field'] === 'string' ? data['field'] : 'externalId'
  const value = typeof data['value'] === 'string' ? data['value'] : ''
  return { index: 0, field, value, expected: '', isTaken: true }
}
