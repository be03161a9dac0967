import type { Home } from '../app/home.ts'
import { refusalWords } from '../app/refusals.ts'
import { Unreachable, Problem } from '../app/network.ts'
import type { WholeCustomer } from '../app/queries.ts'
import { readFlow } from '../core/escalation/flow.ts'
import type { Outcome } from '../core/refusal.ts'
import { loadScreen } from './load.ts'
import { type Screen, type State, type Tone, topScreen } from './state.ts'
import type { StateStore } from './store.ts'
import { dictionaries } from './words/dictionary.ts'
import type { Dictionary } from './words/en.ts'

/** What an action works with: the open home, the state, and the way out. */
export type App = {
  home: Home
  store: StateStore<State>
  /** Customers around the cursor of the queue, read ahead so that a move draws one whole frame; emptied by every change. */
  previews: Map<string, WholeCustomer>
  /** The reading of a screen that was just opened: keys wait for it, so that none acts on what is not there yet. */
  opening: Promise<void> | null
  /** What is under way; the home is closed only after all of it has ended. */
  tasks: Set<Promise<unknown>>
  exit(code: number): void
}

export function wordsOf(state: Pick<State, 'language'>): Dictionary {
  return dictionaries[state.language]
}

/** Replaces the top screen, if it still is of that kind. */
export function setScreen<N extends Screen['is']>(
  app: App,
  is: N,
  change: (screen: Extract<Screen, { is: N }>) => Screen,
): void {
  app.store.set((state) => {
    const top = topScreen(state)
    if (top.is !== is) return state
    const next = change(top as Extract<Screen, { is: N }>)
    return next === top ? state : { ...state, stack: [...state.stack.slice(0, -1), next] }
  })
}

export function say(app: App, text: string, tone: Tone): void {
  app.store.set((state) => ({ ...state, notice: { text, tone } }))
}

/** Lets work go on beside the screen. A fault is said on the screen, never lost. */
export function begin(app: App, work: void | Promise<unknown>): void {
  if (!work) return
  const task = work
    .catch((fault: unknown) => say(app, faultWords(app, fault), 'bad'))
    .finally(() => app.tasks.delete(task))
  app.tasks.add(task)
}

function faultWords(app: App, fault: unknown): string {
  const words = wordsOf(app.store.get())
  if (fault instanceof Unreachable || fault instanceof Problem) return words.said.unreachable
  return words.said.fault(fault instanceof Error ? fault.message : String(fault))
}

/** Gives a command; what came of it is said on the screen. Returns its outcome, or null after a fault. */
export async function give(app: App, name: string, args: unknown, done: string | null): Promise<Outcome | null> {
  const { language } = app.store.get()
  try {
    const outcome = await app.home.execute(name, args)
    if (!outcome.ok)
      say(
        app,
        refusalWords(outcome, language, (id) => app.store.get().staff.get(id) ?? id),
        'bad',
      )
    else if (done !== null) say(app, done, 'good')
    return outcome
  } catch (fault) {
    say(app, faultWords(app, fault), 'bad')
    return null
  }
}

const refreshes = new WeakMap<App, { isAgain: boolean; done: Promise<void> }>()

/** Reads again what is on the screen. Calls that come while one is under way become one more round. */
export function refresh(app: App): Promise<void> {
  const running = refreshes.get(app)
  if (running) {
    running.isAgain = true
    return running.done
  }
  const round = { isAgain: false, done: Promise.resolve() }
  round.done = (async () => {
    do {
      round.isAgain = false
      await readAll(app)
    } while (round.isAgain)
  })().finally(() => refreshes.delete(app))
  refreshes.set(app, round)
  return round.done
}

async function readAll(app: App): Promise<void> {
  const { home, store } = app
  app.previews.clear()
  const now = home.clock.now()
  const queue = await home.query.queue(home.actor, now)
  const sync = await home.sync.state()
  const staff = new Map((await home.query.all('staff')).map((person) => [person.id, person.name]))
  const flows = await flowsOf(app)
  const asked = topScreen(store.get())
  const read = await loadScreen(home, asked)
  store.set((state) => {
    const refused = sync.refused - (state.sync?.refused ?? sync.refused)
    const notice =
      refused > 0 ? { text: wordsOf(state).said.newRefused(sync.refused), tone: 'bad' as const } : state.notice
    const top = topScreen(state)
    const stack = sameScreen(top, asked) ? [...state.stack.slice(0, -1), withData(top, read)] : state.stack
    return { ...state, now, queue, sync, staff, flows, stack, notice }
  })
  await loadPreview(app)
}

/** The flows by id; a version never changes, so those that are known are not read again. */
async function flowsOf({ home, store }: App): Promise<State['flows']> {
  const { flows } = store.get()
  const rows = await home.query.all('flow')
  if (rows.every((row) => flows.has(row.id))) return flows
  return new Map(rows.map((row) => [row.id, flows.get(row.id) ?? readFlow(row.definition)]))
}

/** Reads the data of the top screen alone, after a move or a keystroke. */
export async function reload(app: App): Promise<void> {
  const asked = topScreen(app.store.get())
  const read = await loadScreen(app.home, asked)
  app.store.set((state) => {
    const top = topScreen(state)
    return sameScreen(top, asked) ? { ...state, stack: [...state.stack.slice(0, -1), withData(top, read)] } : state
  })
}

const readAhead = 2

/** Reads the customer of the selected row of the queue, then those of its neighbours. */
export async function loadPreview(app: App): Promise<void> {
  const { queue, stack } = app.store.get()
  const top = stack.at(-1)
  if (top?.is !== 'queue' || !queue) return
  const at = Math.max(
    0,
    queue.findIndex((row) => row.case.id === top.cursorId),
  )
  const row = queue[at]
  if (!row) return
  const preview = await previewOf(app, row.case.customerId)
  setScreen(app, 'queue', (screen) => {
    if (screen.cursorId !== null && screen.cursorId !== row.case.id) return screen
    return screen.preview === preview && screen.cursorId === row.case.id
      ? screen
      : { ...screen, cursorId: row.case.id, preview }
  })
  for (const near of queue.slice(Math.max(0, at - readAhead), at + readAhead + 1))
    await previewOf(app, near.case.customerId)
}

async function previewOf(app: App, customerId: string): Promise<WholeCustomer | null> {
  const known = app.previews.get(customerId)
  if (known) return known
  const { previews } = app
  const read = await app.home.query.customer(customerId)
  if (read && previews.size < 200) previews.set(customerId, read)
  return read ?? null
}

/** Whether both show the same thing (the same search text, the same claim), whatever their cursors. */
function sameScreen(a: Screen, b: Screen): boolean {
  return identityOf(a) === identityOf(b)
}

function identityOf(screen: Screen): string {
  switch (screen.is) {
    case 'queue':
    case 'outbox':
      return screen.is
    case 'customer':
      return `customer ${screen.customerId}`
    case 'search':
      return `search ${screen.text}`
    case 'policy':
      return `policy ${screen.policyId}`
    case 'clauses':
      return `clauses ${screen.productCode}`
    case 'checklist':
      return `checklist ${screen.claimId}`
    case 'flows':
      return `flows ${screen.customerId} ${screen.claimId}`
    case 'escalation':
      return `escalation ${screen.escalationId}`
  }
}

function withData(top: Screen, read: Screen): Screen {
  if (top.is === 'queue' || read.is === 'queue') return top
  if (top.is === 'customer' && read.is === 'customer' && top.data === null && read.data && read.data !== 'gone') {
    // Opened for a case: the cursor begins on it.
    const index = Math.max(
      0,
      read.data.cases.findIndex((one) => one.id === top.caseId),
    )
    return { ...top, data: read.data, cursor: { index, top: 0 } }
  }
  return { ...top, data: read.data } as Screen
}
