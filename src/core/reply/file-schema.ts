import { z } from 'zod'
import { fieldSchema } from '../escalation/flow-schema.ts'
import { wordsSchema } from '../escalation/flow-step-schema.ts'
import { resourceKinds } from '../resource/kinds.ts'
import type { Reply } from './file.ts'

/**
 * Something that the record does not know and whoever sends the reply is asked for. `resource`: an entry of the directory, of this
 * `kind` where one is named; the others as in a flow (escalation/field.ts).
 */
export const askSchema = z.lazy(() =>
  fieldSchema
    .unwrap()
    .pick({ id: true, label: true, hint: true, options: true, min: true, max: true, notFuture: true })
    .extend({
      type: z.enum(['text', 'date', 'fen', 'int', 'enum', 'list', 'resource']),
      kind: z.enum(resourceKinds).optional(),
    }),
)

/** A reply of daily work, as a team writes it: words with slots (escalation/template.ts). */
export const replyFileSchema = z.lazy(() =>
  z.strictObject({
    code: z.string().regex(/^[a-z][a-z0-9-]{1,39}$/),
    version: z.int().positive(),
    title: wordsSchema,
    tags: z
      .array(z.string().regex(/^[a-z][a-z0-9-]{1,29}$/))
      .max(8)
      .default([]),
    asks: z.array(askSchema).max(12).default([]),
    text: wordsSchema,
  }),
)

/** The reply in a stored row. Throws on one that no `reply.install` could have stored. */
export function readReply(definition: unknown): Reply {
  return replyFileSchema.parse(definition)
}
