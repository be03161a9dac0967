import type { OnBytes } from '../app/sync-loop.ts'
import type { Words } from '../core/language.ts'
import type { State, Task } from './state.ts'
import type { StateStore } from './store.ts'

/** What is known of a task when it begins. Those with the same id follow one another in one row. */
export type What = {
  id: string
  is: Task['is']
  about?: Words | string | null
  /** Stands in the list however short it is; else only what was slow, or failed. */
  isListed?: boolean
  cancel?: () => void
  again?: () => void
  /** Of what came of it: how many commands were sent. */
  sent?: (result: unknown) => number
}

type Keeping = { store: StateStore<State>; now: () => number; wordsFor: (fault: unknown) => string }

/** From when on a person asks themselves whether it still goes on. */
export const slowMs = 400
/** What comes over the network is told at most so often. */
const progressMs = 100
const most = 60

/** Those that come again and again stand first, in this order; the others below, the newest first. */
const standing: readonly Task['is'][] = ['load', 'send', 'sync', 'presence']

/**
 * Keeps account of work in the list of tasks: that it goes on as soon as that takes long, how far it is, and what came of it. A fault
 * is the caller's too. Returns who is to hear of its progress.
 */
export function track(
  { store, now, wordsFor }: Keeping,
  { id, is, about = null, isListed = false, cancel, again, sent }: What,
  work: Promise<unknown>,
): OnBytes {
  let isShown = false
  let isCancelled = false
  let toldAt = -Infinity
  const stop = cancel && {
    cancel: () => {
      isCancelled = true
      cancel()
    },
  }
  let task: Task = {
    ...{ id, is, about, startedAt: now(), endedAt: null, standing: 'running', progress: null, sent: null, why: null },
    ...{ cancel: stop?.cancel ?? null, again: again ?? null },
  }
  const put = (change: Partial<Task>) => {
    task = { ...task, ...change }
    isShown = true
    store.set((state) => withTask(state, task))
  }
  // A key whose work has a row of its own is not told twice.
  const isTold = () =>
    is === 'key' && store.get().tasks?.some((one) => one.standing === 'running' && !standing.includes(one.is))
  const timer = setTimeout(() => {
    if (!isTold()) put({})
  }, slowMs)
  timer.unref()
  const ended = (change: Partial<Task>) => {
    clearTimeout(timer)
    if (isShown || isListed || change.standing === 'failed') put({ ...change, endedAt: now(), cancel: null })
    // What went wrong before is over.
    else if (store.get().tasks?.some((one) => one.id === id))
      store.set((state) => ({ ...state, ...listed(state, tasksWithout(state, id)) }))
  }
  void work.then(
    (result) => ended({ standing: 'done', sent: sent?.(result) ?? null, again: null }),
    (fault) => ended(isCancelled ? { standing: 'cancelled' } : { standing: 'failed', why: wordsFor(fault) }),
  )
  return (done, total) => {
    const at = performance.now()
    if (at - toldAt < progressMs && done < total) return
    toldAt = at
    put({ progress: { done, total } })
  }
}

/** The list with this task in it, in the place of the one before with its id. */
function withTask(state: State, task: Task): State {
  const tasks = [task, ...tasksWithout(state, task.id)]
  const rank = ({ is }: Task) => (standing.includes(is) ? standing.indexOf(is) : standing.length)
  const sorted = tasks.toSorted((a, b) => rank(a) - rank(b) || b.startedAt - a.startedAt).slice(0, most)
  return { ...state, ...listed(state, sorted) }
}

function tasksWithout({ tasks = [] }: State, id: string): readonly Task[] {
  return tasks.filter((one) => one.id !== id)
}

/** The list, here and on its screen, whose cursor stays on its task. */
function listed(state: State, tasks: readonly Task[]): Pick<State, 'tasks' | 'stack'> {
  if (!state.stack.some(({ is }) => is === 'tasks')) return { tasks, stack: state.stack }
  const stack = state.stack.map((screen) => {
    if (screen.is !== 'tasks') return screen
    const chosen = screen.data?.[screen.cursor.index]?.id
    const at = tasks.findIndex(({ id }) => id === chosen)
    return {
      ...screen,
      data: tasks,
      cursor: { index: at >= 0 ? at : Math.max(0, Math.min(screen.cursor.index, tasks.length - 1)) },
    }
  })
  return { tasks, stack }
}

/** What has gone on for so long that it is named on every screen: the first of it. */
export function slowTask({ tasks = [] }: Pick<State, 'tasks'>): Task | undefined {
  return tasks.findLast(({ standing: is }) => is === 'running')
}
