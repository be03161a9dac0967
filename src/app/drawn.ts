import { graphemesOf, isAmbiguousWide } from './cells.ts'
import { plainSigns } from './plain-signs.ts'

/** Joined emoji, presentation selectors, keycaps, flags and skin tones: terminals do not agree on the cells of these. */
const disputed = /\u200d|[\ufe0e\ufe0f]|\u20e3|[\u{1f1e6}-\u{1f1ff}]|[\u{1f3fb}-\u{1f3ff}]/u
const unseen = /\u200d|[\ufe0e\ufe0f]|\u20e3/u
const signs = new RegExp(`[${[...plainSigns.keys()].join('')}]`, 'gu')
const firstFlagLetter = 0x1f1e6

/**
 * The text as it is drawn: with signs that every terminal gives the same cells. Of a joined emoji its first stays, of a flag its
 * two letters; where ambiguous characters are wide, the signs of this program become plain ones. Never wider than before.
 */
export function drawable(text: string): string {
  const signed = isAmbiguousWide() ? text.replaceAll(signs, (sign) => plainSigns.get(sign) ?? sign) : text
  return disputed.test(signed) ? graphemesOf(signed).map(undisputed).join('') : signed
}

function undisputed(grapheme: string): string {
  if (!disputed.test(grapheme)) return grapheme
  const [first = '', ...more] = Array.from(grapheme).filter((character) => !unseen.test(character))
  return [first, ...more.filter(isFlagLetter)]
    .map((letter) => (isFlagLetter(letter) ? letterOf(letter) : letter))
    .join('')
}

function isFlagLetter(character: string): boolean {
  const at = (character.codePointAt(0) ?? 0) - firstFlagLetter
  return at >= 0 && at < 26
}

function letterOf(character: string): string {
  return String.fromCharCode(65 + (character.codePointAt(0) ?? 0) - firstFlagLetter)
}
