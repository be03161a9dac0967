import { stripUnsafe } from '../../app/cells.ts'
import { resourceKindWords } from '../../app/language/reply-words.ts'
import type { ListedResource } from '../../app/resources.ts'
import type { State } from '../state.ts'
import type { Dictionary } from '../words/en.ts'
import { blank, heading, type Line, line } from './line.ts'
import { moment } from './moments.ts'
import { wrapCells } from './wrap.ts'

/** The directory, an entry a line; `!` on a number that nobody has verified for too long. */
export function directoryLines(
  entries: readonly ListedResource[],
  index: number,
  { language }: State,
  words: Dictionary,
  width: number,
): Line[] {
  if (entries.length === 0) return [line({ text: words.resources.none, tone: 'dim' })]
  const kindCells = language === 'en' ? 10 : 9
  return entries.map((entry, at): Line => ({
    isSelected: at === index,
    spans: [
      { text: at === index ? '>' : ' ', cells: 1 },
      { text: entry.isStale ? '!' : ' ', cells: 1, tone: 'warn' },
      { text: resourceKindWords[entry.kind][language], cells: kindCells, tone: 'accent' },
      { text: stripUnsafe(entry.name), cells: Math.max(8, width - kindCells - 18) },
      { text: ` ${entry.phone}`, tone: 'strong' },
    ],
  }))
}

/** The right pane: the chosen entry, and who made sure of it when. */
export function entryOfDirectory(
  entry: ListedResource | undefined,
  { language, now, staff }: State,
  words: Dictionary,
  width: number,
): Line[] {
  if (!entry) return []
  const name = (id: string | null) => stripUnsafe(id === null ? '' : (staff.get(id) ?? id))
  const { kind, verifiedAt } = entry
  return [
    heading(stripUnsafe(entry.name), resourceKindWords[kind][language]),
    line({ text: entry.phone, tone: 'strong' }),
    line({ text: stripUnsafe([entry.city, entry.district].filter(Boolean).join(' ')) || words.resources.everywhere }),
    blank(),
    verifiedAt === null
      ? line({ text: words.resources.never, tone: 'warn' })
      : line({
          text: words.resources.verified(name(entry.verifiedBy), moment(verifiedAt, now)),
          tone: entry.isStale ? 'warn' : 'good',
        }),
    ...(entry.isStale && verifiedAt !== null ? [line({ text: words.resources.stale, tone: 'warn' })] : []),
    line({ text: words.resources.added(name(entry.addedBy), moment(entry.addedAt, now)), tone: 'dim' }),
    blank(),
    ...wrapCells(stripUnsafe(entry.note ?? ''), width).map((text) => line(text)),
  ]
}
