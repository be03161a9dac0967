import { stripUnsafe, stripUnsafeLines } from '../app/cells.ts'
import { typeFilter } from './actions/library.ts'
import { typeSearch } from './actions/settings.ts'
import type { App } from './app.ts'
import { insert, type Typed } from './edit-line.ts'
import { start, type State, topScreen } from './state.ts'

/** A search is some words: what is pasted beyond that many characters is left out. */
const mostSought = 200

/**
 * The field that takes the letters now. `id` tells it from others, whose caret is not its own. `isLong`: a text of several lines,
 * whose ends are kept. `most`: no more code units go in.
 */
type Field = { id: string; text: string; isLong: boolean; most: number }

/** Null while letters are commands. */
export function fieldOf(state: State): Field | null {
  const { overlay } = state
  const top = topScreen(state)
  if (overlay?.is === 'prompt')
    return { id: `prompt ${overlay.id}`, text: overlay.value, isLong: overlay.isLong, most: Infinity }
  const sought = { isLong: false, most: mostSought }
  if (overlay?.is === 'palette') return { id: 'palette', text: overlay.text, ...sought }
  if (overlay || (top.is !== 'search' && top.is !== 'replies')) return null
  return { id: `${top.is} ${state.stack.length}`, text: top.text, ...sought }
}

/** The text of the field with the place of its caret: the end, until it is moved. */
export function typedIn(state: State, field: Field): Typed {
  const { id, text } = field
  const fromEnd = state.caret.of === id ? Math.min(state.caret.fromEnd, text.length) : 0
  return { text, caret: text.length - fromEnd }
}

/**
 * Changes the text of the field, or the place in it. Always from what is in the store: an input method gives its characters in
 * several pieces at once, and none of them waits for a frame.
 */
export function edit(app: App, change: (typed: Typed) => Typed): void {
  const field = fieldOf(app.store.get())
  if (!field) return
  const before = typedIn(app.store.get(), field)
  const { text, caret } = change(before)
  app.store.set((state) => ({ ...state, caret: { of: field.id, fromEnd: text.length - caret } }))
  if (text === before.text) return
  const { overlay } = app.store.get()
  if (overlay?.is === 'prompt') {
    app.store.set((state) => ({ ...state, overlay: { ...overlay, value: text } }))
    overlay.onChange?.(text)
  } else if (overlay?.is === 'palette')
    app.store.set((state) => ({ ...state, overlay: { is: 'palette', text, cursor: start } }))
  else if (topScreen(app.store.get()).is === 'search') typeSearch(app, text)
  else typeFilter(app, text)
}

/** Typed or pasted text goes in without what would steer a terminal; where the field has one line, line ends become blanks. */
export function putText(app: App, text: string): void {
  const field = fieldOf(app.store.get())
  if (!field) return
  const lines = text.replaceAll(/\r\n?/g, '\n').replaceAll('\t', ' ')
  const harmless = field.isLong ? stripUnsafeLines(lines) : stripUnsafe(lines.replaceAll(/\n+/g, ' '))
  edit(app, (typed) => insert(typed, harmless, field.most))
}
