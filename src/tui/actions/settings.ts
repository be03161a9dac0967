import { type Language, languages } from '../../core/language.ts'
import { type App, begin, refresh, reload, say, setScreen, wordsOf } from '../app.ts'
import { start, topScreen } from '../state.ts'
import { open } from './navigate.ts'
import { confirm, prompt } from './overlay.ts'

export function openSearch(app: App): Promise<void> {
  return open(app, { is: 'search', text: '', cursor: start, data: null })
}

/** Every keystroke of the search field. */
export function typeSearch(app: App, text: string): void {
  setScreen(app, 'search', (screen) => ({ ...screen, text, cursor: start }))
  begin(app, reload(app))
}

/** Filters the clauses on the screen as is typed. */
export function filterClauses(app: App): void {
  const top = topScreen(app.store.get())
  if (top.is !== 'policy' && top.is !== 'clauses') return
  const filter = (text: string) => {
    setScreen(app, 'policy', (screen) => ({ ...screen, filter: text, cursor: start }))
    setScreen(app, 'clauses', (screen) => ({ ...screen, filter: text, cursor: start }))
  }
  prompt(app, wordsOf(app.store.get()).policy.filter, top.filter, '', filter, filter)
}

export function toggleWhy(app: App): void {
  setScreen(app, 'queue', (screen) => ({ ...screen, isWhyOpen: !screen.isWhyOpen }))
}

/** The next of the three languages, at once. */
export function nextLanguage(app: App): void {
  const { language } = app.store.get()
  setLanguage(app, languages[(languages.indexOf(language) + 1) % languages.length])
}

export function setLanguage(app: App, language: Language | undefined): void {
  if (!language) return
  app.store.set((state) => ({ ...state, language }))
  say(app, wordsOf(app.store.get()).said.language, 'good')
}

/** Draws everything anew, whatever another program has left on the screen: the terminal is let go for a moment. */
export async function redraw(app: App): Promise<void> {
  await app.terminal.suspend(async () => {})
  await refresh(app)
}

/** Everything is saved already; asks only when the desk still has something to send. */
export function quit(app: App): void {
  const waiting = app.store.get().sync?.waiting ?? 0
  if (waiting === 0) return app.exit(0)
  confirm(app, wordsOf(app.store.get()).ask.quitWaiting(waiting), () => app.exit(0))
}
