import type { Readers } from './readers.ts'
import type { Role } from './staff/roles.ts'

type Reading = { staffId: string; role: Role }

/** Whether the person may see the row. A program of the team's own sees all: nothing that it does shows it to anybody. */
export function mayRead(row: { readers?: Readers | undefined }, { staffId, role }: Reading): boolean {
  if (!row.readers || role === 'service') return true
  return row.readers.roles.includes(role) || row.readers.staffId === staffId
}
