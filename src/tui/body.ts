import { stripUnsafe } from '../app/cells.ts'
import type { App } from './app.ts'
import { wordsOf } from './app.ts'
import { layoutOf, type Wish } from './layout.ts'
import { approvalDetails, approvalLines } from './present/approval-lines.ts'
import { boardDetails, forecastLines } from './present/board-details.ts'
import { boardItems, boardLines, sourceLines } from './present/board-lines.ts'
import { boardRowDetails, boardRowLines, rowCounts } from './present/board-row-lines.ts'
import { handoverDetails, handoverLines, noteLines, noteText } from './present/handover-lines.ts'
import { careDetails, careLines } from './present/care-lines.ts'
import { judgementLines, questionLines } from './present/checklist-lines.ts'
import { claimStateLines, intakeLines, lifeLines } from './present/claim-life-lines.ts'
import { complaintLines, complaintParts } from './present/complaint-lines.ts'
import { directoryLines, entryOfDirectory } from './present/directory-lines.ts'
import { messageTalkLines, talkCounts, talkFacts, talkLines, talkPreview } from './present/conversation-lines.ts'
import { customerLines } from './present/customer-lines.ts'
import { besideCustomer } from './present/standing-lines.ts'
import { timelineLines } from './present/timeline-lines.ts'
import { disputeLines, groundLines } from './present/dispute-lines.ts'
import { documentLines, requestLines } from './present/document-lines.ts'
import { flowLines, messageLines, stepLines } from './present/escalation-lines.ts'
import { nothingLeftLines } from './present/filter-lines.ts'
import { blank, type Line, line, windowTop } from './present/line.ts'
import { loadInShort, loadLines } from './present/day-lines.ts'
import { nothingLines } from './present/nothing-lines.ts'
import { emptyOutboxLines, entryLines, outboxLines } from './present/outbox-lines.ts'
import { owedCounts, owedLines, owedPreview } from './present/owed-lines.ts'
import { likenessLines, precedentLines } from './present/precedent-lines.ts'
import { clauseLines, clausesOf, hitLines, hitPreview, policyLines } from './present/policy-lines.ts'
import { bandCounts, previewLines, queueLines, whyLines } from './present/queue-lines.ts'
import { replyHitLines, replyItemLines, replyPreviewLines, replyTextLines } from './present/reply-lines.ts'
import { presenceLines, rosterLines } from './present/roster-lines.ts'
import { schemeDetails, schemeLines, schemesInReachLines } from './present/scheme-lines.ts'
import { taskDetails, taskLines } from './present/task-lines.ts'
import { nodeLines, traceLines } from './present/trace-lines.ts'
import { supposedLines, suppositionLines } from './present/what-if-lines.ts'
import { wrapCells } from './present/wrap.ts'
import { selectedQuestion, selectedRow } from './selection.ts'
import { type State, topScreen } from './state.ts'
import type { Pack } from '../core/product/pack.ts'

/** `side`: for the third pane, where there is one. */
export type Body = { left: readonly Line[]; right: readonly Line[]; side: readonly Line[]; wish: Wish }

const halves = 0.52

/** The two panes of each screen of a claim. */
const claimPanes = {
  documents: [documentLines, requestLines],
  claim: [lifeLines, claimStateLines],
  dispute: [groundLines, disputeLines],
} as const

/** What the top screen shows, as lines for its two panes; `rows` is how many there is room for. */
export function bodyOf(app: App, state: State, rows: number): Body {
  const words = wordsOf(state)
  const top = topScreen(state)
  const wish = wishOf(top.is)
  const { left: width, right, side } = layoutOf(state.cols, state.rows, false, wish)
  const body = (left: readonly Line[], rightLines: readonly Line[] = [], sideLines: readonly Line[] = []): Body => ({
    ...{ left, right: rightLines, side: sideLines, wish },
  })
  // What it is that is not there was said above.
  const none = body([])
  const nothing = nothingLeftLines(state, words, width) ?? nothingLines(state, words, width)
  if (nothing) return body(nothing)
  switch (top.is) {
    case 'queue': {
      const { queue } = state
      const row = selectedRow(state)
      if (!queue || !row) return none
      const index = queue.indexOf(row)
      const from = windowTop(top.top, index, queue.length, rows - 1)
      const shown = queueLines(
        queue.slice(from, from + rows - 1),
        row.case.id,
        app.home.actor.staffId,
        state,
        words,
        width,
      )
      const counts = bandCounts(queue, words)
      const beside = previewLines(row, top.preview, top.isWhyOpen, state, words, right)
      if (side === 0)
        return body([counts, ...shown], [...beside, blank(), ...loadInShort(queue, state.now, words, right)])
      const load = loadLines(queue, state.now, words, side)
      return body([counts, ...shown], beside, [...load, blank(), ...whyLines(row, state, words, side)])
    }
    case 'customer': {
      if (!top.data || top.data === 'gone') return none
      const hasSide = side > 0
      const shown = customerLines(top.data, top.cursor.index, state, words, width, top.shown, hasSide)
      return body(
        follow(shown.lines, shown.cursorLine, rows, shown.after),
        timelineLines(top.data, state, words, right, state.scroll + rows * 2, top.timeline),
        hasSide ? besideCustomer(top.data, state, words, side) : [],
      )
    }
    case 'search': {
      if (top.text.trim() === '')
        return body(wrapCells(words.search.hint, width).map((text) => line({ text, tone: 'dim' })))
      const hit = top.data?.[top.cursor.index]
      if (!top.data || !hit) return none
      const lines = hitLines(top.data, top.cursor.index, state, words, width)
      return body(follow(lines, top.cursor.index, rows), hitPreview(hit, state, words, right))
    }
    case 'policy': {
      if (!top.data || top.data === 'gone') return none
      const facts = policyLines(top.data, state, words, width)
      const { product, policy } = top.data
      if (!product) return body([...facts, line({ text: words.policy.noPack, tone: 'warn' })])
      const clauses = clausesOf(product.pack as Pack, policy.issuedOn, top.filter)
      return body(
        [...facts, ...clauseTitle(top.filter)],
        quoted(clauses, top.cursor.index, right, rows, words.policy.noClause(top.filter)),
      )
    }
    case 'clauses': {
      if (!top.data || top.data === 'gone') return none
      const title = line({ text: top.data.name[state.language], tone: 'title' })
      const clauses = clausesOf(top.data, null, top.filter)
      return body(
        [title, ...clauseTitle(top.filter)],
        quoted(clauses, top.cursor.index, right, rows, words.policy.noClause(top.filter)),
      )
    }
    case 'checklist': {
      if (!top.data || top.data === 'gone') return none
      const questions = top.data.checklist?.questions ?? []
      const fact = selectedQuestion(top)?.fact ?? null
      const taken = intakeLines(top.data, state, words)
      const { lines, cursorLine } = questionLines(questions, fact, state, words, width)
      const shown = follow(lines, cursorLine, Math.max(4, rows - taken.length), 8)
      const offered = schemesInReachLines(top.data, words, right)
      return body([...taken, ...shown], [...offered, ...judgementLines(top.data, state, words, right)])
    }
    case 'documents':
    case 'claim':
    case 'dispute': {
      if (!top.data || top.data === 'gone') return none
      const [leftOf, rightOf] = claimPanes[top.is]
      const { lines, cursorLine } = leftOf(top.data, top.cursor.index, state, words, width)
      const offered = top.is === 'claim' ? schemesInReachLines(top.data, words, right) : []
      return body(follow(lines, cursorLine, rows, 5), [...offered, ...rightOf(top.data, state, words, right)])
    }
    case 'trace': {
      if (!top.data || top.data === 'gone') return none
      const { lines, cursorLine } = traceLines(top.data, top.cursor.index, state, words, width)
      // What a rule stands on comes below it.
      return body(
        follow(lines, cursorLine, rows, Math.floor(rows / 2)),
        nodeLines(top.data, top.cursor.index, state.language, right),
      )
    }
    case 'whatIf': {
      if (!top.data || top.data === 'gone') return none
      const { lines, cursorLine } = supposedLines(top.data, top.cursor.index, state, words, width)
      return body(follow(lines, cursorLine, rows, 4), suppositionLines(top.data, top.cursor.index, state, words, right))
    }
    case 'flows':
      return top.data ? body(flowLines(top.data, top.cursor.index, state, words, width)) : none
    case 'escalation': {
      if (!top.data || top.data === 'gone') return none
      const { lines, cursorLine } = stepLines(top.data, top.cursor.index, state, words, width)
      return body(follow(lines, cursorLine, rows), messageLines(top.data, state, words, right))
    }
    case 'replies': {
      if (!top.data) return none
      const lines = replyHitLines(top.data, top.cursor.index, state, words, width)
      return body(
        follow(lines, top.cursor.index, rows),
        replyPreviewLines(top.data, top.cursor.index, state, words, right),
      )
    }
    case 'reply': {
      if (!top.data || top.data === 'gone') return none
      const { lines, cursorLine } = replyItemLines(top, top.data, state, words, width)
      return body(follow(lines, cursorLine, rows), replyTextLines(top, top.data, state, words, right))
    }
    case 'resources': {
      if (!top.data) return none
      const lines = directoryLines(top.data, top.cursor.index, state, words, width)
      return body(
        follow(lines, top.cursor.index, rows),
        entryOfDirectory(top.data[top.cursor.index], state, words, right),
      )
    }
    case 'care': {
      if (!top.data) return none
      const lines = careLines(top.data, top.cursor.index, state, width)
      return body(follow(lines, top.cursor.index, rows), careDetails(top.data[top.cursor.index], state, words, right))
    }
    case 'conversations': {
      if (!top.data) return none
      const { talks, chosen } = top.data
      const lines = talkLines(talks, top.cursor.index, state, words, width)
      const isRead = chosen?.talk.id === talks[top.cursor.index]?.id
      return body(
        [talkCounts(talks, words), ...follow(lines, top.cursor.index, rows - 1)],
        chosen && isRead ? talkPreview(chosen, state, words, right, rows) : [],
        chosen && isRead && side > 0 ? talkFacts(chosen, state, words, side) : [],
      )
    }
    case 'conversation': {
      if (!top.data || top.data === 'gone') return none
      const { lines, cursorLine, lastLine } = messageTalkLines(top.data, top.cursor.index, state, words, width)
      return body(follow(lines, cursorLine, rows, lastLine - cursorLine), talkFacts(top.data, state, words, right))
    }
    case 'roster': {
      if (!top.data) return none
      const lines = rosterLines(top.data, top.cursor.index, state, words, width)
      return body(follow(lines, top.cursor.index, rows), presenceLines(top.data[top.cursor.index], state, words))
    }
    case 'complaints': {
      if (!top.data) return none
      const lines = complaintLines(top.data, top.cursor.index, state, words, width)
      return body(
        follow(lines, top.cursor.index, rows),
        complaintParts(top.data[top.cursor.index], state, words, right),
      )
    }
    case 'owed': {
      if (!top.data) return none
      const selected = top.data[top.cursor.index]
      if (!selected) return none
      const lines = follow(owedLines(top.data, top.cursor.index, state), top.cursor.index, rows - 1)
      return body([owedCounts(top.data, state, words), ...lines], owedPreview(selected, state, words, right))
    }
    case 'outbox': {
      if (!top.data) return none
      if (top.data.entries.length === 0)
        return { left: emptyOutboxLines(words, state.cols), right: [], side: [], wish: { share: 1 } }
      const lines = outboxLines(top.data, top.cursor.index, state, words)
      return body(follow(lines, top.cursor.index, rows), entryLines(state, words, right))
    }
    case 'tasks': {
      if (!top.data) return none
      const lines = taskLines(top.data, top.cursor.index, state, words, width)
      return body(follow(lines, top.cursor.index, rows), taskDetails(top.data[top.cursor.index], state, words, right))
    }
    case 'board': {
      if (!top.data) return none
      const { lines, cursorLine } = boardLines(top.data, top.cursor.index, state, words, width)
      const { board } = top.data
      const source = sourceLines(top.data, state, words, width)
      const item = boardItems(board)[top.cursor.index]
      return body(
        [...source, ...follow(lines, cursorLine, rows - source.length)],
        boardDetails(item, board, state, words, right),
        side > 0 ? forecastLines(board, state, words) : [],
      )
    }
    case 'boardRows': {
      if (!top.data) return none
      const lines = boardRowLines(top.data.rows, top.cursor.index, state, words)
      return body(
        [rowCounts(top.data, state, words), ...follow(lines, top.cursor.index, rows - 1)],
        boardRowDetails(top.data.rows[top.cursor.index], state, words, right),
      )
    }
    case 'handovers': {
      if (!top.data) return none
      const lines = handoverLines(top.data, top.cursor.index, app.home.actor.staffId, state, words)
      return body(
        follow(lines, top.cursor.index, rows),
        handoverDetails(top.data[top.cursor.index], state, words, right),
      )
    }
    case 'lines': {
      if (!top.data) return none
      const lines = noteLines(top.data, top.cursor.index, state, words)
      return body(follow(lines, top.cursor.index, rows), noteText(top.data[top.cursor.index], state, words, right))
    }
    case 'approvals': {
      if (!top.data) return none
      const lines = approvalLines(top.data, top.cursor.index, state)
      return body(
        follow(lines, top.cursor.index, rows),
        approvalDetails(top.data, top.cursor.index, state, words, right),
      )
    }
    case 'schemes': {
      if (!top.data) return none
      const lines = schemeLines(top.data, top.cursor.index, state)
      return body(follow(lines, top.cursor.index, rows), schemeDetails(top.data, top.cursor.index, state, words, right))
    }
    case 'precedents': {
      if (!top.data || top.data === 'gone') return none
      const lines = precedentLines(top.data, top.cursor.index, state)
      return body(follow(lines, top.cursor.index, rows), likenessLines(top.data, top.cursor.index, state, words, right))
    }
  }
}

/** How a screen is divided. */
export function wishOf(screen: State['stack'][number]['is']): Wish {
  switch (screen) {
    case 'queue':
    case 'customer':
    case 'conversations':
      return { share: halves, hasSide: true }
    case 'board':
      return { share: 0.56, hasSide: true }
    case 'flows':
      return { share: 1 }
    case 'policy':
    case 'clauses':
      return { share: 0.4 }
    default:
      return { share: halves }
  }
}

function clauseTitle(filter: string): Line[] {
  return filter ? [line(''), line({ text: `/${stripUnsafe(filter)}`, tone: 'accent' })] : []
}

function quoted(
  clauses: ReturnType<typeof clausesOf>,
  index: number,
  width: number,
  rows: number,
  none: string,
): readonly Line[] {
  if (clauses.length === 0) return wrapCells(none, width).map((text) => line({ text, tone: 'dim' }))
  const { lines, cursorLine } = clauseLines(clauses, index, width)
  return follow(lines, cursorLine, rows, 6)
}

/** The part of the lines that shows the one with the cursor, with some of what follows it. */
function follow(lines: readonly Line[], cursorLine: number, rows: number, after = 2): readonly Line[] {
  const from = windowTop(0, Math.min(lines.length - 1, cursorLine + after), lines.length, rows)
  return lines.slice(Math.min(from, cursorLine))
}
