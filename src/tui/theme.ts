/** What a piece of text means, never how it looks. State is always also said by a word or a sign. */
export type Tone = 'plain' | 'dim' | 'strong' | 'title' | 'accent' | 'good' | 'warn' | 'bad'

export type Theme = {
  tones: Record<Tone, readonly [open: string, close: string]>
  selected: readonly [open: string, close: string]
}

const none = ['', ''] as const

/** Works on dark and on light grounds: bold and the terminal's own colours only. */
export const colourTheme: Theme = {
  tones: {
    plain: none,
    dim: ['\x1b[2m', '\x1b[22m'],
    strong: ['\x1b[1m', '\x1b[22m'],
    title: ['\x1b[1;36m', '\x1b[22;39m'],
    accent: ['\x1b[36m', '\x1b[39m'],
    good: ['\x1b[32m', '\x1b[39m'],
    warn: ['\x1b[33m', '\x1b[39m'],
    bad: ['\x1b[31m', '\x1b[39m'],
  },
  selected: ['\x1b[7m', '\x1b[27m'],
}

/** NO_COLOR: weight and inversion stay, colour goes. */
export const plainTheme: Theme = {
  tones: {
    plain: none,
    dim: none,
    strong: ['\x1b[1m', '\x1b[22m'],
    title: ['\x1b[1m', '\x1b[22m'],
    accent: none,
    good: none,
    warn: none,
    bad: ['\x1b[1m', '\x1b[22m'],
  },
  selected: ['\x1b[7m', '\x1b[27m'],
}
