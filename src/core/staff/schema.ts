import { z } from 'zod'
import { roles } from './roles.ts'

export const roleSchema = z.enum(roles)

export const staffSchema = z.object({
  id: z.string(),
  externalId: z.string().nullable(),
  name: z.string(),
  role: roleSchema,
  isActive: z.boolean(),
  addedAt: z.int(),
})
export type Staff = z.infer<typeof staffSchema>

/** A single-use code that turns a home into a desk; only its SHA-256 is kept. Lives on the authority alone. */
export const enrolmentSchema = z.object({
  id: z.string(),
  staffId: z.string(),
  expiresAt: z.int(),
  usedAt: z.int().nullable(),
})

/**
 * A public key by which somebody is known over SSH. `id`: the SHA-256 of `publicKey`, which is its type and its bytes in base64,
 * with one blank between. Lives on the authority alone.
 */
export const staffKeySchema = z.object({
  id: z.string(),
  staffId: z.string(),
  publicKey: z.string(),
  name: z.string(),
  addedBy: z.string(),
  addedAt: z.int(),
})

/** One enrolled home of one person; only the SHA-256 of its token is kept. Lives on the authority alone. */
export const deviceSchema = z.object({
  id: z.string(),
  staffId: z.string(),
  name: z.string(),
  tokenHash: z.string(),
  enrolledAt: z.int(),
  revokedAt: z.int().nullable(),
})
