import { cellWidth, graphemesOf, stripUnsafe } from '../../app/cells.ts'
import { drawable } from '../../app/drawn.ts'
import type { Typed } from '../edit-line.ts'

/** What stands for a line end in a field of one line. */
export const lineEndSign = '↵'

/** More code units than characters that a screen has room for ever have. */
const perCell = 16

/**
 * The part of the text that is shown in so many cells, and at which cell of it the caret stands. The caret is always in sight, with
 * some of what follows it; the window moves by whole characters, and nothing outside of it is measured.
 */
export function fieldWindow({ text, caret }: Typed, cells: number): { shown: string; caretCell: number } {
  const room = Math.max(1, cells - 1)
  const reach = cells * perCell
  const [before, after] = [
    charactersOf(text.slice(Math.max(0, caret - reach), caret)),
    charactersOf(text.slice(caret, caret + reach)),
  ]
  const follows = take(after, room)
  const ahead = Math.min(follows.width, Math.floor(room / 4))
  const whole = before.reduce((sum, one) => sum + cellWidth(one), 0)
  const fits = caret <= reach && whole + follows.width <= room && follows.count === after.length
  const left = take(before.toReversed(), fits ? room : room - ahead)
  const right = take(after, room - left.width + 1)
  const shown = [...before.slice(before.length - left.count), ...after.slice(0, right.count)].join('')
  return { shown, caretCell: left.width }
}

function charactersOf(text: string): string[] {
  return graphemesOf(drawable(stripUnsafe(text.replaceAll('\n', lineEndSign))))
}

/** As many characters as there is room for. */
function take(characters: readonly string[], room: number): { count: number; width: number } {
  let [count, width] = [0, 0]
  for (const character of characters) {
    const wide = cellWidth(character)
    if (width + wide > room) break
    width += wide
    count += 1
  }
  return { count, width }
}
