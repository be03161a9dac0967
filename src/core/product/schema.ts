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
