import { Terminal } from '@xterm/headless'
import { assert, constantFrom, property, string } from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { cellWidth, fitCells, setAmbiguousWidth } from '../../src/app/cells.ts'
import { isAmbiguous } from '../../src/app/ambiguous-ranges.ts'
import { drawable } from '../../src/app/drawn.ts'
import { paint } from '../../src/tui/present/line.ts'
import { plainTheme } from '../../src/tui/theme.ts'
import { eastAsianWidth, widthsOf } from '../terminal-widths.ts'

afterEach(() => setAmbiguousWidth(1))

test('the table of ambiguous characters is that of Unicode', () => {
  for (let point = 0x80; point <= 0x10ffff; point++) {
    const wide = eastAsianWidth(point, { ambiguousAsWide: true }) !== eastAsianWidth(point)
    if (isAmbiguous(point) !== wide) throw new Error(`U+${point.toString(16)}`)
  }
})

test('where they are wide, what is drawn has the cells that were reckoned', () => {
  setAmbiguousWidth(2)
  for (const text of ['陈…', '核定剩2天 · 等3时', 'α é ±', '“陈”', '│', '→']) {
    const drawn = drawable(text)
    expect(cellWidth(drawn)).toBe(cellWidth(text))
    const cells = [...drawn].reduce(
      (sum, one) => sum + eastAsianWidth(one.codePointAt(0) ?? 0, { ambiguousAsWide: true }),
      0,
    )
    expect(cells, text).toBe(cellWidth(text))
  }
  expect(fitCells('陈大文的住院理赔', 9)).toBe('陈大文.. ')
})

test.each([
  ['👨‍👩‍👧‍👦 一家', '👨 一家'],
  ['⚠️ 注意', '⚠ 注意'],
  ['🇨🇳', 'CN'],
  ['1️⃣', '1'],
  ['👍🏽', '👍'],
  ['葛󠄀城', '葛󠄀城'],
  ['陳𠮷', '陳𠮷'],
])('%s is drawn as %s', (text, drawn) => {
  expect(drawable(text)).toBe(drawn)
})

/** Names as they come: Han of both planes, what was pasted in from a phone, marks that turn the direction. */
const parts = [
  ...['陈', '大', '文', '𠮷', '𪚥', '葛󠄀', 'é', 'é', 'Ångström', '·', '…', '“', '”', '—', '①', '○', '→', 'ß', 'Ω'],
  ...[
    '👨‍👩‍👧‍👦',
    '⚠️',
    '🇨🇳',
    '1️⃣',
    '👍🏽',
    '🌹',
    '✅',
    '\u200f',
    '\u202e',
    '\u2066',
    '\u200d',
    'שלום',
    'محمد',
    'ｱｲ',
    '한',
    ' ',
    'A',
  ],
]
const names = string({ unit: constantFrom(...parts), minLength: 1, maxLength: 24 })
const cols = 60

describe.each([1, 2] as const)('on a terminal where ambiguous characters are %i wide', (ambiguous) => {
  test('terminal 10: no row of 10,000 names is wider than the screen', async () => {
    setAmbiguousWidth(ambiguous)
    const rows: string[] = []
    assert(
      property(names, names, (name, title) => {
        const spans = [
          { text: '>', cells: 1 },
          { text: name, cells: 9 },
          { text: title, cells: 30 },
          { text: ` ${name}${title}` },
        ]
        rows.push(paint({ spans }, cols, plainTheme))
      }),
      { numRuns: 10_000 },
    )
    const terminal = new Terminal({ cols: 400, rows: 2, allowProposedApi: true })
    widthsOf(terminal, ambiguous)
    for (let from = 0; from < rows.length; from += 500) {
      const ends: Promise<number>[] = []
      for (const row of rows.slice(from, from + 500))
        ends.push(
          new Promise((resolve) => terminal.write(`\r\x1b[K${row}`, () => resolve(terminal.buffer.active.cursorX))),
        )
      for (const [at, x] of (await Promise.all(ends)).entries())
        expect(x, JSON.stringify(rows[from + at])).toBeLessThanOrEqual(cols)
    }
  })
})
