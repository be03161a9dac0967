import { describe, expect, test } from 'vitest'
import { themes } from '../../src/core/settings/settings.ts'
import { backgroundOf, probeTerminal } from '../../src/app/terminal-probe.ts'
import { palettes, themeOf, type Tone } from '../../src/tui/theme.ts'

const steps = [0, 95, 135, 175, 215, 255]

/** The colour of a number above 15 of xterm's palette: a cube of six steps a side, then greys. */
function rgb(number: number): number[] {
  if (number >= 232) return [0, 0, 0].map(() => 8 + (number - 232) * 10)
  const at = number - 16
  return [Math.floor(at / 36), Math.floor(at / 6) % 6, at % 6].map((step) => steps[step] ?? 0)
}

/** Relative luminance, and contrast, as WCAG 2 reckons them. */
function luminance(colour: readonly number[]): number {
  const [red = 0, green = 0, blue = 0] = colour.map((part) => {
    const value = part / 255
    return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
function contrast(a: readonly number[], b: readonly number[]): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((one, other) => one - other)
  return (high + 0.05) / (low + 0.05)
}

const grounds = {
  dark: [
    [0, 0, 0],
    [30, 30, 30],
    [0x28, 0x2c, 0x34],
  ],
  light: [
    [255, 255, 255],
    [0xfd, 0xf6, 0xe3],
    [0xee, 0xee, 0xee],
  ],
  highOnDark: [
    [0, 0, 0],
    [30, 30, 30],
  ],
  highOnLight: [
    [255, 255, 255],
    [0xf8, 0xf8, 0xf8],
  ],
} as const

describe.each(Object.keys(palettes) as (keyof typeof palettes)[])('terminal 11: the colours %s', (name) => {
  const least = name.startsWith('high') ? 7 : 4.5
  test.each(Object.entries(palettes[name]))(`%s (%i) stand out by ${least}:1`, (_tone, number) => {
    for (const ground of grounds[name]) expect(contrast(rgb(number), ground)).toBeGreaterThanOrEqual(least)
  })
})

test('terminal 11: every theme ends what it begins, and no colour is left without colours', () => {
  for (const name of themes)
    for (const ground of ['dark', 'light', null] as const)
      for (const colours of [0, 16, 256]) {
        const { tones } = themeOf(name, ground, colours)
        for (const [open, close] of Object.values(tones)) expect(open === '').toBe(close === '')
        if (colours === 0) expect(JSON.stringify(tones)).not.toMatch(/\[(?:[39]\d|38;)/)
      }
  const seen = (name: (typeof themes)[number], tone: Tone) => themeOf(name, 'light', 256).tones[tone][0]
  expect(seen('auto', 'good')).toBe(seen('light', 'good'))
  expect(seen('dark', 'good')).not.toBe(seen('light', 'good'))
})

test.each([
  ['\x1b]11;rgb:1e1e/1e1e/2e2e\x1b\\', {}, 'dark'],
  ['\x1b]11;rgb:ffff/ffff/ffff\x07', {}, 'light'],
  ['\x1b]11;rgb:fd/f6/e3\x07', {}, 'light'],
  ['\x1b]11;rgb:ffff/ffff/ffff\x07', { TMUX: '/tmp/tmux' }, null],
  ['\x1b[A', {}, undefined],
] as const)('%j in %j tells of a ground that is %s', (sequence, env, ground) => {
  expect(backgroundOf(sequence, env)).toBe(ground)
})

test('terminal 10: the terminal is asked once, an answer is taken once, and nobody waits for a terminal that is silent', async () => {
  let written = ''
  const probe = probeTerminal((text) => (written += text), {})
  expect(written).toContain('\x1b[6n')
  await probe.within(1)
  expect(probe.answers).toEqual({ ambiguousWidth: null, background: null })
  let isLate = false
  probe.onLate(() => (isLate = true))
  expect(probe.take('\x1b[1;3R')).toBe(true)
  expect(probe.answers.ambiguousWidth).toBe(2)
  expect(isLate).toBe(true)
  // F3 with Shift is written like it.
  expect(probe.take('\x1b[1;2R')).toBe(false)
})
