import { loadFinding } from '../../app/sought.ts'
import { type App, begin, refresh, wordsOf } from '../app.ts'
import { type FieldKey, type Option, start } from '../state.ts'

/** Asks before something that is not easily taken back. Only `y` does it. */
export function confirm(app: App, question: string, onYes: () => void | Promise<void>): void {
  const run = () =>
    begin(
      app,
      Promise.resolve(onYes()).then(() => refresh(app)),
    )
  app.store.set((state) => ({ ...state, notice: null, overlay: { is: 'confirm', question, onYes: run } }))
}

/** More things than these are not changed by one key: their number is typed. */
const mostByKey = 9

/** Asks before something that is done to so many things. */
export function confirmCounted(app: App, question: string, count: number, onYes: () => void | Promise<void>): void {
  if (count <= mostByKey) return confirm(app, question, onYes)
  const { typeCount, notCount } = wordsOf(app.store.get()).danger
  askText(
    app,
    question,
    '',
    async (typed) => {
      if (typed !== String(count)) return notCount(count)
      await onYes()
      await refresh(app)
      return undefined
    },
    { hint: typeCount(count) },
  )
}

/** What became of a text that was typed: a string says what is wrong with it, and the text stays to be mended. */
export type Taken = string | void

export type Asking = {
  hint?: string
  /** Told of every change of the text. */
  onChange?: (text: string) => void
  /** A text of several lines, that may be written in an editor. */
  isLong?: boolean
  /** It goes to a customer. */
  isLetter?: boolean
  keys?: readonly FieldKey[]
  /** Instead of nothing: what an empty answer or Esc does. */
  onNothing?: () => void
  /** A field over a list, in which the arrows move. */
  isOverList?: boolean
}

let asked = 0

/** Asks for a text. An empty answer does nothing, unless said otherwise. */
export function askText(
  app: App,
  title: string,
  value: string,
  onSubmit: (text: string) => Taken | Promise<Taken>,
  { hint = '', onChange, isLong = false, isLetter = false, keys = [], onNothing, isOverList = false }: Asking = {},
): void {
  const ask = (question: string, text: string) => {
    const overlay = {
      ...{
        is: 'prompt' as const,
        id: ++asked,
        title: question,
        value: text,
        hint,
        isLong,
        isLetter,
        keys,
        isOverList,
        onSubmit: submit,
      },
      ...(onChange ? { onChange } : {}),
      ...(onNothing ? { onNothing } : {}),
    }
    app.store.set((state) => ({ ...state, notice: null, overlay }))
  }
  const submit = (text: string) => {
    app.store.set((state) => ({ ...state, overlay: null }))
    if (text.trim() === '') return onNothing?.()
    const taking = Promise.resolve(onSubmit(text.trim())).then((wrong) => {
      if (typeof wrong === 'string') ask(`! ${wrong}`, text)
    })
    begin(app, taking)
  }
  ask(title, value)
}

/** Asks for one line of text. */
export function prompt(
  app: App,
  title: string,
  value: string,
  hint: string,
  onSubmit: (text: string) => Taken | Promise<Taken>,
  onChange?: (text: string) => void,
): void {
  askText(app, title, value, onSubmit, { hint, ...(onChange ? { onChange } : {}) })
}

/** Asks to choose one of the options, or some of them; `marked` are those that are chosen from the start, `index` where the cursor begins. */
export function choose(
  app: App,
  title: string,
  options: readonly Option[],
  isMany: boolean,
  onChosen: (ids: readonly string[]) => void | Promise<void>,
  marked: readonly string[] = [],
  index = 0,
): void {
  const onChoose = (ids: readonly string[]) => begin(app, onChosen(ids))
  const overlay = { is: 'choose' as const, title, options, isMany, marked, index, onChoose }
  app.store.set((state) => ({ ...state, notice: null, overlay }))
}

export function openHelp(app: App): void {
  app.store.set((state) => ({ ...state, notice: null, overlay: { is: 'help', top: 0 } }))
}

export function openPalette(app: App): void {
  // Commands are found by their sound too, as soon as the tables are there.
  begin(app, loadFinding())
  app.store.set((state) => ({ ...state, notice: null, overlay: { is: 'palette', text: '', cursor: start } }))
}
