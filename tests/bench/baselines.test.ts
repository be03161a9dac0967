import { expect, test } from 'vitest'
import { compared } from './baselines.ts'

const baselines = {
  'first frame': { median: 2, tolerance: 0.25, better: 'less' },
  'rows a second': { median: 0.5, tolerance: 0.25, better: 'more' },
} as const

test.each([
  ['first frame', '2.4', '2', false],
  ['first frame', '2.6', '2 !', false],
  ['first frame', '6.5', '2 !', true],
  ['first frame', '0.2', '2', false],
  ['rows a second', '0.45', '0.5', false],
  ['rows a second', '0.3', '0.5 !', false],
  ['rows a second', '0.1', '0.5 !', true],
  ['rows a second', '', '', false],
  ['something new', '9', '', false],
])('terminal 15: %s at %s is held against what it was: %s', (what, ratio, baseline, isFarOff) => {
  const row = { what, ours: '', yardstick: '', ratio, aim: '' }
  expect(compared([row], baselines)).toEqual([{ ...row, baseline, isFarOff }])
})
