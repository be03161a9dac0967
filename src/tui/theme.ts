import type { ThemeName } from '../core/settings/settings.ts'

/** What a piece of text means, never how it looks. State is always also said by a word or a sign. */
export type Tone = 'plain' | 'dim' | 'strong' | 'title' | 'accent' | 'good' | 'warn' | 'bad'

type Look = readonly [open: string, close: string]
export type Theme = { tones: Record<Tone, Look>; selected: Look }

const none: Look = ['', '']
const bold: Look = ['\x1b[1m', '\x1b[22m']
const selected: Look = ['\x1b[7m', '\x1b[27m']

/** By the numbers of the palette of 256, whose colours are the same on every terminal. */
type Colours = Record<'dim' | 'accent' | 'good' | 'warn' | 'bad', number>

/** Each on its ground of a contrast of 4.5:1 or more; the last two of 7:1 (a test reckons it). */
export const palettes = {
  dark: { dim: 248, accent: 80, good: 114, warn: 221, bad: 210 },
  light: { dim: 240, accent: 25, good: 22, warn: 94, bad: 124 },
  highOnDark: { dim: 252, accent: 51, good: 46, warn: 226, bad: 217 },
  highOnLight: { dim: 236, accent: 18, good: 22, warn: 52, bad: 88 },
} as const satisfies Record<string, Colours>

function ofPalette({ dim, accent, good, warn, bad }: Colours, isHigh = false): Theme {
  const colour = (number: number): Look => [`\x1b[38;5;${number}m`, '\x1b[39m']
  const heavy = (number: number): Look => [`\x1b[1m\x1b[38;5;${number}m`, '\x1b[22;39m']
  return {
    tones: {
      ...{ plain: none, strong: bold, title: heavy(accent) },
      ...{ dim: colour(dim), accent: colour(accent), good: colour(good), warn: colour(warn) },
      bad: isHigh ? heavy(bad) : colour(bad),
    },
    selected,
  }
}

/** Where the ground is not known: bold and the terminal's own colours only. */
export const colourTheme: Theme = {
  tones: {
    plain: none,
    dim: ['\x1b[2m', '\x1b[22m'],
    strong: bold,
    title: ['\x1b[1;36m', '\x1b[22;39m'],
    accent: ['\x1b[36m', '\x1b[39m'],
    good: ['\x1b[32m', '\x1b[39m'],
    warn: ['\x1b[33m', '\x1b[39m'],
    bad: ['\x1b[31m', '\x1b[39m'],
  },
  selected,
}

/** NO_COLOR: weight and inversion stay, colour goes. */
export const plainTheme: Theme = {
  tones: { ...{ plain: none, dim: none, strong: bold, title: bold }, accent: none, good: none, warn: none, bad: bold },
  selected,
}

/** A screen reader is given words alone. */
export const wordsTheme: Theme = {
  tones: { plain: none, dim: none, strong: none, title: none, accent: none, good: none, warn: none, bad: none },
  selected: none,
}

export type Ground = 'dark' | 'light' | null

/** The theme of that name on that ground. `colours`: how many the terminal has (0, 16, 256 or more). */
export function themeOf(name: ThemeName, ground: Ground, colours: number): Theme {
  if (name === 'none' || colours === 0) return plainTheme
  if (colours < 256) return name === 'high-contrast' || name === 'light' ? plainTheme : colourTheme
  switch (name) {
    case 'dark':
      return ofPalette(palettes.dark)
    case 'light':
      return ofPalette(palettes.light)
    case 'high-contrast':
      return ofPalette(ground === 'light' ? palettes.highOnLight : palettes.highOnDark, true)
    case 'auto':
      return ground === null ? colourTheme : ofPalette(palettes[ground])
  }
}
