import { z } from 'zod'

export const genders = ['female', 'male', 'unknown'] as const
export const relations = ['self', 'spouse', 'child', 'parent', 'sibling', 'other'] as const

/** Whom a butler serves; `ownerId` is the one butler who owns the customer at any moment. */
export const customerSchema = z.object({
  id: z.string(),
  externalId: z.string().nullable(),
  ownerId: z.string(),
  name: z.string(),
  gender: z.enum(genders),
  bornOn: z.string().nullable(),
  phone: z.string().nullable(),
  idNumber: z.string().nullable(),
  city: z.string().nullable(),
  tags: z.array(z.string()),
  since: z.string().nullable(),
})
export type Customer = z.infer<typeof customerSchema>

/** Someone of the customer's household who is or may be insured. */
export const memberSchema = z.object({
  id: z.string(),
  customerId: z.string(),
  name: z.string(),
  relation: z.enum(relations),
  gender: z.enum(genders),
  bornOn: z.string().nullable(),
  idNumber: z.string().nullable(),
})
export type Member = z.infer<typeof memberSchema>

/** A line that staff wrote about a customer for each other; never shown to the customer. */
export const noteSchema = z.object({
  id: z.string(),
  customerId: z.string(),
  caseId: z.string().nullable(),
  authorId: z.string(),
  text: z.string(),
  at: z.int(),
})

/** Words not yet sent to a customer. Belongs to the customer, so it survives a hand-over; one a case. */
export const draftSchema = z.object({
  id: z.string(),
  customerId: z.string(),
  caseId: z.string(),
  authorId: z.string(),
  text: z.string(),
  savedAt: z.int(),
})

/**
 * Somebody who is not a customer and whom we help: why we may keep what we know of them, and until which day. While this row is there,
 * its customer is one in name only.
 */
export const careSchema = z.object({
  id: z.string(),
  customerId: z.string(),
  where: z.string(),
  what: z.string(),
  basis: z.enum(['consent', 'emergency']),
  until: z.string(),
  begunBy: z.string(),
  begunAt: z.int(),
})
export type Care = z.infer<typeof careSchema>
