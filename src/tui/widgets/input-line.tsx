import { Box, Text } from 'ink'
import TextInput from 'ink-text-input'
import { useEffect } from 'react'
import { cellWidth, fitCells, stripUnsafe } from '../../app/cells.ts'

type Props = {
  cols: number
  /** The most cells that the title may take. */
  room: number
  title: string
  value: string
  hint: string
  onChange: (value: string) => void
  onSubmit: (value: string) => void
  /** Told when the field begins and ceases to take keys. */
  onReady: (isReady: boolean) => void
}

/** One line to type in, with what is asked before it. */
export function InputLine({ cols, room, title, value, hint, onChange, onSubmit, onReady }: Props) {
  useEffect(() => {
    onReady(true)
    return () => onReady(false)
  }, [onReady])
  const asked = stripUnsafe(title)
  const fitted = cellWidth(asked) > room ? fitCells(asked, room) : asked
  // What stood in the field before anybody typed may come from outside too.
  const safe = stripUnsafe(value)
  // The end of a long text stays in sight: its beginning leaves on the left.
  const wide = cellWidth(safe) + 1
  const isLong = wide > cols - cellWidth(fitted) - 3
  return (
    <Box height={1} overflow="hidden">
      <Box flexShrink={0}>
        <Text bold>{` ${fitted}: `}</Text>
      </Box>
      <Box flexGrow={1} flexBasis={0} overflow="hidden" justifyContent={isLong ? 'flex-end' : 'flex-start'}>
        <Box flexShrink={0} minWidth={wide}>
          <TextInput
            value={safe}
            placeholder={hint}
            onChange={(text) => onChange(stripUnsafe(text))}
            onSubmit={(text) => onSubmit(text === safe ? value : text)}
          />
        </Box>
      </Box>
    </Box>
  )
}
