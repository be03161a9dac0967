import { type Actor, type Command, idsOf, type Tx } from '../../src/core/command.ts'
import type { EntityName, Row } from '../../src/core/entities.ts'
import { entities } from '../../src/core/entity-schemas.ts'
import type { Outcome } from '../../src/core/refusal.ts'
import { sha256 } from '../../src/sync/sha256.ts'

type Rows = Map<EntityName, Map<string, unknown>>

/**
 * A store in memory for tests of core: the Tx interface over Maps. Every row put is checked against its entity's schema, and what
 * is read is a copy, so that a command cannot change a row without putting it.
 */
export class MemoryStore {
  #rows: Rows = new Map()
  #given = 0

  /** Runs a command as the desk would: bad arguments and wrong roles are refused, and a refused command leaves no trace. */
  async give(command: Command, args: unknown, { actor, now }: { actor: Actor; now: number }): Promise<Outcome> {
    if (!command.roles.includes(actor.role)) return { ok: false, code: 'not-allowed', data: {} }
    const read = command.args.safeParse(args)
    if (!read.success) return { ok: false, code: 'bad-arguments', data: { issues: read.error.issues } }
    const before: Rows = new Map([...this.#rows].map(([entity, rows]) => [entity, new Map(rows)]))
    const newId = idsOf(`cmd-${String(++this.#given).padStart(8, '0')}`)
    const outcome = await command.run({ args: read.data, actor, now, newId, sha256, tx: this.tx })
    if (!outcome.ok) this.#rows = before
    return outcome
  }

  readonly tx: Tx = {
    get: async (entity, id) => this.#read(entity, id),
    getMany: async (entity, ids) => ids.flatMap((id) => this.#read(entity, id) ?? []),
    find: async (entity, where) => this.all(entity).filter((row) => matches(row, where)),
    put: async (entity, row) => this.put(entity, row),
    putMany: async (entity, rows) => rows.forEach((row) => this.put(entity, row)),
    load: async (staffId) => {
      const book = new Set(this.all('customer').flatMap(({ id, ownerId }) => (ownerId === staffId ? [id] : [])))
      const isMine = ({ customerId, state, role }: Row<'case'>) =>
        state === 'open' && role === 'butler' && book.has(customerId)
      return { customers: book.size, openCases: this.all('case').filter(isMine).length }
    },
    remove: async (entity, id) => void this.#rows.get(entity)?.delete(id),
  }

  put<E extends EntityName>(entity: E, row: Row<E>): void {
    const rows = this.#rows.get(entity) ?? new Map<string, unknown>()
    this.#rows.set(entity, rows.set(row.id, entities[entity].strict().parse(structuredClone(row))))
  }

  all<E extends EntityName>(entity: E): Row<E>[] {
    const ids = [...(this.#rows.get(entity)?.keys() ?? [])].sort()
    return ids.flatMap((id) => this.#read(entity, id) ?? [])
  }

  /** The one row of that id; throws when it is not there. */
  one<E extends EntityName>(entity: E, id: unknown): Row<E> {
    const row = this.#read(entity, String(id))
    if (!row) throw new Error(`no ${entity} ${String(id)}`)
    return row
  }

  #read<E extends EntityName>(entity: E, id: string): Row<E> | undefined {
    return structuredClone(this.#rows.get(entity)?.get(id)) as Row<E> | undefined
  }
}

function matches(row: object, where: object): boolean {
  const columns = row as Record<string, unknown>
  return Object.entries(where).every(([name, value]) => columns[name] === value)
}
