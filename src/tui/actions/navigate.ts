import { type App, begin, loadPreview, refresh, reload, say, setScreen, whileOpening, wordsOf } from '../app.ts'
import { isScreenOfBoard } from '../board-only.ts'
import { layoutOf } from '../layout.ts'
import { windowTop } from '../present/line.ts'
import { noteLook } from './look.ts'
import { openPromise } from './promise.ts'
import { reply } from './reply.ts'
import { customerIdOf, itemCount, selectedItem, selectedRow } from '../selection.ts'
import { filterOf, setFilter } from '../set-filter.ts'
import { moved } from '../history.ts'
import { queueScreen, type Screen, start, topScreen } from '../state.ts'

/** Opens a screen on top of the present one and reads it. */
export function open(app: App, screen: Screen): Promise<void> {
  const now = app.store.get()
  if (now.isBoardOnly && !isScreenOfBoard(screen.is))
    return Promise.resolve(say(app, wordsOf(now).board.notHere, 'warn'))
  app.store.set((state) => ({
    ...moved(state, [...state.stack.map(withoutShown), screen]),
    ...{ overlay: null, notice: null },
  }))
  return whileOpening(
    app,
    noteLook(app, screen).then(() => reload(app)),
  )
}

/** What was shown whole is not, once the screen is left for another. */
function withoutShown(screen: Screen): Screen {
  return screen.is === 'customer' ? { ...screen, shown: [] } : screen
}

/** Esc: one step back, whatever it is: a notice, an overlay, a filter, a screen. */
export function back(app: App): void {
  const { overlay } = app.store.get()
  if (overlay?.is === 'prompt' && overlay.onNothing) return overlay.onNothing()
  if (!overlay && !app.store.get().notice && filterOf(app.store.get())) return setFilter(app, '')
  app.store.set((state) => {
    if (state.overlay) return { ...state, overlay: null }
    if (state.notice) return { ...state, notice: null }
    const top = topScreen(state)
    if ((top.is === 'policy' || top.is === 'clauses') && top.filter !== '')
      return { ...state, stack: [...state.stack.slice(0, -1), { ...top, filter: '', cursor: start }] }
    if (top.is === 'queue' && top.isWhyOpen) return { ...state, stack: [{ ...top, isWhyOpen: false }] }
    return state.stack.length > 1 ? moved(state, state.stack.slice(0, -1)) : state
  })
  begin(app, refresh(app))
}

export function backToQueue(app: App): void {
  app.store.set((state) => ({ ...moved(state, [state.stack[0] ?? queueScreen()]), overlay: null, notice: null }))
  begin(app, refresh(app))
}

/** Moves the cursor of the top screen by so many; ±Infinity goes to an end. */
export function move(app: App, by: number): void {
  const state = app.store.get()
  const top = topScreen(state)
  const count = itemCount(state)
  if (count === 0) return
  if (state.scroll > 0) app.store.set((now) => ({ ...now, scroll: 0 }))
  const clamp = (index: number) => Math.max(0, Math.min(count - 1, index))
  const rows = layoutOf(state.cols, state.rows, false).bodyRows - 1
  switch (top.is) {
    case 'queue': {
      const queue = state.queue ?? []
      const at = Math.max(
        0,
        queue.findIndex((row) => row.case.id === top.cursorId),
      )
      const index = clamp(at + by)
      const row = queue[index]
      const preview = app.previews.get(row?.case.customerId ?? '') ?? null
      setScreen(app, 'queue', (screen) => ({
        ...screen,
        cursorId: row?.case.id ?? null,
        preview,
        top: windowTop(screen.top, index, count, rows),
      }))
      begin(app, loadPreview(app))
      return
    }
    case 'checklist': {
      const questions = top.data && top.data !== 'gone' ? (top.data.checklist?.questions ?? []) : []
      const at = Math.max(
        0,
        questions.findIndex((one) => one.fact === top.fact),
      )
      setScreen(app, 'checklist', (screen) => ({ ...screen, fact: questions[clamp(at + by)]?.fact ?? null }))
      return
    }
    default: {
      if (top.is === 'conversations')
        begin(
          app,
          Promise.resolve().then(() => reload(app)),
        )
      const index = clamp(Math.min(top.cursor.index, count - 1) + by)
      app.store.set((now) => ({
        ...now,
        stack: [...now.stack.slice(0, -1), { ...top, cursor: { index } }],
      }))
    }
  }
}

/** Moves the right pane, whose end is what the body says it is. */
export function scrollRight(app: App, by: number): void {
  app.store.set((state) => ({ ...state, scroll: Math.max(0, state.scroll + by) }))
}

/** Enter: opens what the cursor stands on. */
export async function openSelected(app: App): Promise<void> {
  const state = app.store.get()
  const top = topScreen(state)
  switch (top.is) {
    case 'queue': {
      const row = selectedRow(state)
      if (row) await openCustomer(app, row.case.customerId, row.case.id)
      return
    }
    case 'customer': {
      const item = selectedItem(top)
      if (item && top.data !== 'gone' && top.data?.isElsewhere)
        return say(app, wordsOf(state).customer.elsewhere, 'warn')
      // What is done with a promise or a case is no reading.
      const isWork = item?.is === 'promise' || (item?.is === 'case' && !item.case.claimId)
      if (state.isBoardOnly && isWork) return say(app, wordsOf(state).board.notHere, 'warn')
      if (item?.is === 'policy') await openPolicy(app, item.policy.id)
      else if (item?.is === 'escalation')
        await open(app, { is: 'escalation', escalationId: item.escalation.id, cursor: start, data: null })
      else if (item?.is === 'claim') await openChecklist(app, item.claim.id)
      else if (item?.is === 'promise') openPromise(app, item.promise)
      else if (item?.is === 'case' && item.case.claimId) await openChecklist(app, item.case.claimId)
      else if (item?.is === 'case') await reply(app)
      return
    }
    case 'search': {
      const hit = top.data?.[top.cursor.index]
      if (hit?.entity === 'customer') await openCustomer(app, hit.customer.id, null)
      else if (hit?.entity === 'policy') await openPolicy(app, hit.policy.id)
      else if (hit?.entity === 'clause')
        await open(app, { is: 'clauses', productCode: hit.productCode, filter: hit.number, cursor: start, data: null })
      return
    }
    default:
      return
  }
}

/** Enter in the search: what was typed and entered in one piece is not read yet, and keys that follow go to what it opens. */
export function openHit(app: App): Promise<void> {
  return whileOpening(
    app,
    reload(app).then(() => openSelected(app)),
  )
}

export function openCustomer(app: App, customerId: string, caseId: string | null): Promise<void> {
  return open(app, { is: 'customer', customerId, caseId, cursor: start, data: null })
}

export function openPolicy(app: App, policyId: string): Promise<void> {
  return open(app, { is: 'policy', policyId, filter: '', cursor: start, data: null })
}

export function openChecklist(app: App, claimId: string): Promise<void> {
  return open(app, { is: 'checklist', claimId, fact: null, data: null })
}

/** The customer behind whatever is on the screen. */
export async function openCustomerOfScreen(app: App): Promise<void> {
  const customerId = customerIdOf(app.store.get())
  if (customerId) await openCustomer(app, customerId, null)
}

/** Takes the next free case and opens its customer; a case that somebody was faster with is passed over. */
export async function next(app: App): Promise<void> {
  const { home } = app
  const passed = new Set<string>()
  for (;;) {
    const row = await home.query.next(home.actor, home.clock.now(), passed)
    if (!row) return say(app, wordsOf(app.store.get()).said.noNext, 'warn')
    passed.add(row.case.id)
    const isTaken = home.isReadonly || (await home.execute('case.take', { caseId: row.case.id })).ok
    if (!isTaken) continue
    backToQueue(app)
    setScreen(app, 'queue', (screen) => ({ ...screen, cursorId: row.case.id }))
    return openCustomer(app, row.case.customerId, row.case.id)
  }
}
