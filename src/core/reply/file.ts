import type { z } from 'zod'
import type { askSchema, replyFileSchema } from './file-schema.ts'

export type Ask = z.infer<typeof askSchema>
export type Reply = z.infer<typeof replyFileSchema>

/** `greeting@1`: what a message says that it came from. */
export function replyIdOf({ code, version }: Pick<Reply, 'code' | 'version'>): string {
  return `${code}@${version}`
}

export function askOf(reply: Pick<Reply, 'asks'>, askId: string): Ask | undefined {
  return reply.asks.find((ask) => ask.id === askId)
}
