import { languages } from '../../core/language.ts'
import { type App, begin, refresh, reload, say, sayOutcome, setScreen, wordsOf } from '../app.ts'
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

export function openOutbox(app: App): Promise<void> {
  return open(app, { is: 'outbox', cursor: start, data: null })
}

/** The refused command under the cursor of the outbox. */
function refusedEntry(app: App) {
  const top = topScreen(app.store.get())
  const entry = top.is === 'outbox' ? top.data?.[top.cursor.index] : undefined
  return entry?.state === 'refused' ? entry : undefined
}

/** Gives a refused command again, as it was. */
export function retry(app: App): void {
  const entry = refusedEntry(app)
  const words = wordsOf(app.store.get())
  if (entry)
    confirm(app, words.ask.retry, async () => sayOutcome(app, await app.home.retry(entry.seq), words.said.askedFor))
}

/** Takes a refused command off the list, with the reason. */
export function discard(app: App): void {
  const entry = refusedEntry(app)
  const words = wordsOf(app.store.get())
  if (!entry) return
  prompt(app, words.ask.discard, '', '', async (reason) => {
    sayOutcome(app, await app.home.discard(entry.seq, reason), words.said.discarded)
    await refresh(app)
  })
}

/** The next of the three languages, at once. */
export function nextLanguage(app: App): void {
  app.store.set((state) => {
    const language = languages[(languages.indexOf(state.language) + 1) % languages.length] ?? 'en'
    return { ...state, language }
  })
  say(app, wordsOf(app.store.get()).said.language, 'good')
}

export function redraw(app: App): void {
  process.stdout.emit('resize')
  begin(app, refresh(app))
}

/** Everything is saved already; asks only when the desk still has something to send. */
export function quit(app: App): void {
  const waiting = app.store.get().sync?.waiting ?? 0
  if (waiting === 0) return app.exit(0)
  confirm(app, wordsOf(app.store.get()).ask.quitWaiting(waiting), () => app.exit(0))
}
