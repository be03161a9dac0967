import { hash } from 'node:crypto'
import type { SyncedEntity } from '../core/entities.ts'

/** Of rows of one table: how many, and the sum mod 2^64 of the first eight bytes of each row's SHA-256, in hexadecimal. */
export type TableDigest = { columns: string[]; rows: number; digest: string }
export type Digests = Partial<Record<SyncedEntity, TableDigest>>

/** Columns are those of the first row of a table, unless given: one side may know more of them than the other. */
export function digesting(given: Partial<Record<SyncedEntity, readonly string[]>> = {}) {
  const sums = new Map<SyncedEntity, { columns: readonly string[]; rows: number; sum: bigint }>()
  return {
    add(entity: SyncedEntity, rows: readonly Record<string, unknown>[]): void {
      const [first] = rows
      if (!first) return
      const table = sums.get(entity) ?? { columns: given[entity] ?? Object.keys(first).sort(), rows: 0, sum: 0n }
      let { sum } = table
      for (const row of rows) sum += rowDigest(row, table.columns)
      sums.set(entity, { columns: table.columns, rows: table.rows + rows.length, sum: BigInt.asUintN(64, sum) })
    },
    result(): Digests {
      return Object.fromEntries(
        [...sums].map(([entity, { columns, rows, sum }]) => [
          entity,
          { columns: [...columns], rows, digest: sum.toString(16).padStart(16, '0') },
        ]),
      )
    },
  }
}

/** The tables in which two sides differ. One that is empty on a side is left out there. */
export function differing(one: Digests, other: Digests): SyncedEntity[] {
  const names = [...new Set([...Object.keys(one), ...Object.keys(other)])] as SyncedEntity[]
  return names.filter((name) => {
    const [a, b] = [one[name], other[name]]
    return (a?.rows ?? 0) !== (b?.rows ?? 0) || (a?.digest ?? none) !== (b?.digest ?? none)
  })
}

const none = '0'.repeat(16)

function rowDigest(row: Record<string, unknown>, columns: readonly string[]): bigint {
  return hash('sha256', JSON.stringify(columns.map((column) => row[column] ?? null)), 'buffer').readBigUInt64BE()
}
