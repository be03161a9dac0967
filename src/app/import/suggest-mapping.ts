import type { Readable } from 'node:stream'
import { stringify } from 'yaml'
import { importRows, type RowKind } from '../../core/import/schema.ts'
import type { Language } from '../../core/language.ts'
import { type Column, columnsOf } from './columns.ts'
import { fold } from './fold.ts'
import { resolveHeader } from './headers.ts'
import { type Imported, ImportStop, stopped } from './problem.ts'
import { type Sample, sampleOf } from './sample.ts'
import { unreadable } from './values.ts'

/** `how`: what a header was understood by; `null` where it was not. `values`: what stands there, a few of them. */
export type Guess = {
  header: string
  name: string | null
  how: 'name' | 'likeName' | 'content' | null
  values: string[]
}
/** `missing`: required fields for which no column was found. `unread`: words of a choice that nothing reads, by field. */
export type Suggested = {
  kind: RowKind
  guesses: Guess[]
  missing: string[]
  unread: Record<string, string[]>
  yaml: string
}

type Asked = { kind: RowKind; file: string; input?: Readable; sheet?: string; language: Language }

/** Looks at the beginning of a file and writes the mapping file with which it could be imported, for a person to look over. */
export async function suggestMapping(asked: Asked): Promise<Imported<Suggested>> {
  try {
    return {
      ok: true,
      report: suggestedFor(asked.kind, await sampleOf(asked.file, asked.input, asked.sheet), asked.language),
    }
  } catch (fault) {
    if (fault instanceof ImportStop) return stopped(fault, asked.language)
    throw fault
  }
}

function suggestedFor(kind: RowKind, { headers, rows }: Sample, language: Language): Suggested {
  const taken = new Set<string>()
  const cellsOf = (at: number) => rows.map((row) => (row[at] ?? '').trim()).filter((cell) => cell !== '')
  const guesses = headers.map((header, at): Guess => {
    const { column } = resolveHeader(kind, header, null)
    const isFree = column !== null && !taken.has(column.field)
    if (isFree) taken.add(column.field)
    const values = [...new Set(cellsOf(at))].slice(0, 3)
    return { header, name: isFree ? column.name : null, how: isFree ? 'name' : null, values }
  })
  const ways = [
    ['likeName', (column: Column, { header }: Guess) => likeness(column, header)],
    ['content', (column: Column, _: Guess, at: number) => telling(kind, column, cellsOf(at))],
  ] as const
  // By what the header says first; what stands below it is the weaker sign.
  for (const [how, scoreOf] of ways)
    for (const [at, guess] of guesses.entries()) {
      if (guess.name !== null || guess.header === '') continue
      const free = columnsOf[kind].filter(({ field }) => !taken.has(field))
      const scored = free
        .map((column) => ({ column, score: couldBe(column, cellsOf(at)) ? scoreOf(column, guess, at) : 0 }))
        .sort((a, b) => b.score - a.score)
      const [best, next] = scored
      if (!best || best.score < 0.5 || best.score === next?.score) continue
      Object.assign(guess, { name: best.column.name, how })
      taken.add(best.column.field)
    }
  const missing = columnsOf[kind].filter(
    ({ isRequired, field, fallback }) => isRequired && !taken.has(field) && !(fallback && taken.has(fallback)),
  )
  const unread = Object.fromEntries(
    guesses.flatMap(({ name }, at): [string, string[]][] => {
      const column = columnsOf[kind].find((one) => one.name === name)
      const words = column?.choices ? [...new Set(cellsOf(at))].filter((cell) => column.read(cell) === unreadable) : []
      return name !== null && words.length > 0 ? [[name, words.slice(0, 20)]] : []
    }),
  )
  const names = [...new Set(missing.map(({ field }) => field))]
  return { kind, guesses, missing: names, unread, yaml: yamlOf(kind, guesses, missing, unread, language) }
}

/** How much a header is like one of the names of a column: the share of letter pairs that both have. */
function likeness(column: Column, header: string): number {
  const folded = fold(header)
  return Math.max(
    ...[column.name, ...column.headers].map((name) => {
      const [a, b] = [pairsOf(folded), pairsOf(fold(name))]
      const both = [...a].filter((pair) => b.has(pair)).length
      return a.size + b.size === 0 ? 0 : (2 * both) / (a.size + b.size)
    }),
  )
}

function pairsOf(text: string): Set<string> {
  const letters = [...text]
  return new Set(letters.slice(1).map((letter, at) => `${letters[at]}${letter}`))
}

/**
 * Whether these could be what stands in the column, as far as that shows: of a choice a mapping can say what each word means, where they
 * come again; of anything else some must be readable as they are.
 */
function couldBe(column: Column, cells: readonly string[]): boolean {
  return (
    cells.length === 0 ||
    cells.some((cell) => column.read(cell) !== unreadable) ||
    (column.choices !== undefined && new Set(cells).size * 2 <= cells.length)
  )
}

const phone = /^\+?\d{11,13}$/
const identity = /^\d{17}[\dXx]$/

/** Whether almost all cells could stand in this column and in few others: numbers of a phone or an identity, words of a choice. */
function telling(kind: RowKind, column: Column, cells: readonly string[]): number {
  if (cells.length === 0 || !(column.field in importRows[kind].shape)) return 0
  const share = (fits: (cell: string) => boolean) => (cells.filter(fits).length / cells.length > 0.95 ? 1 : 0)
  if (column.field === 'phone') return share((cell) => phone.test(cell))
  if (column.field === 'idNumber') return share((cell) => identity.test(cell))
  return column.choices ? share((cell) => column.read(cell) !== unreadable) : 0
}

const says = {
  head: {
    en: 'Look this over, then: butler import KIND FILE --mapping THIS-FILE. Null leaves a column out.',
    'zh-Hans': '请检查后使用：butler import 种类 文件 --mapping 本文件。null 表示不导入该列。',
    'zh-Hant': '請檢查後使用：butler import 種類 檔案 --mapping 本檔案。null 表示不匯入該欄。',
  },
  how: {
    name: { en: 'known', 'zh-Hans': '已识别', 'zh-Hant': '已識別' },
    likeName: { en: 'a guess by the header', 'zh-Hans': '按表头推测', 'zh-Hant': '依表頭推測' },
    content: { en: 'a guess by what stands there', 'zh-Hans': '按内容推测', 'zh-Hant': '依內容推測' },
    none: { en: 'not understood', 'zh-Hans': '未识别', 'zh-Hant': '未識別' },
  },
  missing: { en: 'no column was found for', 'zh-Hans': '没有找到对应的列', 'zh-Hant': '沒有找到對應的欄' },
  word: { en: 'say what each means', 'zh-Hans': '请说明各自的含义', 'zh-Hant': '請說明各自的含義' },
} as const

function yamlOf(
  kind: RowKind,
  guesses: readonly Guess[],
  missing: readonly Column[],
  unread: Record<string, string[]>,
  language: Language,
): string {
  const one = (value: string) => stringify(value, { lineWidth: 0, blockQuote: false }).trimEnd()
  const lines = [`# ${says.head[language].replace(/KIND|种类|種類/, kind)}`, 'columns:']
  for (const { header, name, how, values } of guesses) {
    if (header === '') continue
    const shown = values.map((value) => value.replaceAll(/\s+/g, ' ').slice(0, 24)).join(' | ')
    lines.push(`  ${one(header)}: ${name ?? 'null'} # ${says.how[how ?? 'none'][language]}${shown && `: ${shown}`}`)
  }
  if (missing.length > 0) {
    lines.push(`# ${says.missing[language]}:`, '# constants:')
    for (const { name, expected } of missing) lines.push(`#   ${name}: # ${expected[language]}`)
  }
  if (Object.keys(unread).length > 0) lines.push(`# ${says.word[language]}:`, '# values:')
  for (const [name, words] of Object.entries(unread)) {
    const column = columnsOf[kind].find((column) => column.name === name)
    lines.push(`#   ${name}: # ${column?.expected[language] ?? ''}`, ...words.map((word) => `#     ${one(word)}:`))
  }
  return `${lines.join('\n')}\n`
}
