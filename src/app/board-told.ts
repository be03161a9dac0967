import { isLeader } from '../core/staff/roles.ts'
import { Problem, problemTypes, Unreachable } from '../sync/faults.ts'
import { askBoard } from '../sync/ask-board.ts'
import type { Link } from '../sync/desk-sync.ts'
import type { Reading } from './board.ts'
import { type BoardAsk, type BoardView, boardView } from './board-rows.ts'

/**
 * Where the figures come from. `now`: all of the team as it stands. `before`: the endpoint cannot be reached, and this is what it said
 * last. `part`: it has said nothing yet, or does not know of boards: only what this desk holds.
 */
export type BoardTold = BoardView & { from: 'now' | 'before' | 'part' }

/** After so long the endpoint counts as away: whoever looks on sees what was said last. */
const patienceMs = 5_000
const keptAtMost = 50

/**
 * Tells of the board. A desk holds a part of the team's work only, so it asks its endpoint; what that said is kept in memory for when it
 * is away. Throws the `Problem` that the endpoint answered.
 */
export function boardTeller(home: Reading, link: Link | null) {
  const kept = new Map<string, BoardView>()
  const { role } = home.actor
  return async (asked: BoardAsk | null): Promise<BoardTold> => {
    if (!link) return { ...(await boardView(home, asked)), from: 'now' }
    const name = JSON.stringify(asked)
    const told = isLeader(role) ? await askFor(asked, link) : null
    if (told === null) {
      const before = kept.get(name)
      return before ? { ...before, from: 'before' } : { ...(await boardView(home, asked)), from: 'part' }
    }
    if (kept.size >= keptAtMost) kept.clear()
    kept.set(name, told)
    return { ...told, from: 'now' }
  }
}

/** Null where nobody answers. */
async function askFor(asked: BoardAsk | null, link: Link): Promise<BoardView | null> {
  const { signal = null } = link
  const patience = AbortSignal.timeout(patienceMs)
  try {
    const query = Object.entries(asked ?? {}).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, `${value}`]],
    )
    const whole = { ...link, signal: signal ? AbortSignal.any([signal, patience]) : patience }
    return (await askBoard(whole, Object.fromEntries(query))) as BoardView
  } catch (fault) {
    // An endpoint of before does not know of boards, or not that a customer can be asked for.
    const isUnknown =
      fault instanceof Problem && (fault.type === problemTypes.notFound || fault.type === problemTypes.query)
    if (isUnknown || fault instanceof Unreachable) return null
    throw fault
  }
}
