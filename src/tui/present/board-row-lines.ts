import type { BoardRow } from '../../app/board-rows.ts'
import { stripUnsafe } from '../../app/cells.ts'
import { labels } from '../../app/language/labels.ts'
import { owedWords } from '../../app/language/owed-words.ts'
import { nameOfOwed } from '../../core/queue/owed.ts'
import type { BoardRowsData, State } from '../state.ts'
import type { Tone } from '../theme.ts'
import type { Dictionary } from '../words/en.ts'
import { owedPreview } from './owed-lines.ts'
import { blank, heading, type Line, line } from './line.ts'
import { moment } from './moments.ts'
import { bandTones } from './queue-lines.ts'
import { wrapCells } from './wrap.ts'

/** How many rows there are, and of when they are where that is not now. */
export function rowCounts({ told, from }: BoardRowsData, { now }: State, words: Dictionary): Line {
  const { board: said } = words
  const count = { text: said.firstOf(told.rows.length, told.total), tone: 'dim' as const }
  if (from === 'now') return line(count)
  const source = from === 'before' ? said.before(moment(told.at, now)) : said.part
  return line(count, { text: ` · ${source}`, tone: 'warn' })
}

export function boardRowLines(rows: readonly BoardRow[], index: number, state: State, words: Dictionary): Line[] {
  return rows.map((row, at): Line => {
    const { text, tone } = saidOf(row, state, words)
    const name = row.is === 'clock' ? nameOfOwed(row.owed) : row.customerName
    return {
      isSelected: at === index,
      spans: [
        { text: at === index ? '>' : ' ', cells: 1 },
        { text: row.is === 'case' && row.takenBy !== null ? '=' : ' ', cells: 2, tone: 'warn' },
        { text: stripUnsafe(name), cells: 9, tone: 'strong' },
        { text: stripUnsafe(text), tone },
      ],
    }
  })
}

function saidOf(row: BoardRow, { language, now }: State, words: Dictionary): { text: string; tone: Tone } {
  switch (row.is) {
    case 'case': {
      const band = row.band === 'later' ? words.board.later : words.bands[row.band]
      const tone = row.band === 'later' ? 'dim' : (bandTones[row.band] ?? 'plain')
      return { text: `${band} · ${labels.caseKind[row.case.kind][language]} · ${row.case.title}`, tone }
    }
    case 'clock':
      return {
        text: `${moment(row.owed.clock.dueAt, now)} ${owedWords(row.owed, language)}`,
        tone: row.owed.standing === 'breached' ? 'bad' : row.owed.standing === 'warning' ? 'warn' : 'plain',
      }
    case 'customer':
      return { text: row.id, tone: 'dim' }
    case 'orphan':
      return { text: words.board.why[row.orphan.why], tone: 'warn' }
    case 'contact': {
      const text = `${words.board.contact[row.contact.standing]} ${moment(row.contact.contactBy, now)}`
      return { text, tone: row.contact.standing === 'late' ? 'bad' : 'warn' }
    }
    case 'refused':
      return { text: row.reason, tone: 'warn' }
  }
}

/** The chosen row: what it is, whose, and in whose hands. */
export function boardRowDetails(row: BoardRow | undefined, state: State, words: Dictionary, width: number): Line[] {
  if (!row) return []
  const { language, now, staff } = state
  const nameOf = (id: string) => stripUnsafe(staff.get(id) ?? id)
  const wrapped = (text: string, tone: Tone = 'plain') =>
    wrapCells(stripUnsafe(text), width).map((part) => line({ text: part, tone }))
  const owner = row.staffId === null ? [] : wrapped(words.board.ofBook(nameOf(row.staffId)), 'dim')
  const title = row.customerName ? [heading(stripUnsafe(row.customerName))] : []
  const since = (at: number | null) => (at === null ? [] : wrapped(moment(at, now), 'dim'))
  switch (row.is) {
    case 'case': {
      const { kind, role, openedAt, title: about } = row.case
      return [
        ...title,
        ...wrapped(about, 'strong'),
        ...wrapped(
          `${labels.caseKind[kind][language]} · ${labels.role[role][language]} · ${moment(openedAt, now)}`,
          'dim',
        ),
        ...wrapped(row.takenBy === null ? words.board.free : words.board.inHands(nameOf(row.takenBy))),
        ...owner,
      ]
    }
    case 'clock':
      return [...title, ...owedPreview(row.owed, state, words, width), ...owner]
    case 'customer':
      return [...title, ...owner]
    case 'orphan':
      return [...title, ...wrapped(words.board.why[row.orphan.why], 'warn'), ...owner, ...since(row.orphan.since)]
    case 'contact':
      return [...title, ...wrapped(saidOf(row, state, words).text, 'warn'), ...owner]
    case 'refused':
      return [
        ...title,
        ...wrapped(words.board.refusedBy(nameOf(row.receiverId)), 'warn'),
        ...wrapped(row.reason),
        blank(),
        ...owner,
        ...since(row.at),
      ]
  }
}
