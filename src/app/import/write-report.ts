import { extname } from 'node:path'
import { stripUnsafe } from '../cells.ts'
import { w, type Language, type Words } from '../../core/language.ts'
import { writeWhole } from '../whole-file.ts'
import { reasonText } from './catalogue.ts'
import type { ImportReport } from './import-file.ts'
import type { Imported, Problem } from './problem.ts'

/** What an import did, in a file: `.json` for programs, `.html` for a browser, else text. Holds values of rejected rows, so it is its owner's alone. */
export function writeReport(file: string, imported: Imported<ImportReport>, language: Language): void {
  const extension = extname(file).toLowerCase()
  if (extension === '.json')
    return writeWhole(file, `${JSON.stringify(imported.ok ? { ok: true, ...imported.report } : imported, null, 2)}\n`)
  writeWhole(file, extension === '.html' ? htmlOf(imported, language) : textOf(imported, language))
}

const titles = {
  title: w('Report of an import', '导入报告', '匯入報告'),
  line: w('Line', '行', '列'),
  what: w('What is wrong', '问题', '問題'),
  more: w('The other problems stand in the file of rejected rows.', '其余问题见退回文件。', '其餘問題見退回檔案。'),
  none: w('Nothing was rejected.', '没有退回的行。', '沒有退回的列。'),
} as const

/** The facts of an import, for people: label and value. */
export function factsOf(report: ImportReport): [label: Words, value: string | null][] {
  const { added, changed, unchanged, rejected } = report
  return [
    [w('File', '文件', '檔案'), report.source],
    [w('Read as', '识别为', '識別為'), report.format === 'xlsx' ? 'xlsx' : `${report.format}, ${report.encoding}`],
    [
      w('Went on after', '从断点继续，已完成', '從斷點繼續，已完成'),
      report.resumedAt > 0 ? `${report.resumedAt} × ≤1000` : null,
    ],
    [w('Rows', '行数', '列數'), String(report.rows)],
    [
      w('New / changed / same / rejected', '新增 / 更新 / 未变 / 退回', '新增 / 更新 / 未變 / 退回'),
      `${added} / ${changed} / ${unchanged} / ${rejected}`,
    ],
    [w('Columns not used', '未使用的列', '未使用的欄'), report.ignoredColumns.join(', ')],
    [w('Rejected rows are in', '退回的行在', '退回的列在'), report.rejectsFile],
    [w('Tried only', '仅试运行', '僅試執行'), report.isDryRun ? '✓' : null],
  ]
}

/** The part of a report that is the same in both forms: facts, problems, and what else is to be said. */
function partsOf(imported: Imported<ImportReport>, language: Language) {
  const facts = imported.ok ? factsOf(imported.report) : []
  const problems = imported.ok ? imported.report.problems : imported.error.problems
  const count = imported.ok ? imported.report.problemCount : problems.length
  return {
    facts: facts.flatMap(([label, value]): [string, string][] => (value ? [[label[language], value]] : [])),
    problems,
    remark: imported.ok
      ? count > problems.length
        ? titles.more[language]
        : count === 0
          ? titles.none[language]
          : ''
      : `${imported.error.message} (${imported.error.code})`,
  }
}

function textOf(imported: Imported<ImportReport>, language: Language): string {
  const { facts, problems, remark } = partsOf(imported, language)
  const lines = [
    ...facts.map(([label, value]) => `${label}\t${value}`),
    ...problems.map((problem) => `${problem.file}:${problem.line}: ${reasonText(problem, language)}`),
    ...(remark === '' ? [] : [remark]),
  ]
  return `${lines.map(stripUnsafe).join('\n')}\n`
}

const style =
  'body{font:16px/1.5 system-ui,sans-serif;margin:2rem;max-width:70rem}table{border-collapse:collapse;margin:1rem 0}' +
  'th,td{border:1px solid #999;padding:.25rem .6rem;text-align:left;vertical-align:top}'

function htmlOf(imported: Imported<ImportReport>, language: Language): string {
  const { facts, problems, remark } = partsOf(imported, language)
  const title = escaped(titles.title[language])
  const row = (...cells: string[]) => `<tr>${cells.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`
  const head = `<tr><th>${escaped(titles.line[language])}</th><th>${escaped(titles.what[language])}</th></tr>`
  const list = problems.map((problem: Problem) => row(String(problem.line), reasonText(problem, language)))
  return [
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${title}</title><style>${style}</style></head>`,
    `<body><h1>${title}</h1>`,
    ...(facts.length === 0 ? [] : [`<table>${facts.map((fact) => row(...fact)).join('\n')}</table>`]),
    ...(list.length === 0 ? [] : [`<table>${[head, ...list].join('\n')}</table>`]),
    ...(remark === '' ? [] : [`<p>${escaped(remark)}</p>`]),
    '</body></html>\n',
  ].join('\n')
}

function escaped(text: string): string {
  const names: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
  return stripUnsafe(text).replace(/[&<>"']/g, (character) => names[character] ?? '')
}
