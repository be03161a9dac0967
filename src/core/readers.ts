import { z } from 'zod'
import { roleSchema } from './staff/schema.ts'

/**
 * Who alone may see a row that hangs on a customer: people of some roles, and whoever began it. Without readers, all who may see
 * the customer. What a row begins with it keeps.
 */
export const readersSchema = z.object({ roles: z.array(roleSchema), staffId: z.string() })
export type Readers = z.infer<typeof readersSchema>
