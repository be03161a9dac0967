import type { Actor } from '../core/command.ts'
import { maskRow, viewerOf } from '../core/customer/mask.ts'
import type { EntityName, Row } from '../core/entities.ts'
import type { WholeCustomer } from '../store/customer-queries.ts'
import type { SearchHit } from '../store/search.ts'

/**
 * Rows as the person of an authority's home may see them. What a desk holds was masked by the authority already, and its operator
 * holds the file itself: for both `actor` is null, and rows are as they lie there.
 */
export function seenBy(actor: Actor | null, ownerOf: (customerId: string) => Promise<string | undefined>) {
  const person = <E extends 'customer' | 'member'>(entity: E, row: Row<E>, ownerId: string): Row<E> =>
    actor ? maskRow(viewerOf(actor, ownerId), entity, row) : row
  const customer = (row: Row<'customer'>) => person('customer', row, row.ownerId)
  const members = (rows: readonly Row<'member'>[], ownerId: string) => rows.map((row) => person('member', row, ownerId))
  return {
    async row<E extends EntityName>(entity: E, row: Row<E> | undefined): Promise<Row<E> | undefined> {
      if (!actor || !row) return row
      if (entity === 'customer') return customer(row as Row<'customer'>) as Row<E>
      if (entity !== 'member') return row
      const member = row as Row<'member'>
      return person('member', member, (await ownerOf(member.customerId)) ?? '') as Row<E>
    },
    hit: (hit: SearchHit): SearchHit =>
      hit.entity === 'customer' ? { ...hit, customer: customer(hit.customer) } : hit,
    withMembers<T extends Pick<WholeCustomer, 'customer' | 'members'>>(whole: T): T {
      return { ...whole, customer: customer(whole.customer), members: members(whole.members, whole.customer.ownerId) }
    },
  }
}
