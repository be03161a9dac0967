/**
 * The signs of ambiguous width that this program draws or quotes, and what stands for them where they are two cells wide: a sign
 * of one cell everywhere, or for `…` two of them.
 */
export const plainSigns: ReadonlyMap<string, string> = new Map([
  ['…', '..'],
  ['│', '|'],
  ['─', '-'],
  ['·', '.'],
  ['←', '<'],
  ['→', '>'],
  ['↑', '^'],
  ['↓', 'v'],
  ['“', '"'],
  ['”', '"'],
  ['‘', "'"],
  ['’', "'"],
  ['–', '-'],
  ['—', '-'],
  ['×', 'x'],
  ['●', '*'],
  ['■', '#'],
  ['★', '*'],
  ['█', '#'],
  ['▇', '*'],
  ['▆', '+'],
  ['▅', '='],
  ['▄', '-'],
  ['▃', ':'],
  ['▂', '.'],
  ['▁', '_'],
  ['░', '.'],
])
