import { Box, Text } from 'ink'
import { memo } from 'react'
import { line, type Line, paintPane } from '../present/line.ts'
import type { Theme } from '../theme.ts'

/** A block of lines: one text node, however many rows it has. */
export const Pane = memo(function Pane({ text }: { text: string }) {
  return <Text>{text}</Text>
})

type Split = {
  left: readonly Line[]
  right: readonly Line[]
  side: readonly Line[]
  size: { left: number; right: number; side: number }
  rows: number
  theme: Theme
}

/** Panes side by side with a rule between them, as many as there is room for. */
export function SplitPanes({ left, right, side, size, rows, theme }: Split) {
  const first = paintPane(left, size.left, rows, theme)
  if (size.right <= 0) return <Pane text={first} />
  return (
    <Box height={rows}>
      <Box width={size.left}>
        <Pane text={first} />
      </Box>
      <Pane text={rule(rows, theme)} />
      <Box width={size.right}>
        <Pane text={paintPane(right, size.right, rows, theme)} />
      </Box>
      {size.side > 0 && (
        <>
          <Pane text={rule(rows, theme)} />
          <Box width={size.side}>
            <Pane text={paintPane(side, size.side, rows, theme)} />
          </Box>
        </>
      )}
    </Box>
  )
}

function rule(rows: number, theme: Theme): string {
  const bar = line({ text: '│', tone: 'dim' })
  return paintPane(
    Array.from({ length: rows }, () => bar),
    1,
    rows,
    theme,
  )
}
