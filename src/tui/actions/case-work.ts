import { fitCells } from '../../app/cells.ts'
import { dateAt, startOfDate } from '../../core/civil-date.ts'
import { type App, give, refresh, say, wordsOf } from '../app.ts'
import { caseOf, customerIdOf } from '../selection.ts'
import { backToQueue, next } from './navigate.ts'
import { confirm, prompt } from './overlay.ts'
import { readDate } from './typed.ts'

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
    const until = readDate(date)
    if (!until || until <= dateAt(app.home.clock.now())) return words.said.badDate
    const held = { reason: reason.join(' ') || until, waitingOn: 'customer' as const, wakeAt: startOfDate(until) }
    const done = await give(app, 'case.hold', { caseId: item.id, hold: held }, words.said.onHold)
    if (done?.ok) {
      backToQueue(app)
      say(app, words.said.onHold, 'good')
    }
    return undefined
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
