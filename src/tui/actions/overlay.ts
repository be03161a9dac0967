import { type App, begin, refresh } from '../app.ts'
import { type Option, start } from '../state.ts'

/** Asks before something that is not easily taken back. Only `y` does it. */
export function confirm(app: App, question: string, onYes: () => void | Promise<void>): void {
  const run = () =>
    begin(
      app,
      Promise.resolve(onYes()).then(() => refresh(app)),
    )
  app.store.set((state) => ({ ...state, notice: null, overlay: { is: 'confirm', question, onYes: run } }))
}

/** What became of a text that was typed: a string says what is wrong with it, and the text stays to be mended. */
export type Taken = string | void

/** Asks for one line of text. An empty answer does nothing. */
export function prompt(
  app: App,
  title: string,
  value: string,
  hint: string,
  onSubmit: (text: string) => Taken | Promise<Taken>,
  onChange?: (text: string) => void,
): void {
  const ask = (asked: string, text: string) => {
    const overlay = {
      is: 'prompt' as const,
      title: asked,
      value: text,
      hint,
      onSubmit: submit,
      ...(onChange ? { onChange } : {}),
    }
    app.store.set((state) => ({ ...state, notice: null, overlay }))
  }
  const submit = (text: string) => {
    app.store.set((state) => ({ ...state, overlay: null }))
    if (text.trim() === '') return
    const taking = Promise.resolve(onSubmit(text.trim())).then((wrong) => {
      if (typeof wrong === 'string') ask(`! ${wrong}`, text)
    })
    begin(app, taking)
  }
  ask(title, value)
}

/** Asks to choose one of the options, or some of them; `marked` are those that are chosen from the start. */
export function choose(
  app: App,
  title: string,
  options: readonly Option[],
  isMany: boolean,
  onChosen: (ids: readonly string[]) => void | Promise<void>,
  marked: readonly string[] = [],
): void {
  const onChoose = (ids: readonly string[]) => begin(app, onChosen(ids))
  const overlay = { is: 'choose' as const, title, options, isMany, marked, index: 0, onChoose }
  app.store.set((state) => ({ ...state, notice: null, overlay }))
}

export function openHelp(app: App): void {
  app.store.set((state) => ({ ...state, notice: null, overlay: { is: 'help', top: 0 } }))
}

export function openPalette(app: App): void {
  app.store.set((state) => ({ ...state, notice: null, overlay: { is: 'palette', text: '', cursor: start } }))
}
