import type { z } from 'zod'
import { importRows, type RowKind } from '../../core/import/schema.ts'
import { expected } from './catalogue.ts'
import { columnsOf } from './columns.ts'
import type { RowProblem } from './problem.ts'
import { type Fields, problemOf, type RowReader } from './row-reader.ts'
import { SeenIds } from './seen-ids.ts'
import type { Words } from '../../core/language.ts'

/** Reads a record and checks it against the row's schema. The row, or what is wrong with it: never both. */
export type RowCheck<R> = (
  line: number,
  record: R,
) => { row: Fields; problems: null } | { row: null; problems: RowProblem[] }

/**
 * Compiles the whole of reading for a kind. External ids, where the kind has them, are remembered: the second row with one is a bad row. A row that is
 * itself bad does not use up its id, so its mended twin may follow in the same file.
 */
export function rowCheck<R>(kind: RowKind, reader: RowReader<R>): RowCheck<R> {
  const schema: z.ZodType = importRows[kind]
  const names = Object.keys(importRows[kind].shape).sort()
  const seen = new SeenIds()
  return (line, record) => {
    const problems: RowProblem[] = []
    const fields = reader.read(record, problems)
    const parsed = schema.safeParse(fields)
    if (!parsed.success) addIssues(parsed.error, line, record, problems)
    if (!parsed.success || problems.length > 0) return { row: null, problems: problems.sort(byColumn) }
    const row = inOrder(parsed.data as Fields, names)
    if (row['externalId'] === undefined) return { row, problems: null }
    if (seen.add(String(row['externalId']))) return { row, problems: null }
    return { row: null, problems: [problemAt(line, record, 'externalId', expected.firstTime())] }
  }

  /** What the reader has already said about a cell is not said again. */
  function addIssues(error: z.ZodError, line: number, record: R, problems: RowProblem[]): void {
    const said = new Set(problems.map(({ column }) => column?.name))
    for (const issue of error.issues) {
      const field = String(issue.path[0])
      const found = problemAt(line, record, field, wordsOf(kind, field, issue))
      if (said.has(found.column?.name)) continue
      said.add(found.column?.name)
      problems.push(found)
    }
  }

  function problemAt(line: number, record: R, field: string, words: Words): RowProblem {
    const { place, value } = reader.find(record, field)
    return problemOf(line, place, value, words)
  }
}

/** With its fields by name: then its canonical JSON, of which the audit has the digest, is its JSON. */
function inOrder(fields: Fields, names: readonly string[]): Fields {
  const row: Fields = {}
  for (const name of names) if (fields[name] !== undefined) row[name] = fields[name]
  return row
}

function byColumn(a: RowProblem, b: RowProblem): number {
  return (a.column?.number ?? 0) - (b.column?.number ?? 0)
}

/** What a field should have been, by the field's own words; that it is empty is said first. */
export function wordsOf(kind: RowKind, field: string, issue: z.core.$ZodIssue | null): Words {
  const column = columnsOf[kind].find((one) => one.field === field)
  const what = column?.expected ?? expected.verbatim(issue?.message ?? field)
  return issue?.code === 'invalid_type' && issue.path.length === 1 ? expected.filled(what) : what
}
