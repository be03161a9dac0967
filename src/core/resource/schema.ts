import { z } from 'zod'
import { phonePattern, resourceKinds } from './kinds.ts'

/**
 * Somebody whom customers are sent to: an emergency number, a hospital, an insurer's service line. `city` null: the whole country.
 * `verifiedAt`: when somebody of the staff last made sure that the number is right; null until then.
 */
export const resourceSchema = z.object({
  id: z.string(),
  kind: z.enum(resourceKinds),
  name: z.string(),
  phone: z.string().regex(phonePattern),
  city: z.string().nullable(),
  district: z.string().nullable(),
  note: z.string().nullable(),
  addedBy: z.string(),
  addedAt: z.int(),
  verifiedBy: z.string().nullable(),
  verifiedAt: z.int().nullable(),
})
export type Resource = z.infer<typeof resourceSchema>
