import { isAmbiguous } from './ambiguous-ranges.ts'
import { plainSigns } from './plain-signs.ts'
import { isWide } from './wide-ranges.ts'

/** How many cells the terminal gives to a character of ambiguous width. One process draws on one terminal. */
let ambiguousCells: 1 | 2 = 1

/** To be said before anything is measured, and again when the terminal turns out to be another. */
export function setAmbiguousWidth(cells: 1 | 2): void {
  ambiguousCells = cells
  widths.clear()
}

export function isAmbiguousWide(): boolean {
  return ambiguousCells === 2
}

/**
 * How many terminal cells a text takes, by the same rules as Ink's own measure (a test holds the two together): a grapheme is
 * one or two cells, combining marks and invisible characters none. Pass text of others through `stripUnsafe` first. Where
 * ambiguous characters are wide, those that are drawn as a plain sign (plain-signs.ts) have the width of that.
 */
export function cellWidth(text: string): number {
  let width = 0
  for (let index = 0; index < text.length; index++) {
    const cells = simpleCells(text.charCodeAt(index))
    if (cells === 0) return measured(text)
    width += cells
  }
  return width
}

/** The text character by character, as people count them. */
export function graphemesOf(text: string): string[] {
  for (let index = 0; index < text.length; index++)
    if (simpleCells(text.charCodeAt(index)) === 0)
      return Array.from(unicode().segmenter.segment(text), ({ segment }) => segment)
  return text.split('')
}

export type Fit = {
  /** What shows that something was cut off; `…` unless said, `..` where that is wide. */
  ellipsis?: string
  align?: 'left' | 'right'
}

/** The text in exactly so many cells: padded with blanks, or cut between graphemes. A wide one that does not fit leaves a blank. */
export function fitCells(
  text: string,
  cells: number,
  { ellipsis = isAmbiguousWide() ? '..' : '…', align = 'left' }: Fit = {},
): string {
  const width = cellWidth(text)
  if (width <= cells) return pad(text, cells - width, align)
  const room = cells - cellWidth(ellipsis)
  const mark = room < 0 ? '' : ellipsis
  const kept = cut(text, room < 0 ? cells : room)
  return pad(kept + mark, cells - cellWidth(kept) - cellWidth(mark), align)
}

/**
 * A text from outside, made harmless to show on one line: escape sequences and control characters go, line breaks and tabs
 * become a blank, direction controls and invisible characters go, broken halves of characters become U+FFFD. Variation
 * selectors stay (rare Han forms need them), and the joiners inside emoji.
 */
export function stripUnsafe(text: string): string {
  if (plain.test(text)) return text
  return text
    .replaceAll(unicode().escapes, '')
    .replaceAll(unicode().breaks, ' ')
    .replaceAll(unicode().invisible, '')
    .replaceAll(unicode().looseJoiner, '')
    .toWellFormed()
}

/** `stripUnsafe` for a text of several lines, which stay lines. */
export function stripUnsafeLines(text: string): string {
  return text
    .split(/\r\n|\n/)
    .map(stripUnsafe)
    .join('\n')
}

/** JSON that says the same, in which nothing moves a terminal: what `JSON.stringify` leaves of controls is written as `\\u…`. */
export function inertJson(text: string): string {
  return text.replaceAll(
    /[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}

const plain =
  /^[\x20-\x7e\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u2190-\u2193\u2500-\u259f\u3000-\u3029\u3030-\u3163\u3400-\u9fff\uff01-\uff60]*$/
/** Cells of a code unit that is a grapheme whatever stands beside it; 0 when only the segmenter can tell. */
function simpleCells(unit: number): 0 | 1 | 2 {
  if (unit < 0x7f) return unit >= 0x20 ? 1 : 0
  if (unit >= 0x3400 && unit <= 0x9fff) return 2
  // Of one that a mark may follow only the segmenter can tell, as ever.
  if (ambiguousCells === 2 && unit >= 0xa0 && isAmbiguous(unit)) return isPlainWidth(unit) ? wideCells(unit) : 0
  if (unit >= 0x2010 && unit <= 0x2027) return 1
  if (unit >= 0x2190 && unit <= 0x2193) return 1
  if (unit >= 0x2500 && unit <= 0x259f) return 1
  if ((unit >= 0x3001 && unit <= 0x3029) || (unit >= 0xff01 && unit <= 0xff60)) return 2
  return unit >= 0xa0 && unit <= 0xff && unit !== 0xad ? 1 : 0
}

/** Whether it is a grapheme whatever stands beside it. */
function isPlainWidth(unit: number): boolean {
  return (unit <= 0xff && unit !== 0xad) || (unit >= 0x2010 && unit <= 0x2027) || (unit >= 0x2500 && unit <= 0x259f)
}

function wideCells(point: number): 1 | 2 {
  return plainSigns.get(String.fromCodePoint(point))?.length === 1 ? 1 : 2
}

/** The cells of one visible code point. */
function pointCells(point: number): 1 | 2 {
  if (isWide(point)) return 2
  return ambiguousCells === 2 && isAmbiguous(point) ? wideCells(point) : 1
}

const remembered = 4_096
const widths = new Map<string, number>()

function measured(text: string): number {
  const known = widths.get(text)
  if (known !== undefined) return known
  let width = 0
  for (const grapheme of graphemesOf(text)) width += graphemeCells(grapheme)
  if (widths.size >= remembered) widths.clear()
  widths.set(text, width)
  return width
}

function cut(text: string, cells: number): string {
  let [width, end] = [0, 0]
  for (const grapheme of graphemesOf(text)) {
    width += graphemeCells(grapheme)
    if (width > cells) break
    end += grapheme.length
  }
  return text.slice(0, end)
}

function pad(text: string, blanks: number, align: 'left' | 'right'): string {
  return align === 'left' ? text + ' '.repeat(blanks) : ' '.repeat(blanks) + text
}

/** A Han character beyond the basic plane, alone: in names, and never an emoji. */
const rareHan = /^[\u{20000}-\u{2fffd}\u{30000}-\u{3fffd}]$/u
const keycap = /^[\d#*]\u20e3$/

function graphemeCells(grapheme: string): number {
  const only = grapheme.length === 1 ? simpleCells(grapheme.charCodeAt(0)) : 0
  if (only > 0) return only
  if (rareHan.test(grapheme)) return 2
  const from = grapheme.search(unicode().visible)
  if (from === -1) return 0
  // A single character that is drawn as an emoji is wide by its own width too.
  if (grapheme.length === 1) return pointCells(grapheme.charCodeAt(0))
  if (unicode().emoji.test(grapheme) || isUnlistedEmoji(grapheme)) return 2
  const points = Array.from(grapheme.slice(from)).filter((character) => unicode().visible.test(character))
  const isKorean = isJamo(codeAt(points, 0))
  let [width, isMixed] = [0, false]
  for (let index = 0; index < points.length; index++) {
    const point = codeAt(points, index)
    // From a whole syllable among Korean letters on, everything is drawn by itself.
    isMixed ||= isKorean && !isJamo(point)
    if (isKorean && !isMixed && isLeadingJamo(point) && isVowelJamo(codeAt(points, index + 1))) {
      // A syllable of letters is drawn as one block of two cells.
      width += 2
      index += isTrailingJamo(codeAt(points, index + 2)) ? 2 : 1
    } else if (index === 0 || isKorean || isDrawnBeside(points[index] ?? '')) width += pointCells(point)
  }
  return width
}

/** Sequences that terminals draw as one emoji although no list of emoji has them. */
function isUnlistedEmoji(grapheme: string): boolean {
  if (grapheme.length > 50) return false
  if (keycap.test(grapheme)) return true
  return grapheme.includes('\u200d') && (grapheme.match(unicode().pictographic)?.length ?? 0) >= 2
}

/** Marks within a grapheme that have a cell of their own. */
function isDrawnBeside(character: string): boolean {
  return unicode().spacingMark.test(character) || (character >= '\uff00' && character <= '\uffef')
}

function codeAt(points: readonly string[], index: number): number {
  return points[index]?.codePointAt(0) ?? 0
}

function isLeadingJamo(point: number): boolean {
  return (point >= 0x1100 && point <= 0x115f) || (point >= 0xa960 && point <= 0xa97c)
}
function isVowelJamo(point: number): boolean {
  return (point >= 0x1160 && point <= 0x11a7) || (point >= 0xd7b0 && point <= 0xd7c6)
}
function isTrailingJamo(point: number): boolean {
  return (point >= 0x11a8 && point <= 0x11ff) || (point >= 0xd7cb && point <= 0xd7fb)
}
function isJamo(point: number): boolean {
  return isLeadingJamo(point) || isVowelJamo(point) || isTrailingJamo(point)
}

/**
 * Patterns over the tables of Unicode. V8 reads the tables when a pattern is made, some 40 ms for these, and most screens need
 * none of them: they are made for the first text that does.
 */
function readTables() {
  return {
    segmenter: new Intl.Segmenter(),
    /** CSI; then OSC, DCS, SOS, PM and APC with their text when they end; then any other escape. 7-bit and 8-bit forms. */
    escapes:
      // oxlint-disable-next-line no-control-regex
      /(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c]*(?:\x07|\x1b\\|\x9c)|\x1b[ -/]*[0-~]?/g,
    breaks: /\r\n|[\t\n\v\f\r\x85\u2028\u2029]/g,
    invisible:
      // oxlint-disable-next-line no-control-regex, no-misleading-character-class
      /[\x00-\x1f\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b\u200c\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\u{e0000}-\u{e00ff}]/gu,
    looseJoiner:
      /(?<![\p{Extended_Pictographic}\p{Emoji_Modifier}]\ufe0f?)\u200d|\u200d(?!\p{Extended_Pictographic})/gu,
    visible:
      /[^\p{Default_Ignorable_Code_Point}\p{Control}\p{Format}\p{Nonspacing_Mark}\p{Enclosing_Mark}\p{Surrogate}]/v,
    emoji: /^\p{RGI_Emoji}$/v,
    pictographic: /\p{Extended_Pictographic}/gu,
    spacingMark: /\p{Spacing_Mark}/v,
  }
}

let tables: ReturnType<typeof readTables> | undefined
const unicode = () => (tables ??= readTables())
