import { z } from 'zod'
import { genders, memberSchema, relations } from '../customer/schema.ts'
import { channels } from '../conversation/kinds.ts'
import { dayOfShift, writtenShift } from '../roster/schema.ts'
import { resourceFileSchema } from '../resource/commands.ts'
import { policySources, policyStates } from '../policy/schema.ts'
import { roleSchema } from '../staff/schema.ts'

/**
 * What one row of an import file says, after encodings, headers, dates and amounts have been read (app/import). Ids here are
 * the ids of the system that the file came from; the same id again means the same thing again.
 */

const externalId = z.string().min(1).max(64)
const name = z.string().min(1).max(80)
const civilDate = z.iso.date()
const identity = z.string().regex(/^[0-9A-Za-z()（）]{5,24}$/)

export const staffRow = z.object({ externalId, name, role: roleSchema })

/** The most people whom one customer's row may name. */
export const mostMembers = 20

const memberRow = memberSchema
  .pick({ name: true, relation: true, gender: true, bornOn: true, idNumber: true })
  .extend({ name, relation: z.enum(relations) })

/** A column that the file does not have leaves what is known as it is; a new customer gets nothing for it. */
export const customerRow = z.object({
  externalId,
  name,
  /** External id of the butler who owns the customer. */
  owner: externalId,
  gender: z.enum(genders).optional(),
  bornOn: civilDate.nullable().optional(),
  phone: z
    .string()
    .regex(/^\+?[0-9-]{5,20}$/)
    .nullable()
    .optional(),
  idNumber: identity.nullable().optional(),
  city: z.string().max(60).nullable().optional(),
  tags: z.array(z.string().max(40)).max(40).optional(),
  since: civilDate.nullable().optional(),
  /** All of the household; left out: the file does not speak of it, and what is known stays. */
  household: z.array(memberRow).max(mostMembers).optional(),
})

export const policyRow = z.object({
  externalId,
  /** External id of the customer. */
  customer: externalId,
  number: z.string().min(1).max(64),
  productCode: z.string().min(1).max(40),
  /** Name of the insured; empty means the customer. */
  insuredName: z.string().max(80).nullable().optional(),
  source: z.enum(policySources).optional(),
  state: z.enum(policyStates).optional(),
  issuedOn: civilDate,
  effectiveOn: civilDate,
  expiresOn: civilDate,
  paidThrough: civilDate.nullable().optional(),
  premiumFen: z.int().nonnegative(),
  sumInsuredFen: z.int().nonnegative().nullable().optional(),
})

/** One message of a conversation; rows with the same `conversation` make one conversation. `at` is epoch ms. */
export const conversationRow = z.object({
  externalId,
  conversation: externalId,
  customer: externalId,
  channel: z.enum(channels).default('wechat'),
  direction: z.enum(['in', 'out']),
  author: externalId.nullable().default(null),
  at: z.int(),
  text: z.string().min(1).max(8000),
})

/** A shift of one person: the day on which it begins, and from when until when. */
export const shiftRow = z.object({ staff: externalId, on: dayOfShift, ...writtenShift })

export const importRows = {
  staff: staffRow,
  customers: customerRow,
  policies: policyRow,
  conversations: conversationRow,
  shifts: shiftRow,
  resources: resourceFileSchema,
} as const
export type RowKind = keyof typeof importRows
export type ImportRow<K extends RowKind> = z.infer<(typeof importRows)[K]>
