import { Box, Text, useCursor } from 'ink'
import TextInput from 'ink-text-input'
import { cellWidth, fitCells, stripUnsafe } from '../../app/cells.ts'
import { drawable } from '../../app/drawn.ts'
import type { Typed } from '../edit-line.ts'
import { fieldWindow } from '../present/field-window.ts'

type Props = {
  cols: number
  /** The row of the screen that it stands in, from 0. */
  row: number
  /** The most cells that the title may take. */
  room: number
  title: string
  typed: Typed
  hint: string
}

/**
 * One line to type in, with what is asked before it. The cursor of the terminal itself stands at the caret: there an input method
 * draws what is not written yet. The keys are field-keys.ts's; the text is drawn by `ink-text-input`, which has no focus.
 */
export function InputLine({ cols, row, room, title, typed, hint }: Props) {
  const asked = drawable(stripUnsafe(title))
  const hinted = drawable(hint)
  const cut = cellWidth(asked) > room ? fitCells(asked, room).trimEnd() : asked
  const fitted = /[?？:：]$/.test(cut) ? ` ${cut} ` : ` ${cut}: `
  const at = cellWidth(fitted)
  const { shown, caretCell } = fieldWindow(typed, cols - at)
  const { setCursorPosition } = useCursor()
  setCursorPosition({ x: at + caretCell, y: row })
  return (
    <Box height={1}>
      <Box flexShrink={0}>
        <Text bold>{fitted}</Text>
      </Box>
      <Box flexGrow={1} flexBasis={0}>
        <TextInput
          focus={false}
          value={shown}
          placeholder={fitCells(hinted, Math.min(cellWidth(hinted), cols - at))}
          onChange={() => {}}
        />
      </Box>
    </Box>
  )
}
