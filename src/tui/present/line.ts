import { cellWidth, fitCells, stripUnsafe } from '../../app/cells.ts'
import { drawable } from '../../app/drawn.ts'
import type { Theme, Tone } from '../theme.ts'

/** A piece of a line. A `cells` makes it a column of exactly that width. */
export type Span = { text: string; tone?: Tone | undefined; cells?: number }
export type Line = { spans: readonly Span[]; isSelected?: boolean }

export function line(...spans: (Span | string)[]): Line {
  return { spans: spans.map((span) => (typeof span === 'string' ? { text: span } : span)) }
}

export function blank(): Line {
  return { spans: [] }
}

/** A heading in the pane's own tone, with an optional remark. */
export function heading(text: string, remark = ''): Line {
  return line({ text, tone: 'title' }, remark ? { text: `  ${remark}`, tone: 'dim' } : '')
}

/** The second beside the first where both fit, else below it. */
export function beside(first: Span, second: Span, width: number, indent = ' '): Line[] {
  const gap = '  '
  if (cellWidth(first.text) + gap.length + cellWidth(second.text) <= width) return [line(first, gap, second)]
  return [line(first), line(indent, second)]
}

/**
 * The line as one string of at most `width` cells. Blanks at its end are left out unless it is selected: Ink looks at every
 * character of every frame, and nobody sees them.
 */
export function paint({ spans, isSelected = false }: Line, width: number, theme: Theme): string {
  let painted = ''
  let left = width
  for (const { text: told, tone = 'plain', cells } of spans) {
    if (left <= 0) break
    // The one way onto the screen: whatever was forgotten before is made harmless here.
    const text = drawable(stripUnsafe(told))
    if (text === '' && !cells) continue
    const wanted = cells ?? cellWidth(text)
    const room = Math.min(wanted, left)
    const fitted = cells === undefined && wanted <= left ? text : fitCells(text, room)
    // The chosen row is one block: tones would break it up.
    const [open, close] = theme.tones[isSelected ? 'plain' : tone]
    painted += text === '' ? fitted : open + fitted + close
    left -= room
  }
  if (!isSelected) return painted
  return theme.selected[0] + painted + ' '.repeat(left) + theme.selected[1]
}

/** Exactly `height` painted lines: the pane's block of text. */
export function paintPane(lines: readonly Line[], width: number, height: number, theme: Theme): string {
  const painted: string[] = []
  for (let row = 0; row < height; row++) painted.push(paint(lines[row] ?? blank(), width, theme))
  return painted.join('\n')
}

/** The rest of the lines after `scroll`, never past what fills the rows; with more below, the last row says so. */
export function scrolled(lines: readonly Line[], scroll: number, rows: number): readonly Line[] {
  const shown = lines.slice(Math.min(scroll, Math.max(0, lines.length - rows)))
  return shown.length > rows ? [...shown.slice(0, rows - 1), line({ text: '... ]', tone: 'accent' })] : shown
}

/** The first row of a window of `rows` that shows `index`, moved as little as may be from `top`. */
export function windowTop(top: number, index: number, total: number, rows: number): number {
  const lowest = Math.max(0, total - rows)
  if (index < top) return Math.max(0, index)
  if (index >= top + rows) return Math.min(lowest, index - rows + 1)
  return Math.min(top, lowest)
}
