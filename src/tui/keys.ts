import { back, move } from './actions/navigate.ts'
import { typeFilter } from './actions/library.ts'
import { typeSearch } from './actions/settings.ts'
import { type App, begin, wordsOf } from './app.ts'
import { bindingFor } from './bindings.ts'
import { paletteMatches } from './present/frame-lines.ts'
import { isTyping, type State, topScreen } from './state.ts'

/** A key as Ink tells it. */
export type InkKey = Partial<
  Record<
    | 'upArrow'
    | 'downArrow'
    | 'leftArrow'
    | 'rightArrow'
    | 'pageUp'
    | 'pageDown'
    | 'home'
    | 'end'
    | 'return'
    | 'escape'
    | 'ctrl'
    | 'tab'
    | 'shift'
    | 'meta'
    | 'backspace'
    | 'delete',
    boolean
  >
>

/** The name of a key in the list of bindings; '' for what has none. Full-width twins count as the key they look like. */
export function nameOf(input: string, key: InkKey): string {
  if (key.upArrow) return 'up'
  if (key.downArrow) return 'down'
  if (key.leftArrow) return 'left'
  if (key.rightArrow) return 'right'
  if (key.pageUp) return 'pageup'
  if (key.pageDown) return 'pagedown'
  if (key.home) return 'home'
  if (key.end) return 'end'
  if (key.return) return 'enter'
  if (key.escape) return 'esc'
  if (key.tab) return key.shift ? 'shift+tab' : 'tab'
  if (key.backspace || key.delete || key.meta) return ''
  if (key.ctrl) return `ctrl+${input}`
  if (input === '[11~' || input === 'OP') return 'f1'
  return input.normalize('NFKC').replace('、', '/')
}

/** One key press: to the overlay that is open, else to the screen's bindings. Letters of a field go to the field itself. */
export function press(app: App, input: string, key: InkKey): void {
  const state = app.store.get()
  const { overlay } = state
  const name = nameOf(input, key)
  if (name === 'ctrl+c') return app.exit(0)
  if (app.opening)
    return begin(
      app,
      app.opening.then(() => press(app, input, key)),
    )
  if (isTyping(state) && !app.field.isReady && input >= ' ' && !key.ctrl) return typeAhead(app, input)
  if (overlay?.is === 'confirm') {
    app.store.set((now) => ({ ...now, overlay: null }))
    if (name === 'y' || name === 'Y') overlay.onYes()
    return
  }
  if (name === 'esc') return back(app)
  if (overlay?.is === 'help') {
    const by = { up: -1, k: -1, down: 1, j: 1, pageup: -10, pagedown: 10 }[name]
    if (by === undefined) return back(app)
    return app.store.set((now) => ({ ...now, overlay: { is: 'help', top: Math.max(0, overlay.top + by) } }))
  }
  if (overlay?.is === 'palette') return pressPalette(app, name)
  if (overlay?.is === 'choose') return pressChoice(app, overlay, name)
  if (overlay?.is === 'prompt') return
  if (isTyping(state)) {
    const by = { up: -1, down: 1, pageup: -10, pagedown: 10 }[name]
    if (by !== undefined) move(app, by)
    return
  }
  const binding = bindingFor(topScreen(state).is, name)
  if (binding) {
    if (state.notice) app.store.set((now) => ({ ...now, notice: null }))
    begin(app, binding.run(app, name))
  } else if (/\p{Script=Han}/u.test(input))
    app.store.set((now) => ({ ...now, notice: { text: wordsOf(now).said.ime, tone: 'warn' } }))
}

/** Puts what was typed before the field came up into its text. */
function typeAhead(app: App, input: string): void {
  const { overlay, stack } = app.store.get()
  const top = stack.at(-1)
  if (overlay?.is === 'prompt') {
    const value = overlay.value + input
    app.store.set((now) => ({ ...now, overlay: { ...overlay, value } }))
    overlay.onChange?.(value)
  } else if (overlay?.is === 'palette') {
    app.store.set((now) => ({ ...now, overlay: { ...overlay, text: overlay.text + input } }))
  } else if (top?.is === 'search') typeSearch(app, top.text + input)
  else if (top?.is === 'replies') typeFilter(app, top.text + input)
}

function pressChoice(app: App, overlay: Extract<State['overlay'], { is: 'choose' }>, name: string): void {
  const { options, isMany, marked, index } = overlay
  const turn = (id: string) => (marked.includes(id) ? marked.filter((one) => one !== id) : [...marked, id])
  const set = (change: Partial<typeof overlay>) =>
    app.store.set((now) => ({ ...now, overlay: { ...overlay, ...change } }))
  const by = { up: -1, k: -1, down: 1, j: 1 }[name]
  if (by !== undefined) return set({ index: Math.max(0, Math.min(options.length - 1, index + by)) })
  const pointed = /^[1-9]$/.test(name) ? Number(name) - 1 : index
  const id = options[pointed]?.id
  if (id === undefined) return
  if (isMany && (name === ' ' || pointed !== index)) return set({ index: pointed, marked: turn(id) })
  if (name !== 'enter' && !/^[1-9]$/.test(name)) return
  // Of many, what is taken is what is marked: nothing is taken by an Enter too many.
  if (isMany && marked.length === 0) return
  app.store.set((now) => ({ ...now, overlay: null }))
  overlay.onChoose(isMany ? marked : [id])
}

function pressPalette(app: App, name: string): void {
  const state = app.store.get()
  if (state.overlay?.is !== 'palette') return
  const found = paletteMatches(state, state.overlay.text)
  const { cursor } = state.overlay
  if (name === 'enter') {
    const chosen = found[cursor.index]
    app.store.set((now) => ({ ...now, overlay: null }))
    if (chosen) begin(app, chosen.run(app, chosen.keys[0] ?? ''))
    return
  }
  const by = { up: -1, down: 1 }[name]
  if (by === undefined) return
  const index = Math.max(0, Math.min(found.length - 1, cursor.index + by))
  const { text } = state.overlay
  app.store.set((now) => ({ ...now, overlay: { is: 'palette', text, cursor: { index } } }))
}
