import { cursorAfter, sameScreen, withData } from './read-anew.ts'
import type { Home } from '../app/home.ts'
import { readFlows } from '../app/read-flows.ts'
import { refusalWords } from '../app/refusals.ts'
import { commandWords } from '../app/language/events.ts'
import { Unreachable, Problem } from '../app/network.ts'
import type { WholeCustomer } from '../app/queries.ts'
import type { Outcome } from '../core/refusal.ts'
import { besideWork, loadScreen } from './load.ts'
import { narrow } from './narrow.ts'
import { type Beside, type Screen, type State, type Tone, topScreen } from './state.ts'
import type { StateStore } from './store.ts'
import { track, type What } from './tasks.ts'
import { dictionaryFor } from './words/dictionary.ts'
import type { Dictionary } from './words/en.ts'

/** What an action works with: the open home, the state, and the way out. */
export type App = {
  home: Home
  store: StateStore<State>
  /** Customers around the cursor of the queue, read ahead so that a move draws one whole frame; emptied by every change. */
  previews: Map<string, WholeCustomer>
  /** The reading of a screen that was just opened: keys wait for it, so that none acts on what is not there yet. */
  opening: Promise<void> | null
  terminal: Terminal
  /** What is under way; the home is closed only after all of it has ended. */
  tasks: Set<Promise<unknown>>
  exit(code: number): void
}

/** Hands the terminal to another program while `work` goes on, and takes it back; whoever draws says how. */
type Suspend = (work: () => Promise<void>) => Promise<void>
export type Terminal = {
  stdout: NodeJS.WriteStream
  suspend: Suspend
  /** Whether another has it now. */
  isLent(): boolean
  drawnBy(suspend: Suspend): void
}

export function makeTerminal(stdout: NodeJS.WriteStream = process.stdout): Terminal {
  let suspend: Suspend = (work) => work()
  let isLent = false
  return {
    stdout,
    isLent: () => isLent,
    async suspend(work) {
      isLent = true
      try {
        await suspend(work)
      } finally {
        isLent = false
      }
    },
    drawnBy(next) {
      suspend = next
    },
  }
}

/** All words of the screen in the language of the person, with their keys. */
export function wordsOf({ language, ...hands }: Pick<State, 'language' | 'remapped' | 'isBoardOnly'>): Dictionary {
  return dictionaryFor(language, hands)
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

/** Lets work go on beside the screen. A fault is said on the screen, never lost; what is slow stands among the tasks. */
export function begin(app: App, work: void | Promise<unknown>, what: Partial<What> = {}): void {
  if (!work) return
  const task = work
    .catch((fault: unknown) => say(app, faultWords(app, fault), 'bad'))
    .finally(() => app.tasks.delete(task))
  app.tasks.add(task)
  const again = () => begin(app, refresh(app))
  follow(app, { ...(what.is ? {} : { again }), id: what.is ?? 'read', is: 'read', ...what }, work)
}

/** Keeps account of it in the list of tasks; what becomes of it is the caller's. */
export function follow(app: App, what: What, work: Promise<unknown>): ReturnType<typeof track> {
  const { home, store } = app
  return track({ store, now: () => home.clock.now(), wordsFor: (fault) => faultWords(app, fault) }, what, work)
}

/** Reads what a screen or prompt opens with; keys that are pressed meanwhile wait for it. */
export async function whileOpening<T>(app: App, reading: Promise<T>): Promise<T> {
  // Who has asked comes first: what waits goes on one turn later, when that is on the screen.
  const turn = () => new Promise<void>((resolve) => setImmediate(resolve))
  const opening = reading.then(turn, turn)
  app.opening = opening
  try {
    return await reading
  } finally {
    if (app.opening === opening) app.opening = null
  }
}

/** A fault, in the words of the person. */
export function faultWords(app: App, fault: unknown): string {
  const words = wordsOf(app.store.get())
  if (fault instanceof Unreachable) return words.said.unreachable
  if (fault instanceof Problem) return fault.status === 401 ? words.sync.stopped : words.said.fault(fault.message)
  return words.said.fault(fault instanceof Error ? fault.message : String(fault))
}

/** Says what came of a command: why not, or `done` when there is something to say. */
export function sayOutcome(app: App, outcome: Outcome, done: string | null): void {
  const { language, staff } = app.store.get()
  if (!outcome.ok)
    say(
      app,
      refusalWords(outcome, language, (id) => staff.get(id) ?? id),
      'bad',
    )
  else if (done !== null) say(app, done, 'good')
}

/** Gives a command and says on the screen what came of it. Returns its outcome, or null after a fault. */
export function give(app: App, name: string, args: unknown, done: string | null): Promise<Outcome | null> {
  return giveAs(app, app.home.clock.newId(), name, args, done)
}

/** After a fault it can be given again from the list of tasks: with its id, so that it is decided once. */
async function giveAs(app: App, id: string, name: string, args: unknown, done: string | null): Promise<Outcome | null> {
  const again = () =>
    begin(
      app,
      giveAs(app, id, name, args, done).then(() => refresh(app)),
    )
  const giving = app.home.execute(name, args, { id })
  follow(app, { id: `command ${id}`, is: 'command', about: commandWords[name] ?? name, again }, giving)
  try {
    const outcome = await giving
    sayOutcome(app, outcome, done)
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
  const queue = store.get().isBoardOnly ? [] : await home.query.queue(home.actor, now)
  const sync = await home.sync.state()
  const staff = new Map((await home.query.all('staff')).map((person) => [person.id, person.name]))
  const [products, flows] = [await home.query.productNames(), await flowsOf(app)]
  const undoable = await home.query.undoable()
  const beside = await besideWork(home)
  const asked = topScreen(store.get())
  const read = await readScreen(app, asked)
  store.set((state) => {
    const refused = sync.refused - (state.sync?.refused ?? sync.refused)
    const come = newLine(state, beside, staff)
    const notice =
      refused > 0
        ? { text: wordsOf(state).said.newRefused(sync.refused), tone: 'bad' as const }
        : (come ?? state.notice)
    const top = topScreen(state)
    const all = sameScreen(top, asked) ? [...state.stack.slice(0, -1), withData(top, read, state)] : state.stack
    const [base, ...above] = all
    const told = { ...state, now, staff, products }
    const shown = base?.is === 'queue' ? narrow('queue', queue, base.filter ?? '', told).data : queue
    const stack = base?.is === 'queue' ? [cursorAfter(base, state.queue, shown), ...above] : all
    return { ...state, now, queue: shown, wholeQueue: queue, sync, staff, flows, undoable, beside, stack, notice }
  })
  await loadPreview(app)
}

/** A line from a colleague that was not there before, to be said at once. */
function newLine(state: State, { lines }: Beside, staff: State['staff']): State['notice'] {
  const known = new Set(state.beside?.lines.map(({ id }) => id))
  const [line] = lines.filter(({ id }) => !known.has(id))
  if (!line) return null
  return { text: wordsOf(state).lines.came(staff.get(line.fromId) ?? line.fromId, line.text), tone: 'warn' }
}

/** The flows by id; a version never changes, so those that are known are not read again. */
async function flowsOf({ home, store }: App): Promise<State['flows']> {
  const { flows } = store.get()
  const rows = await home.query.all('flow')
  if (rows.every((row) => flows.has(row.id))) return flows
  return new Map([...flows, ...(await readFlows(rows.filter((row) => !flows.has(row.id))))])
}

/** Reads what a screen shows; where that fails the screen says so itself. */
async function readScreen(app: App, asked: Screen): Promise<Screen> {
  const note = (fault: string | null) =>
    app.store.set((state) => ((state.fault ?? null) === fault ? state : { ...state, fault }))
  try {
    const read = await loadScreen(app.home, asked)
    note(null)
    return read
  } catch (fault) {
    note(faultWords(app, fault))
    throw fault
  }
}

/** Reads the data of the top screen alone, after a move or a keystroke. */
export async function reload(app: App): Promise<void> {
  const asked = topScreen(app.store.get())
  const read = await readScreen(app, asked)
  app.store.set((state) => {
    const top = topScreen(state)
    return sameScreen(top, asked)
      ? { ...state, stack: [...state.stack.slice(0, -1), withData(top, read, state)] }
      : state
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
