import type { Queued } from '../app/queries.ts'
import { idOfOwed } from '../core/queue/owed.ts'
import { narrow } from './narrow.ts'
import { boardItems } from './present/board-lines.ts'
import { customerItems, itemId } from './present/customer-lines.ts'
import { isNarrowed, type Screen, type ScreenOf, type State } from './state.ts'

/** Whether both show the same thing (the same search text, the same claim), whatever their cursors. */
export function sameScreen(a: Screen, b: Screen): boolean {
  return identityOf(a) === identityOf(b)
}

function identityOf(screen: Screen): string {
  switch (screen.is) {
    case 'queue':
    case 'owed':
    case 'outbox':
    case 'care':
    case 'conversations':
    case 'roster':
    case 'complaints':
    case 'approvals':
    case 'schemes':
    case 'resources':
    case 'tasks':
    case 'board':
    case 'handovers':
    case 'lines':
      return screen.is
    case 'boardRows':
      return `boardRows ${JSON.stringify(screen.asked)}`
    case 'conversation':
      return `conversation ${screen.conversationId}`
    case 'customer':
      return `customer ${screen.customerId}`
    case 'search':
      return `search ${screen.text}`
    case 'replies':
      return `replies ${screen.caseId} ${screen.text}`
    case 'reply': {
      const { caseId, replyId, language, claimId, policyId, answers } = screen
      return `reply ${JSON.stringify([caseId, replyId, language, claimId, policyId, answers])}`
    }
    case 'policy':
      return `policy ${screen.policyId}`
    case 'clauses':
      return `clauses ${screen.productCode}`
    case 'checklist':
    case 'documents':
    case 'claim':
    case 'dispute':
      return `${screen.is} ${screen.claimId}`
    case 'trace':
      return `trace ${screen.claimId}`
    case 'whatIf':
      return `whatIf ${screen.claimId} ${screen.fact} ${JSON.stringify(screen.typed)}`
    case 'flows':
      return `flows ${screen.customerId} ${screen.claimId}`
    case 'escalation':
      return `escalation ${screen.escalationId}`
    case 'precedents':
      return `precedents ${screen.escalationId}`
  }
}

/** The screen with what was read, and its cursor on the thing that it stood on, or as near as can be. */
export function withData(top: Screen, read: Screen, state: State): Screen {
  if (top.is === 'queue' || read.is === 'queue') return top
  if (top.is === 'tasks') return { ...top, data: state.tasks ?? [] }
  const next = narrowedTo({ ...top, data: read.data } as Exclude<Screen, { is: 'queue' }>, state)
  if (next.is === 'checklist') return next
  const [before, after] = [itemIds(top), itemIds(next)]
  // Opened for a case or a scheme: the cursor begins on it.
  const asked =
    top.is === 'customer'
      ? top.caseId
      : top.is === 'schemes'
        ? top.schemeId
        : top.is === 'conversations'
          ? top.talkId
          : null
  const wanted = 'data' in top && top.data === null && asked ? asked : before[next.cursor.index]
  const found = wanted ? after.indexOf(wanted) : -1
  const index = found >= 0 ? found : Math.max(0, Math.min(after.length - 1, next.cursor.index))
  return after.length === 0 ? next : { ...next, cursor: { index } }
}

/** A list with what its filter leaves; any other screen as it is. */
function narrowedTo<S extends Screen>(screen: S, state: State): S {
  if (!isNarrowed(screen) || !screen.filter || !screen.data || screen.data === 'gone') return screen
  const { data } = narrow(screen.is, screen.data, screen.filter, state)
  return { ...screen, whole: screen.data, data }
}

/** What the cursor of a list can stand on, by id; none where the list changes only by the person's own hand. */
function itemIds(screen: Screen): string[] {
  if (!('data' in screen) || !screen.data || screen.data === 'gone') return []
  switch (screen.is) {
    case 'customer':
      return customerItems(screen.data).map(itemId)
    case 'care':
      return screen.data.map(({ customer }) => customer.id)
    case 'conversations':
      return screen.data.talks.map(({ id }) => id)
    case 'roster':
      return screen.data.map(({ staffId }) => staffId)
    case 'complaints':
      return screen.data.map(({ id }) => id)
    case 'resources':
      return screen.data.map(({ id }) => id)
    case 'owed':
      return screen.data.map(idOfOwed)
    case 'outbox':
      return screen.data.entries.map((entry) => String(entry.seq))
    case 'board':
      return boardItems(screen.data.board).map(({ id }) => id)
    case 'boardRows':
      return screen.data.rows.map(({ id }) => id)
    case 'handovers':
      return screen.data.map(({ handover }) => handover.id)
    case 'lines':
    case 'approvals':
    case 'schemes':
    case 'tasks':
      return screen.data.map(({ id }) => id)
    case 'flows':
      return screen.data.map(({ code }) => code)
    case 'precedents':
      return screen.data.found.map(({ precedent }) => precedent.id)
    default:
      return []
  }
}

/** Where the queue's cursor stands after a change: on its row, else on the row that has come into its place. */
export function cursorAfter(screen: ScreenOf<'queue'>, before: State['queue'], after: Queued[]): ScreenOf<'queue'> {
  if (screen.cursorId === null || after.some((row) => row.case.id === screen.cursorId)) return screen
  const place = before?.findIndex((row) => row.case.id === screen.cursorId) ?? 0
  const row = after[Math.max(0, Math.min(place, after.length - 1))]
  return { ...screen, cursorId: row?.case.id ?? null, preview: null }
}
