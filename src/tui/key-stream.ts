import { Readable } from 'node:stream'
import { functionKeys } from './key-name.ts'

// oxlint-disable-next-line no-control-regex
const sequences = /^\x1b(?:\[[0-9;:?<=>]*[ -/]*[@-~]|O[A-Za-z]|\][^\x07\x1b]*(?:\x07|\x1b\\))/u
/** The start of a sequence whose rest has not come yet: over a slow line it may be torn anywhere. */
// oxlint-disable-next-line no-control-regex
const torn = /\x1b(?:\[[0-9;:?<=>]*|O|\][^\x07\x1b]*\x1b?)?$/u
const pasteStart = '\x1b[200~'
const pasteEnd = '\x1b[201~'

/** Turns bracketed paste on: pasted text comes between marks, so that its line breaks are no Enter. */
export const pasteOn = '\x1b[?2004h'
export const pasteOff = '\x1b[?2004l'

/** The numbers that terminals tell F1 to F12 by; F1 to F4 have a form of their own too. */
const functionNumbers = [11, 12, 13, 14, 15, 17, 18, 19, 20, 21, 23, 24]

function functionKeyOf(sequence: string): string | undefined {
  // oxlint-disable-next-line no-control-regex
  const [, number] = /^\x1b\[(\d\d)~$/.exec(sequence) ?? []
  // oxlint-disable-next-line no-control-regex
  const [, letter] = /^\x1bO([P-S])$/.exec(sequence) ?? []
  const at = letter ? 'PQRS'.indexOf(letter) : number ? functionNumbers.indexOf(Number(number)) : -1
  return functionKeys[at]
}

/** Alt with a letter, as a field knows it; of any other letter the Esc before it was a key of its own. */
// oxlint-disable-next-line no-control-regex
const altKeys = /^\x1b[bfd\x7f\x08]/

/**
 * What the terminal sent in one piece, cut into reads of one kind each: a key, a run of text, a whole paste between its marks.
 * `isTyping`: whether a field takes the letters.
 */
export function splitKeys(sent: string, isTyping: boolean): string[] {
  const keys: string[] = []
  let text = ''
  const flush = () => {
    if (text) keys.push(text)
    text = ''
  }
  for (let at = 0; at < sent.length;) {
    const character = String.fromCodePoint(sent.codePointAt(at) ?? 0)
    if (character >= ' ' && character !== '\x7f') {
      text += character
      at += character.length
      continue
    }
    flush()
    const key = character === '\x1b' ? sequenceAt(sent, at, isTyping) : character
    keys.push(functionKeyOf(key) ?? key)
    at += key.length
  }
  flush()
  return keys
}

function sequenceAt(sent: string, at: number, isTyping: boolean): string {
  if (sent.startsWith(pasteStart, at)) {
    const end = sent.indexOf(pasteEnd, at)
    if (end >= 0) return sent.slice(at, end + pasteEnd.length)
  }
  const next = sent.slice(at, at + 64)
  return (isTyping ? altKeys.exec(next) : null)?.[0] ?? sequences.exec(next)?.[0] ?? '\x1b'
}

/** The Esc key as the kitty protocol writes it: Ink takes it at once, and never as the Alt of the key that follows. */
const escapeKey = '\x1b[27u'

/** `isReport`: takes what is no key but the terminal's answer to a question. */
export type KeyStreamOptions = { isTyping: () => boolean; escapeMs: number; isReport?: (sequence: string) => boolean }

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
    if (!this.#held || isPasting) return
    // What has begun as a sequence is not the Esc key: its rest may take its time.
    const { escapeMs } = this.#options
    this.#timer = setTimeout(this.#letGo, this.#held === '\x1b' ? escapeMs : escapeMs * 10)
  }
  readonly #letGo = () => {
    const text = this.#held
    this.#held = ''
    // Half an answer of the terminal is nothing that anybody typed.
    if (!text.startsWith('\x1b]')) this.#give(text)
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
    for (const key of splitKeys(text, this.#options.isTyping())) {
      // A key is never written as an operating system command.
      const isReport = (key.startsWith('\x1b') && this.#options.isReport?.(key)) || key.startsWith('\x1b]')
      if (!isReport) this.push(key === '\x1b' ? escapeKey : key)
    }
  }

  override setEncoding(): this {
    return this
  }

  /** Nothing is read while the terminal is not raw: then its keys are another program's. */
  setRawMode(isRaw: boolean): this {
    this.#source.setRawMode(isRaw)
    this.#source.off('data', this.#onData)
    if (isRaw) this.#source.on('data', this.#onData).resume()
    else this.#source.pause()
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
