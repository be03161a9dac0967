import { Box, Text } from 'ink'
import TextInput from 'ink-text-input'
import { stripUnsafe } from '../../app/cells.ts'

type Props = {
  title: string
  value: string
  hint: string
  onChange: (value: string) => void
  onSubmit: (value: string) => void
}

/** One line to type in, with what is asked before it. */
export function InputLine({ title, value, hint, onChange, onSubmit }: Props) {
  return (
    <Box height={1} overflow="hidden">
      <Box flexShrink={0}>
        <Text bold>{` ${stripUnsafe(title)}: `}</Text>
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
