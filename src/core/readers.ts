import { z } from 'zod'
import { type Role, roleSchema } from './staff/schema.ts'

/**
 * Who alone may see a row that hangs on a customer: people of some roles, and whoever began it. Without readers, all who may see
 * the customer. What a row begins with it keeps.
 */
export const readersSchema = z.object({ roles: z.array(roleSchema), staffId: z.string() })
export type Readers = z.infer<typeof readersSchema>

type Reading = { staffId: string; role: Role }

/** Whether the person may see the row. A program of the team's own sees all: nothing that it does shows it to anybody. */
export function mayRead(row: { readers?: Readers | undefined }, { staffId, role }: Reading): boolean {
  if (!row.readers || role === 'service') return true
  return row.readers.roles.includes(role) || row.readers.staffId === staffId
}
