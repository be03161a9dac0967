import { back } from './actions/navigate.ts'
import { type App, begin, wordsOf } from './app.ts'
import { bindingFor, bindingsAfter } from './bindings.ts'
import { pressInField } from './field-keys.ts'
import { layoutOf } from './layout.ts'
import { type InkKey, nameOf } from './key-name.ts'
import { isTyping, type State, topScreen } from './state.ts'

/** One key press: to the overlay that is open, else to the field or the screen's bindings. */
export function press(app: App, input: string, key: InkKey): void {
  const state = app.store.get()
  const { overlay } = state
  const name = nameOf(input, key)
  if (overlay?.is === 'confirm') {
    app.store.set((now) => ({ ...now, overlay: null }))
    // Ctrl-Y for whom an input method takes the letters.
    if (['y', 'Y', 'ctrl+y'].includes(name)) overlay.onYes()
    return
  }
  if (name === 'esc') return back(app)
  if (overlay?.is === 'tour') return turnTour(app, overlay.page, name)
  if (overlay?.is === 'help') {
    if (name === 'tab' && !state.isBoardOnly)
      return app.store.set((now) => ({ ...now, overlay: { is: 'tour', page: 0 } }))
    const by = { up: -1, k: -1, down: 1, j: 1, pageup: -10, pagedown: 10 }[name]
    if (by === undefined) return back(app)
    return app.store.set((now) => ({ ...now, overlay: { is: 'help', top: Math.max(0, overlay.top + by) } }))
  }
  if (overlay?.is === 'choose') return pressChoice(app, overlay, name)
  if (isTyping(state)) return pressInField(app, input, key, name)
  // On a screen that cannot be shown nothing is done unseen.
  if (layoutOf(state.cols, state.rows, false).isTooSmall && !['q', 'ctrl+c'].includes(name)) return
  if (overlay?.is === 'prefix') app.store.set((now) => ({ ...now, overlay: null }))
  const screen = topScreen(state).is
  const keys = overlay?.is === 'prefix' ? `${overlay.keys} ${name}` : name
  const binding = bindingFor(screen, keys, state)
  if (binding) {
    if (state.notice) app.store.set((now) => ({ ...now, notice: null }))
    begin(app, binding.run(app, name), { is: 'key', id: 'key', about: binding.title })
  } else if (bindingsAfter(screen, keys, state).length > 0)
    app.store.set((now) => ({ ...now, notice: null, overlay: { is: 'prefix', keys } }))
  else if (/\p{Script=Han}/u.test(input))
    app.store.set((now) => ({ ...now, notice: { text: wordsOf(now).said.ime, tone: 'warn' } }))
}

/** Goes through the tour; past its end, and with any key of another screen, it is over. */
function turnTour(app: App, page: number, name: string): void {
  const by = { enter: 1, right: 1, down: 1, ' ': 1, n: 1, j: 1, left: -1, up: -1, k: -1 }[name]
  const next = page + (by ?? 0)
  if (by === undefined || next >= wordsOf(app.store.get()).tour.pages.length) return back(app)
  app.store.set((now) => ({ ...now, overlay: { is: 'tour', page: Math.max(0, next) } }))
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
