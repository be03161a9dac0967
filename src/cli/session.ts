import { inertJson } from '../app/cells.ts'
import type { Home } from '../app/home.ts'
import type { Looks } from '../app/looks.ts'
import type { Language, Words } from '../core/language.ts'
import type { Faces } from './faces.ts'

/** The options that every verb takes. */
export type GlobalOptions = {
  home?: string
  lang?: Language
  as?: string
  color: boolean
  json?: boolean
} & LookOptions

/** How the workstation is to be opened. */
export type LookOptions = {
  theme?: Looks['theme']
  ambiguousWidth?: Looks['ambiguousWidth']
  readonly?: boolean
  plain?: boolean
  screenReader?: boolean
  altScreen: boolean
}

/** What a verb works with: the home that was asked for, the language, and the two streams. */
export type Session = {
  language: Language
  folder: string
  /** The folder as `--home` names it; undefined when it does not. */
  askedFolder: string | undefined
  /** On an authority: whose hands. */
  as: string | undefined
  isJson: boolean
  /** Whether data goes to a person's terminal, and how wide that is. */
  isTerminal: boolean
  columns: number
  /** Whether talk goes to a person's terminal. */
  isTalkSeen: boolean
  hasColor: boolean
  looks: Looks
  /** Only to look: every command is refused. */
  isReadonly: boolean
  /** No full screen, whatever the terminal can do. */
  isPlain: boolean
  faces: Faces
  word(words: Words): string
  /** A line of data, to stdout. */
  print(line: string): void
  /** The same; resolves once the system has it, which a reader who is slow holds up. */
  printed(line: string): Promise<void>
  /** A line of talk, to stderr. */
  tell(words: Words | string): void
  stdin: NodeJS.ReadStream
  /** Where data goes that is not made of lines: a file of an export. */
  stdout: NodeJS.WriteStream
  /** Opens the home and closes it again, whatever happens; `as` for other hands than asked. Throws what `openHome` throws. */
  withHome<T>(run: (home: Home) => Promise<T>, as?: string): Promise<T>
}

export type Streams = {
  stdin: NodeJS.ReadStream
  stdout: NodeJS.WriteStream
  stderr: NodeJS.WriteStream
}

type Asked = {
  folder: string
  askedFolder: string | undefined
  as: string | undefined
  isJson: boolean
  hasColor: boolean
  looks: Looks
  isReadonly: boolean
  isPlain: boolean
  faces: Faces
}

export function makeSession(language: Language, { stdin, stdout, stderr }: Streams, asked: Asked): Session {
  const word = (words: Words) => words[language]
  const dataOf = (line: string) => `${asked.isJson ? inertJson(line) : line}\n`
  return {
    ...asked,
    ...{ stdin, stdout },
    language,
    isTerminal: stdout.isTTY,
    columns: stdout.columns || 80,
    isTalkSeen: stderr.isTTY,
    word,
    print: (line) => void stdout.write(dataOf(line)),
    printed: (line) => new Promise((resolve) => stdout.write(dataOf(line), () => resolve())),
    tell: (words) => void stderr.write(`${typeof words === 'string' ? words : word(words)}\n`),
    async withHome(run, as = asked.as) {
      const { HomeFault, openHome } = await import('../app/home.ts')
      const home = await openHome(asked.folder, { as })
      try {
        // A desk is one person's: nobody else's hands can be had on it.
        const isSomebodyElse = home.kind === 'desk' && as !== undefined && as !== home.actor.staffId
        if (isSomebodyElse) throw new HomeFault('not-an-authority', home.folder)
        return await run(asked.isReadonly ? (await import('../app/readonly-home.ts')).readonlyHome(home) : home)
      } finally {
        await home.close()
      }
    },
  }
}
