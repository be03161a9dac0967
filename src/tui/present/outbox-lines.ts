import { stripUnsafe } from '../../app/cells.ts'
import { commandWords } from '../../app/language/events.ts'
import type { OutboxEntry } from '../../app/queries.ts'
import { refusalWords } from '../../app/refusals.ts'
import type { State } from '../state.ts'
import type { Dictionary } from '../words/en.ts'
import { type Line, line } from './line.ts'
import { moment } from './moments.ts'
import { wrapCells } from './wrap.ts'

/** Refused commands first, each with why, then those that wait. */
export function outboxLines(
  entries: readonly OutboxEntry[],
  index: number,
  state: State,
  words: Dictionary,
  width: number,
): { lines: Line[]; cursorLine: number } {
  const { language, now } = state
  const lines: Line[] = []
  let cursorLine = 0
  if (entries.length === 0) lines.push(line({ text: words.outbox.none, tone: 'good' }))
  for (const [at, entry] of entries.entries()) {
    const isSelected = at === index
    if (isSelected) cursorLine = lines.length
    const isRefused = entry.state === 'refused'
    const standing = isRefused ? words.outbox.refused : entry.isAtRisk ? words.outbox.atRisk : words.outbox.waiting
    lines.push({
      isSelected,
      spans: [
        { text: isSelected ? '>' : ' ', cells: 1 },
        { text: moment(entry.givenAt, now), cells: 12, tone: 'dim' },
        { text: standing, cells: language === 'en' ? 10 : 9, tone: isRefused ? 'bad' : 'warn' },
        { text: commandWords[entry.name]?.[language] ?? entry.name, tone: 'strong' },
      ],
    })
    const text = (entry.args as { text?: unknown }).text
    if (typeof text === 'string')
      for (const part of wrapCells(stripUnsafe(text), width - 13))
        lines.push(line({ text: `             ${part}`, tone: 'dim' }))
    if (isRefused && entry.code) {
      const refusal = { ok: false as const, code: entry.code, data: entry.data ?? {} }
      const why = stripUnsafe(refusalWords(refusal, language, (id) => state.staff.get(id) ?? id))
      for (const text of wrapCells(why, width - 13)) lines.push(line(`             ${text}`))
    }
  }
  return { lines, cursorLine }
}
