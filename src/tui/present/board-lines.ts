import { unitMs } from '../../core/units.ts'
import { cellWidth, stripUnsafe } from '../../app/cells.ts'
import type { Bands, Board, ButlerRow } from '../../app/board.ts'
import { labels } from '../../app/language/labels.ts'
import type { Role } from '../../core/staff/roles.ts'
import type { BoardData, State } from '../state.ts'
import type { Dictionary } from '../words/en.ts'
import { bar } from './charts.ts'
import { heading, type Line, line, type Span } from './line.ts'
import { moment } from './moments.ts'
import { bandTones } from './queue-lines.ts'
import { wrapCells } from './wrap.ts'

/** What of the team waits for somebody, as numbers that open their rows. */
export const boardCounts = ['breaching', 'approvals', 'refused', 'orphans', 'contacts'] as const
export type BoardCount = (typeof boardCounts)[number]

/** What the cursor of the board can stand on. `hour`: so many from now. */
export type BoardItem = { id: string } & (
  | { is: 'count'; of: BoardCount; n: number }
  | { is: 'butler'; butler: ButlerRow }
  | { is: 'queue'; role: Role; bands: Bands }
  | { is: 'hour'; hour: number; n: number }
)

const kept = new WeakMap<Board, BoardItem[]>()

/** In the order of the screen. */
export function boardItems(board: Board): BoardItem[] {
  const known = kept.get(board)
  if (known) return known
  const { breaching, breachingCount = breaching.length, approvals, refused, orphans, contacts } = board
  const n = { breaching: breachingCount, approvals: approvals.length, refused: refused.length, orphans }
  const counts = { ...n, contacts: contacts.waiting + contacts.late }
  const items: BoardItem[] = [
    ...boardCounts.map((of): BoardItem => ({ id: of, is: 'count', of, n: counts[of] })),
    ...board.butlers.map((butler): BoardItem => ({ id: `butler ${butler.staffId}`, is: 'butler', butler })),
    ...board.queues.map(({ role, bands }): BoardItem => ({ id: `queue ${role}`, is: 'queue', role, bands })),
    ...board.forecast.map((count, hour): BoardItem => ({ id: `hour ${hour}`, is: 'hour', hour, n: count })),
  ]
  kept.set(board, items)
  return items
}

/** How things stand with a butler, in one word; null where no roster says anything. */
export function standingOf({ isAway, isIntakePaused, shift }: ButlerRow): 'away' | 'paused' | 'on' | 'off' | null {
  if (isAway) return 'away'
  if (isIntakePaused) return 'paused'
  return shift && (shift.isOn ? 'on' : 'off')
}

const standingTones = { away: 'bad', paused: 'warn', on: 'good', off: 'dim' } as const

/** Where the figures come from and of when they are. */
export function sourceLines({ board, from }: BoardData, { now }: State, words: Dictionary, width: number): Line[] {
  const at = moment(board.at, now)
  if (from === 'now') return [line({ text: words.board.now(at), tone: 'dim' })]
  const said = from === 'before' ? words.board.before(at) : words.board.part
  return wrapCells(said, width).map((text) => line({ text, tone: 'warn' }))
}

/** The left pane: everything that can be opened, by sections, with the line of the cursor. */
export function boardLines({ board }: BoardData, index: number, state: State, words: Dictionary, width: number) {
  const lines: Line[] = []
  let cursorLine = 0
  let section = ''
  for (const [at, item] of boardItems(board).entries()) {
    const own = { count: words.board.needs, butler: words.board.team, queue: words.board.queues, hour: '' }[item.is]
    const title = item.is === 'hour' ? words.board.forecast : own
    if (title !== section) lines.push(headOf(item, title, words, width - 1))
    section = title
    if (at === index) cursorLine = lines.length
    const mark = { text: at === index ? '>' : ' ', cells: 1 }
    lines.push({ isSelected: at === index, spans: [mark, ...spansOf(item, board, state, words, width - 1)] })
  }
  return { lines, cursorLine }
}

/** What the numbers below are: open cases, and those in each band. */
function headOf({ is }: BoardItem, title: string, words: Dictionary, width: number): Line {
  if (is !== 'butler' && is !== 'queue') return heading(title)
  const bands = [1, 2, 3, 4, 5, 6].map((band) => `${band}`.padStart(3)).join('')
  const cases =
    is === 'butler' ? `${' '.repeat(Math.max(0, 7 - cellWidth(words.board.cases)))}${words.board.cases} ` : ''
  const cells = Math.max(6, width - 19) + 1 - cellWidth(cases)
  return line({ text: title, cells, tone: 'title' }, { text: cases + bands, tone: 'dim' })
}

function spansOf(item: BoardItem, board: Board, state: State, words: Dictionary, width: number): Span[] {
  const { language } = state
  switch (item.is) {
    case 'count':
      return [
        { text: `${item.n}`.padStart(4), cells: 5, tone: item.n > 0 ? 'bad' : 'dim' },
        { text: words.board.counts[item.of], tone: item.n > 0 ? 'plain' : 'dim' },
      ]
    case 'butler': {
      const { butler } = item
      const standing = standingOf(butler)
      const stateCells = Math.max(...Object.values(words.board.state).map(cellWidth)) + 1
      const cases = withLimit(butler.openCases, butler.casesAtMost)
      const isFull = butler.casesAtMost !== null && butler.openCases >= butler.casesAtMost
      return [
        { text: stripUnsafe(butler.name), cells: Math.max(6, width - stateCells - 8 - 19), tone: 'strong' },
        {
          text: standing ? words.board.state[standing] : '',
          cells: stateCells,
          ...(standing && { tone: standingTones[standing] }),
        },
        { text: `${cases.padStart(7)} `, cells: 8, tone: isFull ? 'bad' : 'plain' },
        ...bandSpans(butler.bands),
      ]
    }
    case 'queue':
      return [{ text: labels.role[item.role][language], cells: Math.max(6, width - 19) }, ...bandSpans(item.bands)]
    case 'hour': {
      const most = Math.max(1, ...board.forecast)
      return [
        { text: moment(board.at + item.hour * unitMs.h, state.now), cells: 12, tone: 'dim' },
        { text: `${item.n}`.padStart(3), cells: 4, tone: item.n > 0 ? 'strong' : 'dim' },
        { text: item.n === 0 ? '' : bar(item.n, most, Math.max(4, Math.min(20, width - 17))), tone: 'warn' },
      ]
    }
  }
}

/** Six numbers, the worst band first; none is a point. */
function bandSpans(bands: Bands): Span[] {
  return ([0, 1, 2, 3, 4, 5] as const).map((band) => ({
    text: (bands[band] === 0 ? '.' : `${bands[band]}`).padStart(3),
    cells: 3,
    tone: bands[band] === 0 ? ('dim' as const) : (bandTones[band] ?? 'plain'),
  }))
}

export function withLimit(n: number, atMost: number | null): string {
  return atMost === null ? `${n}` : `${n}/${atMost}`
}
