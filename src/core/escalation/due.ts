import type { Clock } from '../case/schema.ts'
import { addDays, type CivilDate, dateAt, startOfDate } from '../civil-date.ts'
import type { Due, Flow } from './flow.ts'
import type { Escalation, StepRun } from './schema.ts'

const hourMs = 3_600_000

/** The last millisecond of a civil date in Asia/Shanghai, so that the instant still reads as that date. */
function endOfDate(date: CivilDate): number {
  return startOfDate(addDays(date, 1)) - 1
}

/** When a step became active (epoch ms): the run's start, or the end of the step before; null while that is open. */
export function activatedAt(run: Pick<Escalation, 'startedAt' | 'steps'>, index: number): number | null {
  return index === 0 ? run.startedAt : (run.steps[index - 1]?.at ?? null)
}

/**
 * When a step is due (epoch ms), null while it cannot be known: its own time runs from an activation or from a field that is
 * still to come. It follows from the run alone, so that a corrected field corrects it.
 */
function dueAtOf(flow: Flow, run: Escalation, index: number): number | null {
  const due = flow.steps[index]?.due
  if (!due) return null
  const active = activatedAt(run, index)
  const planned = plannedAt(due, run, active)
  if (!due.faster || active === null || run.fields[due.faster.when] !== true) return planned
  const faster = active + due.faster.hours * hourMs
  return planned === null ? faster : Math.min(planned, faster)
}

/** The date from which a due time in days counts; null while it is not known. */
export function countedFrom(due: Due, run: Escalation, active: number | null): CivilDate | null {
  if (due.from) return dateIn(run, due.from)
  return active === null ? null : dateAt(active)
}

/** The run with the due times of all steps that are not over. */
export function withDueTimes(flow: Flow, run: Escalation): Escalation {
  const steps = run.steps.map((step, index) => (isOver(step) ? step : { ...step, dueAt: dueAtOf(flow, run, index) }))
  return { ...run, steps }
}

/**
 * The clocks that a running run puts on its case: the active step's, statutory where law sets its time; and the nearest
 * statutory time of a later step while it is another one, so that a deadline of law presses from the first day.
 */
export function clocksOf(flow: Flow, run: Escalation): Clock[] {
  const index = run.steps.findIndex((step) => step.state === 'active')
  const active = run.steps[index]
  if (run.state !== 'running' || !active) return []
  const startsAt = activatedAt(run, index) ?? run.startedAt
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
  return step.state === 'done' || step.state === 'approved' || step.state === 'refused'
}

function plannedAt(due: Due, run: Escalation, active: number | null): number | null {
  if (due.until) {
    const date = dateIn(run, due.until)
    return date === null ? null : endOfDate(date)
  }
  if (due.hours !== undefined) return active === null ? null : active + due.hours * hourMs
  const from = countedFrom(due, run, active)
  if (from === null || due.days === undefined) return null
  const last = addDays(from, due.days)
  const extended = due.extension ? dateIn(run, due.extension.to) : null
  return endOfDate(extended !== null && extended > last ? extended : last)
}

function dateIn(run: Escalation, fieldId: string): CivilDate | null {
  const value = run.fields[fieldId]
  return typeof value === 'string' ? value : null
}
