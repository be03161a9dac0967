import fc from 'fast-check'
// Ink’s own, which it does not export.
import InkOutput from '../../node_modules/ink/build/output.js'
import { Terminal } from '@xterm/headless'
import { expect, test } from 'vitest'
import { type Operation, rowsOf } from '../../src/tui/ink-rows.ts'

const [cols, height] = [40, 6]
const styles = [
  ['', ''],
  ['\x1b[2m', '\x1b[22m'],
  ['\x1b[1;36m', '\x1b[22;39m'],
  ['\x1b[7m', '\x1b[27m'],
] as const
const piece = fc
  .tuple(fc.constantFrom(...styles), fc.constantFrom('客户', '队列 1/9', 'open', '  ', '理赔…', '𠮷', '│'))
  .map(([[open, close], text]) => open + text + close)
const lines = (rows: number) =>
  fc
    .array(
      fc.array(piece, { maxLength: 2 }).map((all) => all.join('')),
      { minLength: rows, maxLength: rows },
    )
    .map((all) => all.join('\n'))
const write = (x: number, y: number, text: string): Operation => ({
  type: 'write',
  x,
  y,
  text,
  transformers: [(line) => line],
})

/** What a terminal shows of a frame: its cells with their styles. */
async function cellsOf(frame: string): Promise<string[]> {
  const terminal = new Terminal({ cols, rows: height, allowProposedApi: true })
  await new Promise<void>((resolve) => terminal.write(frame.replaceAll('\n', '\r\n'), resolve))
  return Array.from({ length: height }, (_, y) =>
    Array.from({ length: cols }, (_one, x) => {
      const cell = terminal.buffer.active.getLine(y)?.getCell(x)
      return `${cell?.getChars() || ' '}${cell?.isDim()}${cell?.isBold()}${cell?.isInverse()}${cell?.getFgColor()}`
    }).join('|'),
  )
}

function byInk(operations: readonly Operation[]): string {
  const output = new InkOutput({ width: cols, height })
  for (const one of operations) if (one.type === 'write') output.write(one.x, one.y, one.text, one)
  return output.get().output
}

test('panes beside each other show what Ink’s own grid shows', async () => {
  await fc.assert(
    fc.asyncProperty(lines(1), lines(4), lines(4), lines(1), async (head, left, right, foot) => {
      const frame = [write(0, 0, head), write(0, 1, left), write(19, 1, right), write(0, 5, foot)]
      const rows = rowsOf(frame, height)
      expect(rows).not.toBeNull()
      expect(await cellsOf(rows ?? '')).toEqual(await cellsOf(byInk(frame)))
    }),
    { numRuns: 200 },
  )
})

test.each([
  ['a clipped write', [{ type: 'clip' }, write(0, 0, 'a'), { type: 'unclip' }]],
  ['writes over each other', [write(0, 0, 'abc'), write(1, 0, 'x')]],
  ['a style that goes on in the next line', [write(0, 0, '\x1b[1ma\nb\x1b[22m')]],
  ['a character that has no cell', [write(0, 0, 'a\u200b\u200db')]],
  ['a link', [write(0, 0, '\x1b]8;;https://example.com\x07a\x1b]8;;\x07')]],
  ['a colour of three parts', [write(0, 0, '\x1b[38;2;1;2;3ma\x1b[39m')]],
] as [string, Operation[]][])('%s is left to Ink', (_what, operations) => {
  expect(rowsOf(operations, height)).toBeNull()
})
