import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import type { Terminal } from '@xterm/headless'

// What Ink measures with, wherever npm has put it.
const stringWidth = createRequire(createRequire(import.meta.url).resolve('ink')).resolve('string-width')
const tables = createRequire(stringWidth).resolve('get-east-asian-width')
export const { eastAsianWidth } = (await import(pathToFileURL(tables).href)) as {
  eastAsianWidth: (point: number, options?: { ambiguousAsWide: boolean }) => number
}

const invisible = /^[\p{Mn}\p{Me}\p{Cf}\p{Default_Ignorable_Code_Point}]$/u

/** Makes a terminal draw every code point by the tables of Unicode, one after the other: what it does with joined ones at worst. */
export function widthsOf(terminal: Terminal, ambiguous: 1 | 2): void {
  const wcwidth = (point: number): 0 | 1 | 2 => {
    if (point < 0x20 || invisible.test(String.fromCodePoint(point))) return 0
    return eastAsianWidth(point, { ambiguousAsWide: ambiguous === 2 }) as 1 | 2
  }
  terminal.unicode.register({
    version: `ambiguous-${ambiguous}`,
    wcwidth,
    charProperties(point, preceding) {
      const width = wcwidth(point)
      const before = (preceding >> 1) & 3
      const joins = width === 0 && before > 0
      return ((joins ? before : width) << 1) | (joins ? 1 : 0)
    },
  })
  terminal.unicode.activeVersion = `ambiguous-${ambiguous}`
}
