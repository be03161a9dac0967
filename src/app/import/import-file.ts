import { basename, resolve } from 'node:path'
import type { Readable } from 'node:stream'
import { setFlagsFromString } from 'node:v8'
import { chunkRows } from '../../core/import/commands.ts'
import type { RowKind } from '../../core/import/schema.ts'
import type { Language } from '../../core/language.ts'
import type { Outcome } from '../../core/refusal.ts'
import { sha256 } from '../../sync/sha256.ts'
import { says } from './catalogue.ts'
import { openCsv, openTable } from './csv-format.ts'
import { utf8Bytes } from './decode.ts'
import type { Encoding } from './encoding.ts'
import { type Format, type FormatOptions, headOf, isJsonl } from './format.ts'
import type { GiveRows, ImportRowsArgs } from './give-chunk.ts'
import { openJsonl } from './jsonl-format.ts'
import type { Mapping } from './mapping.ts'
import { type Imported, ImportStop, type Problem, stopped } from './problem.ts'
import type { RejectsTarget } from './rejects.ts'
import { importRun, type RunTally } from './import-run.ts'
import { beginRun, type Run } from './runs.ts'
import { digestOf, firstBytes, isZip, openSource } from './source.ts'

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
  /** The name of the sheet of an XLSX file, else its first. */
  sheet?: string
  /**
   * Gives `import.begin` and `import.end`: then a file whose import was cut off goes on from where it was. Without it nothing is
   * remembered of the file.
   */
  keepTrack?: (command: 'import.begin' | 'import.end', args: unknown) => Promise<Outcome>
  /** Where bad rows go; else beside the file, as `<name>.rejects.csv` or `.jsonl`. */
  rejectsFile?: string
  onProgress?: (bytesRead: number, totalBytes: number | null, rowsDone: number) => void
}

/** What was done. Row counts are of rows with text; `rows = added + changed + unchanged + rejected`. */
export type ImportReport = RunTally & {
  kind: RowKind
  source: string
  encoding: Encoding
  format: 'csv' | 'jsonl' | 'xlsx'
  /** How many chunks an import of this file had given before it was cut off; 0 for one from the beginning. */
  resumedAt: number
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
  // Rows come and go: room for more of them at once would only take memory, two hundred megabytes of it.
  setFlagsFromString('--semi-space-growth-factor=1')
  setFlagsFromString('--heap-growing-percent=40')
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
  const mapping = mappingFile === '' ? null : await mappingIn(mappingFile, kind, language)
  const how = { kind, language, mapping, mappingFile }
  if (!options.input && isZip(await firstBytes(file))) return await runSheet(options, how, give, started)
  const source = await openSource(file, options.input)
  const bytes = utf8Bytes(source)
  const head = await headOf(bytes)
  const read = { ...source, encoding: () => source.detected.encoding }
  return isJsonl(file, head)
    ? await runFormat(await openJsonl(head, bytes, how), read, options, give, started)
    : await runFormat(await openCsv(head, bytes, how), read, options, give, started)
}

async function mappingIn(file: string, kind: RowKind, language: Language): Promise<Mapping> {
  const { loadMapping } = await import('./mapping.ts')
  return loadMapping(file, kind, language)
}

/** A sheet has no bytes in order: how far it is, is not told. */
async function runSheet(options: ImportOptions, how: FormatOptions, give: GiveRows, started: number) {
  const { file, sheet } = options
  const { xlsxRecords } = await import('./xlsx-rows.ts')
  const format = await openTable('xlsx', xlsxRecords(file, sheet), how)
  const ofFile = await digestOf(file)
  // Each sheet is an import of its own.
  const digest = sheet === undefined ? ofFile : sha256(`${ofFile} ${sheet}`)
  const read = { name: basename(file), encoding: () => 'utf-8' as const, digest, bytesRead: () => 0, totalBytes: null }
  return runFormat(format, read, options, give, started)
}

/** What a report says of the file itself. `digest`: null for what cannot be read again. */
type Read = {
  name: string
  encoding: () => Encoding
  digest: string | null
  bytesRead: () => number
  totalBytes: number | null
}

async function runFormat<R extends { line: number }>(
  format: Format<R>,
  source: Read,
  options: ImportOptions,
  give: GiveRows,
  started: number,
): Promise<ImportReport> {
  const { kind, language, dryRun, keepTrack } = options
  let number = 0
  const name = source.name.slice(0, 200)
  const track = dryRun || source.digest === null ? undefined : keepTrack
  const run: Run | null = track ? await beginRun(track, kind, source.digest ?? '', name) : null
  const importing = importRun(
    { kind, file: source.name, language, chunkRows, rejects: targetOf(options) },
    format,
    (given) => {
      const rows = given.map(({ row }) => row)
      // The rows have passed the schema of their kind; TypeScript cannot follow a kind that is chosen at run time.
      const args = { kind, source: name, number, ...(run ? { run: run.id } : {}), rows } as ImportRowsArgs
      return give(args, { dryRun, ...(run ? { id: run.idOf(number++, given) } : (number++, {})) })
    },
    (rowsDone) => options.onProgress?.(source.bytesRead(), source.totalBytes, rowsDone),
  )
  const report = (): ImportReport => {
    const { tally, ...rest } = importing.state()
    return {
      kind,
      source: source.name,
      encoding: source.encoding(),
      format: format.name,
      resumedAt: run?.chunks ?? 0,
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
    await run?.end()
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
