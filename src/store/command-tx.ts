import type { Tx } from '../core/command.ts'
import type { Load } from '../core/duty/intake.ts'
import type { EntityName, Row } from '../core/entities.ts'
import type { mayRead } from '../core/may-read.ts'
import { customerOf } from '../core/scope.ts'
import { decodeRow } from './codec.ts'
import { alone, type Hold, NeedsToBeAlone } from './hold.ts'
import { loadOf } from './load-queries.ts'
import { type AnyRow, KnownRows, layDown } from './known-rows.ts'
import type { Write } from './store.ts'
import type { Tables } from './tables.ts'

/**
 * A row that a command wrote: `before` null when it was not there, `after` null when the command removed it. `customerIds`: the
 * customers whom it hung on before and hangs on now; none for rows that hang on nobody.
 */
export type Touched = {
  entity: EntityName
  id: string
  before: AnyRow | null
  after: AnyRow | null
  customerIds: string[]
}

/** Which of the customers the actor may see; what hangs on the others is not there for the command. */
export type Sight = (customerIds: readonly string[]) => Promise<ReadonlySet<string>>

type Readable = Parameters<typeof mayRead>[0]

/**
 * `mayRead`: rows that the giver may not read are not there for the command either. `rows`: what the transaction knows already.
 * `commandId`: rows whose ids the command derives from it are new.
 * `beforeEarlyFlush`: runs before rows are laid down while it is not known yet whether the command will be refused.
 */
type Bounds = {
  sight?: Sight | null
  mayRead?: (row: Readable) => boolean
  hold?: Hold
  rows?: KnownRows
  commandId?: string
  beforeEarlyFlush?: () => Promise<void>
}

/**
 * What one command sees and writes. Its writes are its own until it is accepted; before a `find` they are laid down, so that it
 * sees them.
 */
export class CommandTx implements Tx {
  readonly #write: Write
  readonly #rows: KnownRows
  readonly #own = new Map<EntityName, Map<string, AnyRow | null>>()
  /** Of those, what no `find` has laid down yet. */
  readonly #unlaid = new Map<EntityName, Map<string, AnyRow | null>>()
  readonly #touched: Touched[] = []
  readonly #touchedBy = new Map<EntityName, Map<string, Touched>>()
  readonly #sight: Sight | null
  readonly #mayRead: (row: Readable) => boolean
  readonly #hold: Hold
  readonly #newIds: string | null
  readonly #beforeEarlyFlush: () => Promise<void>

  constructor(
    write: Write,
    { sight = null, mayRead = () => true, hold = alone, rows, commandId, beforeEarlyFlush }: Bounds = {},
  ) {
    this.#write = write
    this.#sight = sight
    this.#mayRead = mayRead
    this.#hold = hold
    this.#rows = rows ?? new KnownRows(write, hold)
    this.#newIds = commandId === undefined ? null : `${commandId}.`
    this.#beforeEarlyFlush = beforeEarlyFlush ?? (async () => undefined)
  }

  async get<E extends EntityName>(entity: E, id: string): Promise<Row<E> | undefined> {
    const [row] = await this.getMany(entity, [id])
    return row
  }

  async getMany<E extends EntityName>(entity: E, ids: readonly string[]): Promise<Row<E>[]> {
    const own = this.#own.get(entity)
    const others = own ? ids.filter((id) => !own.has(id)) : ids
    const read = others.length === 0 ? [] : await this.#visible(entity, await this.#rows.read(entity, others))
    const byId = new Map(read.map((row) => [row.id, row]))
    return ids.flatMap((id) => (own?.get(id) as Row<E> | null | undefined) ?? byId.get(id) ?? [])
  }

  async find<E extends EntityName>(entity: E, where: Partial<Row<E>>): Promise<Row<E>[]> {
    await this.#layDownOwn()
    let query = this.#write.selectFrom(entity as 'note').selectAll()
    for (const [column, value] of Object.entries(where)) {
      const name = column as keyof Tables['note']
      query = value === null ? query.where(name, 'is', null) : query.where(name, '=', value as string)
    }
    const found = await this.#rows.held(entity, async () =>
      (await query.orderBy('id').execute()).map((row) => decodeRow(entity, row as unknown as Tables[E])),
    )
    const own = this.#own.get(entity)
    this.#rows.know(entity, new Map(found.filter(({ id }) => !own?.has(id)).map((row) => [row.id, row])))
    return this.#visible(entity, found)
  }

  async load(staffId: string): Promise<Load> {
    await this.#layDownOwn()
    return loadOf(this.#write, staffId)
  }

  put<E extends EntityName>(entity: E, row: Row<E>): Promise<void> {
    return this.putMany(entity, [row])
  }

  async putMany<E extends EntityName>(entity: E, rows: readonly Row<E>[]): Promise<void> {
    if (rows.length === 0) return
    await this.#holdWritten(entity, rows)
    const before = await this.#before(entity, rows)
    for (const row of rows) this.#touch(entity, row.id, before(row.id), row)
  }

  async remove(entity: EntityName, id: string): Promise<void> {
    const row = await this.get(entity, id)
    if (!row) return
    await this.#holdWritten(entity, [row])
    this.#touch(entity, id, row, null)
  }

  /** The command is accepted: what it wrote is the transaction's from now on. */
  accept(): void {
    for (const [entity, rows] of this.#own) this.#rows.know(entity, rows)
    for (const [entity, rows] of this.#unlaid) this.#rows.keep(entity, rows)
    this.#own.clear()
    this.#unlaid.clear()
  }

  /** Accepts, and lays down what was written. */
  async flush(): Promise<void> {
    this.accept()
    await this.#rows.flush()
  }

  /** Every row written so far, as it was and as it stands now. */
  touched(): Touched[] {
    return this.#touched
  }

  /** So that a question to the database sees what this command, and those before it, have written. */
  async #layDownOwn(): Promise<void> {
    await this.#rows.flush()
    if (this.#unlaid.size === 0) return
    await this.#beforeEarlyFlush()
    for (const [entity, rows] of this.#unlaid) await layDown(this.#write, entity, rows)
    this.#unlaid.clear()
  }

  /** The rows as they stand, whether or not the giver may see them. */
  async #before(entity: EntityName, rows: readonly AnyRow[]): Promise<(id: string) => AnyRow | null> {
    const own = this.#own.get(entity)
    const isNew = (id: string) => this.#newIds !== null && id.startsWith(this.#newIds)
    const ids = rows.flatMap(({ id }) => (own?.has(id) === true || isNew(id) ? [] : [id]))
    const read = new Map((await this.#rows.read(entity, ids)).map((row): [string, AnyRow] => [row.id, row]))
    return (id) => (own?.has(id) === true ? own.get(id) : read.get(id)) ?? null
  }

  async #holdWritten(entity: EntityName, rows: readonly AnyRow[]) {
    const customers = new Set<string>()
    for (const row of rows) {
      const customerId = customerOf(entity, row)
      if (customerId !== null) customers.add(customerId)
      else if (!this.#hold.isAlone) throw new NeedsToBeAlone(entity)
    }
    if (customers.size > 0) await this.#rows.holdCustomers([...customers])
  }

  async #visible<E extends EntityName>(entity: E, all: Row<E>[]): Promise<Row<E>[]> {
    const rows = all.filter((row) => this.#mayRead(row as Readable))
    if (!this.#sight) return rows
    const customers = rows.flatMap((row) => customerOf(entity, row) ?? [])
    if (customers.length === 0) return rows
    const seen = await this.#sight(customers)
    return rows.filter((row) => {
      const customerId = customerOf(entity, row)
      return customerId === null || seen.has(customerId)
    })
  }

  #touch(entity: EntityName, id: string, before: AnyRow | null, after: AnyRow | null) {
    mapIn(this.#own, entity).set(id, after)
    mapIn(this.#unlaid, entity).set(id, after)
    const written = mapIn(this.#touchedBy, entity)
    let touched = written.get(id)
    if (!touched) {
      touched = { entity, id, before, after, customerIds: [] }
      written.set(id, touched)
      this.#touched.push(touched)
    }
    touched.after = after
    for (const row of [before, after]) {
      const customerId = row && customerOf(entity, row)
      if (customerId !== null && !touched.customerIds.includes(customerId)) touched.customerIds.push(customerId)
    }
  }
}

function mapIn<V>(maps: Map<EntityName, Map<string, V>>, entity: EntityName): Map<string, V> {
  let map = maps.get(entity)
  if (!map) maps.set(entity, (map = new Map()))
  return map
}
