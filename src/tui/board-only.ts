import type { ScreenName } from './state.ts'

/**
 * A session that is the board and nothing else (`butler board --only`, and over SSH). What stands behind its numbers is opened as far as
 * somebody has to read to lead: whom a row is about, with policies, claims and runs; why a claim was judged so; what waits for a yes,
 * with the scheme or the like cases that it is decided by. The queue, the search, and what a butler does with a customer are other places.
 */
const screens: ReadonlySet<ScreenName> = new Set([
  ...(['board', 'boardRows', 'approvals', 'schemes', 'precedents'] as const),
  ...(['customer', 'policy', 'escalation', 'checklist', 'documents', 'claim', 'dispute', 'trace'] as const),
])

/** What can be done there, by the ids of the bindings: to move and to read, and what is decided about the team and for it. */
const commands: ReadonlySet<string> = new Set([
  ...['up', 'down', 'page.up', 'page.down', 'first', 'last', 'scroll.down', 'scroll.up', 'back', 'go.past', 'go.ahead'],
  ...['palette', 'help', 'language', 'redraw', 'quit', 'filter', 'clause.filter', 'timeline.kind'],
  ...['board', 'board.open', 'board.book', 'board.band', 'approvals', 'approval.open', 'precedents'],
  ...['customer', 'open'],
  ...['claim.next', 'claim.previous', 'claim.other', 'claim.why'],
  ...['board.takeOver', 'board.message', 'board.reassign', 'board.intake'],
  ...['approval.approve', 'approval.refuse', 'step.approve', 'step.refuse'],
])

const places: ReadonlySet<string> = new Set(['board', 'approvals', 'language'])

export function isScreenOfBoard(is: ScreenName): boolean {
  return screens.has(is)
}

/** `id`: of a binding. */
export function isOfBoard(id: string): boolean {
  return commands.has(id)
}

/** `id`: of a place that the command bar leads to. */
export function isPlaceOfBoard(id: string): boolean {
  return places.has(id)
}
