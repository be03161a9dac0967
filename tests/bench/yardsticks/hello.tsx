import { render, Text } from 'ink'

/** The least that an Ink program can do: the yardstick of the first frame. */
render(<Text>hello world</Text>)
setInterval(() => {}, 1_000)
