import type { EntityName, Row } from '../../core/entities.ts'
import { maskRow, viewerOf } from '../../core/customer/mask.ts'
import { scopesOfStaff } from '../../core/scope.ts'
import { pagesOf } from '../../store/export-queries.ts'
import { readRows } from '../../store/rows.ts'
import type { Home } from '../home.ts'
import { readableBy } from '../readable.ts'

/** Who sees every customer from where they sit. */
const wide: ReadonlySet<string> = new Set(['supervisor', 'manager', 'service'])

/**
 * The rows of an entity as the person of this home may have them, some at a time. On an authority: of the customers in their hands, and
 * masked as their desk would have them; its operator, who is nobody on the staff, has them as a manager has, or `whole`. A desk holds
 * nothing else than its own, masked already.
 */
export async function* rowsFor<E extends EntityName>(
  home: Home,
  entity: E,
  isWhole: boolean,
): AsyncGenerator<Row<E>[]> {
  const { store, actor, staff, kind } = home
  const isDesk = kind === 'desk'
  const scopes = isDesk || wide.has(actor.role) ? null : scopesOfStaff({ id: actor.staffId, role: actor.role })
  const eyes = staff ? actor : { staffId: '', role: 'manager' as const }
  const readable = readableBy(store.reader, isDesk || !staff ? null : actor)
  for await (const page of pagesOf(store.reader, entity, scopes)) {
    const rows = await readable(page)
    yield isDesk || isWhole || !(entity === 'customer' || entity === 'member')
      ? rows
      : await masked(home, entity, rows, eyes)
  }
}

async function masked<E extends EntityName>(
  home: Home,
  entity: E,
  rows: Row<E>[],
  eyes: Home['actor'],
): Promise<Row<E>[]> {
  const customers =
    entity === 'customer'
      ? (rows as Row<'customer'>[])
      : await readRows(home.store.reader, 'customer', [
          ...new Set((rows as Row<'member'>[]).map((row) => row.customerId)),
        ])
  const owners = new Map(customers.map(({ id, ownerId }) => [id, ownerId]))
  return rows.map((row) => {
    const customerId = entity === 'customer' ? row.id : (row as Row<'member'>).customerId
    return maskRow(viewerOf(eyes, owners.get(customerId) ?? ''), entity, row)
  })
}

/** The channel of a message is mostly that of its conversation: an import wants it in every row. */
export async function withChannels(home: Home, messages: Row<'message'>[]): Promise<Row<'message'>[]> {
  const ids = [...new Set(messages.map(({ conversationId }) => conversationId))]
  const channels = new Map(
    (await readRows(home.store.reader, 'conversation', ids)).map(({ id, channel }) => [id, channel]),
  )
  return messages.map((row) => ({ ...row, channel: row.channel ?? channels.get(row.conversationId) ?? null }))
}
