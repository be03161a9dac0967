import { z } from 'zod'

/** What was sold. `pack` is the product's whole pack (product/pack.ts) as canonical JSON, `sha256` its digest. */
export const productSchema = z.object({
  id: z.string(),
  name: z.string(),
  insurer: z.string(),
  revision: z.string(),
  sha256: z.string(),
  pack: z.unknown(),
})
export type Product = z.infer<typeof productSchema>

/** A pack that a newer revision has taken the place of; `id` is its digest. Judgements that stood on it replay from here. */
export const packRevisionSchema = z.object({
  id: z.string(),
  productCode: z.string(),
  revision: z.string(),
  pack: z.unknown(),
})
export type PackRevision = z.infer<typeof packRevisionSchema>

/** An overlay (product/overlay.ts) in force; one that was withdrawn lies on no judgement given from `withdrawnOn` on. */
export const overlayRowSchema = z.object({
  id: z.string(),
  name: z.string(),
  announcedOn: z.string(),
  sha256: z.string(),
  definition: z.unknown(),
  installedAt: z.int(),
  withdrawnOn: z.string().nullable(),
  withdrawnBy: z.string().nullable(),
  withdrawnBecause: z.string().nullable(),
})
export type OverlayRow = z.infer<typeof overlayRowSchema>

/**
 * A pack's revision or an overlay that somebody wants installed and somebody else has to approve. `subject` is the product's code
 * or the overlay's id, `definition` null once it was decided.
 */
export const packProposalSchema = z.object({
  id: z.string(),
  kind: z.enum(['product', 'overlay']),
  subject: z.string(),
  revision: z.string().nullable(),
  sha256: z.string(),
  definition: z.unknown(),
  state: z.enum(['waiting', 'approved', 'refused']),
  proposedBy: z.string(),
  proposedAt: z.int(),
  decidedBy: z.string().nullable(),
  decidedAt: z.int().nullable(),
  reason: z.string().nullable(),
})
export type PackProposal = z.infer<typeof packProposalSchema>
