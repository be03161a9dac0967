import { assert, integer, property } from 'fast-check'
import { expect, test } from 'vitest'
import { layoutOf } from '../../src/tui/layout.ts'
import { bar, columns } from '../../src/tui/present/charts.ts'

const side = { hasSide: true }
test.each([
  // cols, rows, wish, too small, rows of the body, left, right, side
  [59, 20, {}, true, 18, 59, 0, 0],
  [60, 15, {}, true, 13, 31, 28, 0],
  [60, 20, {}, false, 18, 31, 28, 0],
  [80, 24, {}, false, 22, 42, 37, 0],
  [80, 24, side, false, 22, 42, 37, 0],
  [80, 24, { share: 1 }, false, 22, 80, 0, 0],
  [100, 30, side, false, 28, 52, 47, 0],
  [160, 50, {}, false, 48, 83, 76, 0],
  [160, 50, side, false, 48, 61, 55, 42],
  [200, 60, side, false, 58, 79, 71, 48],
] as const)('terminal 12: %ix%i %j', (cols, rows, wish, isTooSmall, bodyRows, left, right, third) => {
  expect(layoutOf(cols, rows, false, wish)).toEqual({ cols, rows, isTooSmall, bodyRows, left, right, side: third })
})

test('a line for a prompt takes a row of the body, and nothing else', () => {
  const [without, having] = [layoutOf(100, 30, false), layoutOf(100, 30, true)]
  expect(having).toEqual({ ...without, bodyRows: without.bodyRows - 1 })
})

test('terminal 12: panes and rules fill the columns of any screen, and no pane is too narrow to read', () => {
  assert(
    property(integer({ min: 60, max: 400 }), integer({ min: 16, max: 120 }), (cols, rows) => {
      const { left, right, side: third } = layoutOf(cols, rows, false, side)
      expect(left + 1 + right + (third > 0 ? 1 + third : 0)).toBe(cols)
      expect(Math.min(left, right)).toBeGreaterThanOrEqual(28)
      if (third > 0) expect(third).toBeGreaterThanOrEqual(36)
    }),
  )
})

test('charts say some for some, all for all, and nothing for nothing', () => {
  expect(columns([0, 1, 4, 8])).toBe(' ▁▄█')
  expect(columns([])).toBe('')
  expect(bar(0, 10, 4)).toBe('░░░░')
  expect(bar(1, 1_000, 4)).toBe('█░░░')
  expect(bar(999, 1_000, 4)).toBe('███░')
  expect(bar(10, 10, 4)).toBe('████')
  expect(bar(20, 10, 4)).toBe('████')
  expect(bar(1, 0, 4)).toBe('░░░░')
})
