import type { Row } from '../core/entities.ts'
import { customerOf, isOfTeam, isShared, type Scope, scopesOfCustomer, scopesOfTeamRow } from '../core/scope.ts'
import { decodeRow } from './codec.ts'
import type { Touched } from './command-tx.ts'
import { insertRows } from './insert-rows.ts'
import type { KnownScopes } from './known-scopes.ts'
import type { Reader, Write } from './store.ts'
import { slices } from './rows.ts'
import type { ChangeTable } from './tables.ts'

type Change = Omit<ChangeTable, 'ver'>

/** Entering and leaving have a place of their own in the feed: a later change of the customer's row must not take it. */
const whole = 'whole'

/** The scopes that each of the customers is in now. */
export async function scopesOf(
  from: Reader | Write,
  customerIds: readonly string[],
): Promise<Map<string, Set<string>>> {
  const scopes = new Map<string, Set<string>>(customerIds.map((id) => [id, new Set<string>()]))
  for (const some of slices(customerIds, 5_000)) {
    const rows = await (from as Reader)
      .selectFrom('customerScope')
      .selectAll()
      .where('customerId', 'in', some)
      .execute()
    for (const { customerId, scope } of rows) scopes.get(customerId)?.add(scope)
  }
  return scopes
}

/**
 * What the rows that a command wrote mean to desks. Recomputes the scopes of the customers concerned where they may have changed
 * (from the database, so `flush` lays the rows down first), notes who they enter and leave, and gives a change for each row in
 * each scope that keeps it. Authority only; within the command's transaction.
 */
export async function changesOf(
  write: Write,
  touched: readonly Touched[],
  known: KnownScopes,
  flush: () => Promise<void>,
): Promise<Change[]> {
  const changes: Change[] = []
  const covered = touched.flatMap((row) => (isCoverMoved(row) ? [row.id] : []))
  if (covered.length > 0) await flush()
  const inBooks = await customersOwnedBy(write, covered)
  const customerIds = new Set<string>(inBooks)
  const moved = new Set<string>(inBooks)
  for (const row of touched)
    for (const id of row.customerIds) {
      customerIds.add(id)
      if (canMove(row)) moved.add(id)
    }
  const before = await known.of([...customerIds])
  const after = new Map<string, ReadonlySet<string>>(before)
  const entered = await scopesOfEntered(write, touched)
  for (const [id, scopes] of entered) after.set(id, scopes)
  const others = entered.size === 0 ? [...moved] : [...moved].filter((id) => !entered.has(id))
  if (others.length > 0) {
    await flush()
    for (const [id, scopes] of await recompute(write, others)) after.set(id, scopes)
  }
  // Who is deleted leaves every desk.
  for (const { entity, id, after: row } of touched) if (entity === 'customer' && row === null) after.set(id, new Set())
  const added: { customerId: string; scope: string }[] = []
  const removed = new Map<string, string[]>()
  for (const [customerId, scopes] of after) {
    known.set(customerId, scopes)
    const old = before.get(customerId) ?? none
    if (scopes === old) continue
    for (const scope of scopes) {
      if (old.has(scope)) continue
      added.push({ customerId, scope })
      changes.push({ scope, entity: whole, id: customerId, op: 'enter', customerId })
    }
    for (const scope of old) {
      if (scopes.has(scope)) continue
      const ids = removed.get(scope)
      if (ids) ids.push(customerId)
      else removed.set(scope, [customerId])
      changes.push({ scope, entity: whole, id: customerId, op: 'leave', customerId })
    }
  }
  for (const [scope, ids] of removed)
    for (const some of slices(ids, 5_000))
      await write.deleteFrom('customerScope').where('scope', '=', scope).where('customerId', 'in', some).execute()
  await insertRows(write, 'customerScope', added)
  for (const { entity, id, before: was, after: row, customerIds: hungOn } of touched) {
    if (isShared(entity)) changes.push({ scope: 'shared', entity, id, op: row ? 'put' : 'del', customerId: null })
    if (isOfTeam(entity))
      for (const scope of scopesOfTeamRow((row ?? was) as Row<'teamRun'>))
        changes.push({ scope, entity, id, op: row ? 'put' : 'del', customerId: null })
    const now = row ? customerOf(entity, row) : null
    const told = new Set<string>()
    // Where it hangs now first: a scope that keeps it through another customer must not lose it.
    for (const customerId of hungOn.length < 2
      ? hungOn
      : hungOn.toSorted((a, b) => Number(b === now) - Number(a === now)))
      for (const scope of after.get(customerId) ?? [])
        if (before.get(customerId)?.has(scope) && !told.has(scope)) {
          told.add(scope)
          changes.push({ scope, entity, id, op: customerId === now ? 'put' : 'del', customerId })
        }
  }
  return changes
}

const none: ReadonlySet<string> = new Set()

/**
 * The scopes of customers who are new, and of whom nothing else was written that has a say in it: the row tells them, and the database
 * need not be asked.
 */
async function scopesOfEntered(write: Write, touched: readonly Touched[]): Promise<Map<string, Set<Scope>>> {
  const owners = new Map<string, string>()
  for (const { entity, id, before, after } of touched)
    if (entity === 'customer' && before === null && after !== null) owners.set(id, (after as Row<'customer'>).ownerId)
  for (const row of touched)
    if (row.entity !== 'customer' && canMove(row)) for (const id of row.customerIds) owners.delete(id)
  const scopes = new Map<string, Set<Scope>>()
  if (owners.size === 0) return scopes
  const covers = await coversOf(write)
  for (const [id, ownerId] of owners) {
    const cover = covers.get(ownerId)
    scopes.set(id, new Set(scopesOfCustomer({ ownerId }, [], [], cover === undefined ? [] : [cover])))
  }
  return scopes
}

/** Whether what was written can change who may hold its customer: what `scopesOfCustomer` looks at. */
function canMove({ entity, before, after }: Touched): boolean {
  switch (entity) {
    case 'customer':
      return (before as Row<'customer'> | null)?.ownerId !== (after as Row<'customer'> | null)?.ownerId
    case 'case':
      return (
        roleAtWork(before as Row<'case'> | null) !== roleAtWork(after as Row<'case'> | null) ||
        // A case that is handed over keeps its customer on the receiver's desk while it is open.
        (before !== null && (before as Row<'case'>).state !== (after as Row<'case'> | null)?.state)
      )
    default:
      return entity === 'escalation' || entity === 'handover'
  }
}

/** Whether somebody else stands in for a butler now: their whole book comes to that desk, and leaves the other. */
function isCoverMoved({ entity, before, after }: Touched): boolean {
  if (entity !== 'duty') return false
  return (before as Row<'duty'> | null)?.coveredBy !== (after as Row<'duty'> | null)?.coveredBy
}

async function customersOwnedBy(write: Write, staffIds: readonly string[]): Promise<string[]> {
  if (staffIds.length === 0) return []
  const rows = await write.selectFrom('customer').select('id').where('ownerId', 'in', staffIds).execute()
  return rows.map(({ id }) => id)
}

function roleAtWork(item: Row<'case'> | null): string | null {
  return item?.state === 'open' && item.role !== 'butler' ? item.role : null
}

async function recompute(write: Write, customerIds: readonly string[]): Promise<Map<string, Set<Scope>>> {
  const scopes = new Map<string, Set<Scope>>()
  for (const some of slices(customerIds, 5_000)) {
    const customers = await write.selectFrom('customer').select(['id', 'ownerId']).where('id', 'in', some).execute()
    const cases = await write
      .selectFrom('case')
      .selectAll()
      .where('customerId', 'in', some)
      .where('state', '=', 'open')
      .where('role', '!=', 'butler')
      .execute()
    const runs = await write
      .selectFrom('escalation')
      .selectAll()
      .where('customerId', 'in', some)
      .where('state', '=', 'running')
      .execute()
    const casesBy = Map.groupBy(
      cases.map((row) => decodeRow('case', row)),
      (row) => row.customerId,
    )
    const runsBy = Map.groupBy(
      runs.map((row) => decodeRow('escalation', row)),
      (row) => row.customerId,
    )
    const standIns = await standInsOf(write, customers)
    for (const customer of customers) {
      const work = [casesBy.get(customer.id) ?? [], runsBy.get(customer.id) ?? []] as const
      scopes.set(customer.id, new Set(scopesOfCustomer(customer, ...work, standIns(customer))))
    }
  }
  return scopes
}

/** Who stands in for the owners of these customers, and to whom open cases of theirs are handed over. */
async function standInsOf(write: Write, customers: readonly { id: string; ownerId: string }[]) {
  const covers = await coversOf(write)
  const ids = customers.map(({ id }) => id)
  const given = await write
    .selectFrom('handover')
    .innerJoin('case', 'case.id', 'handover.caseId')
    .select(['handover.customerId as customerId', 'handover.receiverId as receiverId'])
    .where('handover.customerId', 'in', ids)
    .where('handover.state', 'in', ['waiting', 'accepted'])
    .where('case.state', '=', 'open')
    .execute()
  const receivers = Map.groupBy(given, ({ customerId }) => customerId)
  return ({ id, ownerId }: { id: string; ownerId: string }) => {
    const cover = covers.get(ownerId)
    const handed = receivers.get(id)?.map(({ receiverId }) => receiverId) ?? []
    return cover ? [cover, ...handed] : handed
  }
}

/** By butler who is away, who stands in for them. */
async function coversOf(write: Write): Promise<Map<string, string>> {
  const duties = await write.selectFrom('duty').select(['id', 'coveredBy']).where('coveredBy', 'is not', null).execute()
  return new Map(duties.flatMap(({ id, coveredBy }) => (coveredBy === null ? [] : [[id, coveredBy]])))
}

/** Enters changes in the feed under one commit version each; an older change of the same row in the same scope gives way. */
export async function feed(write: Write, changes: readonly ChangeTable[]): Promise<void> {
  const first = changes[0]?.ver
  // One command tells a row once in a scope.
  const isOne = changes.every(({ ver }) => ver === first)
  const latest = isOne
    ? changes
    : new Map(changes.map((change) => [`${change.scope} ${change.entity} ${change.id}`, change])).values()
  await insertRows(write, 'change', [...latest], ['scope', 'entity', 'id'])
}
