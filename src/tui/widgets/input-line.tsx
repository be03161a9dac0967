import { Box, Text } from 'ink'
import TextInput from 'ink-text-input'
import { useEffect } from 'react'
import { cellWidth, fitCells, stripUnsafe } from '../../app/cells.ts'

type Props = {
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
export function InputLine({ room, title, value, hint, onChange, onSubmit, onReady }: Props) {
  useEffect(() => {
    onReady(true)
    return () => onReady(false)
  }, [onReady])
  const asked = stripUnsafe(title)
  const fitted = cellWidth(asked) > room ? fitCells(asked, room) : asked
  return (
    <Box height={1} overflow="hidden">
      <Box flexShrink={0}>
        <Text bold>{` ${fitted}: `}</Text>
      </Box>
      <TextInput
        value={value}
        placeholder={hint}
        onChange={(text) => onChange(stripUnsafe(text))}
        onSubmit={onSubmit}
      />
    </Box>
  )
}
