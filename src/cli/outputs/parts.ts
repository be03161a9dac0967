import { z } from 'zod'
import { languages } from '../../core/language.ts'

/** What outputs are made of. Moments are epoch ms, days civil (YYYY-MM-DD), money fen; an id is opaque. */
export const id = z.string()
export const idOrNone = z.string().nullable()
export const text = z.string()
export const textOrNone = z.string().nullable()
export const moment = z.int()
export const momentOrNone = z.int().nullable()
export const day = z.iso.date()
export const dayOrNone = z.iso.date().nullable()
export const fen = z.int()
export const fenOrNone = z.int().nullable()
export const range = z.object({ min: z.int(), max: z.int() })
export const language = z.enum(languages)
export const inThree = z.object({ en: text, 'zh-Hans': text, 'zh-Hant': text })
/** Names that the data makes, such as the numbers of clauses. */
export const anything = z.record(z.string(), z.json())

/** What a verb that writes says of what it did. */
export function written<S extends z.ZodRawShape>(result: S) {
  return z.object({ ok: z.literal(true), state: z.enum(['decided', 'waiting', 'tried']), result: z.object(result) })
}

/** What every verb says instead, where a rule or a fault of the asker's stands against it. */
export const refusal = z.object({ ok: z.literal(false), code: text, data: anything, message: text })

/** What a line of a verb can be, by the verb's words. */
export type Outputs = Readonly<Record<string, z.ZodType>>
