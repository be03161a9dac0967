import { Terminal } from '@xterm/headless'
import fc from 'fast-check'
// Ink’s own, which it does not export.
import sanitizeAnsi from '../../node_modules/ink/build/sanitize-ansi.js'
import { expect, test } from 'vitest'
import { isClean, squeezed, stepped } from '../../src/tui/ink-styles.ts'

const columns = 80
const begun = 'xxxxxxxxxxxxxxxx'

/** The cells of a row, with how each is drawn, after it stood full and a line was written over its end. */
async function drawn(line: string): Promise<string[]> {
  const screen = new Terminal({ cols: columns, rows: 2, allowProposedApi: true })
  await new Promise<void>((resolve) => screen.write(`${'#'.repeat(60)}\x1b[17G\x1b[K${line}`, resolve))
  const row = screen.buffer.active.getLine(0)
  return Array.from({ length: columns }, (_, at) => {
    const cell = row?.getCell(at)
    if (!cell) return ''
    const sign = cell.getChars() || ' '
    const ground = [Boolean(cell.isUnderline()), Boolean(cell.isInverse()), cell.getBgColor()]
    // On a blank nobody sees the rest.
    if (sign === ' ' && !cell.isInverse()) return [sign, ...ground].join()
    return [sign, ...ground, ...[cell.isBold(), cell.isDim(), cell.isItalic()].map(Boolean), cell.getFgColor()].join()
  })
}

const style = fc.constantFrom(
  ...([
    [1, 22],
    [2, 22],
    [3, 23],
    [4, 24],
    [7, 27],
    [31, 39],
    [36, 39],
    [41, 49],
    [90, 39],
  ] as const),
)
const words = fc.constantFrom('', ' ', '          ', 'a', '陈大文', '12', ' '.repeat(7))
const piece = fc.tuple(fc.array(style, { maxLength: 3 }), words).map(
  ([styles, text]) =>
    styles.map(([on]) => `\x1b[${on}m`).join('') +
    text +
    styles
      .toReversed()
      .map(([, off]) => `\x1b[${off}m`)
      .join(''),
)
const line = fc.array(piece, { minLength: 1, maxLength: 6 }).map((pieces) => pieces.join(''))

test('a line in fewer bytes is drawn cell by cell as the whole one', async () => {
  await fc.assert(
    fc.asyncProperty(line, async (text) => {
      const short = squeezed(text)
      expect(short.length).toBeLessThanOrEqual(text.length)
      expect(await drawn(short)).toEqual(await drawn(text))
    }),
    { numRuns: 300 },
  )
})

test('styles that begin and end with nothing between them are not told, blanks of an erased line are stepped over', () => {
  expect(squeezed('\x1b[31m\x1b[39m\x1b[1m\x1b[22m\x1b[2mx\x1b[22m')).toBe('\x1b[2mx\x1b[22m')
  expect(squeezed(`a${' '.repeat(20)}b`)).toBe('a\x1b[20Cb')
  expect(squeezed(`\x1b[7ma${' '.repeat(20)}b\x1b[27m`)).toContain(' '.repeat(20))
})

test('colours with numbers of their own stay as they are told', () => {
  const text = '\x1b[38;5;208m\x1b[1mx\x1b[22m\x1b[39m'
  expect(squeezed(text)).toBe(text)
})

test('several steps to the next line are one', () => {
  expect(stepped(`${begun}\x1b[E\x1b[E\x1b[E${begun}\x1b[E`)).toBe(`${begun}\x1b[3E${begun}\x1b[E`)
})

test('what is taken as clean, Ink leaves as it is', () => {
  const character = fc.constantFrom(
    'a',
    '客',
    ' ',
    '\n',
    '\t',
    '\x1b[1m',
    '\x1b[36;1m',
    '\x1b[m',
    '\u0301',
    '\u0085',
    '\x07',
    '\x1b[2J',
    '\x1b]8;;x\x07',
    '│',
    '𠮷',
  )
  fc.assert(
    fc.property(fc.array(character, { maxLength: 8 }), (all) => {
      const text = all.join('')
      fc.pre(isClean(text))
      expect(sanitizeAnsi(text)).toBe(text)
    }),
    { numRuns: 2_000 },
  )
  expect(isClean('\x1b[1m客户 a│\x1b[22m')).toBe(true)
})
