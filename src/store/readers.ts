import type { Readers } from '../core/readers.ts'
import { mayRead } from '../core/may-read.ts'
import type { Role } from '../core/staff/roles.ts'
import type { Reader, Write } from './store.ts'

type Reading = { staffId: string; role: Role }

/** Whether somebody may see a row, by its readers as they lie in the table. */
export function isReadable(readers: string | null, who: Reading): boolean {
  return readers === null || mayRead({ readers: JSON.parse(readers) as Readers }, who)
}

/** The cases that somebody may not see though they may see the customer; there are few at any time. */
export async function unreadableCases(from: Reader | Write, who: Reading): Promise<Set<string>> {
  const rows = await (from as Reader)
    .selectFrom('case')
    .select(['id', 'readers'])
    .where('readers', 'is not', null)
    .execute()
  return new Set(rows.filter(({ readers }) => !isReadable(readers ?? null, who)).map(({ id }) => id))
}
