import { Text } from 'ink'
import { memo } from 'react'
import { type Line, paintPane } from '../present/line.ts'
import type { Theme } from '../theme.ts'

/** A block of lines, painted to exactly its size: one text node, however many rows it has. */
export const Pane = memo(function Pane({ text }: { text: string }) {
  return <Text>{text}</Text>
})

/** Two panes side by side with a rule between them; one when there is no room for two. */
export function splitPanes(
  left: readonly Line[],
  right: readonly Line[],
  size: { left: number; right: number; rows: number },
  theme: Theme,
): string {
  const first = paintPane(left, size.left, size.rows, theme).split('\n')
  if (size.right <= 0) return first.join('\n')
  const second = paintPane(right, size.right, size.rows, theme).split('\n')
  const [open, close] = theme.tones.dim
  return first.map((text, row) => `${text}${open}│${close}${second[row] ?? ''}`).join('\n')
}
