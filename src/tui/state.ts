import type { CustomerDesk } from '../app/customer-standing.ts'
import type { SchemeInReach } from '../app/customer-schemes.ts'
import type { Talk } from '../app/conversations.ts'
import type { Present } from '../app/presence.ts'
import type { TalkDesk } from '../app/talk-desk.ts'
import type { Board } from '../app/board.ts'
import type { BoardAsk, BoardRow, BoardRows } from '../app/board-rows.ts'
import type { BoardTold } from '../app/board-told.ts'
import type { HandoverItem } from '../app/handovers.ts'
import type { Complaint } from '../app/complaints.ts'
import type { Approval } from '../app/approvals.ts'
import type { ClaimChecklist } from '../app/claim-checklist.ts'
import type { ClaimDesk } from '../app/claim-desk.ts'
import type { OwedClock, Queued, SearchHit, WholeCustomer, OutboxEntry } from '../app/queries.ts'
import type { Precedents } from '../app/precedents.ts'
import type { ListedReply } from '../app/reply-library.ts'
import type { OnRoster } from '../app/roster.ts'
import type { ListedResource } from '../app/resources.ts'
import type { SyncState } from '../app/sync-loop.ts'
import type { Supposed } from '../app/what-if.ts'
import type { Row } from '../core/entities.ts'
import type { Grouped } from '../core/outbox/groups.ts'
import type { Language, Words } from '../core/language.ts'
import type { AnyRun } from '../core/escalation/any-run.ts'
import type { Flow } from '../core/escalation/flow.ts'
import type { RunRecord } from '../core/escalation/variables.ts'
import type { FactValue } from '../core/judgement/fact-value.ts'
import type { ChecklistQuestion } from '../core/judgement/judgement.ts'
import type { Reply } from '../core/reply/file.ts'
import type { ReplyRecord } from '../core/reply/variables.ts'
import type { PolicyStanding } from '../core/policy/standing.ts'
import type { Pack } from '../core/product/pack.ts'
import type { Remapped } from './binding.ts'

/** What of a timeline can be seen alone. */
export type TimelineKind = 'words' | 'notes' | 'cases' | 'claims' | 'promises' | 'complaints' | 'goodwill'

/** A place in a list; what the window shows of it is derived. */
export type Cursor = { index: number }

export type ClauseHit = { entity: 'clause'; productCode: string; productName: string; number: string; text: string }
export type Hit = SearchHit | ClauseHit

/** `standing`: what runs on it; null where nobody has looked. */
export type PolicyData = {
  policy: Row<'policy'>
  customerName: string
  product: Row<'product'> | null
  standing: PolicyStanding | null
}
/** `schemes`: those under which something could be paid on a claim. */
/** `isElsewhere`: read from the endpoint as somebody who leads opened it; this desk does not hold it. */
export type CustomerData = CustomerDesk & { schemes: readonly SchemeInReach[]; isElsewhere?: boolean }
export type WhatIfData = { claim: ClaimChecklist; question: ChecklistQuestion; answers: readonly Supposed[] }
/** `beside`: of a special case, how many decided ones are like it, and how many schemes are for its clause. */
export type EscalationData = {
  run: AnyRun
  flow: Flow
  /** Null for a run of the team, which is on nobody and sends no message. */
  customer: Row<'customer'> | null
  record: RunRecord | null
  beside: { precedents: number; schemes: number } | null
  /** Those of the active step’s role who are at work, or come next; nobody where no shift is planned. */
  roster: readonly OnRoster[]
}

/** `customerLanguage`: in which the customer writes; null where their words do not tell. */
export type RepliesData = {
  found: readonly ListedReply[]
  record: ReplyRecord | null
  customerLanguage: Language | null
}
/** A reply, what it is filled from, and what can be chosen for it. */
export type ReplyData = {
  reply: Reply
  record: ReplyRecord
  policies: readonly Row<'policy'>[]
  claims: readonly { id: string; title: Words }[]
  resources: readonly ListedResource[]
}

/** Somebody who is no customer, and why we know them. */
export type Cared = { care: Row<'care'>; customer: Row<'customer'> }

/** A number that is shown whole until its screen is left. */
export type ShownValue = { label: string; value: string }

/** `customers`: the names of those whom the commands are about, as far as they are on this desk. */
export type OutboxData = { entries: readonly Grouped<OutboxEntry>[]; customers: ReadonlyMap<string, string> }

/**
 * Work that goes on beside the screen, or did. `about`: which command, number or key. `progress` in bytes. `sent`: how many commands
 * went out. `why`: what went wrong, in words. `again` gives it once more, with what was typed for it.
 */
export type Task = {
  id: string
  is: 'load' | 'send' | 'sync' | 'presence' | 'reveal' | 'answer' | 'command' | 'key' | 'read'
  about: Words | string | null
  startedAt: number
  endedAt: number | null
  standing: 'running' | 'done' | 'failed' | 'cancelled'
  progress: { done: number; total: number } | null
  sent: number | null
  why: string | null
  cancel: (() => void) | null
  again: (() => void) | null
}

/** `chosen`: the one under the cursor, once it is read. */
export type TalksData = { talks: readonly Talk[]; chosen: TalkDesk | null }

/** How the team stands, and where the figures come from. */
export type BoardData = { board: Board; from: BoardTold['from'] }
/** The rows behind one of its numbers, and those of the filter. */
export type BoardRowsData = { told: BoardRows; rows: readonly BoardRow[]; from: BoardTold['from'] }

/** A list that `/` narrows: `filter` as it was typed, `whole` all that there is. */
type Narrowed<D> = { filter?: string; whole?: D | 'gone' | null }

/** One screen of the stack with what it shows; `data` null until it is read, 'gone' when there is nothing (any more). */
export type Screen =
  | {
      is: 'queue'
      cursorId: string | null
      top: number
      isWhyOpen: boolean
      preview: WholeCustomer | null
      filter?: string
    }
  | {
      is: 'customer'
      customerId: string
      caseId: string | null
      cursor: Cursor
      shown?: readonly ShownValue[]
      /** Of the timeline only this; all of it where none is chosen. */
      timeline?: TimelineKind | null
      data: CustomerData | 'gone' | null
    }
  | { is: 'search'; text: string; cursor: Cursor; data: Hit[] | null }
  | { is: 'policy'; policyId: string; filter: string; cursor: Cursor; data: PolicyData | 'gone' | null }
  | { is: 'clauses'; productCode: string; filter: string; cursor: Cursor; data: Pack | 'gone' | null }
  | { is: 'checklist'; claimId: string; fact: string | null; data: ClaimDesk | 'gone' | null }
  | { is: 'documents' | 'claim' | 'dispute'; claimId: string; cursor: Cursor; data: ClaimDesk | 'gone' | null }
  | { is: 'trace'; claimId: string; cursor: Cursor; data: ClaimChecklist | 'gone' | null }
  | {
      is: 'whatIf'
      claimId: string
      fact: string
      /** Values that were typed, the latest first. */
      typed: readonly FactValue[]
      cursor: Cursor
      data: WhatIfData | 'gone' | null
    }
  | ({
      is: 'flows'
      /** Null: the flows about the team's own work. */
      customerId: string | null
      caseId: string | null
      claimId: string | null
      cursor: Cursor
      data: Flow[] | null
    } & Narrowed<Flow[]>)
  | { is: 'escalation'; escalationId: string; cursor: Cursor; data: EscalationData | 'gone' | null }
  | {
      is: 'replies'
      customerId: string
      caseId: string
      claimId: string | null
      text: string
      cursor: Cursor
      data: RepliesData | null
    }
  | {
      is: 'reply'
      customerId: string
      caseId: string
      claimId: string | null
      policyId: string | null
      replyId: string
      /** The language of the reply, not of the screen. */
      language: Language
      answers: Readonly<Record<string, unknown>>
      cursor: Cursor
      data: ReplyData | 'gone' | null
    }
  | ({ is: 'resources'; cursor: Cursor; data: ListedResource[] | null } & Narrowed<ListedResource[]>)
  | ({ is: 'care'; cursor: Cursor; data: Cared[] | null } & Narrowed<Cared[]>)
  | ({ is: 'roster'; cursor: Cursor; data: OnRoster[] | null } & Narrowed<OnRoster[]>)
  | ({ is: 'complaints'; cursor: Cursor; data: Complaint[] | null } & Narrowed<Complaint[]>)
  | ({ is: 'outbox'; cursor: Cursor; data: OutboxData | null } & Narrowed<OutboxData>)
  | ({ is: 'owed'; cursor: Cursor; data: OwedClock[] | null } & Narrowed<OwedClock[]>)
  /** Its data are those of the state. */
  | { is: 'tasks'; cursor: Cursor; data: readonly Task[] | null }
  | ({ is: 'approvals'; cursor: Cursor; data: readonly Approval[] | null } & Narrowed<readonly Approval[]>)
  /** Opened on one of them, or on the first. */
  | ({
      is: 'conversations'
      talkId: string | null
      cursor: Cursor
      data: TalksData | null
    } & Narrowed<TalksData>)
  | { is: 'conversation'; conversationId: string; customerId: string; cursor: Cursor; data: TalkDesk | 'gone' | null }
  | { is: 'board'; cursor: Cursor; data: BoardData | null }
  /** `title`: what the number is of. */
  | ({
      is: 'boardRows'
      asked: BoardAsk
      title: string
      cursor: Cursor
      data: BoardRowsData | null
    } & Narrowed<BoardRowsData>)
  | { is: 'handovers'; cursor: Cursor; data: readonly HandoverItem[] | null }
  | { is: 'lines'; cursor: Cursor; data: readonly Row<'staffNote'>[] | null }
  /** Opened on one of them, or on the first. */
  | ({ is: 'schemes'; schemeId: string | null; cursor: Cursor; data: readonly Row<'scheme'>[] | null } & Narrowed<
      readonly Row<'scheme'>[]
    >)
  | ({
      is: 'precedents'
      escalationId: string
      cursor: Cursor
      data: Precedents | 'gone' | null
    } & Narrowed<Precedents>)
export type ScreenName = Screen['is']
export type ScreenOf<N extends ScreenName> = Extract<Screen, { is: N }>

/** The lists beside the queue that `/` narrows. */
export const narrowedNames = [
  'owed',
  'outbox',
  'complaints',
  'approvals',
  'schemes',
  'precedents',
  'flows',
  'resources',
  'care',
  'roster',
  'conversations',
  'boardRows',
] as const
export type NarrowedName = (typeof narrowedNames)[number]
export type NarrowedScreen = ScreenOf<NarrowedName>

export function isNarrowed(screen: Screen): screen is NarrowedScreen {
  return (narrowedNames as readonly string[]).includes(screen.is)
}

export type Tone = 'good' | 'warn' | 'bad'

export type Option = { id: string; label: string }

/** A key of one prompt; `key` as the bindings name it. */
export type FieldKey = { key: string; title: string; run: (text: string) => void }

/** What lies over the screens: it takes the keys until it is gone. */
export type Overlay =
  | { is: 'help'; top: number }
  /** A key that begins several was pressed: what may follow is shown. */
  | { is: 'prefix'; keys: string }
  | { is: 'tour'; page: number }
  | { is: 'palette'; text: string; cursor: Cursor }
  /** A list to choose from; of `isMany`, Space marks and Enter takes what is marked. */
  | {
      is: 'choose'
      title: string
      options: readonly Option[]
      isMany: boolean
      marked: readonly string[]
      index: number
      onChoose: (ids: readonly string[]) => void
    }
  /** `y` does it, everything else does not. */
  | { is: 'confirm'; question: string; onYes: () => void }
  /** `isLong`: a text of several lines. `keys`: what can be done with the text beside giving it. */
  | {
      is: 'prompt'
      id: number
      title: string
      value: string
      hint: string
      isLong: boolean
      /** What is typed goes to a customer. */
      isLetter?: boolean
      keys: readonly FieldKey[]
      onChange?: (value: string) => void
      /** The list behind it: the arrows move there. */
      isOverList?: boolean
      /** Esc, where it is more than going away. */
      onNothing?: () => void
      onSubmit: (value: string) => void
    }

/** `lines`: those that were not read yet, the newest first. `handed`: cases handed over that wait for an answer. */
export type Beside = { lines: readonly Row<'staffNote'>[]; handed: number; covering: readonly string[] }

export type State = {
  language: Language
  cols: number
  rows: number
  /** How many lines of the right pane are scrolled away; back to 0 with every change of screen or choice. */
  scroll: number
  /** The caret of the field that was typed in last: how many code units stand after it. */
  caret: { of: string; fromEnd: number }
  now: number
  /** Why the top screen could not be read, in words. */
  fault?: string | null
  /** Only to look: no key changes anything. */
  isReadonly?: boolean
  /** The session is the board and what stands behind it: see board-only.ts. */
  isBoardOnly?: boolean
  /** Who else is there, by customer; `offline` while nobody can be heard of, nothing where there is nobody to hear of. */
  present?: ReadonlyMap<string, readonly Present[]> | 'offline'
  /** What goes on beside the screen, and what came of it. */
  tasks?: readonly Task[]
  /** What waits for the person from colleagues, and for whom they stand in, by the id of the owner. */
  beside?: Beside
  /** The command that `z` would take back now. */
  undoable?: string | null
  stack: readonly Screen[]
  /** Where the person was before, and after `-` where they came back from: the last one at the end. */
  past?: readonly (readonly Screen[])[]
  ahead?: readonly (readonly Screen[])[]
  /** The keys that the person has given to commands. */
  remapped?: Remapped
  overlay: Overlay | null
  notice: { text: string; tone: Tone } | null
  /** The rows that the filter leaves; `wholeQueue`: all of them. */
  queue: Queued[] | null
  wholeQueue?: Queued[] | null
  sync: SyncState | null
  /** Names of the staff by id. */
  staff: ReadonlyMap<string, string>
  /** What products are called, by code. */
  products: ReadonlyMap<string, Words>
  flows: ReadonlyMap<string, Flow>
}

export function topScreen(state: State): Screen {
  const top = state.stack.at(-1)
  if (!top) throw new Error('the stack is never empty')
  return top
}

/** Whether a field takes the letters now. */
export function isTyping(state: State): boolean {
  const { overlay } = state
  if (overlay) return overlay.is === 'prompt' || overlay.is === 'palette'
  return ['search', 'replies'].includes(topScreen(state).is)
}

export function queueScreen(): ScreenOf<'queue'> {
  return { is: 'queue', cursorId: null, top: 0, isWhyOpen: false, preview: null }
}

export const start: Cursor = { index: 0 }
/** The last of a list, however long it turns out to be. */
export const newest: Cursor = { index: Infinity }

const noCaret: State['caret'] = { of: '', fromEnd: 0 }

/** Before anything is read: an empty queue's screen of that size. */
export function emptyState(of: Pick<State, 'language' | 'now' | 'cols' | 'rows'>): State {
  return {
    ...of,
    ...{ stack: [queueScreen()], queue: null, sync: null, staff: new Map(), products: new Map(), flows: new Map() },
    ...{ overlay: null, notice: null, scroll: 0, caret: noCaret },
  }
}
