import { beforeAll, expect, inject, test } from 'vitest'
import { cellWidth, graphemesOf } from '../../src/app/cells.ts'
import type { Language } from '../../src/core/language.ts'
import { dictionaries } from '../../src/tui/words/dictionary.ts'
import type { Dictionary } from '../../src/tui/words/en.ts'
import { type Book, makeBook, type OpenBook, type Who } from './book.ts'
import { openStage, type Stage } from './stage.ts'

export const narrow = { language: 'zh-Hans', cols: 80, rows: 24 } as const
export const middle = { language: 'zh-Hant', cols: 100, rows: 30 } as const
export const wide = { language: 'en', cols: 120, rows: 40 } as const
export const everywhere = [narrow, middle, wide] as const
type Setting = { language: Language; cols: number; rows: number; who?: Who }

/** A person at the desk, in the words in which one would tell what they do and see. */
export type Person = OpenBook & {
  /** What the desk says by itself, in the language of the scene. */
  words: Dictionary
  stage: Stage
  /** Keys, one after the other, by name (`Enter`, `Down`) or as what they type. */
  press(...keys: string[]): Promise<void>
  /** A text, character by character. */
  type(text: string): Promise<void>
  /** What an input method commits: several reads of one tick. */
  commit(...parts: string[]): Promise<void>
  paste(text: string): Promise<void>
  /** Searches everywhere for the customer of whom the book tells most, by initials, and opens them. */
  opensHero(): Promise<void>
  resize(cols: number, rows: number): Promise<void>
  /** Waits for it to stand on the screen. */
  sees(...wanted: (string | RegExp)[]): Promise<void>
  /** Nothing of it stands on the screen now. */
  seesNot(...unwanted: (string | RegExp)[]): void
  /** The row of the screen with the marker, or with the words. */
  row(having?: string): string
  top(): string
  /** What the desk took since the scene began. */
  given: readonly string[]
}

/** What the policy of that customer is called, as far as a narrow list shows it. */
export const heroProduct = /安心百|Anxin Million/

let book: Promise<Book> | undefined

/** The book that scenes are played on, made once for all files of a worker: each opens a copy. */
export function bookOfRun(): Promise<Book> {
  book ??= makeBook(inject('made'))
  return book
}

/** To be called once a file, before its scenes: the book takes its time, and is none of the first scene's. */
export function withBook(): void {
  beforeAll(async () => void (await bookOfRun()), 120_000)
}

/** One scene in one setting or in several. Whatever happens, no line is ever wider than the screen. */
export function scene(
  name: string,
  settings: Setting | readonly Setting[],
  play: (person: Person) => Promise<void>,
): void {
  for (const setting of [settings].flat() as Setting[])
    test(`${name} (${setting.language} ${setting.cols}x${setting.rows})`, async () => {
      await using opened = await (await bookOfRun()).open(setting.who ?? 'b01')
      const stage = await openStage(opened.desk, setting)
      try {
        await play(personAt(stage, opened, setting))
        for (const line of stage.screen.lines()) expect(cellWidth(line)).toBeLessThanOrEqual(setting.cols)
        expect(stage.screen.raw).not.toMatch(cleared)
      } finally {
        await stage.close()
      }
    })
}

/** The whole screen wiped, which a person sees as a flash. */
// oxlint-disable-next-line no-control-regex
const cleared = /\x1b\[[23]J/

function personAt(stage: Stage, opened: OpenBook, { language }: Setting): Person {
  const { screen, app } = stage
  const { authority, desk, clock, offline, online } = opened
  const send = async (text: string) => {
    // Esc as a terminal of today tells it: nobody has to wait for the rest of a torn key.
    screen.press(text === 'Esc' ? '\x1b[27u' : text)
    await stage.settled()
  }
  const person: Person = {
    ...{ authority, desk, clock, offline, online, stage, words: dictionaries[language], given: stage.given },
    [Symbol.asyncDispose]: async () => {},
    async press(...keys) {
      for (const key of keys) await send(key)
    },
    async type(text) {
      for (const grapheme of graphemesOf(text)) await send(grapheme)
    },
    async commit(...parts) {
      screen.press(...parts)
      await stage.settled()
    },
    async opensHero() {
      await person.press('/', '/')
      await person.type('cdw')
      await person.sees('陳大文')
      await person.press('Enter')
      await person.sees(person.words.customer.timeline)
    },
    paste: (text) => send(`\x1b[200~${text}\x1b[201~`),
    async resize(cols, rows) {
      screen.resize(cols, rows)
      await stage.settled()
    },
    async sees(...wanted) {
      for (const one of wanted) await screen.see(one, 8_000)
    },
    seesNot(...unwanted) {
      for (const one of unwanted)
        if (typeof one === 'string') expect(screen.text()).not.toContain(one)
        else expect(screen.text()).not.toMatch(one)
    },
    row: (having = '>') =>
      screen.lines().find((line) => (having === '>' ? line.startsWith('>') : line.includes(having))) ?? '',
    top: () => app.store.get().stack.at(-1)?.is ?? '',
  }
  return person
}
