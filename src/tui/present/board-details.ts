import { unitMs } from '../../core/units.ts'
import { stripUnsafe } from '../../app/cells.ts'
import type { Board } from '../../app/board.ts'
import { owedWords } from '../../app/language/owed-words.ts'
import { labels } from '../../app/language/labels.ts'
import { nameOfOwed } from '../../core/queue/owed.ts'
import type { State } from '../state.ts'
import type { Dictionary } from '../words/en.ts'
import { type BoardCount, type BoardItem, standingOf, withLimit } from './board-lines.ts'
import { bar, columns } from './charts.ts'
import { blank, heading, type Line, line } from './line.ts'
import { moment } from './moments.ts'
import { wrapCells } from './wrap.ts'

const mostShown = 12
/** From so many cells on there is room for the time beside the words. */
const dated = 44
const wrapped = (text: string, width: number, tone: 'plain' | 'dim' | 'warn' = 'plain') =>
  wrapCells(stripUnsafe(text), width).map((part) => line({ text: part, tone }))

/** What the chosen line of the board says in full. */
export function boardDetails(
  item: BoardItem | undefined,
  board: Board,
  state: State,
  words: Dictionary,
  width: number,
): Line[] {
  switch (item?.is) {
    case undefined:
      return []
    case 'count':
      return countDetails(item.of, board, state, words, width)
    case 'butler':
      return butlerDetails(item, state, words, width)
    case 'queue':
      return [
        heading(words.board.titleOf.queue(labels.role[item.role][state.language])),
        ...bandLines(item.bands, words, width),
        ...wrapped(words.board.bandKeys, width, 'dim'),
      ]
    case 'hour': {
      const from = moment(board.at + item.hour * unitMs.h, state.now)
      const until = moment(board.at + (item.hour + 1) * unitMs.h, state.now)
      return [...forecastLines(board, state, words), blank(), ...wrapped(words.board.hour(from, until, item.n), width)]
    }
  }
}

/** The next hours as columns, with the first and the last hour below them. */
export function forecastLines({ forecast, at }: Board, { now }: State, words: Dictionary): Line[] {
  const chart = columns(forecast)
  const [from, until] = [moment(at, now), moment(at + forecast.length * unitMs.h, now)]
  return [
    heading(words.board.forecast),
    line({ text: [...chart].map((sign) => `${sign}${sign} `).join(''), tone: 'warn' }),
    line({ text: forecast.map((n) => `${n}`.padEnd(3)).join('') }),
    line({ text: `${from} - ${until}`, tone: 'dim' }),
  ]
}

function countDetails(of: BoardCount, board: Board, state: State, words: Dictionary, width: number): Line[] {
  const { language, now, staff } = state
  const title = heading(words.board.counts[of])
  const nameOf = (id: string) => stripUnsafe(staff.get(id) ?? id)
  switch (of) {
    case 'breaching':
      return [
        title,
        ...board.breaching.slice(0, mostShown).map((one) =>
          line(
            // In a narrow pane the words say enough: how long over, how long left.
            ...(width < dated ? [] : [{ text: moment(one.clock.dueAt, now), cells: 12, tone: 'dim' as const }]),
            { text: stripUnsafe(nameOfOwed(one)), cells: 9, tone: 'strong' },
            { text: owedWords(one, language), tone: one.standing === 'breached' ? 'bad' : 'warn' },
          ),
        ),
      ]
    case 'approvals':
      return [
        title,
        ...board.approvals
          .slice(0, mostShown)
          .map(({ about, title: what }) =>
            line({ text: stripUnsafe(about), tone: 'strong' }, { text: ` · ${what[language]}`, tone: 'dim' }),
          ),
      ]
    case 'refused':
      return [
        title,
        ...board.refused
          .slice(0, mostShown)
          .flatMap(({ receiverId, reason }) =>
            wrapped(`${words.board.refusedBy(nameOf(receiverId))}: ${reason ?? ''}`, width),
          ),
      ]
    case 'orphans':
      return [title, line(`${board.orphans}`), ...wrapped(words.board.enterLists, width, 'dim')]
    case 'contacts':
      return [
        title,
        ...wrapped(words.board.contactsAre(board.contacts.waiting, board.contacts.late), width),
        ...wrapped(words.board.enterLists, width, 'dim'),
      ]
  }
}

function butlerDetails(
  { butler }: Extract<BoardItem, { is: 'butler' }>,
  { now, staff }: State,
  words: Dictionary,
  width: number,
): Line[] {
  const { board: said } = words
  const { away, backupId, coveredBy, shift, seenAt, handedOver } = butler
  const nameOf = (id: string) => stripUnsafe(staff.get(id) ?? id)
  const load = (title: string, n: number, atMost: number | null) =>
    line(
      { text: title, cells: 10, tone: 'dim' },
      { text: withLimit(n, atMost), cells: 12 },
      { text: atMost === null ? '' : bar(n, atMost, Math.max(0, Math.min(16, width - 22))), tone: 'accent' },
    )
  const standing = standingOf(butler)
  return [
    heading(stripUnsafe(butler.name), ...(standing ? [said.state[standing]] : [])),
    load(said.customers, butler.customers, butler.customersAtMost),
    load(said.cases, butler.openCases, butler.casesAtMost),
    ...bandLines(butler.bands, words, width),
    ...wrapped(said.bandKeys, width, 'dim'),
    blank(),
    ...(shift ? wrapped(said.shift(moment(shift.from, now), moment(shift.until, now)), width) : []),
    ...(butler.isAway && away
      ? wrapped(said.away(away.until === null ? null : moment(away.until, now), away.why), width, 'warn')
      : []),
    ...(backupId ? wrapped(said.backup(nameOf(backupId)), width) : []),
    ...(coveredBy
      ? wrapped(said.covered(nameOf(coveredBy)), width)
      : butler.isAway
        ? wrapped(said.noCover, width, 'warn')
        : []),
    ...wrapped(seenAt === null ? said.unseen : said.seen(moment(seenAt, now)), width, 'dim'),
    ...(handedOver.waiting + handedOver.accepted > 0
      ? wrapped(said.handed(handedOver.waiting, handedOver.accepted), width)
      : []),
  ]
}

const bandsBeside = 38

/** Two bands a line where there is room for it, each with the key that opens it. */
function bandLines(bands: Extract<BoardItem, { is: 'queue' }>['bands'], words: Dictionary, width: number): Line[] {
  const part = (band: 0 | 1 | 2 | 3 | 4 | 5) => [
    { text: `${band + 1} `, tone: 'accent' as const },
    { text: words.bands[band] ?? '', cells: 12, tone: 'dim' as const },
    { text: `${bands[band]}`, cells: 5, tone: bands[band] > 0 ? ('plain' as const) : ('dim' as const) },
  ]
  return [
    ...(width < bandsBeside
      ? ([0, 1, 2, 3, 4, 5] as const).map((band) => line(...part(band)))
      : ([0, 1, 2] as const).map((band) => line(...part(band), ...part((band + 3) as 3 | 4 | 5)))),
    line({ text: '  ' }, { text: words.board.later, cells: 12, tone: 'dim' }, `${bands.later}`),
  ]
}
