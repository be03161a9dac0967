import { type App, begin, loadPreview, reload, wordsOf } from './app.ts'
import { cursorAfter, withData } from './read-anew.ts'
import { narrow } from './narrow.ts'
import { filterTitle } from './present/filter-lines.ts'
import { itemCount } from './selection.ts'
import { isNarrowed, type State, topScreen } from './state.ts'

/** What the top screen is narrowed to; null where it is no list. */
export function filterOf(state: State): string | null {
  const top = topScreen(state)
  return top.is === 'queue' || isNarrowed(top) ? (top.filter ?? '') : null
}

/** Narrows the list on the screen, at every keystroke from all of it; the cursor stays on its row while that is there. */
export function setFilter(app: App, filter: string): void {
  app.store.set((state) => ({ ...withFilter(state, filter), scroll: 0 }))
  app.store.set((state) => {
    const { overlay } = state
    if (overlay?.is !== 'prompt' || !overlay.isOverList) return state
    return { ...state, overlay: { ...overlay, title: filterTitle(state, wordsOf(state)) } }
  })
  const { is } = topScreen(app.store.get())
  if (is === 'queue') begin(app, loadPreview(app))
  // What stands beside the list is that of the row which the filter leaves under the cursor.
  else if (is === 'conversations') begin(app, reload(app))
}

function withFilter(state: State, filter: string): State {
  const top = topScreen(state)
  const below = state.stack.slice(0, -1)
  if (top.is === 'queue') {
    const whole = state.wholeQueue ?? state.queue ?? []
    const queue = narrow('queue', whole, filter, state).data
    const isThere = queue.some((row) => row.case.id === top.cursorId)
    // A row that the filter hides leaves the cursor on the first that it shows.
    const cursorId = isThere ? top.cursorId : (queue[0]?.case.id ?? top.cursorId)
    const screen = cursorAfter({ ...top, filter, cursorId, ...(isThere ? {} : { preview: null, top: 0 }) }, null, queue)
    return { ...state, wholeQueue: whole, queue, stack: [...below, screen] }
  }
  if (!isNarrowed(top)) return state
  const whole = (top.filter ? top.whole : top.data) ?? null
  const all = { ...top, filter, data: whole, whole: null } as typeof top
  const before = itemCount(state)
  const next = withData({ ...top, filter } as typeof top, all, state)
  return { ...state, stack: [...below, before === 0 && 'cursor' in next ? { ...next, cursor: { index: 0 } } : next] }
}
