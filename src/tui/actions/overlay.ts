import { type App, begin, refresh } from '../app.ts'
import { start } from '../state.ts'

/** Asks before something that is not easily taken back. Only `y` does it. */
export function confirm(app: App, question: string, onYes: () => void | Promise<void>): void {
  const run = () =>
    begin(
      app,
      Promise.resolve(onYes()).then(() => refresh(app)),
    )
  app.store.set((state) => ({ ...state, notice: null, overlay: { is: 'confirm', question, onYes: run } }))
}

/** Asks for one line of text. An empty answer does nothing. */
export function prompt(
  app: App,
  title: string,
  value: string,
  hint: string,
  onSubmit: (text: string) => void | Promise<void>,
  onChange?: (text: string) => void,
): void {
  const submit = (text: string) => {
    app.store.set((state) => ({ ...state, overlay: null }))
    if (text.trim() !== '') begin(app, onSubmit(text.trim()))
  }
  const overlay = { is: 'prompt' as const, title, value, hint, onSubmit: submit, ...(onChange ? { onChange } : {}) }
  app.store.set((state) => ({ ...state, notice: null, overlay }))
}

export function openHelp(app: App): void {
  app.store.set((state) => ({ ...state, notice: null, overlay: { is: 'help', top: 0 } }))
}

export function openPalette(app: App): void {
  app.store.set((state) => ({ ...state, notice: null, overlay: { is: 'palette', text: '', cursor: start } }))
}
