import { cellWidth, fitCells, stripUnsafe } from '../app/cells.ts'
import type { Words } from '../core/language.ts'
import type { Session } from './session.ts'

export type Column<T> = {
  title: Words
  text: (row: T) => string
  align?: 'left' | 'right'
  /** Gives up its room first where the terminal is too narrow; one a table. */
  isFlexible?: boolean
}

/**
 * Prints a list: NDJSON with `--json`, a table on a terminal, tab-separated lines without a title row in a pipe. Text of others is
 * made safe for people and left as it is in JSON.
 */
export function printRows<T>(
  session: Session,
  rows: readonly T[],
  columns: readonly Column<T>[],
  toJson: (row: T) => unknown = (row) => row,
): void {
  if (session.isJson) for (const row of rows) session.print(JSON.stringify(toJson(row)))
  else if (session.isTerminal) printTable(session, rows, columns)
  else for (const row of rows) session.print(columns.map(({ text }) => stripUnsafe(text(row))).join('\t'))
}

const gap = '  '

function printTable<T>(session: Session, rows: readonly T[], columns: readonly Column<T>[]): void {
  if (rows.length === 0) return
  const titles = columns.map(({ title }) => session.word(title))
  const cells = rows.map((row) => columns.map(({ text }) => stripUnsafe(text(row))))
  const widths = columns.map((_column, at) => Math.max(...[titles, ...cells].map((line) => cellWidth(line[at] ?? ''))))
  const flexible = columns.findIndex(({ isFlexible }) => isFlexible)
  const over = widths.reduce((sum, width) => sum + width + gap.length, -gap.length) - session.columns
  if (flexible !== -1 && over > 0) widths[flexible] = Math.max(8, (widths[flexible] ?? 0) - over)
  const lineOf = (line: readonly string[]) =>
    columns
      .map(({ align = 'left' }, at) => fitCells(line[at] ?? '', widths[at] ?? 0, { align }))
      .join(gap)
      .trimEnd()
  session.print(paint(session, 'bold', lineOf(titles)))
  for (const line of cells) session.print(lineOf(line))
}

export type Fact = readonly [label: Words, value: string | null]

/** Prints one thing: its JSON, or its facts, one a line; empty ones are left out. */
export function printFacts(session: Session, facts: readonly Fact[], json: unknown): void {
  if (session.isJson) return session.print(JSON.stringify(json))
  const shown = facts.flatMap(([label, value]) => (value ? [[session.word(label), stripUnsafe(value)] as const] : []))
  const width = Math.max(0, ...shown.map(([label]) => cellWidth(label)))
  for (const [label, value] of shown)
    session.print(session.isTerminal ? `${fitCells(label, width)}${gap}${value}` : `${label}\t${value}`)
}

/** The heading of a part of what is printed for people; nothing in a pipe or in JSON. */
export function printHeading(session: Session, words: Words): void {
  if (session.isTerminal && !session.isJson) session.print(`\n${paint(session, 'bold', session.word(words))}`)
}

const paints = { bold: [1, 22], dim: [2, 22], red: [31, 39], yellow: [33, 39] } as const

/** Colours a text where colour is wanted; what it says must be said without it too. */
export function paint(session: Pick<Session, 'hasColor'>, kind: keyof typeof paints, text: string): string {
  const [on, off] = paints[kind]
  return session.hasColor ? `\u001b[${on}m${text}\u001b[${off}m` : text
}
