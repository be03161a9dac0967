import { setAmbiguousWidth } from '../app/cells.ts'
import type { Looks } from '../app/looks.ts'
import { type Probe, probeTerminal } from '../app/terminal-probe.ts'
import { type Ground, type Theme, themeOf, wordsTheme } from './theme.ts'

/** How long the first frame waits for what the terminal says of itself. */
const probeMs = 100

/** How the terminal is drawn on; `theme` changes when it answers late. */
export type Look = {
  theme(): Theme
  /** Takes an answer of the terminal. */
  isReport(sequence: string): boolean
  settled(): Promise<void>
  /** Called when the terminal turns out to be another than it was drawn for: everything is to be drawn anew. */
  onChange(changed: () => void): void
}

/** Asks the terminal what is not said. Its input must be raw already. */
export function lookAt(stdout: NodeJS.WriteStream, hasColour: boolean, looks: Looks): Look {
  const { theme = 'auto', ambiguousWidth = 'auto', isForScreenReader = false } = looks
  const colours = hasColour ? coloursOf(stdout) : 0
  const asksGround = colours > 0 && (theme === 'auto' || theme === 'high-contrast')
  const isAsked = !isForScreenReader && (ambiguousWidth === 'auto' || asksGround)
  const probe: Probe | null = isAsked ? probeTerminal((text) => void stdout.write(text)) : null
  setAmbiguousWidth(ambiguousWidth === '2' ? 2 : 1)
  let ground: Ground = null
  const apply = () => {
    if (!probe) return
    if (ambiguousWidth === 'auto') setAmbiguousWidth(probe.answers.ambiguousWidth ?? 1)
    ground = probe.answers.background
  }
  return {
    theme: () => (isForScreenReader ? wordsTheme : themeOf(theme, ground, colours)),
    isReport: (sequence) => probe?.take(sequence) ?? false,
    async settled() {
      await probe?.within(probeMs)
      apply()
    },
    onChange(changed) {
      probe?.onLate(() => {
        apply()
        changed()
      })
    },
  }
}

/** How many colours: 0 of a terminal of black and white. */
function coloursOf(stdout: NodeJS.WriteStream): number {
  const depth = typeof stdout.getColorDepth === 'function' ? stdout.getColorDepth() : 4
  return depth < 4 ? 0 : 2 ** depth
}
