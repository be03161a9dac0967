/** What a terminal answers about itself; null where it has not, or not in words that are known. */
export type TerminalAnswers = { ambiguousWidth: 1 | 2 | null; background: 'dark' | 'light' | null }

// One write: the sign that is measured is gone again before anybody sees it. Terminals answer in the order of the questions.
const backgroundQuery = '\x1b]11;?\x1b\\'
const widthQuery = '\r…\x1b[6n\r\x1b[K'

// oxlint-disable-next-line no-control-regex
const cursorReport = /^\x1b\[\d+;(\d+)R$/
// oxlint-disable-next-line no-control-regex
const backgroundReport = /^\x1b\]11;rgba?:([\da-f]{1,4})\/([\da-f]{1,4})\/([\da-f]{1,4})/i

export type Probe = {
  answers: TerminalAnswers
  /** Takes an answer; false of what is none. Each is taken once, so that a key that looks like one stays a key. */
  take(sequence: string): boolean
  /** Resolves when all is answered, or after so many milliseconds since the questions were put. */
  within(ms: number): Promise<void>
  /** Called with every answer that comes after `within` has given up. */
  onLate(heard: () => void): void
}

type Environment = Record<string, string | undefined>

/** Asks a terminal how wide it draws what is ambiguous, and whether its ground is dark. Its input must be raw already. */
export function probeTerminal(write: (text: string) => void, env: Environment = process.env): Probe {
  const answers: TerminalAnswers = { ambiguousWidth: null, background: null }
  const asked = performance.now()
  const { promise, resolve } = Promise.withResolvers<void>()
  const open = new Set(['width', 'background'])
  let late: (() => void) | null = null
  const heard = (what: string) => {
    open.delete(what)
    late?.()
  }
  write(backgroundQuery + widthQuery)
  return {
    answers,
    take(sequence) {
      const ground = backgroundOf(sequence, env)
      if (ground !== undefined && open.has('background')) {
        answers.background = ground
        heard('background')
        return true
      }
      const column = cursorReport.exec(sequence)?.[1]
      if (column === undefined || !open.has('width')) return false
      answers.ambiguousWidth = column === '3' ? 2 : 1
      heard('width')
      // It was asked last: what is not answered now is never.
      resolve()
      return true
    },
    async within(ms) {
      const left = Math.max(0, ms - (performance.now() - asked))
      const timer = Promise.withResolvers<void>()
      // What came while this process was busy is heard first, however late it is.
      const stop = setTimeout(() => setImmediate(timer.resolve), left)
      await Promise.race([promise, timer.promise])
      clearTimeout(stop)
    },
    onLate(heardLate) {
      late = heardLate
    },
  }
}

/** The ground that an OSC 11 answer tells of; null where tmux says white because it does not know; undefined of anything else. */
export function backgroundOf(sequence: string, env: Environment = {}): 'dark' | 'light' | null | undefined {
  const parts = backgroundReport.exec(sequence)?.slice(1)
  if (!parts) return undefined
  const [red = 0, green = 0, blue = 0] = parts.map((hex) => Number.parseInt(hex, 16) / (16 ** hex.length - 1))
  if (env['TMUX'] && red + green + blue === 3) return null
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.5 ? 'light' : 'dark'
}
