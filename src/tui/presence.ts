import type { Doing, Present } from '../app/presence.ts'
import { type App, follow } from './app.ts'
import { customerIdOf } from './selection.ts'
import { type State, topScreen } from './state.ts'

/** How often a desk says where it is; the endpoint forgets one that is silent for three times as long. */
const beatMs = 8_000
/** A cursor that runs down a list is nowhere until it rests. */
const restMs = 400

type Where = { customerId: string; doing: Doing } | null

/** The customer whom the person has before them, and whether they are writing to them. */
export function whereIs(state: State): Where {
  const customerId = customerIdOf(state)
  if (customerId === null) return null
  const isWriting = state.overlay?.is === 'prompt' && state.overlay.isLetter === true
  return { customerId, doing: isWriting || topScreen(state).is === 'reply' ? 'writing' : 'looking' }
}

/**
 * Says at the endpoint where this person is, and keeps in the state where the others are, until what is returned is called. Nothing of
 * it is kept anywhere; without network the state says that nobody can be heard of.
 */
export function followPresence(app: App, beat = beatMs): () => void {
  const { home, store } = app
  if (home.kind !== 'desk') return () => {}
  let timer: NodeJS.Timeout | undefined
  let isAsking = false
  let isOver = false
  let said = ''
  const arm = (ms: number) => {
    clearTimeout(timer)
    if (!isOver) timer = setTimeout(() => void round(), ms).unref()
  }
  const round = async () => {
    if (isAsking) return
    isAsking = true
    const where = whereIs(store.get())
    said = JSON.stringify(where)
    try {
      const asking = home.sayWhere(where)
      follow(app, { id: 'presence', is: 'presence', isListed: true, again: () => arm(0) }, asking)
      const others = await asking
      // An endpoint that does not know of such things will not learn it today.
      if (others === null) isOver = true
      else show(byCustomer(others))
    } catch {
      show('offline')
    }
    isAsking = false
    arm(JSON.stringify(whereIs(store.get())) === said ? beat : restMs)
  }
  const show = (present: State['present']) => {
    if (isOver) return
    store.set((state) => (isSame(state.present, present) ? state : present ? { ...state, present } : state))
  }
  const unsubscribe = store.subscribe(() => {
    if (!isAsking && JSON.stringify(whereIs(store.get())) !== said) arm(restMs)
  })
  arm(restMs)
  return () => {
    isOver = true
    clearTimeout(timer)
    unsubscribe()
  }
}

function byCustomer(others: readonly Present[]): ReadonlyMap<string, readonly Present[]> {
  return Map.groupBy(others, ({ customerId }) => customerId)
}

function isSame(a: State['present'], b: State['present']): boolean {
  const told = (present: State['present']) =>
    present === undefined || present === 'offline' ? String(present) : JSON.stringify([...present])
  return told(a) === told(b)
}
