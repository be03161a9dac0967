import { labels } from '../../app/language/labels.ts'
import { fitCells, stripUnsafe } from '../../app/cells.ts'
import { refusalWords } from '../../app/refusals.ts'
import type { Row } from '../../core/entities.ts'
import { isOwed } from '../../core/promise/clock.ts'
import { type App, give, refresh, say, wordsOf } from '../app.ts'
import { caseOf, customerIdOf, promisesOf } from '../selection.ts'
import { choose, prompt, type Taken } from './overlay.ts'
import { readMoment } from './typed.ts'

/** A day that is promised is over at the end of work. */
const endOfWork = 18

/** Asks by when and what, and writes the promise down on the case in sight. */
export function makePromise(app: App): void {
  const state = app.store.get()
  const words = wordsOf(state).promise
  const customerId = customerIdOf(state)
  const item = caseOf(state)
  if (!customerId) return
  prompt(app, words.make, '', words.makeHint, (typed) => {
    const read = readPromise(app, typed)
    if (typeof read === 'string') return read
    const caseId = item?.state === 'open' ? item.id : null
    const args = { customerId, caseId, words: read.words, dueAt: read.at }
    return put(app, 'promise.make', args, words.made)
  })
}

/** What is promised, and by when (epoch ms). */
export type Promised = { at: number; words: string }

/** A promise as it was typed, or what is wrong with it. */
export function readPromise(app: App, typed: string): Promised | string {
  const words = wordsOf(app.store.get()).promise
  const read = readMoment(typed, app.home.clock.now(), endOfWork)
  if (!read) return words.badMoment
  return read.words === '' ? words.sayWhat : read
}

type Move = 'keep' | 'confirm' | 'move' | 'release'

/** What can be done with a promise as it stands. */
function movesOf({ state }: Row<'promise'>): Move[] {
  return state === 'open' ? ['keep', 'move', 'release'] : state === 'kept' ? ['confirm', 'move', 'release'] : []
}

/** Enter on a promise: what has happened to it. */
export function openPromise(app: App, promise: Row<'promise'>): void {
  const words = wordsOf(app.store.get()).promise
  const moves = movesOf(promise)
  if (moves.length === 0) return say(app, words.over, 'warn')
  const options = moves.map((id) => ({ id, label: words.moves[id] }))
  choose(app, titleOf(promise), options, false, ([move]) => ask(app, promise, move as Move))
}

/** Keeps or confirms the promise in sight; where there are several, asks which. */
export function movePromise(app: App, move: 'keep' | 'confirm'): void {
  const state = app.store.get()
  const words = wordsOf(state).promise
  const possible = promisesOf(state).filter((one) => movesOf(one).includes(move))
  const [only] = possible
  if (!only) return say(app, promisesOf(state).some(isOwed) ? words.notNow[move] : words.none, 'warn')
  if (possible.length === 1) return ask(app, only, move)
  const options = possible.map((one) => ({ id: one.id, label: stripUnsafe(one.words) }))
  choose(app, words.which, options, false, ([id]) => {
    const promise = possible.find((one) => one.id === id)
    if (promise) ask(app, promise, move)
  })
}

function ask(app: App, promise: Row<'promise'>, move: Move): void {
  const state = app.store.get()
  const words = wordsOf(state).promise
  const about = { promiseId: promise.id }
  if (move !== 'move')
    return prompt(app, words.asks[move], '', '', (typed) =>
      put(app, `promise.${move}`, { ...about, words: typed }, labels.promiseStep[steps[move]][state.language]),
    )
  prompt(app, words.asks.move, '', words.makeHint, (typed) => {
    const read = readMoment(typed, app.home.clock.now(), endOfWork)
    if (!read) return words.badMoment
    if (read.words === '') return words.sayAgreed
    const moved = { ...about, words: read.words, dueAt: read.at }
    return put(app, 'promise.move', moved, labels.promiseStep.moved[state.language])
  })
}

const steps = { keep: 'kept', confirm: 'confirmed', release: 'released' } as const

function titleOf(promise: Row<'promise'>): string {
  return fitCells(stripUnsafe(promise.words), 40).trimEnd()
}

async function put(app: App, name: string, args: Record<string, unknown>, said: string): Promise<Taken> {
  const outcome = await give(app, name, args, said)
  await refresh(app)
  const { language, staff } = app.store.get()
  return outcome && !outcome.ok ? refusalWords(outcome, language, (id) => staff.get(id) ?? id) : undefined
}
