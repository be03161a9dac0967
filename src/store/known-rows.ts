import type { EntityName, Row } from '../core/entities.ts'
import { customerOf } from '../core/scope.ts'
import { alone, type Hold } from './hold.ts'
import { readRows, removeRows, writeRows } from './rows.ts'
import type { Write } from './store.ts'
import { together } from './transact.ts'

export type AnyRow = Row<EntityName>

/**
 * Rows as one transaction knows them: read once, whichever of its commands asks, and written together, many in one statement.
 * That is sound because nobody else writes what is held. Null stands for a row that is removed.
 */
export class KnownRows {
  readonly #write: Write
  readonly #hold: Hold
  readonly #known = new Map<EntityName, Map<string, AnyRow | null>>()
  /** What was looked for and not there, of the customers held so far. */
  readonly #absent = new Map<EntityName, Set<string>>()
  readonly #unwritten = new Map<EntityName, Map<string, AnyRow | null>>()

  constructor(write: Write, hold: Hold = alone) {
    this.#write = write
    this.#hold = hold
  }

  /** Rows by id, in no particular order; what is not there is left out. */
  async read<E extends EntityName>(entity: E, ids: readonly string[]): Promise<Row<E>[]> {
    const known = this.#knownOf(entity)
    const absent = this.#absent.get(entity)
    const missing = ids.filter((id) => !known.has(id) && absent?.has(id) !== true)
    if (missing.length > 0) {
      const found = await this.held(entity, () => readRows(this.#write, entity, missing))
      for (const row of found) known.set(row.id, row)
      // Holding their customers may have emptied it.
      const notThere = this.#absent.get(entity) ?? new Set<string>()
      for (const id of missing) if (!known.has(id)) notThere.add(id)
      this.#absent.set(entity, notThere)
    }
    return ids.flatMap((id) => (known.get(id) as Row<E> | null | undefined) ?? [])
  }

  /** Reads rows and makes their customers this transaction's own; what was read before they were is read again. */
  async held<E extends EntityName>(entity: E, read: () => Promise<Row<E>[]>): Promise<Row<E>[]> {
    const rows = await read()
    const customers = rows.flatMap((row) => customerOf(entity, row) ?? [])
    return (await this.holdCustomers(customers)) ? read() : rows
  }

  /** True when they were not held before. What was not there then may be theirs, and be there by now. */
  async holdCustomers(ids: readonly string[]): Promise<boolean> {
    const isNew = await this.#hold.customers(ids)
    if (isNew) this.#absent.clear()
    return isNew
  }

  /** Takes over rows that stand in the database like that. */
  know(entity: EntityName, rows: ReadonlyMap<string, AnyRow | null>): void {
    const known = this.#knownOf(entity)
    for (const [id, row] of rows) known.set(id, row)
  }

  /** Rows as they are to be from now on; `flush` lays them down. */
  keep(entity: EntityName, rows: ReadonlyMap<string, AnyRow | null>): void {
    this.know(entity, rows)
    const unwritten = this.#unwritten.get(entity) ?? new Map<string, AnyRow | null>()
    for (const [id, row] of rows) unwritten.set(id, row)
    this.#unwritten.set(entity, unwritten)
  }

  /** Lays down what was kept. */
  async flush(): Promise<void> {
    const unwritten = [...this.#unwritten]
    this.#unwritten.clear()
    await together(unwritten.map(([entity, rows]) => layDown(this.#write, entity, rows)))
  }

  #knownOf(entity: EntityName): Map<string, AnyRow | null> {
    const known = this.#known.get(entity) ?? new Map<string, AnyRow | null>()
    this.#known.set(entity, known)
    return known
  }
}

/** Writes rows by id, and removes those that are null. */
export async function layDown(write: Write, entity: EntityName, rows: ReadonlyMap<string, AnyRow | null>) {
  const kept = [...rows.values()].filter((row) => row !== null)
  const removed = [...rows].flatMap(([id, row]) => (row === null ? [id] : []))
  await writeRows(write, entity, kept as Row<typeof entity>[])
  await removeRows(write, entity, removed)
}
