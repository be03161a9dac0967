import type { DocumentsReport } from '../app/import/import-documents.ts'
import type { GiveRows } from '../app/import/give-chunk.ts'
import type { ImportReport } from '../app/import/import-file.ts'
import type { Imported } from '../app/import/problem.ts'
import type { Home } from '../app/home.ts'
import { w } from '../core/language.ts'
import type { RowKind } from '../core/import/schema.ts'
import { answerImport } from './import-report.ts'
import { fileText } from './input.ts'
import { progressOf } from './progress.ts'
import type { Session } from './session.ts'
import { type Cli, type Command, declare, withDryRun } from './verb.ts'

const rowKinds = ['staff', 'customers', 'policies', 'conversations'] as const satisfies RowKind[]

export function declareImport(program: Command, cli: Cli): void {
  const group = w(
    'bring in files; exit status 1 when any row was rejected',
    '导入文件；有任何一行被退回时退出码为 1',
    '匯入檔案；有任何一列被退回時結束碼為 1',
  )
  const verbs = declare(program, 'import', group, cli)
  for (const kind of rowKinds) {
    const about = w(
      `${kind} from CSV or JSONL; - for stdin`,
      `${kind}：CSV 或 JSONL；- 读标准输入`,
      `${kind}：CSV 或 JSONL；- 讀標準輸入`,
    )
    withRowOptions(withDryRun(declare(verbs, `${kind} <file>`, about, cli), cli), cli).action(
      cli.verb((session, file: string, options: RowOptions) => importRows(session, kind, file, options)),
    )
  }
  for (const kind of ['products', 'flows'] as const) {
    const about = w(
      `${kind} from YAML or JSON; - for stdin`,
      `${kind}：YAML 或 JSON；- 读标准输入`,
      `${kind}：YAML 或 JSON；- 讀標準輸入`,
    )
    withDryRun(declare(verbs, `${kind} <file>`, about, cli), cli).action(
      cli.verb((session, file: string, { dryRun = false }: RowOptions) => importDocuments(session, kind, file, dryRun)),
    )
  }
}

export type RowOptions = { map?: string; rejects?: string; dryRun?: boolean }

function importRows(session: Session, kind: RowKind, file: string, options: RowOptions): Promise<number> {
  return withAuthority(session, (home) =>
    importTable(session, kind, file, options, (args, { dryRun }) =>
      home.execute('import.rows', args, { isDryRun: dryRun }),
    ),
  )
}

/** Imports a file of rows (CSV or JSONL), and says what came of it; `give` is what a chunk of them becomes. */
export async function importTable(
  session: Session,
  kind: RowKind,
  file: string,
  { map, rejects, dryRun = false }: RowOptions,
  give: GiveRows,
): Promise<number> {
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
      ...(map === undefined ? {} : { mapping: map }),
      ...(rejects === undefined ? {} : { rejectsFile: rejects }),
      onProgress: (read, total, rows) =>
        progress.update(`${rows} ${session.word(rowsWord)}`, total === null || total === 0 ? null : read / total),
    },
    give,
  )
  progress.clear()
  return answerImport(session, imported)
}

/** Whether a file is one of rows by its name, and no YAML or JSON. */
export function isTable(file: string): boolean {
  return /\.(csv|tsv|txt|jsonl|ndjson)$/i.test(file)
}

/** The options of an import of rows. */
function withRowOptions(command: Command, cli: Cli): Command {
  return command
    .option('--map <FILE>', cli.word(w('mapping file for other headers', '其他表头的映射文件', '其他表頭的對應檔')))
    .option('--rejects <FILE>', cli.word(w('where bad rows go', '被退回的行写到哪里', '被退回的列寫到哪裡')))
}

/** A verb that takes rows or documents, told apart by the file's name unless `--csv` says. */
export function withTableOptions(command: Command, cli: Cli): Command {
  return withRowOptions(command, cli).option(
    '--csv',
    cli.word(w('read it as CSV whatever its name', '不论文件名，均按 CSV 读取', '不論檔名，均按 CSV 讀取')),
  )
}

function importDocuments(
  session: Session,
  kind: DocumentsReport['kind'],
  file: string,
  dryRun: boolean,
): Promise<number> {
  return withAuthority(session, async (home) =>
    answerImport(session, await installFile(session, kind, file, dryRun, home)),
  )
}

/** Installs the documents of a file; with no home, only checks them. */
export async function installFile(
  session: Session,
  kind: DocumentsReport['kind'],
  file: string,
  dryRun: boolean,
  home: Home | null,
): Promise<Imported<DocumentsReport>> {
  const read = file === '-' ? { file: 'stdin', text: await fileText(session, file) } : { file }
  const options = { ...read, dryRun, language: session.language }
  const checked = { ok: true as const, result: { isNew: true } }
  if (kind === 'products') {
    const { importProducts } = await import('../app/import/import-products.ts')
    const { setUp } = await import('../app/import/set-up-products.ts')
    const { packsIn, rulesOf, shippedRules } = await import('../app/packs.ts')
    const packs = packsIn(home ? await rulesOf(home) : await shippedRules())
    return importProducts(options, packs, home ? setUp(home) : async () => checked)
  }
  if (kind === 'replies' || kind === 'resources') {
    const { importReplies, importResources } = await import('../app/import/import-replies.ts')
    const give = (name: string) => async (args: unknown) =>
      home ? home.execute(name, args, { isDryRun: dryRun }) : checked
    return kind === 'replies'
      ? importReplies(options, give('reply.install'))
      : importResources(options, give('resource.add'))
  }
  if (kind === 'shifts') {
    const { importShifts } = await import('../app/import/import-shifts.ts')
    return importShifts(options, async (args) =>
      home ? home.execute('shift.add', args, { isDryRun: dryRun }) : checked,
    )
  }
  const { importFlows } = await import('../app/import/import-flows.ts')
  return importFlows(options, async (args) =>
    home ? home.execute('flow.install', args, { isDryRun: dryRun }) : checked,
  )
}

/** Files come in where everything is decided; a desk only holds one person's part. */
function withAuthority<T>(session: Session, run: (home: Home) => Promise<T>): Promise<T> {
  return session.withHome(async (home) => {
    if (home.kind === 'authority') return run(home)
    const { HomeFault } = await import('../app/home.ts')
    throw new HomeFault('not-an-authority', session.folder)
  })
}
