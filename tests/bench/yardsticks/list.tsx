import { Box, render, Text, useInput, useWindowSize } from 'ink'
import { useState } from 'react'

const items = Array.from({ length: 8_000 }, (_, at) => `customer ${String(at).padStart(4, '0')}  claim  waiting 3h 12m`)

/** A bare list with a cursor, as Ink's own examples write one: the yardstick of key → screen. */
function List() {
  const [cursor, setCursor] = useState(0)
  const { columns, rows } = useWindowSize()
  useInput((input) => {
    if (input === 'j') setCursor((at) => at + 1)
    if (input === 'k') setCursor((at) => Math.max(0, at - 1))
  })
  const room = rows - 2
  const top = Math.max(0, cursor - room + 1)
  return (
    <Box flexDirection="column" width={columns} height={rows}>
      <Text>list</Text>
      {items.slice(top, top + room).map((item, at) => (
        <Text key={item} inverse={top + at === cursor} wrap="truncate-end">
          {top + at === cursor ? '>' : ' '} {item}
        </Text>
      ))}
      <Text>j k</Text>
    </Box>
  )
}
render(<List />, { alternateScreen: true, incrementalRendering: true, maxFps: 120, exitOnCtrlC: true })
