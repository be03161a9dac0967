import type { Home } from '../app/home.ts'
import type { GiveRows } from '../app/import/give-chunk.ts'
import type { ImportOptions, ImportReport } from '../app/import/import-file.ts'
import type { Imported } from '../app/import/problem.ts'
import { w } from '../core/language.ts'
import type { RowKind } from '../core/import/schema.ts'
import { answerImport } from './import-report.ts'
import { progressOf } from './progress.ts'
import type { Session } from './session.ts'
import type { Cli, Command } from './verb.ts'

export type RowOptions = {
  map?: string
  mapping?: string
  rejects?: string
  report?: string
  sheet?: string
  dryRun?: boolean
}

/** The options of an import of rows. */
export function withRowOptions(command: Command, cli: Cli): Command {
  return command
    .option('--mapping <FILE>', cli.word(w('mapping file for other headers', '其他表头的映射文件', '其他表頭的對應檔')))
    .option('--map <FILE>', cli.word(w('the same as --mapping', '同 --mapping', '同 --mapping')))
    .option(
      '--sheet <NAME>',
      cli.word(w('sheet of an XLSX file; else the first', 'XLSX 的工作表；默认第一个', 'XLSX 的工作表；預設第一個')),
    )
    .option('--rejects <FILE>', cli.word(w('where bad rows go', '被退回的行写到哪里', '被退回的列寫到哪裡')))
    .option(
      '--report <FILE>',
      cli.word(
        w(
          'what was done and what is wrong: .json, .html, else text',
          '导入报告：.json、.html，其余为文本',
          '匯入報告：.json、.html，其餘為文字',
        ),
      ),
    )
}

/** A verb that takes rows or documents, told apart by the file's name unless `--csv` says. */
export function withTableOptions(command: Command, cli: Cli): Command {
  return withRowOptions(command, cli).option(
    '--csv',
    cli.word(w('read it as CSV whatever its name', '不论文件名，均按 CSV 读取', '不論檔名，均按 CSV 讀取')),
  )
}

/** Whether a file is one of rows by its name, and no YAML or JSON. */
export function isTable(file: string): boolean {
  return /\.(csv|tsv|txt|jsonl|ndjson|xlsx)(\.gz)?$/i.test(file)
}

/** Imports a file of rows, and says what came of it; `give` is what a chunk of them becomes. */
export async function importTable(
  session: Session,
  kind: RowKind,
  file: string,
  options: RowOptions,
  give: GiveRows,
  keepTrack?: ImportOptions['keepTrack'],
): Promise<number> {
  const imported = await importRowsOf(session, kind, file, options, give, keepTrack)
  return answerImport(session, imported, file)
}

/** The same without a word on stdout; writes the report where one is asked for. */
export async function importRowsOf(
  session: Session,
  kind: RowKind,
  file: string,
  { map, mapping = map, rejects, report, sheet, dryRun = false }: RowOptions,
  give: GiveRows,
  keepTrack?: ImportOptions['keepTrack'],
): Promise<Imported<ImportReport>> {
  const { importFile } = await import('../app/import/import-file.ts')
  const progress = progressOf(session)
  const rowsWord = w('rows', '行', '列')
  const imported: Imported<ImportReport> = await importFile(
    {
      kind,
      file,
      dryRun,
      language: session.language,
      ...(file === '-' ? { input: session.stdin } : {}),
      ...(mapping === undefined ? {} : { mapping }),
      ...(rejects === undefined ? {} : { rejectsFile: rejects }),
      ...(sheet === undefined ? {} : { sheet }),
      ...(keepTrack === undefined ? {} : { keepTrack }),
      onProgress: (read, total, rows) =>
        progress.update(`${rows} ${session.word(rowsWord)}`, total === null || total === 0 ? null : read / total),
    },
    give,
  )
  progress.clear()
  if (report !== undefined)
    (await import('../app/import/write-report.ts')).writeReport(report, imported, session.language)
  return imported
}

/** How rows and the beginning and end of a file are given on a home: decided here on an authority, at the endpoint on a desk. */
export function givingOn(home: Home): { give: GiveRows; keepTrack: NonNullable<ImportOptions['keepTrack']> } {
  const patiently = async <T>(ask: () => Promise<T>) => (await import('../app/import/patience.ts')).patiently(ask)
  return {
    keepTrack: (command, args) => patiently(() => home.execute(command, args)),
    give: async (args, { dryRun, id }) => {
      // What the authority makes of a row is known there alone: a desk that only tries checks the file.
      if (dryRun && home.kind === 'desk')
        return { ok: true, result: { added: args.rows.length, changed: 0, unchanged: 0, rejected: [] } }
      // Every row has passed the schema of its kind on its way here.
      const how = { isDryRun: dryRun, isChecked: true }
      if (id === undefined) return home.execute('import.rows', args, how)
      return patiently(() => home.execute('import.rows', args, { ...how, id }))
    },
  }
}
