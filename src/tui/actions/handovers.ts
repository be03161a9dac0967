import { casesToHandOver, type HandoverItem } from '../../app/handovers.ts'
import { isAway } from '../../core/duty/duty.ts'
import type { Row } from '../../core/entities.ts'
import { isLeader } from '../../core/staff/roles.ts'
import { type App, give, refresh, say, setScreen, wordsOf } from '../app.ts'
import { selectedHandover } from '../selection.ts'
import { start, topScreen } from '../state.ts'
import { open, openCustomer } from './navigate.ts'
import { choose, confirm, prompt } from './overlay.ts'

export function openHandovers(app: App): Promise<void> | void {
  if (topScreen(app.store.get()).is === 'handovers') return undefined
  return open(app, { is: 'handovers', cursor: start, data: null })
}

export function openHandedCase(app: App): Promise<void> | void {
  const one = selectedHandover(topScreen(app.store.get()))
  return one && openCustomer(app, one.case.customerId, one.case.id)
}

/** What waits for this person's answer under the cursor; says why there is nothing. */
function toAnswer(app: App) {
  const one = selectedHandover(topScreen(app.store.get()))
  const { handovers: words } = wordsOf(app.store.get())
  if (!one) return null
  if (one.handover.state !== 'waiting') say(app, words.notWaiting, 'warn')
  else if (one.handover.receiverId !== app.home.actor.staffId) say(app, words.notYours, 'warn')
  else return one
  return null
}

/** What still waits for an answer stands at the top: the cursor goes there, where anything does. */
async function toNext(app: App): Promise<void> {
  await refresh(app)
  const waits = (one: HandoverItem | undefined) =>
    one?.handover.state === 'waiting' && one.handover.receiverId === app.home.actor.staffId
  setScreen(app, 'handovers', (screen) => (waits(screen.data?.[0]) ? { ...screen, cursor: start } : screen))
}

export async function acceptHandover(app: App): Promise<void> {
  const one = toAnswer(app)
  if (!one) return
  await give(app, 'handover.accept', { handoverId: one.handover.id }, wordsOf(app.store.get()).handovers.accepted)
  await toNext(app)
}

export function refuseHandover(app: App): void {
  const one = toAnswer(app)
  const { handovers: words } = wordsOf(app.store.get())
  if (!one) return
  prompt(app, words.refuse(one.case.title), '', '', async (reason) => {
    await give(app, 'handover.refuse', { handoverId: one.handover.id, reason }, words.refused)
    await toNext(app)
  })
}

/** The receiver hands it back, or the giver takes it back. */
export function returnHandover(app: App): void {
  const one = selectedHandover(topScreen(app.store.get()))
  const { handovers: words } = wordsOf(app.store.get())
  if (!one) return
  const { id: handoverId, state, receiverId } = one.handover
  if (state !== 'waiting' && state !== 'accepted') return say(app, words.notWaiting, 'warn')
  const question = receiverId === app.home.actor.staffId ? words.giveBack : words.takeBack
  confirm(app, question(one.case.title), async () => {
    await give(app, 'handover.return', { handoverId }, words.returned)
  })
}

/** Hands over what is open: to whom, and what they need to know. Who leads the team says first whose, those who are away at the top. */
export async function makeHandover(app: App): Promise<void> {
  const { home } = app
  const { handovers: words, board } = wordsOf(app.store.get())
  const butlers = (await home.query.all('staff')).filter(({ role, isActive }) => role === 'butler' && isActive)
  if (!isLeader(home.actor.role)) return handOver(app, home.actor.staffId, butlers)
  if (butlers.length === 0) return say(app, words.nobody, 'warn')
  const now = home.clock.now()
  const away = new Set((await home.query.all('duty')).flatMap((duty) => (isAway(duty, now) ? duty.id : [])))
  const inOrder = butlers.toSorted((a, b) => Number(away.has(b.id)) - Number(away.has(a.id)))
  const options = inOrder.map(({ id, name }) => ({ id, label: away.has(id) ? `${name} (${board.state.away})` : name }))
  choose(app, words.whose, options, false, ([giverId = '']) => handOver(app, giverId, butlers))
}

async function handOver(app: App, giverId: string, butlers: readonly Row<'staff'>[]): Promise<void> {
  const { home } = app
  const { handovers: words } = wordsOf(app.store.get())
  const caseIds = await casesToHandOver(home, giverId)
  if (caseIds.length === 0) return say(app, words.nothing, 'warn')
  const others = butlers.filter(({ id }) => id !== giverId)
  if (others.length === 0) return say(app, words.nobody, 'warn')
  const options = others.map(({ id, name }) => ({ id, label: name }))
  choose(app, words.toWhom, options, false, ([receiverId = '']) => {
    const name = others.find(({ id }) => id === receiverId)?.name ?? receiverId
    prompt(app, words.what(caseIds.length, name), '', words.whatHint, async (typed) => {
      const note = typed === '-' ? '' : typed
      await give(app, 'handover.make', { receiverId, caseIds, note }, words.made)
      await refresh(app)
    })
  })
}
