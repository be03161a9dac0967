import type { App } from '../app.ts'
import { wordsOf } from '../app.ts'
import { bodyOf } from '../body.ts'
import { topScreen, type State } from '../state.ts'
import { wordsTheme } from '../theme.ts'
import { choiceLines, footerText, headerText, helpLines, paletteLines } from './frame-lines.ts'
import { type Line, paint } from './line.ts'
import { tourLines } from './tour-lines.ts'

/** More than any line of a pane: nothing is cut off that can be heard. */
const width = 400
/** Rows of a list that are told; the rest comes as the cursor goes on. */
const rows = 20

/** All that the screen says now, line by line: where, the list or the text, what stands beside it, what is asked, the keys. */
export function spokenLines(app: App, state: State): string[] {
  const words = wordsOf(state)
  const wide = { ...state, cols: Math.max(state.cols, 80), rows: rows + 3 }
  const text = (lines: readonly Line[]) => lines.map((one) => paint(one, width, wordsTheme).trim())
  const { overlay, notice } = state
  const over =
    overlay?.is === 'help'
      ? helpLines(wide, words)
      : overlay?.is === 'tour'
        ? tourLines(overlay.page, words, wide.cols)
        : overlay?.is === 'palette'
          ? paletteLines(wide, overlay.text, overlay.cursor.index, words)
          : overlay?.is === 'choose'
            ? choiceLines(overlay, wide.cols)
            : null
  const { left, right, side } = bodyOf(app, wide, rows)
  const asked = overlay?.is === 'confirm' ? [`${overlay.question} ${words.ask.yes}, ${words.ask.no}`] : []
  return [
    headerText(wide, state.staff.get(app.home.actor.staffId) ?? '', words, wordsTheme)
      .replaceAll(/ {2,}/g, '  ')
      .trim(),
    ...(over ? text(over) : [...text(left), ...text(right), ...text(side)]),
    ...(notice ? [notice.text] : []),
    ...asked,
    ...(topScreen(state).is === 'queue' && !overlay ? [footerText(wide, wordsTheme, words).trim()] : []),
  ].filter((one) => one !== '')
}

/** What of it is to be said: the lines that were not there before. That the cursor has left one is no news, that it has come is. */
export function newsOf(before: readonly string[], after: readonly string[]): string[] {
  const known = new Set(before.flatMap((one) => [one, one.replace(/^> */, '')]))
  return after.filter((one) => !known.has(one))
}
