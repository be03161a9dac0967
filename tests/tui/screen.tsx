import { stripVTControlCharacters } from 'node:util'
import { render } from 'ink-testing-library'
import { expect } from 'vitest'
import type { Home } from '../../src/app/home.ts'
import type { Language } from '../../src/core/language.ts'
import { type App, makeTerminal, refresh } from '../../src/tui/app.ts'
import type { InkKey } from '../../src/tui/key-name.ts'
import { press } from '../../src/tui/keys.ts'
import { emptyState } from '../../src/tui/state.ts'
import { createStateStore } from '../../src/tui/store.ts'
import { plainTheme } from '../../src/tui/theme.ts'
import { Workstation } from '../../src/tui/workstation.tsx'

const named: Readonly<Record<string, InkKey>> = {
  ...{ enter: { return: true }, '\r': { return: true }, esc: { escape: true }, tab: { tab: true } },
  ...{ home: { home: true }, end: { end: true } },
  ...{ up: { upArrow: true }, down: { downArrow: true }, left: { leftArrow: true }, right: { rightArrow: true } },
}

/** The whole workstation over a real home, drawn by Ink into a stream of 100 columns; with `cols`, as if it had so many. */
export async function screenOf(home: Home, language: Language, cols?: number) {
  const state = emptyState({ language, cols: cols ?? 100, rows: 24, now: home.clock.now() })
  const app: App = {
    ...{ home, store: createStateStore(state), previews: new Map(), tasks: new Set(), opening: null },
    ...{ terminal: makeTerminal(), exit: () => {} },
  }
  const drawn = render(<Workstation app={app} theme={plainTheme} />)
  await refresh(app)
  if (cols !== undefined) app.store.set((now) => ({ ...now, cols }))
  const raw = () => drawn.lastFrame() ?? ''
  const frame = () => stripVTControlCharacters(raw())
  const shows = (text: string | RegExp) => expect.poll(frame, { timeout: 10_000 }).toMatch(text)
  return {
    app,
    raw,
    frame,
    shows,
    /** One key of the screen, by its name or what it types. */
    key(name: string) {
      const [, letter] = /^ctrl\+(.)$/.exec(name) ?? []
      press(app, letter ?? (named[name] ? '' : name), letter ? { ctrl: true } : (named[name] ?? {}))
    },
    /** What arrives from the terminal. */
    write: (text: string) => drawn.stdin.write(text),
    /** The whole line of a prompt with its Enter. */
    async answer(text: string) {
      await expect.poll(() => app.store.get().overlay?.is, { timeout: 10_000 }).toBe('prompt')
      drawn.stdin.write(text)
      await shows(text)
      drawn.stdin.write('\r')
    },
  }
}
