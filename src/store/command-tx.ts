import type { Tx } from '../core/command.ts'
import type { EntityName, Row } from '../core/entities.ts'
import { customerOf } from '../core/scope.ts'
import { decodeRow } from './codec.ts'
import type { Write } from './open-sqlite.ts'
import { readRows, removeRows, writeRows } from './rows.ts'
import type { Tables } from './tables.ts'

type AnyRow = Row<EntityName>
/**
 * A row that a command wrote: `after` null when it removed it. `customerIds`: the customers whom it hung on before and hangs on
 * now; none for rows that hang on nobody.
 */
export type Touched = { entity: EntityName; id: string; after: AnyRow | null; customerIds: string[] }

/** Which of the customers the actor may see; what hangs on the others is not there for the command. */
export type Sight = (customerIds: readonly string[]) => Promise<ReadonlySet<string>>

/**
 * What one command sees and writes. Rows are read once and kept; writes are gathered and laid down together by `flush` (many
 * rows in one statement), which also runs before a `find`, so that a command sees its own writes.
 */
export class CommandTx implements Tx {
  readonly #write: Write
  readonly #known = new Map<EntityName, Map<string, AnyRow | null>>()
  readonly #unwritten = new Map<EntityName, Set<string>>()
  readonly #touched = new Map<string, { entity: EntityName; id: string; customerIds: Set<string> }>()
  readonly #sight: Sight | null

  constructor(write: Write, sight: Sight | null = null) {
    this.#write = write
    this.#sight = sight
  }

  async get<E extends EntityName>(entity: E, id: string): Promise<Row<E> | undefined> {
    const [row] = await this.getMany(entity, [id])
    return row
  }

  async getMany<E extends EntityName>(entity: E, ids: readonly string[]): Promise<Row<E>[]> {
    const known = this.#knownOf(entity)
    const missing = ids.filter((id) => !known.has(id))
    if (missing.length > 0) {
      for (const id of missing) known.set(id, null)
      for (const row of await this.#visible(entity, await readRows(this.#write, entity, missing)))
        known.set(row.id, row)
    }
    const rows: Row<E>[] = []
    for (const id of ids) {
      const row = known.get(id)
      if (row) rows.push(row as Row<E>)
    }
    return rows
  }

  async find<E extends EntityName>(entity: E, where: Partial<Row<E>>): Promise<Row<E>[]> {
    await this.flush()
    let query = this.#write.selectFrom(entity as 'note').selectAll()
    for (const [column, value] of Object.entries(where)) {
      const name = column as keyof Tables['note']
      query = value === null ? query.where(name, 'is', null) : query.where(name, '=', value as string)
    }
    const found = (await query.orderBy('id').execute()).map((row) => decodeRow(entity, row as unknown as Tables[E]))
    const rows = await this.#visible(entity, found)
    const known = this.#knownOf(entity)
    for (const row of rows) known.set(row.id, row)
    return rows
  }

  async put<E extends EntityName>(entity: E, row: Row<E>): Promise<void> {
    const [before] = this.#knownOf(entity).has(row.id)
      ? await this.getMany(entity, [row.id])
      : await readRows(this.#write, entity, [row.id])
    if (before) this.#touch(entity, before)
    this.#knownOf(entity).set(row.id, row)
    this.#touch(entity, row)
  }

  async remove(entity: EntityName, id: string): Promise<void> {
    const row = await this.get(entity, id)
    if (!row) return
    this.#knownOf(entity).set(id, null)
    this.#touch(entity, row)
  }

  /** Lays down what was gathered. */
  async flush(): Promise<void> {
    for (const [entity, ids] of this.#unwritten) {
      const known = this.#knownOf(entity)
      const [kept, removed]: [AnyRow[], string[]] = [[], []]
      for (const id of ids) {
        const row = known.get(id)
        if (row) kept.push(row)
        else removed.push(id)
      }
      await writeRows(this.#write, entity, kept as Row<typeof entity>[])
      await removeRows(this.#write, entity, removed)
    }
    this.#unwritten.clear()
  }

  /** Every row written so far, as it stands now. */
  touched(): Touched[] {
    return [...this.#touched.values()].map(({ entity, id, customerIds }) => ({
      entity,
      id,
      customerIds: [...customerIds],
      after: this.#knownOf(entity).get(id) ?? null,
    }))
  }

  async #visible<E extends EntityName>(entity: E, rows: Row<E>[]): Promise<Row<E>[]> {
    if (!this.#sight) return rows
    const customers = rows.flatMap((row) => customerOf(entity, row) ?? [])
    if (customers.length === 0) return rows
    const seen = await this.#sight(customers)
    return rows.filter((row) => {
      const customerId = customerOf(entity, row)
      return customerId === null || seen.has(customerId)
    })
  }

  #knownOf(entity: EntityName): Map<string, AnyRow | null> {
    const known = this.#known.get(entity) ?? new Map<string, AnyRow | null>()
    this.#known.set(entity, known)
    return known
  }

  #touch(entity: EntityName, row: AnyRow) {
    const { id } = row
    const unwritten = this.#unwritten.get(entity) ?? new Set<string>()
    this.#unwritten.set(entity, unwritten.add(id))
    const touched = this.#touched.get(`${entity} ${id}`) ?? { entity, id, customerIds: new Set<string>() }
    const customerId = customerOf(entity, row)
    if (customerId !== null) touched.customerIds.add(customerId)
    this.#touched.set(`${entity} ${id}`, touched)
  }
}
