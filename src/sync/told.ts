import { maskRow } from '../core/customer/mask.ts'
import { customerEntities, type EntityName, sharedEntities, type SyncedEntity, teamEntities } from '../core/entities.ts'
import type { Role } from '../core/staff/roles.ts'
import { isReadable, unreadableCases } from '../store/readers.ts'
import { slices } from '../store/rows.ts'
import { scopesOf } from '../store/scope-feed.ts'
import type { Write } from '../store/store.ts'
import type { Part } from './protocol.ts'

/** What a desk is to be told, before its rows are read. `entered`: customers who come with all that hangs on them. */
export type Plan = {
  isWhole: boolean
  wanted: Map<SyncedEntity, string[]>
  entered: string[]
  left: string[]
  gone: Map<SyncedEntity, string[]>
}

const customersAtOnce = 500
const rowsAtOnce = 5_000
/** What hangs on a customer, roughly, for guessing how much there is to tell. */
const rowsOfACustomer = 5

/** Everything that the scopes hold. */
export async function planWhole(read: Write, scopes: readonly string[]): Promise<Plan> {
  const rows = await read
    .selectFrom('customerScope')
    .select('customerId')
    .distinct()
    .where('scope', 'in', scopes)
    .orderBy('customerId')
    .execute()
  const entered = rows.map(({ customerId }) => customerId)
  return { isWhole: true, wanted: new Map(), entered, left: [], gone: new Map() }
}

/** What has changed in the scopes after a commit version. */
export async function planSince(read: Write, scopes: readonly string[], ver: number): Promise<Plan> {
  const changes = await read
    .selectFrom('change')
    .selectAll()
    .where('scope', 'in', scopes)
    .where('ver', '>', ver)
    .execute()
  const customerIds = [...new Set(changes.flatMap((change) => change.customerId ?? []))]
  const held = await scopesOf(read, customerIds)
  const isMine = (customerId: string) => scopes.some((scope) => held.get(customerId)?.has(scope))
  const [entered, left] = [new Set<string>(), new Set<string>()]
  const wanted = new Map<SyncedEntity, Set<string>>()
  const gone = new Map<SyncedEntity, Set<string>>()
  for (const { entity, id, op, customerId } of changes) {
    const name = entity as SyncedEntity
    if (customerId !== null && !isMine(customerId)) left.add(customerId)
    else if (op === 'enter') entered.add(id)
    else if (op === 'put') wanted.set(name, (wanted.get(name) ?? new Set()).add(id))
    else if (op === 'del') gone.set(name, (gone.get(name) ?? new Set()).add(id))
  }
  return {
    isWhole: false,
    wanted: listed(wanted),
    entered: [...entered],
    // Who comes back is laid down anew: what was deleted meanwhile was never told.
    left: [...left, ...entered],
    gone: listed(gone),
  }
}

/** How many rows a plan is about, roughly. */
export function sizeOf({ wanted, entered, left }: Plan): number {
  const rows = [...wanted.values()].reduce((sum, ids) => sum + ids.length, 0)
  return rows + entered.length * rowsOfACustomer + left.length
}

/** Whose desk is told. */
type Hearer = { staffId: string; role: Role }

/** A plan as parts, in the order in which that desk lays them down. */
export async function* partsOf(read: Write, desk: Hearer, plan: Plan): AsyncGenerator<Part> {
  if (plan.left.length > 0) yield { left: plan.left }
  if (plan.isWhole)
    for (const entity of [...sharedEntities, ...teamEntities]) {
      const all = await read
        .selectFrom(entity as 'note')
        .selectAll()
        .execute()
      const rows = await withoutUnreadable(read, desk, all)
      for (const some of slices(rows, customersAtOnce)) yield { entity, rows: some }
    }
  for (const [entity, ids] of plan.wanted)
    for (const some of slices(ids, rowsAtOnce)) yield { entity, rows: await rowsBy(read, desk, entity, 'id', some) }
  for (const some of slices(plan.entered, customersAtOnce))
    for (const entity of customerEntities) {
      const rows = await rowsBy(read, desk, entity, entity === 'customer' ? 'id' : 'customerId', some)
      if (rows.length > 0) yield { entity, rows }
    }
  for (const [entity, ids] of plan.gone) yield { gone: entity, ids }
}

function listed(sets: ReadonlyMap<SyncedEntity, ReadonlySet<string>>): Map<SyncedEntity, string[]> {
  return new Map([...sets].map(([entity, ids]) => [entity, [...ids]]))
}

/** Rows leave the authority as the desk's role may have them, and those that it may not see stay there. */
async function rowsBy(
  read: Write,
  desk: Hearer,
  entity: EntityName,
  column: 'id' | 'customerId',
  ids: readonly string[],
) {
  const rows = await read
    .selectFrom(entity as 'note')
    .selectAll()
    .where(column, 'in', ids)
    .execute()
  const told = await withoutUnreadable(read, desk, rows)
  return told.map((row) => maskRow(desk.role, entity, row))
}

type Told = { caseId?: string | null; readers?: string | null }

/** Without the rows that have other readers, and without those that hang on such a case. */
async function withoutUnreadable<R extends Told>(read: Write, desk: Hearer, rows: readonly R[]): Promise<R[]> {
  const readable = rows.filter(({ readers }) => isReadable(readers ?? null, desk))
  if (readable.every(({ caseId }) => !caseId)) return readable
  const closed = await unreadableCases(read, desk)
  return readable.filter(({ caseId }) => !caseId || !closed.has(caseId))
}
