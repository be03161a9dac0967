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
  const customerIds = [...new Set(touched.flatMap((row) => row.customerIds))]
  const before = await known.of(customerIds)
  const moved = new Set(touched.filter(canMove).flatMap((row) => row.customerIds))
  if (moved.size > 0) await flush()
  const after = new Map<string, ReadonlySet<string>>([...before, ...(await recompute(write, [...moved]))])
  // Who is deleted leaves every desk.
  for (const { entity, id, after: row } of touched) if (entity === 'customer' && row === null) after.set(id, new Set())
  const added: { customerId: string; scope: string }[] = []
  for (const [customerId, scopes] of after) {
    known.set(customerId, scopes)
    const old = before.get(customerId) ?? new Set()
    for (const scope of scopes.difference(old)) {
      added.push({ customerId, scope })
      changes.push({ scope, entity: whole, id: customerId, op: 'enter', customerId })
    }
    for (const scope of old.difference(scopes)) {
      await write.deleteFrom('customerScope').where('customerId', '=', customerId).where('scope', '=', scope).execute()
      changes.push({ scope, entity: whole, id: customerId, op: 'leave', customerId })
    }
  }
  await insertRows(write, 'customerScope', added)
  for (const { entity, id, before: was, after: row, customerIds: hungOn } of touched) {
    if (isShared(entity)) changes.push({ scope: 'shared', entity, id, op: row ? 'put' : 'del', customerId: null })
    if (isOfTeam(entity))
      for (const scope of scopesOfTeamRow((row ?? was) as Row<'teamRun'>))
        changes.push({ scope, entity, id, op: row ? 'put' : 'del', customerId: null })
    const now = row ? customerOf(entity, row) : null
    const told = new Set<string>()
    // Where it hangs now first: a scope that keeps it through another customer must not lose it.
    for (const customerId of [...hungOn].sort((a, b) => Number(b === now) - Number(a === now)))
      for (const scope of after.get(customerId) ?? [])
        if (before.get(customerId)?.has(scope) && !told.has(scope)) {
          told.add(scope)
          changes.push({ scope, entity, id, op: customerId === now ? 'put' : 'del', customerId })
        }
  }
  return changes
}

/** Whether what was written can change who may hold its customer: what `scopesOfCustomer` looks at. */
function canMove({ entity, before, after }: Touched): boolean {
  switch (entity) {
    case 'customer':
      return (before as Row<'customer'> | null)?.ownerId !== (after as Row<'customer'> | null)?.ownerId
    case 'case':
      return roleAtWork(before as Row<'case'> | null) !== roleAtWork(after as Row<'case'> | null)
    default:
      return entity === 'escalation'
  }
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
    for (const customer of customers)
      scopes.set(
        customer.id,
        new Set(scopesOfCustomer(customer, casesBy.get(customer.id) ?? [], runsBy.get(customer.id) ?? [])),
      )
  }
  return scopes
}

/** Enters changes in the feed under one commit version each; an older change of the same row in the same scope gives way. */
export async function feed(write: Write, changes: readonly ChangeTable[]): Promise<void> {
  const latest = new Map(changes.map((change) => [`${change.scope} ${change.entity} ${change.id}`, change]))
  await insertRows(write, 'change', [...latest.values()], ['scope', 'entity', 'id'])
}
