import { leaseHolder } from '../case/lease.ts'
import type { Case, Clock, Hold } from '../case/schema.ts'
import { clockKinds, priorities, type Priority } from '../case/kinds.ts'
import { type CivilDate, dateAt } from '../civil-date.ts'
import { clockStanding } from './warning.ts'

/** Every so long a waiting customer's priority counts one level higher, so that nobody starves. */
export const agingMs = 4 * 3_600_000

export type Band = 0 | 1 | 2 | 3 | 4 | 5

/** Why a row stands where it stands, in the order in which it is said. */
export type Reason =
  | { is: 'concern'; concern: NonNullable<Case['concern']> }
  | { is: 'breached' | 'warning'; clock: Clock; ms: number }
  | { is: 'waiting'; ms: number }
  | { is: 'priority'; priority: Priority; raisedBy: number }
  | { is: 'woken'; hold: Hold }
  | { is: 'due'; on: CivilDate }
  | { is: 'kind'; kind: Case['kind'] }

/** Why a case is not in the queue. */
export type Absence =
  | { is: 'done' }
  | { is: 'hold'; hold: Hold }
  | { is: 'lacksDocuments' }
  | { is: 'notDueYet'; on: CivilDate }

export type QueueRow<C extends Case = Case> = {
  case: C
  band: Band
  reasons: Reason[]
  /** Who holds the lease now; such a row is listed, but "next" skips it for everybody else. */
  takenBy: string | null
}

/** One rule of the order, whether it applies to the case, and what it looked at: the row's full breakdown. */
export type RuleReading = { rule: 1 | 2 | 3 | 4 | 5 | 6 | 7; applies: boolean; reasons: Reason[]; absence?: Absence }

/**
 * The queue: which cases are in it and in what order, at `now` (epoch ms of the authority's clock). The order is total: equal
 * rows are parted by `waitingSince`, then by id.
 */
export function orderQueue<C extends Case>(cases: readonly C[], now: number): QueueRow<C>[] {
  const today = dateAt(now)
  const placed: Placed<C>[] = []
  for (const item of cases) if (!absenceOf(item, now, today)) placed.push(place(item, now, today))
  return placed.sort(comparePlaced).map(({ row }) => row)
}

/** The first row that is free, or already in `staffId`'s hands, after those in `skip`. */
export function nextRow<C extends Case>(rows: readonly QueueRow<C>[], staffId: string, skip: ReadonlySet<string>) {
  return rows.find((row) => !skip.has(row.case.id) && (row.takenBy === null || row.takenBy === staffId))
}

export function absenceOf(item: Case, now: number, today: CivilDate = dateAt(now)): Absence | null {
  if (item.state === 'done') return { is: 'done' }
  if (item.hold && item.hold.wakeAt > now && !isOvertaken(item, now)) return { is: 'hold', hold: item.hold }
  // Put aside until a day that has come: it is back, whatever else it lacks. So is whoever waits for an answer or is in danger.
  if (item.hold || item.waitingSince !== null || item.concern) return null
  if (pressingClock(item, now) || promisedBy(item, today)) return null
  if (item.lacksDocuments) return { is: 'lacksDocuments' }
  if (item.dueOn && item.dueOn > today) return { is: 'notDueYet', on: item.dueOn }
  return null
}

/** Reads all the rules over one case, whether or not an earlier one has already placed it. */
export function breakdown(item: Case, now: number): RuleReading[] {
  const today = dateAt(now)
  const absence = absenceOf(item, now, today)
  const pressing = pressingClock(item, now)
  const breached = pressing?.is === 'breached'
  const dueBy = dueOnBy(item, today)
  const isDue = isDueWork(item) && (dueBy !== null || isBack(item, now))
  const waiting = waitingReasons(item, now)
  const on = dueBy ?? item.dueOn
  const due: Reason[] = [...wokenReasons(item, now), ...(on ? [{ is: 'due' as const, on }] : [])]
  return [
    { rule: 1, applies: absence !== null, reasons: [], ...(absence ? { absence } : {}) },
    {
      rule: 2,
      applies: item.concern !== null,
      reasons: item.concern ? [{ is: 'concern', concern: item.concern }] : [],
    },
    { rule: 3, applies: breached, reasons: pressing && breached ? [pressing] : [] },
    { rule: 4, applies: pressing?.is === 'warning', reasons: pressing && !breached ? [pressing] : [] },
    { rule: 5, applies: item.waitingSince !== null, reasons: item.waitingSince === null ? [] : waiting },
    {
      rule: 6,
      applies: isDue || bandOf(item, pressing, isDue) === 5,
      reasons: [...due, { is: 'kind', kind: item.kind }],
    },
    { rule: 7, applies: true, reasons: item.waitingSince === null ? [] : waiting.slice(0, 1) },
  ]
}

type PressingClock = Extract<Reason, { clock: Clock }>
type Placed<C extends Case> = { row: QueueRow<C>; keys: readonly number[] }

function place<C extends Case>(item: C, now: number, today: CivilDate): Placed<C> {
  const pressing = pressingClock(item, now)
  const dueBy = dueOnBy(item, today)
  const isDue = isDueWork(item) && (dueBy !== null || isBack(item, now))
  const band = bandOf(item, pressing, isDue)
  const waiting = waitingReasons(item, now)
  const reasons: Reason[] = []
  if (item.concern) reasons.push({ is: 'concern', concern: item.concern })
  if (pressing) reasons.push(pressing)
  reasons.push(...waiting, ...wokenReasons(item, now))
  // A clock that presses says its own time.
  if (isDue && dueBy && !(pressing && dateAt(pressing.clock.dueAt) === dueBy)) reasons.push({ is: 'due', on: dueBy })
  if (band >= 4) reasons.push({ is: 'kind', kind: item.kind })
  return {
    row: { case: item, band, reasons, takenBy: leaseHolder(item, now) },
    keys: keysOf(item, band, pressing, now),
  }
}

function bandOf(item: Case, pressing: PressingClock | null, isDue: boolean): Band {
  if (item.concern) return 0
  if (pressing) return pressing.is === 'breached' ? 1 : 2
  if (item.waitingSince !== null) return 3
  return isDue ? 4 : 5
}

/** Smaller first, key by key. Which keys count depends on the band, so rows of one band have them in the same places. */
function keysOf(item: Case, band: Band, pressing: PressingClock | null, now: number): readonly number[] {
  switch (band) {
    case 1:
      return [1, clockKinds.indexOf(pressing?.clock.kind ?? 'serviceLevel'), pressing?.clock.dueAt ?? 0]
    case 2:
      return [2, pressing?.clock.dueAt ?? 0, 0]
    case 3:
      return [3, -effectiveLevel(item, now), 0]
    case 0:
    case 4:
    case 5:
      return [band, 0, 0]
  }
}

function comparePlaced(a: Placed<Case>, b: Placed<Case>): number {
  for (let index = 0; index < 3; index++) {
    const difference = (a.keys[index] ?? 0) - (b.keys[index] ?? 0)
    if (difference !== 0) return difference
  }
  const [left, right] = [a.row.case, b.row.case]
  const waited = (left.waitingSince ?? Infinity) - (right.waitingSince ?? Infinity)
  if (waited !== 0 && !Number.isNaN(waited)) return waited
  return left.id < right.id ? -1 : left.id > right.id ? 1 : 0
}

/** The clock that places the case: a breached one before a warning one, then as its band orders them; null if none presses. */
function pressingClock(item: Case, now: number): PressingClock | null {
  let chosen: PressingClock | null = null
  for (const clock of item.clocks) {
    if (clock.metAt !== null) continue
    const is = clockStanding(clock, now)
    if (is === 'running') continue
    const reading: PressingClock = { is, clock, ms: Math.abs(clock.dueAt - now) }
    if (!chosen || pressesMore(reading, chosen)) chosen = reading
  }
  return chosen
}

function pressesMore(a: PressingClock, b: PressingClock): boolean {
  if (a.is !== b.is) return a.is === 'breached'
  if (a.is === 'breached' && a.clock.kind !== b.clock.kind)
    return clockKinds.indexOf(a.clock.kind) < clockKinds.indexOf(b.clock.kind)
  return a.clock.dueAt < b.clock.dueAt
}

function levelsAged(item: Case, now: number): number {
  return item.waitingSince === null ? 0 : Math.max(0, Math.floor((now - item.waitingSince) / agingMs))
}

function effectiveLevel(item: Case, now: number): number {
  return priorities.indexOf(item.priority) + levelsAged(item, now)
}

function waitingReasons(item: Case, now: number): Reason[] {
  const priority: Reason = { is: 'priority', priority: item.priority, raisedBy: levelsAged(item, now) }
  if (item.waitingSince === null) return item.priority === 'normal' ? [] : [priority]
  return [{ is: 'waiting', ms: Math.max(0, now - item.waitingSince) }, priority]
}

/** Put aside until a time that has come, and not looked after since. */
function isBack({ hold }: Case, now: number): boolean {
  return hold !== null && hold.wakeAt <= now
}

/**
 * Whether a clock of the law has begun to press, or has run out, since the case was put aside: then the person who put it aside
 * did not know, and the hold keeps it out of the queue no longer. One that pressed already was theirs to weigh.
 */
function isOvertaken({ clocks, holds }: Case, now: number): boolean {
  const since = holds.find(({ until }) => until === null)?.from ?? now
  return clocks.some((clock) => {
    if (clock.kind !== 'statutory' || clock.metAt !== null) return false
    const is = clockStanding(clock, now)
    return is !== 'running' && is !== clockStanding(clock, since)
  })
}

function wokenReasons(item: Case, now: number): Reason[] {
  return item.hold && isBack(item, now) ? [{ is: 'woken', hold: item.hold }] : []
}

/** The first day of its own, or of a promise on it, that has come; null while none has. */
function dueOnBy(item: Case, today: CivilDate): CivilDate | null {
  const promised = promisedBy(item, today)
  const own = item.dueOn !== null && item.dueOn <= today ? item.dueOn : null
  return own !== null && (promised === null || own < promised) ? own : promised
}

/** The day of the earliest promise that is still to be kept, if it has come. */
function promisedBy({ clocks }: Case, today: CivilDate): CivilDate | null {
  const open = clocks.filter(({ kind, metAt }) => kind === 'promised' && metAt === null)
  const on = open.length === 0 ? null : dateAt(Math.min(...open.map(({ dueAt }) => dueAt)))
  return on !== null && on <= today ? on : null
}

/** Work that can have a day of its own; outreach never presses. */
function isDueWork(item: Case): boolean {
  return item.kind !== 'outreach'
}
