import { createWriteStream, renameSync, rmSync, writeFileSync } from 'node:fs'
import { extname } from 'node:path'
import type { ExportFormat } from '../core/export/commands.ts'
import { exportFormats } from '../core/export/commands.ts'
import { w } from '../core/language.ts'
import { exportKinds } from '../app/export/kinds.ts'
import { customerNamed } from './customers.ts'
import { answerNotFound, answerRefusal } from './give.ts'
import { textOf } from './input.ts'
import type { Session } from './session.ts'
import { choice, choiceArgument, type Cli, type Command, declare, verbsIn, withJson } from './verb.ts'

export function declareExport(program: Command, cli: Cli): void {
  const about = w(
    'all records of a kind as CSV, JSONL or XLSX; masked as you may see them',
    '导出某一种类的全部记录（CSV、JSONL、XLSX），按权限遮盖',
    '匯出某一種類的全部紀錄（CSV、JSONL、XLSX），依權限遮蓋',
  )
  const say = (en: string, hans: string, hant: string) => cli.word(w(en, hans, hant))
  withJson(declare(program, 'export', about, cli), cli)
    .addArgument(choiceArgument('<kind>', say('what', '种类', '種類'), Object.keys(exportKinds)))
    .addOption(
      choice(
        '--format <F>',
        say('else by the file’s name, else csv', '默认按文件名，否则 csv', '預設依檔名，否則 csv'),
        exportFormats,
      ),
    )
    .option(
      '--out <FILE>',
      say(
        'into a file, whole or not at all; else stdout',
        '写入文件（完整写完才出现）；默认标准输出',
        '寫入檔案（完整寫完才出現）；預設標準輸出',
      ),
    )
    .option(
      '--whole',
      say(
        'phone and identity numbers unmasked; the operator alone, with --reason',
        '电话和证件号码不遮盖；仅限主数据文件夹的管理者，须写 --reason',
        '電話和證件號碼不遮蓋；僅限主資料夾的管理者，須寫 --reason',
      ),
    )
    .option('--reason <TEXT>', say('why; it is in the audit', '原因，记入审计', '原因，記入稽核'))
    .action(cli.verb(exportKind))
}

export function declareCustomerExport(customer: Command, cli: Cli): void {
  const { reads, say } = verbsIn(customer, cli)
  reads(
    'export <id>',
    'all that is held about one customer, unmasked, as JSON: for the customer who asks for it',
    '导出某位客户的全部资料（不遮盖，JSON），用于客户本人查阅',
    '匯出某位客戶的全部資料（不遮蓋，JSON），供客戶本人查閱',
  )
    .requiredOption(
      '--reason <TEXT>',
      say('why; it is in the audit; - for stdin', '原因，记入审计；- 读标准输入', '原因，記入稽核；- 讀標準輸入'),
    )
    .option('--out <FILE>', say('into a file; else stdout', '写入文件；默认标准输出', '寫入檔案；預設標準輸出'))
    .action(cli.verb(exportCustomer))
}

type Exporting = { format?: ExportFormat; out?: string; whole?: boolean; reason?: string }

function exportKind(
  session: Session,
  kind: string,
  { format, out, whole = false, reason }: Exporting,
): Promise<number> {
  const named = exportFormats.find((one) => out?.toLowerCase().endsWith(`.${one}`))
  if (!format && !named && out !== undefined && extname(out) !== '') {
    const endings = exportFormats.map((one) => `.${one}`).join(' ')
    session.tell(
      w(
        `butler: ${out}: a file ends in ${endings}, or --format says what it is`,
        `butler：${out}：文件名应以 ${endings} 结尾，否则请用 --format 指定格式`,
        `butler：${out}：檔名應以 ${endings} 結尾，否則請用 --format 指定格式`,
      ),
    )
    return Promise.resolve(2)
  }
  const chosen = format ?? named ?? 'csv'
  if (chosen === 'xlsx' && out === undefined && session.isTerminal) {
    const file = w(
      'XLSX is no text: name a file with --out',
      'XLSX 不是文本：请用 --out 指定文件',
      'XLSX 不是文字：請用 --out 指定檔案',
    )
    session.tell(`butler: ${session.word(file)}`)
    return Promise.resolve(2)
  }
  return session.withHome(async (home) => {
    const { exportTo } = await import('../app/export/export.ts')
    const args = { kind, format: chosen, isWhole: whole, reason: reason ?? null }
    const outcome = await home.execute('record.export', args)
    if (!outcome.ok) return answerRefusal(session, outcome, home)
    const options = { kind, format: chosen, isWhole: whole }
    if (out === undefined) {
      await exportTo(home, options, session.stdout, false)
      return 0
    }
    const rows = await wholeFile(out, (file) => exportTo(home, options, createWriteStream(file, { mode: 0o600 })))
    if (session.isJson) session.print(JSON.stringify({ ok: true, kind, format: chosen, rows, file: out }))
    else session.tell(w(`${rows} rows in ${out}`, `${rows} 行，已写入 ${out}`, `${rows} 列，已寫入 ${out}`))
    return 0
  })
}

/** A file appears when all of it is written; what was there before stays until then. */
async function wholeFile<T>(out: string, write: (file: string) => Promise<T>): Promise<T> {
  const making = `${out}.new`
  try {
    const made = await write(making)
    renameSync(making, out)
    return made
  } finally {
    rmSync(making, { force: true })
  }
}

function exportCustomer(
  session: Session,
  id: string,
  { reason, out }: { reason: string; out?: string },
): Promise<number> {
  return session.withHome(async (home) => {
    if (home.kind !== 'authority') {
      const { HomeFault } = await import('../app/home.ts')
      throw new HomeFault('not-an-authority', session.folder)
    }
    const found = await customerNamed(home, id)
    if (!found) return answerNotFound(session, 'customer', id)
    const outcome = await home.execute('customer.export', {
      customerId: found.id,
      reason: await textOf(session, reason),
    })
    if (!outcome.ok) return answerRefusal(session, outcome, home)
    const { customerRecord } = await import('../app/export/export.ts')
    const text = JSON.stringify(await customerRecord(home, found.id), null, session.isJson && out === undefined ? 0 : 2)
    if (out === undefined) session.print(text)
    else await wholeFile(out, async (file) => writeFileSync(file, `${text}\n`, { mode: 0o600, flush: true }))
    if (session.isJson && out !== undefined)
      session.print(JSON.stringify({ ok: true, customerId: found.id, file: out }))
    return 0
  })
}
