import { z } from 'zod'
import { mappingSchema } from '../../app/import/mapping.ts'
import { flowFileSchema } from '../../core/escalation/flow-schema.ts'
import { importRows } from '../../core/import/schema.ts'
import { overlaySchema } from '../../core/product/overlay.ts'
import { packSchema } from '../../core/product/pack.ts'
import { replyFileSchema } from '../../core/reply/file-schema.ts'
import { question } from '../claim-judge.ts'

/**
 * What is read from files. A row of a table (CSV, XLSX, NDJSON) is described as it is understood: heads, dates, amounts and choices may
 * be written in many ways, which `butler import KIND --suggest-mapping` shows.
 */
export const files: Readonly<Record<string, z.ZodType>> = {
  ...importRows,
  products: packSchema,
  overlays: overlaySchema,
  flows: flowFileSchema,
  replies: replyFileSchema,
  mapping: mappingSchema,
  facts: z.union([question, z.array(question)]),
}
