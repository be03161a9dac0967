import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import type { GiveRows, ImportRowsArgs } from '../../../src/app/import/give-chunk.ts'
import { importFile, type ImportOptions, type ImportReport } from '../../../src/app/import/import-file.ts'
import type { ImportRow, RowKind } from '../../../src/core/import/schema.ts'

export const fixture = (name: string) => fileURLToPath(new URL(`../../../fixtures/${name}`, import.meta.url))

/** A `give` that adds every row and remembers the chunks. */
export function taking() {
  const chunks: ImportRowsArgs[] = []
  const give: GiveRows = async (args) => {
    chunks.push(args)
    return { ok: true, result: { added: args.rows.length, changed: 0, unchanged: 0, rejected: [] } }
  }
  return {
    chunks,
    give,
    rows: <K extends RowKind>() => chunks.flatMap((chunk) => chunk.rows as ImportRow<K>[]),
  }
}

/** A file of its own for one test. */
export function fileOf(name: string, content: string | Buffer): string {
  const folder = mkdtempSync(join(tmpdir(), 'butler-import-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const file = join(folder, name)
  writeFileSync(file, content)
  return file
}

/** Imports, and fails the test where the import does not go through. */
export async function imported<K extends RowKind>(
  options: Partial<ImportOptions> & { kind: K; file: string },
): Promise<{ report: ImportReport; rows: ImportRow<K>[]; chunks: ImportRowsArgs[] }> {
  const { give, rows, chunks } = taking()
  const done = await importFile({ dryRun: true, language: 'en', ...options }, give)
  if (!done.ok) throw new Error(`${done.error.code}: ${done.error.message}`)
  return { report: done.report, rows: rows<K>(), chunks }
}

/** The error of an import that does not go through. */
export async function stopped(options: Partial<ImportOptions> & { kind: RowKind; file: string }) {
  const { give, chunks } = taking()
  const done = await importFile({ dryRun: true, language: 'en', ...options }, give)
  if (done.ok) throw new Error('went through')
  return { ...done.error, chunks }
}
