import { z } from 'zod'
import { fieldSchema } from '../escalation/flow.ts'
import { wordsSchema } from '../escalation/flow-step.ts'
import { resourceKinds } from '../resource/kinds.ts'

/**
 * Something that the record does not know and whoever sends the reply is asked for. `resource`: an entry of the directory, of this
 * `kind` where one is named; the others as in a flow (escalation/field.ts).
 */
const askSchema = z.lazy(() =>
  fieldSchema
    .unwrap()
    .pick({ id: true, label: true, hint: true, options: true, min: true, max: true, notFuture: true })
    .extend({
      type: z.enum(['text', 'date', 'fen', 'int', 'enum', 'list', 'resource']),
      kind: z.enum(resourceKinds).optional(),
    }),
)
export type Ask = z.infer<typeof askSchema>

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
export type Reply = z.infer<typeof replyFileSchema>

/** The reply in a stored row. Throws on one that no `reply.install` could have stored. */
export function readReply(definition: unknown): Reply {
  return replyFileSchema.parse(definition)
}

/** `greeting@1`: what a message says that it came from. */
export function replyIdOf({ code, version }: Pick<Reply, 'code' | 'version'>): string {
  return `${code}@${version}`
}

export function askOf(reply: Pick<Reply, 'asks'>, askId: string): Ask | undefined {
  return reply.asks.find((ask) => ask.id === askId)
}
