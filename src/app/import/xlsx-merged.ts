import type { Parts } from './xlsx-zip.ts'

/** Cells that are one, of columns and rows counted from 1. */
export type Merged = { range: string; left: number; top: number; right: number; bottom: number }

/**
 * The merged cells of a sheet. They stand behind its rows, so it is looked through once for them alone: as text, which takes a tenth
 * of the time of reading it.
 */
export async function mergedIn(parts: Parts, sheet: string): Promise<Merged[]> {
  const merged: Merged[] = []
  let rest = ''
  for await (const chunk of parts.read(sheet)) {
    const text = rest + chunk.toString('latin1')
    let end = 0
    for (const { 1: range = '', 0: found, index } of text.matchAll(
      /<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]+\d+:[A-Z]+\d+)"/g,
    )) {
      end = index + found.length
      const [from = '', to = ''] = range.split(':')
      const [start, stop] = [cellAt(from), cellAt(to)]
      merged.push({ range, left: start.column, top: start.row, right: stop.column, bottom: stop.row })
    }
    rest = text.slice(Math.max(end, text.length - 100))
  }
  return merged.sort((a, b) => a.top - b.top)
}

/** `C5` → column 3, row 5. */
export function cellAt(name: string): { column: number; row: number } {
  let column = 0
  let at = 0
  for (; at < name.length; at++) {
    const letter = name.charCodeAt(at) - 64
    if (letter < 1 || letter > 26) break
    column = column * 26 + letter
  }
  return { column, row: Number(name.slice(at)) }
}
