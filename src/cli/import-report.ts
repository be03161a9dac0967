import { stripUnsafe } from '../app/cells.ts'
import type { DocumentsReport } from '../app/import/import-documents.ts'
import type { ImportReport } from '../app/import/import-file.ts'
import type { Imported, Problem } from '../app/import/problem.ts'
import { factsOf } from '../app/import/write-report.ts'
import { w } from '../core/language.ts'
import { refusals, refusalWords } from '../app/refusals.ts'
import { isRefusalCode } from './give.ts'
import { printFacts } from './print.ts'
import type { Session } from './session.ts'

const problemsSaid = 20

/** Says what an import did; `file`: as it was named. Exit status 1 when anything was rejected: a script that goes on must not miss it. */
export function answerImport(
  session: Session,
  imported: Imported<ImportReport | DocumentsReport>,
  file: string | null = null,
): number {
  if (!imported.ok) {
    const { code, message, problems, data } = imported.error
    if (session.isJson) session.print(JSON.stringify({ ok: false, error: imported.error }))
    const refusal = code === 'refused' && isRefusalCode(data['code']) ? data['code'] : null
    const said = refusal ? refusalWords({ code: refusal, data: dataOf(data['data']) }, session.language) : message
    // One of many files in a loop: which it was is said where the sentence does not.
    const where = file === null || said.includes(file) ? '' : `${file}: `
    session.tell(`butler: ${stripUnsafe(where + said)} (${refusal ?? code})`)
    if (code === 'missing-columns')
      session.tell(
        w(
          'For other headers: --suggest-mapping prints a mapping file to look over, --mapping reads it.',
          '表头不同时：--suggest-mapping 可生成映射文件，核对后用 --mapping 读取。',
          '表頭不同時：--suggest-mapping 可產生對應檔，核對後用 --mapping 讀取。',
        ),
      )
    sayProblems(session, problems, problems.length)
    return refusal ? refusals[refusal].exit : 1
  }
  const { report } = imported
  if (!('documents' in report)) return answerRows(session, report)
  printFacts(
    session,
    [
      [w('File', '文件', '檔案'), report.source],
      [w('Rows', '行数', '列數'), String(report.rows)],
      [
        w('New / changed / same / rejected', '新增 / 更新 / 未变 / 退回', '新增 / 更新 / 未變 / 退回'),
        `${report.added} / 0 / ${report.unchanged} / ${report.rejected}`,
      ],
    ],
    { ok: true, ...report },
  )
  if (!session.isJson) sayProblems(session, report.problems, report.problemCount, true)
  if (report.isDryRun) session.tell(w('Tried only, nothing was kept.', '仅试运行，未保存。', '僅試執行，未儲存。'))
  return report.rejected > 0 || report.problemCount > 0 ? 1 : 0
}

/** The facts of rows stand in one place for all who say them (app/import/write-report.ts). */
function answerRows(session: Session, report: ImportReport): number {
  printFacts(session, factsOf(report), { ok: true, ...report })
  if (!session.isJson) sayProblems(session, report.problems, report.problemCount)
  if (report.isDryRun) session.tell(w('Tried only, nothing was kept.', '仅试运行，未保存。', '僅試執行，未儲存。'))
  return report.rejected > 0 || report.problemCount > 0 ? 1 : 0
}

function dataOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

/**
 * Problems as compilers write them: `file:line: column "value": expected …` for rows, `file:line:column: path "value": …` for
 * documents, where the column is one of characters.
 */
export function sayProblems(session: Session, problems: readonly Problem[], count: number, isDocument = false): void {
  for (const { file, line, column, value, expected } of problems.slice(0, problemsSaid)) {
    const at = isDocument && column?.number ? `:${column.number}` : ''
    const where = [column?.name ?? '', value === '' ? '' : JSON.stringify(value)].filter(Boolean).join(' ')
    const said = isDocument ? expected : session.word(w(`expected ${expected}`, expected, expected))
    session.tell(stripUnsafe(`${file}:${line}${at}:${where && ` ${where}:`} ${said}`))
  }
  const more = count - Math.min(count, problemsSaid)
  if (more > 0)
    session.tell(
      w(
        `… and ${more} more (--json lists them)`,
        `……另有 ${more} 处（--json 可列出）`,
        `……另有 ${more} 處（--json 可列出）`,
      ),
    )
}
