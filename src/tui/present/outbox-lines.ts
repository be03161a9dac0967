import { stripUnsafe } from '../../app/cells.ts'
import { type NamedValue, namedValues } from '../../app/language/argument-words.ts'
import { commandWords } from '../../app/language/events.ts'
import { prospectWords } from '../../app/outbox-words.ts'
import { refusalWords } from '../../app/refusals.ts'
import { refuse } from '../../core/refusal.ts'
import { selectedEntry } from '../selection.ts'
import type { OutboxData, State } from '../state.ts'
import type { Dictionary } from '../words/en.ts'
import { beside, blank, heading, type Line, line } from './line.ts'
import { moment } from './moments.ts'
import { wrapCells } from './wrap.ts'

type Entry = OutboxData['entries'][number]

/** Groups, the refused ones first; what stands on a command is beneath it. */
export function outboxLines(
  { entries, customers }: OutboxData,
  index: number,
  state: State,
  words: Dictionary,
): Line[] {
  const { language } = state
  return entries.map((entry, at): Line => {
    const isSelected = at === index
    const name = customers.get(entry.customerId ?? '')
    return {
      isSelected,
      spans: [
        { text: isSelected ? '>' : ' ', cells: 1 },
        { text: standing(entry, words), cells: 9, tone: entry.state === 'refused' ? 'bad' : 'warn' },
        { text: entry.depth > 0 ? `${'  '.repeat(entry.depth - 1)}└ ` : '', tone: 'dim' },
        { text: commandWords[entry.name]?.[language] ?? entry.name, tone: 'strong' },
        { text: name ? ` · ${stripUnsafe(name)}` : '', tone: 'dim' },
      ],
    }
  })
}

function standing({ state, fallsWith, isAtRisk }: Entry, { outbox }: Dictionary): string {
  if (state === 'refused') return outbox.refused
  return fallsWith !== null ? outbox.falls : isAtRisk ? outbox.atRisk : outbox.waiting
}

/** The empty outbox says what it is for. */
export function emptyOutboxLines(words: Dictionary, width: number): Line[] {
  return [
    line({ text: words.outbox.none, tone: 'good' }),
    blank(),
    ...wrapCells(words.outbox.about, width).map((text) => line({ text, tone: 'dim' })),
  ]
}

/** The chosen command: why it was refused, what it says, what the refusal says, and what stands on it. */
export function entryLines(state: State, words: Dictionary, width: number): Line[] {
  const { entry, below } = selectedEntry(state)
  if (!entry) return []
  const { language, now } = state
  const names = (id: string) => state.staff.get(id) ?? id
  const wrapped = (text: string, tone: 'bad' | 'warn' | 'dim' | 'plain') =>
    wrapCells(stripUnsafe(text), width).map((part) => line({ text: part, tone }))
  const { given, refusal } = namedValues(entry, language, names)
  const lines = (values: readonly NamedValue[]) =>
    values.flatMap(({ label, text }) => {
      const [first = '', ...more] = wrapCells(stripUnsafe(text), width - 2)
      const name = { text: stripUnsafe(label), tone: 'dim' } as const
      if (more.length === 0) return beside(name, { text: first }, width, '  ')
      return [line(name), ...[first, ...more].map((part) => line(`  ${part}`))]
    })
  const why = entry.code
    ? refusalWords({ code: entry.code, data: entry.data ?? {} }, language, names)
    : prospectWords(entry)?.[language]
  const what = (of: Entry) => commandWords[of.name]?.[language] ?? of.name
  return [
    heading(what(entry), `${words.outbox.number(entry.seq)} · ${moment(entry.givenAt, now)}`),
    ...(why ? wrapped(why, entry.state === 'refused' ? 'bad' : 'warn') : []),
    ...(below.length > 0 ? wrapped(words.outbox.below(below.length), 'dim') : []),
    blank(),
    heading(words.outbox.given),
    ...(entry.args === null ? wrapped(refusalWords(refuse('outbox.wiped'), language), 'dim') : lines(given)),
    ...(refusal.length > 0 ? [heading(words.outbox.says), ...lines(refusal)] : []),
  ]
}
