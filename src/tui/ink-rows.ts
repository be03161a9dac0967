import { endOf, styleEnds } from './ink-styles.ts'
import stringWidth from './string-width.ts'

/** What Ink's Output has noted down for a frame, as far as it is read here. */
export type Operation =
  | {
      type: 'write'
      x: number
      y: number
      text: string
      transformers: ((line: string, at: number) => string)[]
    }
  | { type: 'clip' | 'unclip' }

type Piece = { x: number; width: number; text: string }

// oxlint-disable-next-line no-control-regex
const escape = /\x1b(?:\[([0-9;]*)m)?/g
const ignorable = /\p{Default_Ignorable_Code_Point}/u

/**
 * The rows of a frame whose writes stand beside each other: laid down as they are, where Ink takes every character of every frame
 * apart, twice, into a grid of cells. Null where a frame needs the grid: clipped or overlapping writes, styles that go on past
 * the end of a line, characters that Ink leaves out. Put in front of Ink's own way when the program is bundled (build.ts).
 */
export function rowsOf(operations: readonly Operation[], height: number): string | null {
  const rows: Piece[][] = Array.from({ length: height }, () => [])
  for (const operation of operations) {
    if (operation.type !== 'write') return null
    const { x, y, text, transformers } = operation
    for (const [index, written] of text.split('\n').entries()) {
      const line = transformers.reduce((told, transform) => transform(told, index), written)
      if (!standsAlone(line)) return null
      if (line !== '') rows[y + index]?.push({ x, width: stringWidth(line), text: line })
    }
  }
  const lines: string[] = []
  for (const pieces of rows) {
    let line = ''
    let column = 0
    for (const { x, width, text } of pieces.toSorted((a, b) => a.x - b.x)) {
      if (x < column) return null
      line += ' '.repeat(x - column) + text
      column = x + width
    }
    lines.push(line.trimEnd())
  }
  return lines.join('\n')
}

/** Whether a line ends all the styles that it begins, and has nothing in it that Ink would leave out or that is no style. */
function standsAlone(line: string): boolean {
  if (ignorable.test(line)) return false
  if (!line.includes('\x1b')) return true
  const open = new Set<number>()
  for (const [, codes] of line.matchAll(escape)) {
    if (codes === undefined) return false
    const styles = codes
      .replace(/^([34]8);5;\d+$/, '$1')
      .split(';')
      .map(Number)
    // Other colours have numbers of their own behind them.
    if (styles.includes(0) || (codes === styles.join(';') && (styles.includes(38) || styles.includes(48)))) return false
    for (const style of styles)
      if (styleEnds.has(style)) open.delete(style)
      else open.add(endOf(style))
  }
  return open.size === 0
}
