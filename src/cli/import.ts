import { refuse } from '../core/refusal.ts'
import { answerRefusal } from './give.ts'
import { Option } from 'commander'
import type { DocumentsReport } from '../app/import/import-documents.ts'
import type { Imported } from '../app/import/problem.ts'
import type { Home } from '../app/home.ts'
import { w } from '../core/language.ts'
import type { RowKind } from '../core/import/schema.ts'
import { answerImport } from './import-report.ts'
import { fileText, wholeNumber } from './input.ts'
import { givingOn, importTable, type RowOptions, withRowOptions } from './import-table.ts'
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
      `${kind} from CSV, JSONL (also .gz) or XLSX; - for stdin; goes on where it was cut off`,
      `${kind}：CSV、JSONL（可为 .gz）或 XLSX；- 读标准输入；中断后再次运行会接着导入`,
      `${kind}：CSV、JSONL（可為 .gz）或 XLSX；- 讀標準輸入；中斷後再次執行會接著匯入`,
    )
    withWholeOptions(withDryRun(declare(verbs, `${kind} [file]`, about, cli), cli), cli).action(
      cli.verb((session, file: string | undefined, options: ImportOptions) => importRows(session, kind, file, options)),
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

type ImportOptions = RowOptions & { suggestMapping?: boolean; watch?: string; settle?: number }

function withWholeOptions(command: Command, cli: Cli): Command {
  return withRowOptions(command, cli)
    .option(
      '--suggest-mapping',
      cli.word(
        w(
          'import nothing; print a mapping file for this file',
          '不导入，只输出适合该文件的映射文件',
          '不匯入，只輸出適合該檔案的對應檔',
        ),
      ),
    )
    .option(
      '--watch <DIR>',
      cli.word(
        w(
          'import what is put into the folder; done/ and failed/ in it',
          '持续导入放进该文件夹的文件，处理后移入 done/ 或 failed/',
          '持續匯入放進該資料夾的檔案，處理後移入 done/ 或 failed/',
        ),
      ),
    )
    .addOption(
      new Option(
        '--settle <MS>',
        cli.word(
          w(
            'with --watch: how long a file has to lie unchanged (2000)',
            '配合 --watch：文件多久不变才读取（2000）',
            '配合 --watch：檔案多久不變才讀取（2000）',
          ),
        ),
      ).argParser(wholeNumber),
    )
}

/** On a desk every chunk is asked for at once: its answer, with the rows that were rejected, belongs to this report. */
function importRows(
  session: Session,
  kind: RowKind,
  file: string | undefined,
  options: ImportOptions,
): Promise<number> {
  const { watch } = options
  if ((file === undefined) === (watch === undefined)) {
    const one = w(
      'name one: a file, or --watch with a folder',
      '请给出文件，或用 --watch 给出文件夹',
      '請給出檔案，或用 --watch 給出資料夾',
    )
    session.tell(`butler: ${session.word(one)}`)
    return Promise.resolve(2)
  }
  if (file !== undefined && options.suggestMapping) return suggest(session, kind, file, options)
  return session.withHome(async (home) => {
    const { role } = home.actor
    const { importers } = await import('../core/import/run.ts')
    // Nobody waits for a network to hear what holds anyhow.
    if (home.kind === 'desk' && !importers.some((one) => one === role))
      return answerRefusal(session, refuse('not-allowed', { command: 'import.rows', role }), home)
    if (watch !== undefined) return (await import('./import-watch.ts')).watchFolder(session, home, kind, watch, options)
    const { give, keepTrack } = givingOn(home)
    if (home.kind === 'desk' && options.dryRun)
      session.tell(
        w(
          'Here only the file is checked; what is known of its customers is at the endpoint.',
          '此处只检查文件本身；客户等数据以服务端为准。',
          '此處只檢查檔案本身；客戶等資料以服務端為準。',
        ),
      )
    return importTable(session, kind, file ?? '', options, give, keepTrack)
  })
}

async function suggest(session: Session, kind: RowKind, file: string, { sheet }: RowOptions): Promise<number> {
  const { suggestMapping } = await import('../app/import/suggest-mapping.ts')
  const { language } = session
  const input = file === '-' ? { input: session.stdin } : {}
  const suggested = await suggestMapping({ kind, file, language, ...input, ...(sheet === undefined ? {} : { sheet }) })
  if (!suggested.ok) return answerImport(session, suggested, file)
  const { yaml, missing } = suggested.report
  session.print(session.isJson ? JSON.stringify({ ok: true, ...suggested.report }) : yaml.trimEnd())
  return missing.length > 0 ? 1 : 0
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
