import { CompiledQuery, type DialectAdapter } from 'kysely'
import type { Write } from './store.ts'
import type { Tables } from './tables.ts'
import { together } from './transact.ts'

/** Few sizes, so that few texts are made, and each is prepared once. */
const sizes = [256, 64, 16, 4, 1] as const
/** By dialect, since each has its own way to write a value's place. */
const texts = new WeakMap<DialectAdapter, Map<string, string>>()

/**
 * Writes many rows that have the columns of the first. `key`: where a row with that key stands already, its other columns become the
 * new ones; without it, that is a fault.
 */
export async function insertRows<Name extends keyof Tables>(
  write: Write,
  table: Name,
  rows: readonly Tables[Name][],
  key?: readonly (keyof Tables[Name] & string)[],
): Promise<void> {
  const [first] = rows
  if (!first) return
  const columns = Object.keys(first)
  const statements: Promise<unknown>[] = []
  for (let from = 0; from < rows.length;) {
    const size = sizes.find((some) => some <= rows.length - from) ?? 1
    const values: unknown[] = []
    for (let at = from; at < from + size; at++) {
      const row = rows[at] as Record<string, unknown>
      for (const column of columns) values.push(row[column])
    }
    const text = textFor(write, { table, columns, size, key })
    statements.push(write.executeQuery(CompiledQuery.raw(text, values)))
    from += size
  }
  await together(statements)
}

type Insertion = { table: keyof Tables; columns: readonly string[]; size: number; key: readonly string[] | undefined }

/** kysely makes the text once; making it anew for each insertion would take longer than the insertion. */
function textFor(write: Write, insertion: Insertion): string {
  const { adapter } = write.getExecutor()
  const known = texts.get(adapter) ?? new Map<string, string>()
  texts.set(adapter, known)
  const { table, columns, size, key } = insertion
  const name = `${table} ${size} ${key?.join()} ${columns.join()}`
  const text = known.get(name) ?? compile(write, insertion)
  known.set(name, text)
  return text
}

function compile(write: Write, { table, columns, size, key }: Insertion): string {
  const row = Object.fromEntries(columns.map((column) => [column, '']))
  const inserted = write.insertInto(table as 'note').values(Array.from({ length: size }, () => row) as never)
  if (!key) return inserted.compile().sql
  const others = columns.filter((column) => !key.includes(column)) as (keyof Tables['note'])[]
  return inserted
    .onConflict((conflict) =>
      conflict
        .columns(key as (keyof Tables['note'])[])
        .doUpdateSet((set) => Object.fromEntries(others.map((column) => [column, set.ref(`excluded.${column}`)]))),
    )
    .compile().sql
}
