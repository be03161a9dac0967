import { render } from 'ink'
import { createElement } from 'react'
import { makeTerminal } from '../../src/tui/app.ts'
import { colourTheme } from '../../src/tui/theme.ts'
import { Workstation } from '../../src/tui/workstation.tsx'
import { type Stage, streamsOf } from '../scenes/stage.ts'
import { Terminal } from '../terminal.ts'

/** The screen of the same state, drawn by a program that has drawn nothing before. */
export async function freshLines({ app }: Stage): Promise<string[]> {
  const { cols, rows } = app.store.get()
  const { wire, terminal, end } = streamsOf(cols, rows)
  const screen = new Terminal(wire, [], { cols, rows })
  // The terminal stays with the one that has it.
  const beside = { ...app, terminal: makeTerminal(terminal.stdout) }
  const instance = render(createElement(Workstation, { app: beside, theme: colourTheme }), {
    ...{ ...terminal, alternateScreen: true, interactive: true, exitOnCtrlC: false, patchConsole: false, maxFps: 120 },
  })
  await instance.waitUntilRenderFlush()
  await screen.drawn()
  const lines = screen.lines()
  instance.unmount()
  end()
  return lines
}
