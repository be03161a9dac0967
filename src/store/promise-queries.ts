import type { Row } from '../core/entities.ts'
import { decodeRow } from './codec.ts'
import type { Reader } from './store.ts'

/** Promises that nobody has seen to their end, the one that is due first at the top. */
export async function owedPromises(reader: Reader): Promise<Row<'promise'>[]> {
  const rows = await reader
    .selectFrom('promise')
    .selectAll()
    .where('state', 'in', ['open', 'kept'])
    .orderBy('dueAt')
    .orderBy('id')
    .execute()
  return rows.map((row) => decodeRow('promise', row))
}
