import fc from 'fast-check'
import { expect, test } from 'vitest'
import { drawable } from '../../src/app/drawn.ts'
import { cellWidth, graphemesOf } from '../../src/app/cells.ts'
import { edits, insert, type Typed } from '../../src/tui/edit-line.ts'
import { fieldWindow } from '../../src/tui/present/field-window.ts'

/** `|` is the caret. */
function typed(text: string): Typed {
  const caret = text.indexOf('|')
  return { text: text.replace('|', ''), caret }
}
const shown = ({ text, caret }: Typed) => `${text.slice(0, caret)}|${text.slice(caret)}`

test.each([
  ['left', '陈大文|', '陈大|文'],
  ['left', '|陈', '|陈'],
  ['left', '𠮷👨‍👩‍👧|野', '𠮷|👨‍👩‍👧野'],
  ['right', '𠮷|👨‍👩‍👧野', '𠮷👨‍👩‍👧|野'],
  ['right', '野|', '野|'],
  ['home', '陈大|文', '|陈大文'],
  ['end', '陈|大文', '陈大文|'],
  ['backspace', '𠮷|野', '|野'],
  ['backspace', '|野', '|野'],
  ['delete', '陈|👨‍👩‍👧文', '陈|文'],
  ['delete', '陈|', '陈|'],
  ['to-end', '陈大|文', '陈大|'],
  ['to-start', '陈大|文', '|文'],
  ['word-left', 'policy number  |', 'policy |number  '],
  ['word-left', '我们已经收到，|', '我们已经|收到，'],
  ['word-right', '|我们已经收到', '我们|已经收到'],
  ['word-back', 'call the hospital|', 'call the |'],
  ['word-forward', '|call the', '| the'],
])('%s of %s is %s', (name, before, after) => {
  expect(shown(edits[name]?.(typed(before)) as Typed)).toBe(after)
})

test('a text that has no room left takes what fits, never half a character', () => {
  expect(insert(typed('ab|c'), 'xyz', 5)).toEqual({ text: 'abxyc', caret: 4 })
  expect(insert(typed('ab|c'), '𠮷', 4)).toEqual({ text: 'abc', caret: 2 })
  expect(insert(typed('ab|c'), 'x', 3)).toEqual({ text: 'abc', caret: 2 })
})

const piece = fc.constantFrom('a', '1', '陈', '，', '𠮷', '👨‍👩‍👧', 'é', ' ', '\n', '⚠️')
const texts = fc.array(piece, { maxLength: 400 })

test('the window fits, shows the caret and what stands before it, whatever the text', () => {
  fc.assert(
    fc.property(texts, texts, fc.integer({ min: 4, max: 120 }), (before, after, cells) => {
      const [left, right] = [before.join(''), after.join('')]
      const { shown: seen, caretCell } = fieldWindow({ text: left + right, caret: left.length }, cells)
      expect(cellWidth(seen)).toBeLessThanOrEqual(cells)
      expect(caretCell).toBeLessThan(cells)
      const [head, tail] = [left, right].map((text) => graphemesOf(drawable(text.replaceAll('\n', '↵'))).join(''))
      let cut = 0
      for (const one of graphemesOf(seen)) {
        if (cellWidth(seen.slice(0, cut)) >= caretCell) break
        cut += one.length
      }
      expect(head?.endsWith(seen.slice(0, cut))).toBe(true)
      expect(tail?.startsWith(seen.slice(cut))).toBe(true)
    }),
  )
})

test('a text of 100 kB is drawn and edited in no time', () => {
  const text = '赔付👨‍👩‍👧金额，'.repeat(10_000)
  const began = performance.now()
  for (let turn = 0; turn < 20; turn++) {
    const moved = edits['word-left']?.({ text, caret: text.length - turn * 7 }) as Typed
    fieldWindow(moved, 80)
  }
  expect((performance.now() - began) / 20).toBeLessThan(16)
})
