import { Readable } from 'node:stream'
import { graphemesOf, stripUnsafe } from '../app/cells.ts'

// oxlint-disable-next-line no-control-regex
const sequences = /^\x1b(?:\[[0-9;:?<=>]*[ -/]*[@-~]|O[A-Za-z])/u
/** The start of a sequence whose rest has not come yet: over a slow line it may be torn anywhere. */
// oxlint-disable-next-line no-control-regex
const torn = /\x1b(?:\[[0-9;:?<=>]*|O)?$/u
/** Control keys that mean something to a text field or end it; the others would be typed as letters. */
const fieldKeys = new Set(['\r', '\t', '\b', '\x7f', '\x03'])

const pasteStart = '\x1b[200~'
const pasteEnd = '\x1b[201~'

/** Turns bracketed paste on: pasted text comes between marks, so that its line breaks are no Enter. */
export const pasteOn = '\x1b[?2004h'
export const pasteOff = '\x1b[?2004l'

/** Pasted text as one line without marks: the fields here have one line, and what steers a terminal is no text. */
function joinPastes(sent: string): string {
  return sent
    .split(pasteStart)
    .map((part, at) => {
      const end = at === 0 ? -1 : part.indexOf(pasteEnd)
      if (end < 0) return part
      const text = stripUnsafe(part.slice(0, end).replaceAll(/[\r\n\t]+/g, ' '))
      return text + part.slice(end + pasteEnd.length)
    })
    .join('')
}

/**
 * What the terminal sent in one piece, key by key: fast or pasted keys arrive in one chunk, and `jjj` is three moves, `text⏎`
 * a text and an Enter. While a field is being typed in, a run of text stays whole.
 */
export function splitKeys(sent: string, isTyping: boolean): string[] {
  // Pasted where no field is, text is no command.
  // oxlint-disable-next-line no-control-regex
  const chunk = isTyping ? joinPastes(sent) : sent.replaceAll(/\x1b\[200~[\s\S]*?\x1b\[201~/g, '')
  const keys: string[] = []
  let text = ''
  const flush = () => {
    if (isTyping && text) keys.push(text)
    else keys.push(...graphemesOf(text))
    text = ''
  }
  for (let at = 0; at < chunk.length;) {
    const sequence = sequences.exec(chunk.slice(at, at + 32))?.[0]
    const character = String.fromCodePoint(chunk.codePointAt(at) ?? 0)
    if (sequence !== undefined || character < ' ' || character === '\x7f') {
      flush()
      const key = sequence ?? character
      if (!isTyping || sequence !== undefined || key === '\x1b' || fieldKeys.has(key)) keys.push(key)
      at += key.length
    } else {
      text += character
      at += character.length
    }
  }
  flush()
  return keys
}

/** The Esc key as the kitty protocol writes it: Ink takes it at once, and never as the Alt of the key that follows. */
const escapeKey = '\x1b[27u'

export type KeyStreamOptions = { isTyping: () => boolean; escapeMs: number }

/**
 * The terminal's input with every key as a read of its own; everything else of a terminal is passed through. A lone Esc waits
 * `escapeMs` for the rest of a torn sequence.
 */
export class KeyStream extends Readable {
  readonly isTTY = true
  readonly #source: NodeJS.ReadStream
  readonly #options: KeyStreamOptions
  #held = ''
  #timer: NodeJS.Timeout | undefined
  readonly #onData = (chunk: Buffer | string) => {
    clearTimeout(this.#timer)
    const text = this.#held + chunk.toString()
    const opened = text.lastIndexOf(pasteStart)
    const isPasting = opened >= 0 && text.indexOf(pasteEnd, opened) < 0
    this.#held = isPasting ? text.slice(opened) : (torn.exec(text)?.[0] ?? '')
    this.#give(text.slice(0, text.length - this.#held.length))
    if (this.#held && !isPasting) this.#timer = setTimeout(this.#letGo, this.#options.escapeMs)
  }
  readonly #letGo = () => {
    const text = this.#held
    this.#held = ''
    this.#give(text)
  }
  readonly #onEnd = () => this.push(null)

  constructor(source: NodeJS.ReadStream, options: KeyStreamOptions) {
    super({ objectMode: true, read: () => {} })
    this.#source = source
    this.#options = options
    source.setEncoding('utf8')
    source.on('data', this.#onData)
    source.on('end', this.#onEnd)
  }

  #give(text: string) {
    for (const key of splitKeys(text, this.#options.isTyping())) this.push(key === '\x1b' ? escapeKey : key)
  }

  override setEncoding(): this {
    return this
  }

  setRawMode(isRaw: boolean): this {
    this.#source.setRawMode(isRaw)
    return this
  }

  ref(): this {
    this.#source.ref()
    return this
  }

  unref(): this {
    this.#source.unref()
    return this
  }

  /** Lets go of the terminal. */
  release(): void {
    clearTimeout(this.#timer)
    this.#source.off('data', this.#onData)
    this.#source.off('end', this.#onEnd)
    this.#source.pause()
  }
}
