import type { EntityName, Row } from '../core/entities.ts'
import { decodeRow } from './codec.ts'
import type { Reader } from './store.ts'
import { readRows, slices } from './rows.ts'
import type { Tables } from './tables.ts'

/** One row by id. */
export async function rowById<E extends EntityName>(
  reader: Reader,
  entity: E,
  id: string,
): Promise<Row<E> | undefined> {
  return (await readRows(reader, entity, [id]))[0]
}

/** Every row of a small entity (staff, product, flow, device …), by id. */
export async function allRows<E extends EntityName>(reader: Reader, entity: E): Promise<Row<E>[]> {
  const rows = await reader
    .selectFrom(entity as 'note')
    .selectAll()
    .orderBy('id')
    .execute()
  return rows.map((row) => decodeRow(entity, row as unknown as Tables[E]))
}

/** Which revision of each product is installed, without the products. */
export function productRevisions(reader: Reader): Promise<Pick<Row<'product'>, 'id' | 'sha256'>[]> {
  return reader.selectFrom('product').select(['id', 'sha256']).execute()
}

/** Messages of several conversations since a moment (epoch ms), oldest first. */
export async function messagesSince(
  reader: Reader,
  conversationIds: readonly string[],
  since: number,
): Promise<Row<'message'>[]> {
  const found: Row<'message'>[] = []
  for (const some of slices(conversationIds, 500)) {
    const rows = await reader
      .selectFrom('message')
      .selectAll()
      .where('conversationId', 'in', some)
      .where('at', '>=', since)
      .execute()
    found.push(...rows.map((row) => decodeRow('message', row)))
  }
  return found.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
}

/** Conversations in which something was said since a moment (epoch ms), of one book where `ownerId` is given. */
export async function conversationsSince(reader: Reader, since: number, ownerId?: string) {
  let query = reader
    .selectFrom('conversation')
    .innerJoin('customer', 'customer.id', 'conversation.customerId')
    .selectAll('conversation')
    .select('customer.name as customerName')
    .where('lastAt', '>=', since)
  if (ownerId !== undefined) query = query.where('customer.ownerId', '=', ownerId)
  const rows = await query.execute()
  return rows.map((row) => ({ ...decodeRow('conversation', row), customerName: row.customerName }))
}

/** Conversations by their ids. */
export function conversationsBy(reader: Reader, ids: readonly string[]): Promise<Row<'conversation'>[]> {
  return readRows(reader, 'conversation', ids)
}

/** Messages of one conversation, oldest first. */
export async function messagesOf(reader: Reader, conversationId: string): Promise<Row<'message'>[]> {
  const rows = await reader
    .selectFrom('message')
    .selectAll()
    .where('conversationId', '=', conversationId)
    .orderBy('at')
    .execute()
  return rows.map((row) => decodeRow('message', row))
}

/** Escalations that still run, the one that falls due first at the top. */
export async function runningEscalations(reader: Reader): Promise<(Row<'escalation'> & { customerName: string })[]> {
  const rows = await reader
    .selectFrom('escalation')
    .innerJoin('customer', 'customer.id', 'escalation.customerId')
    .selectAll('escalation')
    .select('customer.name as customerName')
    .where('state', '=', 'running')
    .orderBy('startedAt')
    .execute()
  return rows.map((row) => ({ ...decodeRow('escalation', row), customerName: row.customerName }))
}

/** Runs about the team's own work that still go on, the one that began first at the top. */
export async function runningTeamRuns(reader: Reader): Promise<Row<'teamRun'>[]> {
  const rows = await reader
    .selectFrom('teamRun')
    .selectAll()
    .where('state', '=', 'running')
    .orderBy('startedAt')
    .orderBy('id')
    .execute()
  return rows.map((row) => decodeRow('teamRun', row))
}

export type Counts = { customers: number; policies: number; openCases: number }

export async function counts(reader: Reader): Promise<Counts> {
  const count = async (entity: 'customer' | 'policy') =>
    Number(
      (
        await reader
          .selectFrom(entity)
          .select((of) => of.fn.countAll().as('n'))
          .executeTakeFirstOrThrow()
      ).n,
    )
  const open = await reader
    .selectFrom('case')
    .select((of) => of.fn.countAll().as('n'))
    .where('state', '=', 'open')
    .executeTakeFirstOrThrow()
  return { customers: await count('customer'), policies: await count('policy'), openCases: Number(open.n) }
}
