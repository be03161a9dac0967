import type { BoardAsk, BoardRow } from '../../app/board-rows.ts'
import { fitCells, stripUnsafe } from '../../app/cells.ts'
import { seesTeam } from '../../core/staff/roles.ts'
import { labels } from '../../app/language/labels.ts'
import { type App, give, refresh, say, sayOutcome, wordsOf } from '../app.ts'
import { selectedBoardRow, selectedOfBoard } from '../selection.ts'
import { start, topScreen } from '../state.ts'
import { openApprovals } from './approvals.ts'
import { open, openCustomer } from './navigate.ts'
import { choose, confirm, confirmCounted, prompt } from './overlay.ts'

export function openBoard(app: App): Promise<void> | void {
  if (!seesTeam(app.home.actor.role)) return say(app, wordsOf(app.store.get()).board.notYours, 'warn')
  if (topScreen(app.store.get()).is === 'board') return undefined
  return open(app, { is: 'board', cursor: start, data: null })
}

/** Enter: the rows behind the number, or of a row what it is about. */
export function openOfBoard(app: App): Promise<void> | void {
  const state = app.store.get()
  const { board: words } = wordsOf(state)
  const item = selectedOfBoard(topScreen(state))
  switch (item?.is) {
    case undefined:
      return openRow(app)
    case 'count':
      return item.of === 'approvals' ? openApprovals(app) : openRows(app, { of: item.of }, words.counts[item.of])
    case 'butler':
      return openRows(app, { of: 'butler', who: item.butler.staffId }, words.titleOf.butler(item.butler.name))
    case 'queue':
      return openRows(app, { of: 'queue', who: item.role }, words.titleOf.queue(labels.role[item.role][state.language]))
    case 'hour':
      return openRows(app, { of: 'hour', hour: item.hour }, words.forecast)
  }
}

function openRows(app: App, asked: BoardAsk, title: string): Promise<void> {
  return open(app, { is: 'boardRows', asked, title, cursor: start, data: null })
}

/** A run that is not on this desk is opened by its customer, whom the endpoint tells of. */
async function openRow(app: App): Promise<void> {
  const row = selectedBoardRow(topScreen(app.store.get()))
  const run = row?.runId ? await app.home.query.run(row.runId) : undefined
  if (run) return open(app, { is: 'escalation', escalationId: run.id, cursor: start, data: null })
  if (row?.customerId) await openCustomer(app, row.customerId, row.caseId)
}

/** `1` to `6`: the cases of the chosen butler or queue that stand in one band. */
export function openBand(app: App, key: string): Promise<void> | void {
  const state = app.store.get()
  const words = wordsOf(state)
  const item = selectedOfBoard(topScreen(state))
  const band = (Number(key) - 1) as 0 | 1 | 2 | 3 | 4 | 5
  const name = words.bands[band] ?? ''
  if (item?.is === 'butler')
    return openRows(app, { of: 'butler', who: item.butler.staffId, band }, `${item.butler.name} · ${name}`)
  if (item?.is === 'queue')
    return openRows(app, { of: 'queue', who: item.role, band }, `${labels.role[item.role][state.language]} · ${name}`)
  return undefined
}

/** The butler whom the line under the cursor is about. */
function butlerOf(app: App): { staffId: string; name: string; isIntakePaused: boolean | null } | null {
  const state = app.store.get()
  const item = selectedOfBoard(topScreen(state))
  if (item?.is === 'butler') return item.butler
  const staffId = selectedBoardRow(topScreen(state))?.staffId
  if (staffId) return { staffId, name: state.staff.get(staffId) ?? staffId, isIntakePaused: null }
  say(app, wordsOf(state).board.pickButler, 'warn')
  return null
}

export function openBook(app: App): Promise<void> | void {
  const butler = butlerOf(app)
  const { board: words } = wordsOf(app.store.get())
  return butler ? openRows(app, { of: 'book', who: butler.staffId }, words.titleOf.book(butler.name)) : undefined
}

export function messageButler(app: App): void {
  const butler = butlerOf(app)
  const { board: words } = wordsOf(app.store.get())
  if (!butler) return
  prompt(app, words.message(butler.name), '', words.messageHint, async (text) => {
    await give(app, 'staff.message', { staffId: butler.staffId, text }, words.sent)
  })
}

/** No new customers come to the butler from now on, or do again. */
export async function turnIntake(app: App): Promise<void> {
  const butler = butlerOf(app)
  const { board: words } = wordsOf(app.store.get())
  if (!butler) return
  const { staffId, name } = butler
  const isPaused = butler.isIntakePaused ?? (await app.home.query.row('duty', staffId))?.isIntakePaused ?? false
  confirm(app, isPaused ? words.resume(name) : words.pause(name), async () => {
    const args = { staffId, isPaused: !isPaused }
    await give(app, 'staff.intake', args, isPaused ? words.resumed : words.paused)
  })
}

/** Takes the case under the cursor out of whoever's hands it is in, and says why. */
export function takeOver(app: App): void {
  const state = app.store.get()
  const { board: words } = wordsOf(state)
  const row = selectedBoardRow(topScreen(state))
  if (!row?.caseId) return say(app, words.pickCase, 'warn')
  const { caseId } = row
  const item = row.is === 'case' ? row.case : row.is === 'clock' ? row.owed.case : null
  const title = fitCells(stripUnsafe(item?.title ?? row.customerName), 24).trimEnd()
  const holder = row.is === 'case' ? row.takenBy : null
  const question =
    holder === null ? words.takeOverFree(title) : words.takeOver(title, state.staff.get(holder) ?? holder)
  prompt(app, question, '', '', async (reason) => {
    await give(app, 'case.takeOver', { caseId, reason }, words.tookOver)
    await refresh(app)
  })
}

/** What one command of a reassignment tells (core/book/commands.ts). */
type Moved = { done: number; refusedCount: number; next: string | null; byReceiver: Record<string, number> }

/** On a row the customer moves, on a butler the book: to whom, then what would be, then a yes. */
export async function reassign(app: App): Promise<void> {
  const row = selectedBoardRow(topScreen(app.store.get()))
  if (row?.customerId) return reassignCustomer(app, row.customerId, row)
  const butler = butlerOf(app)
  const { board: words } = wordsOf(app.store.get())
  if (!butler) return
  const options = await otherButlers(app, butler.staffId)
  if (options.length === 0) return say(app, words.nobodyElse, 'warn')
  choose(app, words.reassignTo(butler.name), options, true, (toIds) => previewMove(app, butler, toIds))
}

async function otherButlers(app: App, staffId: string | null): Promise<{ id: string; label: string }[]> {
  return (await app.home.query.all('staff'))
    .filter(({ id, role, isActive }) => role === 'butler' && isActive && id !== staffId)
    .map(({ id, name }) => ({ id, label: name }))
}

async function reassignCustomer(
  app: App,
  customerId: string,
  { customerName, staffId }: Pick<BoardRow, 'customerName' | 'staffId'>,
): Promise<void> {
  const { board: words } = wordsOf(app.store.get())
  const options = await otherButlers(app, staffId)
  if (options.length === 0) return say(app, words.nobodyElse, 'warn')
  choose(app, words.reassignOneTo(customerName), options, false, ([ownerId]) => {
    const to = options.find(({ id }) => id === ownerId)?.label ?? ''
    confirm(app, words.reassignOne(customerName, to), async () => {
      await give(app, 'customer.reassign', { customerId, ownerId }, words.moved(1, 0))
      await refresh(app)
    })
  })
}

async function previewMove(
  app: App,
  { staffId: fromId, name }: { staffId: string; name: string },
  toIds: readonly string[],
): Promise<void> {
  if (toIds.length === 0) return
  const state = app.store.get()
  const { board: words } = wordsOf(state)
  const preview = await app.home.execute('book.reassign', { fromId, toIds, isPreview: true })
  if (!preview.ok) return sayOutcome(app, preview, null)
  const { done, refusedCount, byReceiver } = preview.result as unknown as Moved
  if (done === 0) return say(app, words.nothingMoves(refusedCount), 'warn')
  const to = Object.entries(byReceiver).map(([id, n]) => `${state.staff.get(id) ?? id} +${n}`)
  confirmCounted(app, words.reassign(done, name, to.join(', '), refusedCount), done, () =>
    moveAll(app, fromId, toIds, done),
  )
}

/** So many a command, until all were asked for. What was moved before a refusal stays moved. */
async function moveAll(app: App, fromId: string, toIds: readonly string[], of: number): Promise<void> {
  const { board: words } = wordsOf(app.store.get())
  const sum = { done: 0, refused: 0 }
  let after: string | null = null
  do {
    const outcome = await app.home.execute('book.reassign', { fromId, toIds, after })
    if (!outcome.ok) return sayOutcome(app, outcome, null)
    const { done, refusedCount, next } = outcome.result as unknown as Moved
    sum.done += done
    sum.refused += refusedCount
    after = next
    if (after !== null) say(app, words.moving(sum.done, of), 'good')
  } while (after !== null)
  say(app, words.moved(sum.done, sum.refused), 'good')
}
