import { isOnHold, isPaused } from '../case/hold.ts'
import type { Case, Clock } from '../case/schema.ts'
import { clockKinds } from '../case/kinds.ts'
import { clocksOf } from '../escalation/due.ts'
import type { Flow } from '../escalation/flow.ts'
import type { TeamRun } from '../escalation/schema.ts'
import { promiseClock } from '../promise/clock.ts'
import type { PromiseMade } from '../promise/schema.ts'
import { clockStanding } from './warning.ts'

/**
 * A clock that somebody has to meet: of a case, a run, a claim or a promise. `ms`: how long it is over, or what is left of it. A
 * paused one stands still; its `clock.dueAt` moves on with every moment.
 */
export type Owed<C extends Case = Case> = {
  case: C
  clock: Clock
  standing: 'breached' | 'warning' | 'running' | 'paused'
  ms: number
  promise: PromiseMade | null
  /** Put aside just now: it is owed all the same. */
  isOnHold: boolean
}

/**
 * All that is owed at `now` (epoch ms) on these open cases, what is due first at the top; of the same time statutory before
 * promised before service level. `cases` carry their clocks without those of the promises.
 */
export function owedOn<C extends Case>(cases: readonly C[], promises: readonly PromiseMade[], now: number): Owed<C>[] {
  const open = Map.groupBy(
    promises.filter(({ state }) => state === 'open'),
    ({ caseId }) => caseId,
  )
  const owed = cases.flatMap((item) => [
    ...item.clocks.filter(({ metAt }) => metAt === null).map((clock) => entry(item, clock, null, now)),
    ...(open.get(item.id) ?? []).map((promise) => entry(item, promiseClock(promise), promise, now)),
  ])
  return inOrder(owed)
}

/** The clock of the active step of a run about the team's own work, which lies on no case. */
export type OwedRun = Pick<Owed, 'clock' | 'standing' | 'ms'> & {
  case: null
  run: TeamRun
  flow: Flow
  promise: null
  isOnHold: false
}

/** A customer who has come from another book, and by when a first word is to be said to them (epoch ms). */
export type Moved = {
  id: string
  customerId: string
  customerName: string
  ownerId: string
  movedAt: number
  contactBy: number
}
/** The time for that word, which lies on no case. */
export type OwedContact = Pick<Owed, 'clock' | 'standing' | 'ms'> & {
  case: null
  move: Moved
  promise: null
  isOnHold: false
}
export type OwedByAll<C extends Case = Case> = Owed<C> | OwedRun | OwedContact

/** The clocks of first words that nobody has said yet. */
export function owedOnMoves(moves: readonly Moved[], now: number): OwedContact[] {
  return moves.map(({ id, customerId, customerName, ownerId, movedAt: startsAt, contactBy: dueAt }) => {
    const move = { id, customerId, customerName, ownerId, movedAt: startsAt, contactBy: dueAt }
    const clock: Clock = { code: 'firstContact', kind: 'serviceLevel', startsAt, dueAt, metAt: null }
    const [standing, ms] = [clockStanding(clock, now), Math.abs(dueAt - now)]
    return { case: null, move, clock, standing, ms, promise: null, isOnHold: false }
  })
}

/** The clocks of running runs of the team; of one whose flow is not known, none. */
export function owedOnRuns(runs: readonly TeamRun[], flows: ReadonlyMap<string, Flow>, now: number): OwedRun[] {
  return runs.flatMap((run) => {
    const flow = flows.get(run.flowId)
    const clocks = flow ? clocksOf(flow, run) : []
    return clocks.map((clock): OwedRun => {
      const [standing, ms] = [clockStanding(clock, now), Math.abs(clock.dueAt - now)]
      return { case: null, run, flow: flow as Flow, clock, standing, ms, promise: null, isOnHold: false }
    })
  })
}

/** What is due first at the top; of the same time statutory before promised before service level. */
export function inOrder<O extends OwedByAll>(owed: readonly O[]): O[] {
  return owed.toSorted(
    (a, b) =>
      a.clock.dueAt - b.clock.dueAt ||
      clockKinds.indexOf(a.clock.kind) - clockKinds.indexOf(b.clock.kind) ||
      compareText(idOfOwed(a), idOfOwed(b)),
  )
}

function entry<C extends Case>(item: C, clock: Clock, promise: PromiseMade | null, now: number): Owed<C> {
  const standing = isPaused(item, clock, now) ? 'paused' : clockStanding(clock, now)
  return { case: item, clock, standing, ms: Math.abs(clock.dueAt - now), promise, isOnHold: isOnHold(item, now) }
}

/** Whom or what the clock is about, in a word: the customer, or the flow of the team. */
export function nameOfOwed(owed: OwedByAll<Case & { customerName: string }>): string {
  if (owed.case) return owed.case.customerName
  return 'move' in owed ? owed.move.customerName : owed.flow.code
}

/** The id of what the clock lies on, the clock and its promise: no two are the same. */
export function idOfOwed(owed: OwedByAll): string {
  const id = owed.case ? owed.case.id : 'run' in owed ? owed.run.id : owed.move.id
  return `${id} ${owed.clock.code} ${owed.promise?.id ?? ''}`
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
