import { editOutside } from './actions/editor.ts'
import { openReply } from './actions/library.ts'
import { move, openHit } from './actions/navigate.ts'
import { type App, begin } from './app.ts'
import { edits } from './edit-line.ts'
import { edit, putText } from './field.ts'
import { functionKeys, type InkKey } from './key-name.ts'
import { paletteEntries } from './command-line.ts'

/** The keys of a field, as shells and editors have them. */
const editKeys: Readonly<Record<string, string>> = {
  ...{ left: 'left', right: 'right', home: 'home', end: 'end', 'ctrl+a': 'home', 'ctrl+e': 'end' },
  ...{ 'ctrl+b': 'left', 'ctrl+f': 'right', 'ctrl+d': 'delete', 'ctrl+h': 'backspace' },
  ...{ 'ctrl+k': 'to-end', 'ctrl+u': 'to-start', 'ctrl+w': 'word-back' },
  ...{ 'alt+b': 'word-left', 'alt+f': 'word-right', 'alt+d': 'word-forward', 'alt+backspace': 'word-back' },
}

function editKeyOf(input: string, key: InkKey, name: string): string | undefined {
  const erasing = key.backspace ? 'backspace' : key.delete ? 'delete' : undefined
  if (key.meta) return editKeys[`alt+${erasing ?? input}`]
  // Ctrl or Alt with an arrow is a word.
  if ((key.ctrl || key.meta) && key.leftArrow) return 'word-left'
  if ((key.ctrl || key.meta) && key.rightArrow) return 'word-right'
  return erasing ?? editKeys[name]
}

/** A key while a field takes the letters. */
export function pressInField(app: App, input: string, key: InkKey, name: string): void {
  const { overlay, stack } = app.store.get()
  const change = edits[editKeyOf(input, key, name) ?? '']
  if (change) return edit(app, change)
  if (overlay?.is === 'prompt') {
    const by = overlay.isOverList ? { up: -1, down: 1, pageup: -10, pagedown: 10 }[name] : undefined
    if (by !== undefined) return move(app, by)
    const own = overlay.keys.find((one) => one.key === name)
    if (own) return own.run(overlay.value)
    if (name === 'ctrl+o' && overlay.isLong) return begin(app, editOutside(app))
    // What is in the store: text and Enter that came in one piece are not drawn in between.
    if (name === 'enter') return overlay.onSubmit(overlay.value)
  } else if (overlay?.is === 'palette') {
    if (name === 'enter' || name === 'up' || name === 'down') return pressPalette(app, name)
  } else {
    const by = { up: -1, down: 1, pageup: -10, pagedown: 10 }[name]
    if (by !== undefined) return move(app, by)
    if (name === 'enter') return begin(app, stack.at(-1)?.is === 'replies' ? openReply(app) : openHit(app))
  }
  if (!key.ctrl && !key.meta && !key.tab && !functionKeys.includes(input)) putText(app, input)
}

function pressPalette(app: App, name: string): void {
  const state = app.store.get()
  if (state.overlay?.is !== 'palette') return
  const found = paletteEntries(state, state.overlay.text)
  const { cursor } = state.overlay
  if (name === 'enter') {
    const chosen = found[cursor.index]
    app.store.set((now) => ({ ...now, overlay: null }))
    if (chosen) begin(app, chosen.run(app))
    return
  }
  const by = { up: -1, down: 1 }[name]
  if (by === undefined) return
  const index = Math.max(0, Math.min(found.length - 1, cursor.index + by))
  const { text } = state.overlay
  app.store.set((now) => ({ ...now, overlay: { is: 'palette', text, cursor: { index } } }))
}
