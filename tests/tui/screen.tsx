import { stripVTControlCharacters } from 'node:util'
import { render } from 'ink-testing-library'
import { expect } from 'vitest'
import type { Home } from '../../src/app/home.ts'
import type { Language } from '../../src/core/language.ts'
import { type App, makeField, refresh } from '../../src/tui/app.ts'
import { press } from '../../src/tui/keys.ts'
import { queueScreen, type State } from '../../src/tui/state.ts'
import { createStateStore } from '../../src/tui/store.ts'
import { plainTheme } from '../../src/tui/theme.ts'
import { Workstation } from '../../src/tui/workstation.tsx'

/** The whole workstation over a real home, drawn by Ink into a stream of 100 columns; with `cols`, as if it had so many. */
export async function screenOf(home: Home, language: Language, cols?: number) {
  const state: State = {
    ...{ language, cols: cols ?? 100, rows: 24, now: home.clock.now(), scroll: 0, overlay: null, notice: null },
    ...{ queue: null, sync: null, staff: new Map(), flows: new Map(), stack: [queueScreen()] },
  }
  const app: App = {
    ...{ home, store: createStateStore(state), previews: new Map(), tasks: new Set(), opening: null },
    ...{ field: makeField(), exit: () => {} },
  }
  const drawn = render(<Workstation app={app} theme={plainTheme} />)
  await refresh(app)
  if (cols !== undefined) app.store.set((now) => ({ ...now, cols }))
  const raw = () => drawn.lastFrame() ?? ''
  const frame = () => stripVTControlCharacters(raw())
  const shows = (text: string | RegExp) => expect.poll(frame).toMatch(text)
  return {
    app,
    raw,
    frame,
    shows,
    /** One key of the screen. */
    key: (name: string) => press(app, name, {}),
    /** What arrives from the terminal. */
    write: (text: string) => drawn.stdin.write(text),
    /** The whole line of a prompt with its Enter. */
    async answer(text: string) {
      await expect.poll(() => app.field.isReady).toBe(true)
      drawn.stdin.write(text)
      await shows(text)
      drawn.stdin.write('\r')
    },
  }
}
