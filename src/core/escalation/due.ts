import { afterWorkingDays, afterWorkingHours, usualHours, type WorkingHours } from '../calendar/working-time.ts'
import type { Clock } from '../case/schema.ts'
import { addDays, type CivilDate, dateAt, startOfDate } from '../civil-date.ts'
import { countsShifts } from './at-work.ts'
import type { Flow } from './flow.ts'
import { type Due, isMet, type Repeat } from './flow-step.ts'
import type { StepRun, TeamRun } from './schema.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs

/** The last millisecond of a civil date in Asia/Shanghai, so that the instant still reads as that date. */
function endOfDate(date: CivilDate): number {
  return startOfDate(addDays(date, 1)) - 1
}

/**
 * When a step became active (epoch ms): the run's start, or the end of the last step before it that was not passed over; null
 * while that is open.
 */
export function activatedAt(run: Pick<TeamRun, 'startedAt' | 'steps'>, index: number): number | null {
  const before = lastStepBefore(run, index)
  return before === undefined ? run.startedAt : before.at
}

/** The step before, those that were passed over left out. */
export function lastStepBefore(run: Pick<TeamRun, 'steps'>, index: number): StepRun | undefined {
  return run.steps.slice(0, index).findLast(({ state }) => state !== 'skipped')
}

/** Whether the facts pass a step over. What is not known yet passes nothing over before its turn (`isItsTurn`). */
export function isPassedOver(flow: Flow, run: Pick<TeamRun, 'fields'>, index: number, isItsTurn: boolean): boolean {
  const when = flow.steps[index]?.when
  if (!when) return false
  return !(isMet(when, run.fields) ?? !isItsTurn)
}

/**
 * When a step is due (epoch ms), null while it cannot be known: its own time runs from an activation or from a field that is
 * still to come. It follows from the run alone, so that a corrected field corrects it.
 */
function dueAtOf(flow: Flow, run: TeamRun, index: number): number | null {
  const due = flow.steps[index]?.due
  if (!due || (run.steps[index]?.state === 'waiting' && isPassedOver(flow, run, index, false))) return null
  const repeat = flow.steps[index]?.repeat
  const last = run.steps[index]?.rounds?.at(-1)
  if (repeat && last) return last.at + everyMs(repeat)
  const active = activatedAt(run, index)
  const planned = plannedAt(due, run, active, hoursOf(flow, index))
  if (!due.faster || active === null || run.fields[due.faster.when] !== true) return planned
  const faster = active + due.faster.hours * hourMs
  return planned === null ? faster : Math.min(planned, faster)
}

function everyMs({ every: { minutes, hours } }: Repeat): number {
  return minutes === undefined ? (hours ?? 0) * hourMs : minutes * minuteMs
}

/** The date from which a due time in days counts; null while it is not known. */
export function countedFrom(due: Due, run: TeamRun, active: number | null): CivilDate | null {
  if (due.from) return dateIn(run, due.from)
  return active === null ? null : dateAt(active)
}

/** The run with the due times of all steps that are not over. */
export function withDueTimes<R extends TeamRun>(flow: Flow, run: R): R {
  const steps = run.steps.map((step, index) => (isOver(step) ? step : { ...step, dueAt: dueAtOf(flow, run, index) }))
  return { ...run, steps }
}

/**
 * The clocks that a running run puts on its case: the active step's, statutory where law sets its time; and the nearest
 * statutory time of a later step while it is another one, so that a deadline of law presses from the first day.
 */
export function clocksOf(flow: Flow, run: TeamRun): Clock[] {
  const index = run.steps.findIndex((step) => step.state === 'active')
  const active = run.steps[index]
  if (run.state !== 'running' || !active) return []
  const startsAt = active.rounds?.at(-1)?.at ?? activatedAt(run, index) ?? run.startedAt
  const kind = flow.steps[index]?.due.law ? 'statutory' : 'serviceLevel'
  const clocks: Clock[] = []
  if (active.dueAt !== null) clocks.push({ code: 'step', kind, startsAt, dueAt: active.dueAt, metAt: null })
  if (flow.case.kind !== 'complaint') return clocks
  const ahead = run.steps.flatMap((step, at) => (at > index && flow.steps[at]?.due.law ? (step.dueAt ?? []) : []))
  const nearest = Math.min(...ahead)
  if (ahead.length > 0 && !(kind === 'statutory' && active.dueAt === nearest))
    clocks.push({ code: 'complaintReply', kind: 'statutory', startsAt: run.startedAt, dueAt: nearest, metAt: null })
  return clocks
}

/** The codes of the clocks that a run keeps on its case; all others on it are none of its business. */
export const runClockCodes: readonly Clock['code'][] = ['step', 'complaintReply']

export function isOver(step: Pick<StepRun, 'state'>): boolean {
  return step.state !== 'waiting' && step.state !== 'active'
}

/** When those are at work whose time a step counts. */
function hoursOf(flow: Flow, index: number): WorkingHours {
  const step = flow.steps[index]
  const hours = flow.working ?? usualHours
  return step && countsShifts(step) ? { ...hours, roster: flow.rosters?.get(step.owner) } : hours
}

function plannedAt(due: Due, run: TeamRun, active: number | null, working: WorkingHours): number | null {
  if (due.until) {
    const date = dateIn(run, due.until)
    return date === null ? null : endOfDate(date)
  }
  if (due.minutes !== undefined) return active === null ? null : active + due.minutes * minuteMs
  if (due.hours !== undefined) return active === null ? null : active + due.hours * hourMs
  if (due.workingHours !== undefined)
    return active === null ? null : afterWorkingHours(active, due.workingHours, working)
  const from = countedFrom(due, run, active)
  if (from === null) return null
  if (due.workingDays !== undefined) return closingAfter(working, from, due.workingDays, due.from ? null : active)
  if (due.days === undefined) return null
  const last = addDays(from, due.days)
  const extended = due.extension ? dateIn(run, due.extension.to) : null
  return endOfDate(extended !== null && extended > last ? extended : last)
}

/** Closing time of the working day; where the team had closed on it before the step became active, of the next. */
function closingAfter(working: WorkingHours, from: CivilDate, days: number, active: number | null): number {
  const closes = afterWorkingDays(from, days, working)
  return active !== null && closes <= active ? afterWorkingDays(from, days + 1, working) : closes
}

function dateIn(run: TeamRun, fieldId: string): CivilDate | null {
  const value = run.fields[fieldId]
  return typeof value === 'string' ? value : null
}
