import { cellWidth, graphemesOf } from '../../app/cells.ts'

/** Signs that may not begin a line (避头), and signs that may not end one (避尾). */
const notFirst = /^[，。、；：！？）】》」』”’…·,.;:!?)\]}%]/u
const notLast = /[（【《「『“‘([{]$/u

const isOfWord = /^[0-9A-Za-zÀ-ɏ'’_./-]$/

/** Breaks prose into lines of at most `width` cells: Latin between words, Han anywhere that its signs allow. */
export function wrapCells(text: string, width: number): string[] {
  const lines: string[] = []
  for (const paragraph of text.split(/\r?\n/)) {
    let current = ''
    let cells = 0
    for (const piece of pieces(paragraph)) {
      const wide = cellWidth(piece)
      if (cells + wide > width && current !== '') {
        const [kept, carried] = notFirst.test(piece) ? lastPiece(current) : carryOpening(current)
        lines.push(kept.trimEnd())
        current = carried
        cells = cellWidth(current)
      }
      if (piece === ' ' && current === '') continue
      if (wide > width) {
        for (const part of hardCut(piece, width)) lines.push(part)
        continue
      }
      current += piece
      cells += wide
    }
    lines.push(current.trimEnd())
  }
  return lines
}

/** Latin words whole, everything else grapheme by grapheme. */
function pieces(text: string): string[] {
  const found: string[] = []
  let word = ''
  for (const segment of graphemesOf(text)) {
    // A comma or a yuan sign within an amount does not end it: `¥17,428.27`.
    if (isOfWord.test(segment) || (segment === ',' && /\d$/.test(word)) || (segment === '¥' && word === ''))
      word += segment
    else {
      if (word) found.push(word)
      word = ''
      found.push(segment)
    }
  }
  if (word) found.push(word)
  return found
}

/** A sign that may not begin a line takes the character before it along. */
function lastPiece(current: string): [string, string] {
  const parts = pieces(current)
  const last = parts.pop() ?? ''
  return parts.length === 0 ? [current, ''] : [parts.join(''), last]
}

function carryOpening(current: string): [string, string] {
  return notLast.test(current) ? lastPiece(current) : [current, '']
}

function hardCut(piece: string, width: number): string[] {
  const parts: string[] = []
  let part = ''
  for (const segment of graphemesOf(piece)) {
    if (cellWidth(part + segment) > width) {
      parts.push(part)
      part = ''
    }
    part += segment
  }
  return [...parts, part]
}
