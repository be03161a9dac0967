import { z } from 'zod'
import { text, textOrNone } from './parts.ts'

/** Where in a file something is wrong; `column.number` counts from 1. */
const problem = z.object({
  ...{ file: text, line: z.int(), column: z.object({ name: text, number: z.int() }).nullable(), value: text },
  expected: text,
})

const counted = {
  ...{ ok: z.literal(true), kind: text, source: text, rows: z.int(), added: z.int(), unchanged: z.int() },
  ...{ rejected: z.int(), problems: z.array(problem), problemCount: z.int(), isDryRun: z.boolean(), ms: z.number() },
}

/** What became of a file of rows. */
const rowsReport = z.object({
  ...counted,
  ...{ encoding: text, format: z.enum(['csv', 'jsonl', 'xlsx']), resumedAt: z.int(), changed: z.int() },
  ...{ rejectsFile: textOrNone, ignoredColumns: z.array(text) },
})

/** What became of a file of documents: flows, products, replies. */
export const documentsReport = z.object({
  ...counted,
  documents: z.array(z.object({ id: text, line: z.int(), isNew: z.boolean(), sha256: text })),
})

export const importReport = z.union([rowsReport, documentsReport])
