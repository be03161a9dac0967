import { labels } from '../../app/language/labels.ts'
import { concerns } from '../../core/case/kinds.ts'
import { longestCareDays } from '../../core/customer/care-days.ts'
import { addDays, dateAt } from '../../core/civil-date.ts'
import { type App, give, refresh, setScreen, wordsOf } from '../app.ts'
import { start, topScreen } from '../state.ts'
import { open, openCustomer } from './navigate.ts'
import { choose, prompt } from './overlay.ts'
import { readDate } from './typed.ts'

export function openCare(app: App): Promise<void> {
  return open(app, { is: 'care', cursor: start, data: null })
}

function selected(app: App) {
  const top = topScreen(app.store.get())
  return top.is === 'care' ? top.data?.[top.cursor.index] : undefined
}

export async function openCared(app: App): Promise<void> {
  const cared = selected(app)
  if (cared) await openCustomer(app, cared.customer.id, null)
}

/** What was said so far, as the command has it. */
type Answers = Record<string, string | null>

/** Somebody who is no customer needs help: who, where, what has happened; nothing about a policy. */
export function beginCare(app: App): void {
  const { care: words } = wordsOf(app.store.get())
  prompt(app, words.who, '', words.whoHint, (typed) => {
    const [name = '', phone = '', city = ''] = typed.split(/[;；]/).map((part) => part.trim())
    if (name === '') return words.whoHint
    return askWhere(app, { name, phone: phone || null, city: city || null })
  })
}

function askWhere(app: App, answers: Answers): void {
  const { care: words } = wordsOf(app.store.get())
  prompt(app, words.where, '', '', (where) =>
    prompt(app, words.what, '', '', (what) => askGround(app, { ...answers, where, what })),
  )
}

function askGround(app: App, answers: Answers): void {
  const { language } = app.store.get()
  const { care: words } = wordsOf(app.store.get())
  const grounds = (['emergency', 'consent'] as const).map((id) => ({ id, label: labels.careBasis[id][language] }))
  const dangers = concerns.map((id) => ({ id, label: labels.concern[id][language] }))
  choose(app, words.basis, grounds, false, ([basis = 'emergency']) =>
    choose(app, words.concern, dangers, false, ([concern = 'life']) => askBook(app, { ...answers, basis, concern })),
  )
}

/** In whose book: a butler's own, else that of the butler who is named. */
async function askBook(app: App, answers: Answers): Promise<void> {
  if (app.home.actor.role === 'butler') return begin(app, answers)
  const butlers = (await app.home.query.all('staff')).filter(({ role, isActive }) => role === 'butler' && isActive)
  const options = butlers.map(({ id, name }) => ({ id, label: name }))
  choose(app, wordsOf(app.store.get()).care.butler, options, false, ([ownerId = '']) =>
    begin(app, { ...answers, ownerId }),
  )
}

async function begin(app: App, answers: Answers): Promise<void> {
  const { care: words } = wordsOf(app.store.get())
  const outcome = await give(app, 'care.begin', answers, words.begun)
  await refresh(app)
  const top = topScreen(app.store.get())
  const customerId = outcome?.ok ? outcome.result['customerId'] : null
  const index = top.is === 'care' ? (top.data ?? []).findIndex(({ customer }) => customer.id === customerId) : -1
  if (index >= 0) setScreen(app, 'care', (screen) => ({ ...screen, cursor: { index } }))
}

/** Keeps what we know of them for longer: the new last day, and why. */
export function extendCare(app: App): void {
  const cared = selected(app)
  const { care: words, said } = wordsOf(app.store.get())
  if (!cared) return
  const last = addDays(dateAt(app.home.clock.now()), longestCareDays)
  prompt(app, words.extend(last), '', words.extendHint, async (typed) => {
    const [day = '', ...why] = typed.split(/\s+/)
    const until = readDate(day)
    if (until === null) return said.badDate
    if (why.length === 0) return words.extendHint
    await give(app, 'care.extend', { customerId: cared.customer.id, until, reason: why.join(' ') }, said.saved)
    await refresh(app)
    return undefined
  })
}
