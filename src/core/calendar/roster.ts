import { addDays, type CivilDate, dateAt, dayNumber, startOfDate } from '../civil-date.ts'

/** From when until when, in epoch ms. */
export type Span = { from: number; until: number }

/**
 * When somebody of a team is at work, as its shifts say. A week (Monday to Sunday) in which a shift begins is rostered: in it
 * nothing counts but the shifts. Other weeks are not planned yet, or no longer kept.
 */
export type Roster = {
  weeks: ReadonlySet<number>
  /** Days on which a shift begins: the working days of a rostered week. */
  days: ReadonlySet<CivilDate>
  /** By day, what of the shifts lies on it, in order and without overlaps. */
  spans: ReadonlyMap<CivilDate, readonly Span[]>
}

export function rosterOf(shifts: readonly Span[]): Roster {
  const weeks = new Set<number>()
  const days = new Set<CivilDate>()
  const spans = new Map<CivilDate, Span[]>()
  for (const { from, until } of shifts) {
    const first = dateAt(from)
    weeks.add(weekOf(first))
    days.add(first)
    for (let day = first; startOfDate(day) < until; day = addDays(day, 1)) {
      const [begins, ends] = [startOfDate(day), startOfDate(addDays(day, 1))]
      const part = { from: Math.max(from, begins), until: Math.min(until, ends) }
      spans.set(day, [...(spans.get(day) ?? []), part])
    }
  }
  for (const [day, parts] of spans) spans.set(day, merged(parts))
  return { weeks, days, spans }
}

/** Weeks are counted from the one of Thursday, 1970-01-01, and begin on Mondays. */
export function weekOf(date: CivilDate): number {
  return Math.floor((dayNumber(date) + 3) / 7)
}

/** The same time in as few spans as it takes, in order. */
export function merged(spans: readonly Span[]): Span[] {
  const found: Span[] = []
  for (const span of spans.toSorted((a, b) => a.from - b.from)) {
    const last = found.at(-1)
    if (last && span.from <= last.until) last.until = Math.max(last.until, span.until)
    else found.push({ ...span })
  }
  return found
}
