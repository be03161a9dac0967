import { resolve } from 'node:path'
import type { Readable } from 'node:stream'
import { chunkRows } from '../../core/import/commands.ts'
import type { RowKind } from '../../core/import/schema.ts'
import type { Language } from '../../core/language.ts'
import { says } from './catalogue.ts'
import { openCsv } from './csv-format.ts'
import { utf8Bytes } from './decode.ts'
import type { Encoding } from './encoding.ts'
import { type Format, headOf, isJsonl } from './format.ts'
import { type GiveRows, type ImportRowsArgs } from './give-chunk.ts'
import { openJsonl } from './jsonl-format.ts'
import { loadMapping } from './mapping.ts'
import { type Imported, ImportStop, type Problem, stopped } from './problem.ts'
import type { RejectsTarget } from './rejects.ts'
import { importRun, type RunTally } from './import-run.ts'
import { openSource, type Source } from './source.ts'

export type ImportOptions = {
  kind: RowKind
  /** Path of the file, or `-` with `input`. */
  file: string
  /** Standard input, or any stream to read instead of the file. */
  input?: Readable
  /** Everything is done and nothing is kept; a rejects file is written only where `rejectsFile` names one. */
  dryRun: boolean
  /** Path of a mapping file. */
  mapping?: string
  language: Language
  /** Where bad rows go; else beside the file, as `<name>.rejects.csv` or `.jsonl`. */
  rejectsFile?: string
  onProgress?: (bytesRead: number, totalBytes: number | null, rowsDone: number) => void
}

/** What was done. Row counts are of rows with text; `rows = added + changed + unchanged + rejected`. */
export type ImportReport = RunTally & {
  kind: RowKind
  source: string
  encoding: Encoding
  format: 'csv' | 'jsonl'
  rows: number
  /** The first 1,000 problems; `problemCount` counts all. A row may have several. */
  problems: Problem[]
  problemCount: number
  rejectsFile: string | null
  ignoredColumns: string[]
  isDryRun: boolean
  ms: number
}

/**
 * Imports a file of rows: reads it as a stream, checks every row, gives the good ones in chunks, and writes the bad ones to a
 * rejects file that can be mended and imported again. A fault of the user's is `{ok: false}`; where rows had been given before
 * it, `error.data.report` says what was done. Faults of disk and store are thrown.
 */
export async function importFile(options: ImportOptions, give: GiveRows): Promise<Imported<ImportReport>> {
  try {
    return { ok: true, report: await run(options, give) }
  } catch (fault) {
    if (fault instanceof ImportStop) return stopped(fault, options.language)
    throw fault
  }
}

async function run(options: ImportOptions, give: GiveRows): Promise<ImportReport> {
  const { kind, file, language, mapping: mappingFile = '', rejectsFile } = options
  const started = performance.now()
  if (rejectsFile !== undefined && !options.input && resolve(rejectsFile) === resolve(file))
    throw new ImportStop('bad-rejects-file', says.badRejectsFile(file), { file })
  const mapping = mappingFile === '' ? null : await loadMapping(mappingFile, kind, language)
  const source = await openSource(file, options.input)
  const bytes = utf8Bytes(source)
  const head = await headOf(bytes)
  const how = { kind, language, mapping, mappingFile }
  return isJsonl(file, head)
    ? await runFormat(await openJsonl(head, bytes, how), source, options, give, started)
    : await runFormat(await openCsv(head, bytes, how), source, options, give, started)
}

async function runFormat<R extends { line: number }>(
  format: Format<R>,
  source: Source,
  options: ImportOptions,
  give: GiveRows,
  started: number,
): Promise<ImportReport> {
  const { kind, language, dryRun } = options
  let number = 0
  const importing = importRun(
    { kind, file: source.name, language, chunkRows, rejects: targetOf(options) },
    format,
    // The rows have passed the schema of their kind; TypeScript cannot follow a kind that is chosen at run time.
    (rows) => give({ kind, source: source.name.slice(0, 200), number: number++, rows } as ImportRowsArgs, { dryRun }),
    (rowsDone) => options.onProgress?.(source.bytesRead(), source.totalBytes, rowsDone),
  )
  const report = (): ImportReport => {
    const { tally, ...rest } = importing.state()
    return {
      kind,
      source: source.name,
      encoding: source.detected.encoding,
      format: format.name,
      rows: tally.added + tally.changed + tally.unchanged + tally.rejected,
      ...tally,
      ...rest,
      ignoredColumns: format.ignoredColumns(),
      isDryRun: dryRun,
      ms: Math.round(performance.now() - started),
    }
  }
  try {
    await importing.finish()
  } catch (fault) {
    if (fault instanceof ImportStop) fault.data['report'] = report()
    throw fault
  }
  return report()
}

function targetOf({ file, input, kind, dryRun, rejectsFile }: ImportOptions): RejectsTarget | null {
  if (rejectsFile !== undefined) return { exactly: rejectsFile }
  if (dryRun) return null
  return { besides: input && file === '-' ? kind : file }
}
