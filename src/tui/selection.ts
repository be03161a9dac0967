import type { Talk } from '../app/conversations.ts'
import type { OwedClock } from '../app/queries.ts'
import type { Row } from '../core/entities.ts'
import { isOfCustomer } from '../core/escalation/any-run.ts'
import { activeStep } from '../core/escalation/run.ts'
import { withDependants } from '../core/outbox/groups.ts'
import type { ChecklistQuestion } from '../core/judgement/judgement.ts'
import { boardItems } from './present/board-lines.ts'
import { type CustomerItem, customerItems } from './present/customer-lines.ts'
import { documentItems } from './present/document-lines.ts'
import { fieldsOf } from './present/escalation-lines.ts'
import { replyItems } from './present/reply-lines.ts'
import { clausesOf } from './present/policy-lines.ts'
import { whyOf } from './present/trace-lines.ts'
import { type Screen, type State, topScreen } from './state.ts'

/** The row of the queue under the cursor; the first when the cursor's row has gone. */
export function selectedRow(state: State) {
  const queue = state.queue ?? []
  const base = state.stack[0]
  const at = base?.is === 'queue' ? queue.findIndex((row) => row.case.id === base.cursorId) : -1
  return queue[Math.max(0, at)]
}

export function selectedItem(screen: Screen): CustomerItem | undefined {
  if (screen.is !== 'customer' || !screen.data || screen.data === 'gone') return undefined
  return customerItems(screen.data)[screen.cursor.index]
}

/** The customer that the top screen is about. */
export function customerIdOf(state: State): string | null {
  const top = topScreen(state)
  switch (top.is) {
    case 'queue':
      return selectedRow(state)?.case.customerId ?? null
    case 'customer':
    case 'flows':
    case 'replies':
    case 'reply':
    case 'conversation':
      return top.customerId
    case 'conversations':
      return talkOf(state)?.conversation.customerId ?? null
    case 'policy':
      return top.data && top.data !== 'gone' ? top.data.policy.customerId : null
    case 'checklist':
    case 'documents':
    case 'claim':
    case 'dispute':
    case 'trace':
      return top.data && top.data !== 'gone' ? top.data.claim.customerId : null
    case 'whatIf':
      return top.data && top.data !== 'gone' ? top.data.claim.claim.customerId : null
    case 'escalation':
      return top.data && top.data !== 'gone' && isOfCustomer(top.data.run) ? top.data.run.customerId : null
    case 'search': {
      const hit = top.data?.[top.cursor.index]
      return hit?.entity === 'customer' ? hit.customer.id : hit?.entity === 'policy' ? hit.policy.customerId : null
    }
    case 'outbox':
      return selectedEntry(state).entry?.customerId ?? null
    case 'care':
      return top.data?.[top.cursor.index]?.customer.id ?? null
    case 'complaints':
      return top.data?.[top.cursor.index]?.customerId ?? null
    case 'owed':
      return customerOfOwed(selectedOwed(state))
    case 'approvals':
      return selectedApproval(top)?.customerId ?? null
    case 'precedents':
      return top.data && top.data !== 'gone' ? top.data.run.customerId : null
    case 'boardRows':
      return selectedBoardRow(top)?.customerId ?? null
    case 'handovers':
      return top.data?.[top.cursor.index]?.case.customerId ?? null
    case 'board':
    case 'lines':
    case 'schemes':
    case 'clauses':
    case 'resources':
    case 'roster':
    case 'tasks':
      return null
  }
}

/** The case that the top screen is about: the selected one, or the one that the customer was opened for. */
export function caseOf(state: State): Row<'case'> | null {
  const top = topScreen(state)
  if (top.is === 'queue') return selectedRow(state)?.case ?? null
  if (top.is === 'owed') return selectedOwed(state)?.case ?? null
  if (top.is === 'conversations' || top.is === 'conversation') return talkOf(state)?.queued?.case ?? null
  if (top.is === 'customer' && top.data && top.data !== 'gone') {
    const item = selectedItem(top)
    if (item?.is === 'case') return item.case
    const wanted = item?.is === 'promise' ? item.promise.caseId : top.caseId
    return top.data.cases.find((one) => one.id === wanted) ?? null
  }
  return null
}

/** The conversation that the top screen is about. */
export function talkOf(state: State): Talk | null {
  const top = topScreen(state)
  if (top.is === 'conversations') return top.data?.talks[top.cursor.index] ?? null
  return top.is === 'conversation' && top.data && top.data !== 'gone' ? top.data.talk : null
}

function customerOfOwed(owed: OwedClock | undefined): string | null {
  if (owed && 'move' in owed) return owed.move.customerId
  return owed?.case?.customerId ?? null
}

export function selectedOwed(state: State): OwedClock | undefined {
  const top = topScreen(state)
  return top.is === 'owed' ? top.data?.[top.cursor.index] : undefined
}

/** The promises that the top screen is about: the selected one, else all of the customer. */
export function promisesOf(state: State): readonly Row<'promise'>[] {
  const top = topScreen(state)
  if (top.is === 'owed') return selectedOwed(state)?.promise ? [selectedOwed(state)?.promise as Row<'promise'>] : []
  if (top.is !== 'customer' || !top.data || top.data === 'gone') return []
  const item = selectedItem(top)
  return item?.is === 'promise' ? [item.promise] : top.data.promises
}

export function claimIdOf(state: State): string | null {
  const top = topScreen(state)
  switch (top.is) {
    case 'checklist':
    case 'documents':
    case 'claim':
    case 'dispute':
    case 'trace':
    case 'whatIf':
      return top.claimId
    default:
      return caseOf(state)?.claimId ?? null
  }
}

/** The question under the cursor of a checklist: the chosen one, else the first that is open. */
export function selectedQuestion(screen: Screen): ChecklistQuestion | undefined {
  if (screen.is !== 'checklist' || !screen.data || screen.data === 'gone') return undefined
  const questions = screen.data.checklist?.questions ?? []
  return questions.find((one) => one.fact === screen.fact) ?? questions[0]
}

export function selectedField(screen: Screen) {
  if (screen.is !== 'escalation' || !screen.data || screen.data === 'gone') return undefined
  return fieldsOf(screen.data)[screen.cursor.index]?.field
}

/** The command under the cursor of the outbox, and all that stand on it. */
export function selectedEntry(state: State) {
  const top = topScreen(state)
  const entries = top.is === 'outbox' ? (top.data?.entries ?? []) : []
  const entry = top.is === 'outbox' ? entries[top.cursor.index] : undefined
  return { entry, below: entry ? withDependants(entries, entry.seq).slice(1) : [] }
}

export function selectedApproval(screen: Screen) {
  return screen.is === 'approvals' ? screen.data?.[screen.cursor.index] : undefined
}

export function selectedScheme(screen: Screen) {
  return screen.is === 'schemes' ? screen.data?.[screen.cursor.index] : undefined
}

export function selectedOfBoard(screen: Screen) {
  if (screen.is !== 'board' || !screen.data) return undefined
  return boardItems(screen.data.board)[screen.cursor.index]
}

export function selectedBoardRow(screen: Screen) {
  return screen.is === 'boardRows' ? screen.data?.rows[screen.cursor.index] : undefined
}

export function selectedHandover(screen: Screen) {
  return screen.is === 'handovers' ? screen.data?.[screen.cursor.index] : undefined
}

export function selectedTask(screen: Screen) {
  return screen.is === 'tasks' ? screen.data?.[screen.cursor.index] : undefined
}

export function currentStep(screen: Screen) {
  if (screen.is !== 'escalation' || !screen.data || screen.data === 'gone') return undefined
  const { run, flow } = screen.data
  const active = activeStep(run)
  return active ? flow.steps.find((step) => step.id === active.id) : undefined
}

/** How many things the cursor of the top screen can stand on. */
export function itemCount(state: State): number {
  const top = topScreen(state)
  if (top.is === 'queue') return state.queue?.length ?? 0
  if (!top.data || top.data === 'gone') return 0
  switch (top.is) {
    case 'customer':
      return customerItems(top.data).length
    case 'search':
    case 'flows':
    case 'resources':
    case 'care':
    case 'roster':
    case 'complaints':
    case 'owed':
    case 'approvals':
    case 'schemes':
    case 'tasks':
    case 'handovers':
    case 'lines':
      return top.data.length
    case 'board':
      return boardItems(top.data.board).length
    case 'boardRows':
      return top.data.rows.length
    case 'conversations':
      return top.data.talks.length
    case 'conversation':
      return top.data.messages.length
    case 'replies':
      return top.data.found.length
    case 'reply':
      return replyItems(top, top.data).length
    case 'precedents':
      return top.data.found.length
    case 'outbox':
      return top.data.entries.length
    case 'policy':
      return top.data.product
        ? clausesOf(top.data.product.pack as never, top.data.policy.issuedOn, top.filter).length
        : 0
    case 'clauses':
      return clausesOf(top.data, null, top.filter).length
    case 'checklist':
      return top.data.checklist?.questions.length ?? 0
    case 'documents':
      return documentItems(top.data).length
    case 'claim':
      return top.data.steps.length
    case 'dispute':
      return top.data.grounds.length
    case 'trace':
      return whyOf(top.data, state.language)?.nodes.length ?? 0
    case 'whatIf':
      return top.data.answers.length
    case 'escalation':
      return top.data.flow.fields.length
  }
}
