import { graphemesOf } from '../app/cells.ts'

/** A text that is being typed, and where the caret stands in it (code units, always between two characters as people count them). */
export type Typed = { text: string; caret: number }

/** What a key of an editor does with the text; by the name of the key (field-keys.ts). */
export const edits: Readonly<Record<string, (typed: Typed) => Typed>> = {
  left: (typed) => ({ ...typed, caret: typed.caret - lastOf(before(typed)).length }),
  right: (typed) => ({ ...typed, caret: typed.caret + firstOf(after(typed)).length }),
  home: (typed) => ({ ...typed, caret: 0 }),
  end: (typed) => ({ ...typed, caret: typed.text.length }),
  'word-left': (typed) => ({ ...typed, caret: wordStart(typed) }),
  'word-right': (typed) => ({ ...typed, caret: wordEnd(typed) }),
  backspace: (typed) => cut(typed, typed.caret - lastOf(before(typed)).length, typed.caret),
  delete: (typed) => cut(typed, typed.caret, typed.caret + firstOf(after(typed)).length),
  'to-end': (typed) => cut(typed, typed.caret, typed.text.length),
  'to-start': (typed) => cut(typed, 0, typed.caret),
  'word-back': (typed) => cut(typed, wordStart(typed), typed.caret),
  'word-forward': (typed) => cut(typed, typed.caret, wordEnd(typed)),
}

/** Puts a text in at the caret, as far as there is room for `most` code units in all. */
export function insert({ text, caret }: Typed, put: string, most = Infinity): Typed {
  const room = Math.max(0, most - text.length)
  const fitted = put.length <= room ? put : put.slice(0, room).replace(/[\ud800-\udbff]$/, '')
  return { text: text.slice(0, caret) + fitted + text.slice(caret), caret: caret + fitted.length }
}

/** A character is far shorter than this, and most words are: the rest of a long text is not looked at. */
const near = 256

const before = ({ text, caret }: Typed) => text.slice(Math.max(0, caret - near), caret)
const after = ({ text, caret }: Typed) => text.slice(caret, caret + near)
const lastOf = (text: string) => graphemesOf(text).at(-1) ?? ''
const firstOf = (text: string) => graphemesOf(text)[0] ?? ''

function cut({ text }: Typed, from: number, to: number): Typed {
  return { text: text.slice(0, from) + text.slice(to), caret: from }
}

/** Words as Chinese readers see them too: a sentence without blanks is many. */
const wordsOf = (text: string) => [...(segmenter ??= new Intl.Segmenter('zh', { granularity: 'word' })).segment(text)]
let segmenter: Intl.Segmenter | undefined

/** The start of the word before the caret; what is no word (blanks, commas) is passed over. */
function wordStart(typed: Typed): number {
  const text = before(typed)
  const words = wordsOf(text)
  const last = words.findLast(({ isWordLike }) => isWordLike) ?? words[0]
  return typed.caret - text.length + (last?.index ?? 0)
}

function wordEnd(typed: Typed): number {
  const text = after(typed)
  const next = wordsOf(text).find(({ isWordLike }) => isWordLike)
  return typed.caret + (next ? next.index + next.segment.length : text.length)
}
