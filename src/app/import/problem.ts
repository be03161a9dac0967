import type { Language, Words } from '../../core/language.ts'

/** Something wrong in one row, before a language is chosen. `number` counts columns from 1; null where there is no column. */
export type RowProblem = {
  line: number
  column: { name: string; number: number | null } | null
  value: string
  expected: Words
}

/** A problem as reported: `file` as it was named, `line` the physical line on which the row begins. */
export type Problem = Omit<RowProblem, 'expected'> & { file: string; expected: string }

/** Why nothing at all, or nothing more, could be imported. `refused` is the command's own no; its code is in `data.code`. */
export type ImportErrorCode =
  | 'file-not-found'
  | 'not-a-text-file'
  | 'bad-gzip'
  | 'bad-xlsx'
  | 'bad-encoding'
  | 'empty-file'
  | 'json-array'
  | 'missing-columns'
  | 'column-twice'
  | 'bad-mapping'
  | 'bad-rejects-file'
  | 'refused'

export type ImportError = {
  code: ImportErrorCode
  /** One sentence in the language asked for. */
  message: string
  data: Record<string, unknown>
  problems: Problem[]
}

export type Imported<Report> = { ok: true; report: Report } | { ok: false; error: ImportError }

/** Thrown inside the folder only, and turned into `{ok: false}` by the two functions that faces call. */
export class ImportStop extends Error {
  readonly code: ImportErrorCode
  readonly words: Words
  readonly data: Record<string, unknown>
  readonly problems: Problem[]

  constructor(code: ImportErrorCode, words: Words, data: Record<string, unknown> = {}, problems: Problem[] = []) {
    super(words.en)
    this.name = 'ImportStop'
    this.code = code
    this.words = words
    this.data = data
    this.problems = problems
  }
}

/** A stop as the answer to a face, in the words of one language. */
export function stopped(
  { code, words, data, problems }: ImportStop,
  language: Language,
): { ok: false; error: ImportError } {
  return { ok: false, error: { code, message: words[language], data, problems } }
}
