import { fitCells } from '../../app/cells.ts'
import { dateAt, isCivilDate, startOfDate } from '../../core/civil-date.ts'
import { type App, give, refresh, say, wordsOf } from '../app.ts'
import { caseOf, customerIdOf } from '../selection.ts'
import { backToQueue, next } from './navigate.ts'
import { confirm, prompt } from './overlay.ts'

/** Takes the case in sight into your hands. */
export async function take(app: App): Promise<void> {
  const words = wordsOf(app.store.get())
  const item = caseOf(app.store.get())
  if (!item) return
  await give(app, 'case.take', { caseId: item.id }, app.home.kind === 'desk' ? words.said.askedFor : words.said.taken)
  await refresh(app)
}

export function release(app: App): void {
  const words = wordsOf(app.store.get())
  const item = caseOf(app.store.get())
  if (item)
    confirm(
      app,
      words.ask.release,
      async () => void (await give(app, 'case.release', { caseId: item.id }, words.said.released)),
    )
}

/** Asks for the outcome, finishes, and opens the next case. */
export function finish(app: App): void {
  const words = wordsOf(app.store.get())
  const item = caseOf(app.store.get())
  if (!item) return
  prompt(app, words.ask.finish(fitCells(item.title, 16).trimEnd()), '', '', async (outcome) => {
    const done = await give(app, 'case.done', { caseId: item.id, outcome }, words.said.finished)
    if (done?.ok) await next(app)
  })
}

export function hold(app: App): void {
  const words = wordsOf(app.store.get())
  const item = caseOf(app.store.get())
  if (!item) return
  prompt(app, words.ask.hold, '', 'YYYY-MM-DD …', async (text) => {
    const [date = '', ...reason] = text.trim().split(/\s+/)
    if (!isCivilDate(date) || date <= dateAt(app.home.clock.now())) return say(app, words.said.badDate, 'bad')
    const held = { reason: reason.join(' ') || date, waitingOn: 'customer' as const, wakeAt: startOfDate(date) }
    const done = await give(app, 'case.hold', { caseId: item.id, hold: held }, words.said.onHold)
    if (done?.ok) backToQueue(app)
  })
}

export function note(app: App): void {
  const state = app.store.get()
  const words = wordsOf(state)
  const customerId = customerIdOf(state)
  if (!customerId) return
  const caseId = caseOf(state)?.id ?? null
  prompt(app, words.ask.note, '', '', async (text) => {
    await give(app, 'note.add', { customerId, caseId, text }, words.said.saved)
    await refresh(app)
  })
}
