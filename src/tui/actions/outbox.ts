import { refusalWords } from '../../app/refusals.ts'
import { refuse } from '../../core/refusal.ts'
import { type App, refresh, say, sayOutcome, wordsOf } from '../app.ts'
import { selectedEntry } from '../selection.ts'
import { start } from '../state.ts'
import { open } from './navigate.ts'
import { confirmCounted, prompt, type Taken } from './overlay.ts'
import { askedOf, thingOf } from '../thing.ts'

export function openOutbox(app: App): Promise<void> {
  return open(app, { is: 'outbox', cursor: start, data: null })
}

/** Gives the refused command under the cursor again, and the refused ones that stand on it. */
export function retry(app: App): void {
  const chosen = refusedChoice(app)
  const words = wordsOf(app.store.get())
  if (!chosen) return
  const asked = askedOf(app.store.get(), words.ask.retry(chosen.others))
  confirmCounted(app, asked, chosen.others + 1, async () => {
    const outcome = await app.home.retry(chosen.seq)
    if (!outcome.ok) return sayOutcome(app, outcome, null)
    const { stopped } = outcome
    if (!stopped) return say(app, words.said.askedFor, 'good')
    const { language, staff } = app.store.get()
    const why = refusalWords(stopped.refusal, language, (id) => staff.get(id) ?? id)
    say(app, words.said.retryStopped(outcome.given.length, why), 'warn')
  })
}

/** Gives it up, with the reason. */
export function discard(app: App): void {
  const chosen = refusedChoice(app)
  const words = wordsOf(app.store.get())
  if (chosen)
    prompt(app, words.ask.discard(chosen.others), '', thingOf(app.store.get()), (reason) => {
      if (reason.length > mostReason) return words.said.tooLong(mostReason)
      return takeOff(app, app.home.discard(chosen.seq, reason), words.said.discarded)
    })
}

/** Hands it to the supervisors, with a note. */
export function hand(app: App): void {
  const chosen = refusedChoice(app)
  const state = app.store.get()
  const words = wordsOf(state)
  if (!chosen) return
  if (chosen.customerId === null) return say(app, refusalWords(refuse('outbox.no-customer'), state.language), 'warn')
  prompt(app, words.ask.hand(chosen.others), '', thingOf(state), (note) => {
    if (note.length > mostNote) return words.said.tooLong(mostNote)
    return takeOff(app, app.home.hand(chosen.seq, note), words.said.handedUp)
  })
}

/** As the commands take them (core/outbox/commands.ts). */
const mostReason = 500
const mostNote = 2000

async function takeOff(app: App, acting: ReturnType<App['home']['hand']>, done: string): Promise<Taken> {
  sayOutcome(app, await acting, done)
  await refresh(app)
}

/** The refused command under the cursor; `others`: how many refused ones go with it. One that waits is said to. */
function refusedChoice(app: App): { seq: number; customerId: string | null; others: number } | null {
  const state = app.store.get()
  const { entry, below } = selectedEntry(state)
  if (!entry) return null
  if (entry.state !== 'refused') {
    say(app, wordsOf(state).outbox.notRefused, 'warn')
    return null
  }
  const others = below.filter((one) => one.state === 'refused').length
  return { seq: entry.seq, customerId: entry.customerId, others }
}
