import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { array, assert, constantFrom, property, string } from 'fast-check'
import { expect, test } from 'vitest'
import { cellWidth, fitCells, stripUnsafe, stripUnsafeLines } from '../../src/app/cells.ts'

// What Ink itself measures with, wherever npm has put it.
const inkMeasure = createRequire(createRequire(import.meta.url).resolve('ink')).resolve('string-width')
const { default: stringWidth } = (await import(pathToFileURL(inkMeasure).href)) as {
  default: (text: string, options?: { countAnsiEscapeCodes: boolean }) => number
}

test.each([
  ['', 0],
  ['butler', 6],
  ['陈大文', 6],
  ['核定剩2天 · 等3时12分', 21],
  ['𠮷田', 4],
  ['葛󠄀', 2],
  ['é', 1],
  ['é', 1],
  ['👨‍👩‍👧‍👦', 2],
  ['⚠️', 2],
  ['⚠', 1],
  ['1⃣', 2],
  ['한국', 4],
  ['한', 2],
  ['ガ', 2],
  ['（全角）', 8],
  ['—…“”', 4],
  ['│─█', 3],
  ['a\u200bb', 2],
])('%s takes %i cells', (text, cells) => {
  expect(cellWidth(text)).toBe(cells)
})

test('measures any text as Ink does', () => {
  const same = (text: string) => cellWidth(text) === stringWidth(text, { countAnsiEscapeCodes: true })
  assert(property(string({ unit: 'grapheme', maxLength: 40 }), same), { numRuns: 5_000 })
  assert(property(string({ unit: 'binary', maxLength: 20 }), same), { numRuns: 5_000 })
  const korean = constantFrom('ᄀ', 'ᄁ', 'ᅡ', 'ᆨ', '가', '각', 'a', '文', 'ﾞ')
  assert(
    property(array(korean, { maxLength: 8 }), (letters) => same(letters.join(''))),
    { numRuns: 5_000 },
  )
  // The ends of planes are no characters.
  for (const point of [0x2fffd, 0x2fffe, 0x2ffff, 0x30000, 0x3fffd, 0x3fffe])
    expect(same(String.fromCodePoint(point))).toBe(true)
  // Every code point where the tables are dense, and a comb over the rest.
  for (let point = 0x80; point <= 0x3ffff; point += isDense(point) ? 1 : 13) {
    if (point >= 0xd800 && point <= 0xdfff) continue
    const text = String.fromCodePoint(point)
    if (!same(text)) throw new Error(`U+${point.toString(16)}: ${cellWidth(text)}`)
  }
})

function isDense(point: number): boolean {
  return (point >= 0x2300 && point < 0x3300) || (point >= 0x1f000 && point < 0x1fb00)
}

test('fits a text into exactly so many cells', () => {
  expect(fitCells('陈大文', 8)).toBe('陈大文  ')
  expect(fitCells('12', 4, { align: 'right' })).toBe('  12')
  expect(fitCells('陈大文的住院理赔', 9)).toBe('陈大文的…')
  expect(fitCells('陈大文的住院理赔', 8)).toBe('陈大文… ')
  expect(fitCells('陈大文', 5, { ellipsis: '' })).toBe('陈大 ')
  expect(fitCells('a👨‍👩‍👧‍👦b', 2)).toBe('a…')
  expect(fitCells('陈大文', 1)).toBe('…')
  expect(fitCells('陈大文', 0)).toBe('')
  assert(
    property(string({ unit: 'grapheme', maxLength: 30 }), (text) => {
      const safe = stripUnsafe(text)
      for (let cells = 0; cells < 20; cells += 3) expect(cellWidth(fitCells(safe, cells))).toBe(cells)
    }),
    { numRuns: 2_000 },
  )
})

test.each([
  ['陈\u001b[31m大\u001b[0m文', '陈大文'],
  ['a\u001b]8;;http://x\u0007link\u001b]8;;\u001b\\b', 'alinkb'],
  ['a\u001b]0;title without an end', 'a0;title without an end'],
  ['\u009b2Jx\u009d0;t\u009cy', 'xy'],
  ['a\u0000\u0007\u007f\u0085b', 'a b'],
  ['一行\r\n二行\t三', '一行 二行 三'],
  ['abc\u202e\u2066def\u2069\u200f', 'abcdef'],
  ['零\u200b宽\ufeff\u2060字\u00ad', '零宽字'],
  ['a\u200db', 'ab'],
  ['👩‍⚕️', '👩‍⚕️'],
  ['葛󠄀', '葛󠄀'],
  ['half \ud83d', 'half \ufffd'],
  ['Zoë · 欧阳若兰', 'Zoë · 欧阳若兰'],
])('makes %j harmless', (text, safe) => {
  expect(stripUnsafe(text)).toBe(safe)
})

test('nothing that moves a cursor or a direction is left of any text', () => {
  assert(
    property(string({ unit: 'binary', maxLength: 60 }), (text) => {
      const safe = stripUnsafe(text)
      expect(safe).not.toMatch(/[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u)
      expect(stripUnsafe(safe)).toBe(safe)
      expect(safe.isWellFormed()).toBe(true)
    }),
    { numRuns: 5_000 },
  )
})

test('lines stay lines', () => {
  expect(stripUnsafeLines('一行\u001b[2J\r\n二\t行\n')).toBe('一行\n二 行\n')
})
