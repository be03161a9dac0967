import { fitCells, stripUnsafe } from '../../app/cells.ts'
import { refusalWords } from '../../app/refusals.ts'
import type { Outcome } from '../../core/refusal.ts'
import { type App, begin, give, refresh, say, wordsOf } from '../app.ts'
import { moment } from '../present/moments.ts'
import type { Row } from '../../core/entities.ts'
import { toNextTalk } from './answered.ts'
import { askText, type Taken } from './overlay.ts'
import { type Promised, readPromise } from './promise.ts'

/** As `message.log` and `draft.save` take it. */
const mostMessage = 8000

export type Writing = {
  item: Pick<Row<'case'>, 'id' | 'customerId' | 'title' | 'state'>
  text: string
  /** What goes out with Enter; on success the customer has it. */
  send: (text: string) => Promise<Outcome>
  onSent?: () => void
}

/**
 * Writes to the customer. Every keystroke is saved as the case's draft; Enter gives it. A promise that is made on the way goes with
 * it: both are tried first, and given one after the other.
 */
export function write(app: App, { item, text: begun, send, onSent }: Writing): void {
  const saver = saveInOrder(app, item.id)
  let promised: (Promised & { typed: string }) | null = null
  if (begun !== '') saver.save(begun)
  ask(begun)

  function ask(text: string): void {
    const words = wordsOf(app.store.get())
    const key = { key: 'ctrl+p', title: words.promise.key, run: askPromise }
    const title = words.ask.reply(fitCells(stripUnsafe(item.title), 16).trimEnd())
    const withPromise = promised ? ` + ${words.promise.by(moment(promised.at, app.store.get().now))}` : ''
    askText(app, title + withPromise, text, submit, { onChange: saver.save, isLong: true, isLetter: true, keys: [key] })
  }

  function askPromise(text: string): void {
    const words = wordsOf(app.store.get()).promise
    const take = (typed: string): Taken => {
      const read = readPromise(app, typed)
      if (typeof read === 'string') return read
      promised = { ...read, typed }
      ask(text)
    }
    const drop = () => {
      promised = null
      ask(text)
    }
    askText(app, words.make, promised?.typed ?? '', take, { hint: words.makeHint, onNothing: drop })
  }

  async function submit(text: string): Promise<Taken> {
    const words = wordsOf(app.store.get())
    await saver.settled()
    if (promised && promised.at <= app.home.clock.now()) return words.promise.badMoment
    if (text.length > mostMessage) return words.said.tooLong(mostMessage)
    const promise = promised && {
      ...{ customerId: item.customerId, caseId: item.state === 'open' ? item.id : null },
      ...{ words: promised.words, dueAt: promised.at },
    }
    // Neither without the other, as far as that can be known beforehand.
    const tried = promise && (await app.home.execute('promise.make', promise, { isDryRun: true }))
    const sent = tried && !tried.ok ? tried : await send(text)
    if (!sent.ok) return why(sent)
    const made = promise && (await give(app, 'promise.make', promise, null))
    onSent?.()
    if (made && !made.ok) say(app, why(made), 'bad')
    else if (!promise || made) say(app, promise ? words.said.sentWithPromise : words.said.sent, 'good')
    await refresh(app)
    const { notice } = app.store.get()
    if (await toNextTalk(app)) app.store.set((state) => ({ ...state, notice }))
  }

  function why(refused: Extract<Outcome, { ok: false }>): string {
    const { language, staff } = app.store.get()
    return refusalWords(refused, language, (id) => staff.get(id) ?? id)
  }
}

/** One save at a time; while one is under way only the newest text waits. What is too long for a draft is kept as far as it goes. */
function saveInOrder(app: App, caseId: string) {
  let running: Promise<void> | null = null
  let waiting: string | null = null
  const run = async () => {
    while (waiting !== null) {
      const text = waiting.slice(0, mostMessage).toWellFormed()
      waiting = null
      await give(app, 'draft.save', { caseId, text }, null)
    }
    running = null
  }
  return {
    save(text: string) {
      waiting = text
      if (running) return
      running = run()
      begin(app, running)
    },
    settled: async () => {
      await running
    },
  }
}
