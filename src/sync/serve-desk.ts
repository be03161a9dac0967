import { customerEntities, type EntityName, sharedEntities, type SyncedEntity } from '../core/entities.ts'
import type { Outcome } from '../core/refusal.ts'
import { scopesOfStaff } from '../core/scope.ts'
import type { Role } from '../core/staff/schema.ts'
import { maskIdNumber } from '../core/customer/mask.ts'
import { readHomeKeys } from '../store/home-keys.ts'
import type { Store, Write } from '../store/store.ts'
import { slices } from '../store/rows.ts'
import { scopesOf } from '../store/scope-feed.ts'
import { type PullResponse, readCursor, writeCursor } from './protocol.ts'

/** The home at the other end, as its token says. */
export type EnrolledDesk = { deviceId: string; staffId: string; role: Role }

/** How many of the newest events a supervisor's new desk begins with. */
const eventsAtFirst = 500

/**
 * What changed for a desk since `cursor`, in one read transaction: an answer to a command is never seen without its rows. With
 * no cursor, one of another epoch or role, or one from a later time than this store's, everything the desk may hold.
 */
export function changesFor(
  store: Store,
  desk: EnrolledDesk,
  cursor: string | null,
  ackedSeq: number,
): Promise<PullResponse> {
  return store.snapshot(async (read) => {
    const { epoch = '' } = await readHomeKeys(read)
    const head = await read.selectFrom('head').selectAll().executeTakeFirstOrThrow()
    const since = cursor === null ? null : readCursor(cursor)
    const isWhole = since === null || since.epoch !== epoch || since.ver > head.ver || since.role !== desk.role
    const scopes = scopesOfStaff({ id: desk.staffId, role: desk.role })
    const rows = isWhole ? await everything(read, scopes) : await changesSince(read, scopes, since.ver)
    const results = await read
      .selectFrom('commandResult')
      .selectAll()
      .where('deviceId', '=', desk.deviceId)
      .where('seq', '>', Math.max(0, ackedSeq))
      .orderBy('seq')
      .execute()
    return {
      cursor: writeCursor({ epoch, ver: head.ver, role: desk.role }),
      role: desk.role,
      epoch,
      ver: head.ver,
      hash: head.hash,
      isWhole,
      lastSeq: results.at(-1)?.seq ?? Math.max(0, ackedSeq),
      results: results.map((row) => ({ ...row, outcome: JSON.parse(row.outcome) as Outcome })),
      ...rows,
      events: scopes.includes('supervision') ? await eventsFor(read, isWhole ? null : since.ver) : [],
    }
  })
}

type Rows = Pick<PullResponse, 'puts' | 'gone' | 'left'>

async function everything(read: Write, scopes: readonly string[]): Promise<Rows> {
  const puts: Rows['puts'] = {}
  for (const entity of sharedEntities)
    puts[entity] = await read
      .selectFrom(entity as 'note')
      .selectAll()
      .execute()
  const mine = read.selectFrom('customerScope').select('customerId').where('scope', 'in', scopes)
  for (const entity of customerEntities) {
    const column = entity === 'customer' ? 'id' : 'customerId'
    puts[entity] = masked(
      entity,
      await read
        .selectFrom(entity as 'note')
        .selectAll()
        .where(column, 'in', mine)
        .execute(),
    )
  }
  return { puts, gone: [], left: [] }
}

async function changesSince(read: Write, scopes: readonly string[], ver: number): Promise<Rows> {
  const changes = await read
    .selectFrom('change')
    .selectAll()
    .where('scope', 'in', scopes)
    .where('ver', '>', ver)
    .execute()
  const customerIds = [...new Set(changes.flatMap((change) => change.customerId ?? []))]
  const held = await scopesOf(read, customerIds)
  const isMine = (customerId: string) => scopes.some((scope) => held.get(customerId)?.has(scope))
  const entered = new Set<string>()
  const left = new Set<string>()
  const wanted = new Map<EntityName, Set<string>>()
  const gone = new Map<string, Rows['gone'][number]>()
  for (const change of changes) {
    const entity = change.entity as SyncedEntity
    if (change.customerId !== null && !isMine(change.customerId)) left.add(change.customerId)
    else if (change.op === 'enter') entered.add(change.id)
    else if (change.op === 'put') wanted.set(entity, (wanted.get(entity) ?? new Set()).add(change.id))
    else if (change.op === 'del') gone.set(`${entity} ${change.id}`, { entity, id: change.id })
  }
  const puts: Rows['puts'] = {}
  for (const [entity, ids] of wanted) puts[entity as SyncedEntity] = await rowsBy(read, entity, 'id', [...ids])
  for (const entity of customerEntities) {
    const subtree = await rowsBy(read, entity, entity === 'customer' ? 'id' : 'customerId', [...entered])
    if (subtree.length > 0) puts[entity] = [...(puts[entity] ?? []), ...subtree]
  }
  // Who comes back is laid down anew: what was deleted meanwhile was never told.
  return { puts, gone: [...gone.values()], left: [...left, ...entered] }
}

async function rowsBy(read: Write, entity: EntityName, column: 'id' | 'customerId', ids: readonly string[]) {
  const rows = []
  for (const some of slices(ids, 5_000))
    rows.push(
      ...(await read
        .selectFrom(entity as 'note')
        .selectAll()
        .where(column, 'in', some)
        .execute()),
    )
  return masked(entity, rows)
}

/** Identity numbers leave the authority masked. */
function masked<R extends object>(entity: EntityName, rows: R[]): R[] {
  if (entity !== 'customer' && entity !== 'member') return rows
  return rows.map((row) => {
    const { idNumber } = row as { idNumber?: string | null }
    return idNumber ? { ...row, idNumber: maskIdNumber(idNumber) } : row
  })
}

async function eventsFor(read: Write, after: number | null): Promise<PullResponse['events']> {
  if (after !== null) return read.selectFrom('event').selectAll().where('ver', '>', after).orderBy('ver').execute()
  const newest = await read.selectFrom('event').selectAll().orderBy('ver', 'desc').limit(eventsAtFirst).execute()
  return newest.reverse()
}
