import { spawn } from '@lydell/node-pty'
import xterm from '@xterm/headless'
import { widthsOf } from './terminal-widths.ts'

const keys: Record<string, string> = {
  Enter: '\r',
  Esc: '\x1b',
  Tab: '\t',
  Backspace: '\x7f',
  Up: '\x1b[A',
  Down: '\x1b[B',
  Right: '\x1b[C',
  Left: '\x1b[D',
  PageDown: '\x1b[6~',
  PageUp: '\x1b[5~',
  Home: '\x1b[H',
  End: '\x1b[F',
  Delete: '\x1b[3~',
  'Alt-B': '\x1bb',
  'Alt-F': '\x1bf',
  'Ctrl-A': '\x01',
  'Ctrl-C': '\x03',
  'Ctrl-E': '\x05',
  'Ctrl-F': '\x06',
  'Ctrl-K': '\x0b',
  'Ctrl-O': '\x0f',
  'Ctrl-U': '\x15',
  'Ctrl-W': '\x17',
  'Ctrl-P': '\x10',
}

export type TerminalOptions = {
  cols: number
  rows: number
  env?: Record<string, string>
  cwd?: string
  /** A terminal that gives characters of ambiguous width two cells. */
  isAmbiguousWide?: boolean
  /** How late its answers come, as over a slow line. */
  answersAfterMs?: number
  /** What it says when it is asked for its ground; else it does not answer. */
  background?: string
}

/** The node that the project pins (BUTLER_NODE: another one), and the built program: what a person runs. */
export const node = process.env['BUTLER_NODE'] ?? new URL('../node_modules/.bin/node', import.meta.url).pathname
export const butler = new URL('../dist/main.js', import.meta.url).pathname

/** What a terminal is wired to: a program behind a pseudo-terminal, or streams of this process. */
export type Wire = Pick<ReturnType<typeof spawn>, 'pid' | 'write' | 'resize' | 'kill' | 'onData' | 'onExit'>

/** A program in a real pseudo-terminal, with a terminal that understands what it draws. */
export class Terminal {
  /** Everything the program wrote, as it wrote it. */
  raw = ''
  readonly exited: Promise<number>
  readonly #screen: InstanceType<typeof xterm.Terminal>
  readonly #pty: Wire
  readonly #watchers = new Set<() => void>()
  #hasExited = false

  constructor(
    command: string | Wire,
    args: string[],
    { cols, rows, env = {}, cwd = process.cwd(), isAmbiguousWide, background, answersAfterMs }: TerminalOptions,
  ) {
    const { CI: _ci, NO_COLOR: _noColor, FORCE_COLOR: _force, ...inherited } = process.env
    this.#screen = new xterm.Terminal({ cols, rows, allowProposedApi: true, scrollback: 1000 })
    if (isAmbiguousWide) widthsOf(this.#screen, 2)
    if (background)
      this.#screen.parser.registerOscHandler(11, () => {
        this.#pty.write(`\x1b]11;${background}\x1b\\`)
        return true
      })
    const how = {
      ...{ cols, rows, cwd, name: 'xterm-256color' },
      env: { ...(inherited as Record<string, string>), TERM: 'xterm-256color', ...env },
    }
    this.#pty = typeof command === 'string' ? spawn(command, args, how) : command
    this.#pty.onData((data) => {
      this.raw += data
      this.#screen.write(data, () => this.#tell())
    })
    this.#screen.onData((answer) =>
      answersAfterMs === undefined
        ? this.#pty.write(answer)
        : void setTimeout(() => this.#pty.write(answer), answersAfterMs),
    )
    this.exited = new Promise((resolve) =>
      this.#pty.onExit(({ exitCode, signal }) => {
        this.#hasExited = true
        resolve(signal ? 128 + signal : exitCode)
        this.#tell()
      }),
    )
  }

  /** The butler itself. */
  static butler(args: string[], options: TerminalOptions): Terminal {
    return new Terminal(node, [butler, ...args], options)
  }

  get pid(): number {
    return this.#pty.pid
  }

  /** The screen, row by row, without blanks at the ends. */
  lines(): string[] {
    const buffer = this.#screen.buffer.active
    return Array.from(
      { length: this.#screen.rows },
      (_, row) => buffer.getLine(buffer.baseY + row)?.translateToString(true) ?? '',
    )
  }

  text(): string {
    return this.lines().join('\n')
  }

  /** Every cell of the screen with its look, for pictures. */
  cells() {
    const buffer = this.#screen.buffer.active
    return Array.from({ length: this.#screen.rows }, (_, row) => {
      const found = buffer.getLine(buffer.baseY + row)
      return Array.from({ length: this.#screen.cols }, (__, col) => {
        const cell = found?.getCell(col)
        return {
          text: cell?.getChars() ?? '',
          width: cell?.getWidth() ?? 1,
          colour: cell?.isFgPalette() ? cell.getFgColor() : null,
          isBold: cell?.isBold() !== 0,
          isDim: cell?.isDim() !== 0,
          isInverse: cell?.isInverse() !== 0,
        }
      })
    })
  }

  /** Where the cursor of the terminal stands, from 0; null while it is hidden. */
  cursor(): { x: number; y: number } | null {
    const { cursorX, cursorY } = this.#screen.buffer.active
    const isShown = this.raw.lastIndexOf('\x1b[?25h') > this.raw.lastIndexOf('\x1b[?25l')
    return isShown ? { x: cursorX, y: cursorY } : null
  }

  /** Presses keys by name (`Enter`, `Esc`), or types text. */
  press(...pressed: string[]): void {
    for (const key of pressed) this.#pty.write(keys[key] ?? key)
  }

  /** Writes onto the screen from outside, as another program on the same terminal does. */
  disturb(text: string): Promise<void> {
    return new Promise((resolve) => this.#screen.write(text, resolve))
  }

  resize(cols: number, rows: number): void {
    this.#pty.resize(cols, rows)
    this.#screen.resize(cols, rows)
  }

  kill(signal = 'SIGKILL'): void {
    if (!this.#hasExited) this.#pty.kill(signal)
  }

  /** In the middle of a frame (synchronized output), when a person sees the old one still. */
  get #isDrawing(): boolean {
    return this.raw.lastIndexOf('\x1b[?2026h') > this.raw.lastIndexOf('\x1b[?2026l')
  }

  /** Everything that was written so far stands on the screen. */
  drawn(): Promise<void> {
    return new Promise((resolve) => this.#screen.write('', resolve))
  }

  /** Waits until the screen shows it. Fails with the screen as it was when time ran out. */
  async see(wanted: string | RegExp, timeoutMs = 20_000): Promise<void> {
    const isThere = () => {
      const text = this.text()
      return typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text)
    }
    await this.until(isThere, `the screen to show ${wanted}`, timeoutMs)
  }

  async until(isThere: () => boolean, what: string, timeoutMs = 20_000): Promise<void> {
    if (!this.#isDrawing && isThere()) return
    await new Promise<void>((resolve, reject) => {
      const stop = (then: () => void) => {
        clearTimeout(timer)
        this.#watchers.delete(look)
        then()
      }
      const look = () => {
        if (!this.#isDrawing && isThere()) stop(resolve)
        else if (this.#hasExited)
          stop(() => reject(new Error(`the program ended while waiting for ${what}\n${this.text()}`)))
      }
      const timer = setTimeout(() => stop(() => reject(new Error(`waited for ${what}\n${this.text()}`))), timeoutMs)
      this.#watchers.add(look)
    })
  }

  #tell() {
    for (const watcher of this.#watchers) watcher()
  }
}
