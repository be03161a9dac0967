import { fitCells } from '../../app/cells.ts'
import { labels } from '../../app/language/labels.ts'
import { momentText } from '../../app/language/reasons.ts'
import { type App, give, refresh, say, wordsOf } from '../app.ts'
import { caseOf, customerIdOf } from '../selection.ts'
import { toNextTalk } from './answered.ts'
import { backToQueue, next } from './navigate.ts'
import { askText, choose, confirm, prompt } from './overlay.ts'
import { readMoment } from './typed.ts'
import { askedOf } from '../thing.ts'

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
      askedOf(app.store.get(), words.ask.release),
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
    if (done?.ok && !(await toNextTalk(app))) await next(app)
  })
}

/** A case comes back when work begins. */
const startOfWork = 9

/** Asks for whom it waits, then until when and why. */
export function hold(app: App): void {
  const words = wordsOf(app.store.get())
  const item = caseOf(app.store.get())
  if (!item) return
  const { language } = app.store.get()
  const options = Object.entries(labels.waitingOn).map(([id, label]) => ({ id, label: label[language] }))
  choose(app, words.ask.holdOn, options, false, ([waitingOn]) =>
    prompt(app, words.ask.hold, '', 'YYYY-MM-DD …', async (text) => {
      const read = readMoment(text, app.home.clock.now(), startOfWork)
      if (!read) return words.promise.badMoment
      const held = { reason: read.words || momentText(read.at), waitingOn, wakeAt: read.at }
      const done = await give(app, 'case.hold', { caseId: item.id, hold: held }, words.said.onHold)
      if (done?.ok) {
        if (!(await toNextTalk(app))) backToQueue(app)
        say(app, words.said.onHold, 'good')
      }
      return undefined
    }),
  )
}

export function note(app: App): void {
  const state = app.store.get()
  const customerId = customerIdOf(state)
  if (customerId) askNote(app, customerId, caseOf(state)?.id ?? null, '')
}

/** As `note.add` takes it. */
const mostNote = 4000

export function askNote(app: App, customerId: string, caseId: string | null, begun: string): void {
  const words = wordsOf(app.store.get())
  const save = async (text: string) => {
    if (text.length > mostNote) return words.said.tooLong(mostNote)
    await give(app, 'note.add', { customerId, caseId, text }, words.said.saved)
    return refresh(app)
  }
  askText(app, words.ask.note, begun, save, { isLong: true })
}
