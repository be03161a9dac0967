import { basename } from 'node:path'
import type { Language } from '../../core/language.ts'
import type { Outcome, Refusal, RefusalCode } from '../../core/refusal.ts'
import { refusalWords } from '../refusals.ts'
import { parseYaml, type PathProblem, readYamlFile, type YamlDocument, type YamlFile } from '../yaml-file.ts'
import { says } from './catalogue.ts'
import { asProblem } from './mapping.ts'
import { type Imported, ImportStop, type Problem, stopped } from './problem.ts'

/** `file`: YAML (one document or several) or JSON; with `text`, what that was read from already. */
export type DocumentOptions = { file: string; text?: string; dryRun: boolean; language: Language }

/** One document that could be installed; `isNew` false where it was there already, word for word. */
export type InstalledDocument = { id: string; line: number; isNew: boolean; sha256: string }

/** What was done. A document with a problem is left out and the others are not. */
export type DocumentsReport = {
  kind: 'products' | 'flows' | 'replies' | 'resources' | 'shifts'
  source: string
  rows: number
  added: number
  unchanged: number
  rejected: number
  documents: InstalledDocument[]
  problems: Problem[]
  problemCount: number
  isDryRun: boolean
  ms: number
}

/** One document that its check has passed. `give` gives the command that installs it. */
export type CheckedDocument = { id: string; sha256: string; give(): Promise<Outcome> }

/** What is particular to one kind of document. */
export type DocumentKind = {
  kind: DocumentsReport['kind']
  /** Reads a document as parsed: its schema first, then what the schema cannot see. */
  check(value: unknown): CheckedDocument | { problems: readonly PathProblem[] }
  /** The refusals that are about the document: they carry problems with paths in it, or are one as `pathOf` says. */
  refusals: readonly RefusalCode[]
  pathOf?(refusal: Refusal): readonly PropertyKey[]
  toPathProblem(problem: unknown): PathProblem
}

/** Installs every document of a file, each by a command of its own. */
export async function importDocuments(
  { file, text, dryRun, language }: DocumentOptions,
  kind: DocumentKind,
): Promise<Imported<DocumentsReport>> {
  const started = performance.now()
  try {
    const { documents, problems } = await read(file, text)
    const report: DocumentsReport = {
      kind: kind.kind,
      source: basename(file),
      rows: documents.length,
      added: 0,
      unchanged: 0,
      rejected: 0,
      documents: [],
      problems: problems.map(asProblem),
      problemCount: 0,
      isDryRun: dryRun,
      ms: 0,
    }
    if (problems.length > 0) {
      report.rows++
      report.rejected++
    }
    for (const document of documents) await install(document, kind, report, language)
    report.problemCount = report.problems.length
    report.ms = Math.round(performance.now() - started)
    return { ok: true, report }
  } catch (fault) {
    if (fault instanceof ImportStop) return stopped(fault, language)
    throw fault
  }
}

async function read(file: string, text: string | undefined): Promise<YamlFile> {
  try {
    const found = text === undefined ? await readYamlFile(file) : parseYaml(text, file)
    if (found.documents.length === 0 && found.problems.length === 0)
      throw new ImportStop('empty-file', says.emptyFile())
    return found
  } catch (fault) {
    const code = fault instanceof Error && 'code' in fault ? fault.code : null
    if (code === 'ENOENT') throw new ImportStop('file-not-found', says.notFound(file), { file })
    if (code === 'EISDIR') throw new ImportStop('file-not-found', says.isDirectory(file), { file })
    throw fault
  }
}

async function install(
  document: YamlDocument,
  kind: DocumentKind,
  report: DocumentsReport,
  language: Language,
): Promise<void> {
  const reject = (problems: readonly PathProblem[]) => {
    report.rejected++
    report.problems.push(...problems.map((problem) => asProblem(document.place(problem))))
  }
  const checked = kind.check(document.value)
  if ('problems' in checked) return reject(checked.problems)
  const { id, sha256 } = checked
  const outcome = await checked.give()
  if (!outcome.ok) {
    if (!kind.refusals.includes(outcome.code))
      throw new ImportStop('refused', says.refused(outcome.code), { code: outcome.code, data: outcome.data, report })
    const said = outcome.data['problems']
    if (Array.isArray(said)) return reject(said.map(kind.toPathProblem))
    return reject([{ path: kind.pathOf?.(outcome) ?? [], message: refusalWords(outcome, language) }])
  }
  const isNew = outcome.result['isNew'] === true
  report[isNew ? 'added' : 'unchanged']++
  const { line } = document.place({ path: [], message: '' })
  report.documents.push({ id, line, isNew, sha256 })
}
