import { unitMs } from '../../core/units.ts'
import { momentText } from '../../app/language/reasons.ts'
import type { Queued } from '../../app/queries.ts'
import { dateAt, startOfDate } from '../../core/civil-date.ts'
import type { Dictionary } from '../words/en.ts'
import { bar, columns } from './charts.ts'
import { heading, type Line, line, type Span } from './line.ts'
import { wrapCells } from './wrap.ts'

/** The hours that are always on the chart; others when something is due in them. */
const [opens, closes] = [8, 20]

export type Load = { late: number; later: number; hours: readonly { hour: number; due: number }[] }

/** The clocks of the queue by the hour in which they end today (Asia/Shanghai). */
export function loadOf(rows: readonly Queued[], now: number): Load {
  const from = startOfDate(dateAt(now))
  const byHour = new Map<number, number>()
  let [late, later] = [0, 0]
  // Drawn with every frame: no text is made of thousands of moments.
  for (const row of rows)
    for (const { dueAt, metAt } of row.case.clocks) {
      if (metAt !== null) continue
      const hour = Math.floor((dueAt - from) / unitMs.h)
      if (dueAt < now) late++
      else if (hour < 24) byHour.set(hour, (byHour.get(hour) ?? 0) + 1)
      else later++
    }
  const [first, last] = [Math.min(opens, ...byHour.keys()), Math.max(closes, ...byHour.keys())]
  const hours = Array.from({ length: last - first + 1 }, (_, at) => ({
    ...{ hour: first + at, due: byHour.get(first + at) ?? 0 },
  }))
  return { late, later, hours }
}

/** The load of the day in two lines: the chart, and what it says in words. */
export function loadInShort(rows: readonly Queued[], now: number, words: Dictionary, width: number): Line[] {
  const load = loadOf(rows, now)
  const { hours } = load
  const ends = [hours[0]?.hour ?? 0, hours.at(-1)?.hour ?? 0].map((hour) => String(hour).padStart(2, '0'))
  return [
    heading(words.day.title),
    line(
      { text: `${ends[0]} `, tone: 'dim' },
      { text: columns(hours.map(({ due }) => due)), tone: 'accent' },
      { text: ` ${ends[1]}`, tone: 'dim' },
    ),
    ...told(load, words, width),
  ]
}

/** The load of the day, a row for each hour; the hour that it is now is marked. */
export function loadLines(rows: readonly Queued[], now: number, words: Dictionary, width: number): Line[] {
  const load = loadOf(rows, now)
  const { hours } = load
  const most = Math.max(1, ...hours.map(({ due }) => due))
  const current = Number(momentText(now).slice(11, 13))
  const rowOf = ({ hour, due }: { hour: number; due: number }): Line => {
    const filled = due === 0 ? '' : bar(due, most, Math.max(1, width - 10)).replaceAll('░', '')
    const spans: Span[] = [
      { text: hour === current ? '>' : ' ', cells: 1 },
      { text: `${String(hour).padStart(2, '0')} `, tone: hour === current ? 'strong' : 'dim' },
      { text: filled, tone: 'accent' },
      { text: due === 0 ? '' : ` ${due}` },
    ]
    return line(...spans)
  }
  return [heading(words.day.title), ...hours.map(rowOf), ...told(load, words, width)]
}

function told({ late, later, hours }: Load, words: Dictionary, width: number): Line[] {
  const peak = hours.reduce((most, one) => (one.due > most.due ? one : most), { hour: 0, due: 0 })
  const said = [peak.due > 0 ? words.day.peak(peak.hour, peak.due) : words.day.none, words.day.beside(late, later)]
  return said.flatMap((text) => wrapCells(text, width)).map((text) => line({ text, tone: 'dim' }))
}
