import { loadFinding } from '../../app/sought.ts'
import { type App, begin, faultWords, follow, refresh, say, wordsOf } from '../app.ts'
import { moved, withoutData } from '../history.ts'
import { type FieldKey, type Option, type Screen, start } from '../state.ts'
import type { What } from '../tasks.ts'

/** Numbers what is asked: each is a task of its own. */
let asked = 0

/** Where something is asked: what failed is tried again there, on what is to be read anew. */
function placeOf(app: App): readonly Screen[] {
  return app.store.get().stack.map(withoutData)
}

function goTo(app: App, stack: readonly Screen[]): void {
  app.store.set((state) => ({ ...moved(state, stack), notice: null }))
  begin(app, refresh(app))
}

/** Asks before something that is not easily taken back. Only `y` does it. */
export function confirm(app: App, question: string, onYes: () => void | Promise<void>): void {
  const id = `answer ${++asked}`
  const where = placeOf(app)
  const run = () =>
    begin(
      app,
      (async () => onYes())().then(() => refresh(app)),
      { id, is: 'answer', about: question, again },
    )
  const again = () => {
    goTo(app, where)
    run()
  }
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
  /** What goes on after it is given, where that is more than an answer. */
  task?: Pick<What, 'is' | 'about' | 'isListed'>
}

/** Asks for a text. An empty answer does nothing, unless said otherwise. */
export function askText(
  app: App,
  title: string,
  value: string,
  onSubmit: (text: string) => Taken | Promise<Taken>,
  {
    hint = '',
    onChange,
    isLong = false,
    isLetter = false,
    keys = [],
    onNothing,
    isOverList = false,
    task: ofTask,
  }: Asking = {},
): void {
  const task = { id: `answer ${++asked}`, is: 'answer' as const, about: title, ...ofTask }
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
    const where = placeOf(app)
    const taking = (async () => onSubmit(text.trim()))()
    const again = () => {
      goTo(app, where)
      ask(title, text)
    }
    follow(app, { ...task, again }, taking)
    const ended = taking.then(
      (wrong) => {
        if (typeof wrong === 'string') ask(`! ${wrong}`, text)
      },
      (fault: unknown) => {
        const { overlay, stack } = app.store.get()
        // Who has gone on meanwhile is not interrupted: the list of tasks has what was typed.
        if (overlay === null && stack.at(-1)?.is === where.at(-1)?.is) ask(`! ${faultWords(app, fault)}`, text)
        else say(app, faultWords(app, fault), 'bad')
      },
    )
    begin(app, ended)
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
  const id = `answer ${++asked}`
  const where = placeOf(app)
  const onChoose = (ids: readonly string[]) => {
    const again = () => {
      goTo(app, where)
      onChoose(ids)
    }
    begin(app, onChosen(ids), { id, is: 'answer', about: title, again })
  }
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
