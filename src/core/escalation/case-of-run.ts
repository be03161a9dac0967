import { offHold } from '../case/hold.ts'
import type { Case, Clock } from '../case/schema.ts'
import { clocksOf, lastStepBefore, runClockCodes } from './due.ts'
import type { Flow } from './flow.ts'
import { activeStep } from './run.ts'
import type { Escalation } from './schema.ts'

/** A case that carries a run which did not begin on one. Its title is the flow's name as the team's own language has it. */
export function caseForRun(flow: Flow, run: Escalation, opened: { id: string; by: string; at: number }): Case {
  const item: Case = {
    id: opened.id,
    customerId: run.customerId,
    kind: flow.case.kind,
    title: `${flow.code} ${flow.name['zh-Hans']}`,
    state: 'open',
    role: 'butler',
    priority: flow.case.priority,
    concern: null,
    waitingSince: null,
    clocks: [],
    hold: null,
    holds: [],
    dueOn: null,
    lacksDocuments: false,
    takenBy: null,
    takenUntil: null,
    conversationId: null,
    claimId: run.claimId,
    openedBy: opened.by,
    openedAt: opened.at,
    doneAt: null,
    outcome: null,
    ...(run.readers ? { readers: run.readers } : {}),
  }
  return handOver(flow, run, item, opened.at)
}

/**
 * The case in the hands of the active step's owner: in that role's queue, free, no longer on hold, with the step's clocks. Who
 * begins a run on a case that stays in the same queue keeps the case, and so does who has done a round of a step that repeats. Once the run has ended it stands in the butler's queue,
 * its clocks met, until the butler says how it came out; one that the butler may not see stays with whose step was the last.
 */
export function handOver(flow: Flow, run: Escalation, item: Case, now: number): Case {
  const role = activeStep(run)?.owner ?? (run.readers && lastStep(run)?.owner) ?? 'butler'
  const isKept = run.steps[0]?.state === 'active' || activeStep(run)?.rounds !== undefined
  const lease = isKept && item.role === role ? {} : { takenBy: null, takenUntil: null }
  return { ...offHold(withRunClocks(flow, run, item, now), now), ...lease, role, lacksDocuments: false }
}

function lastStep(run: Escalation) {
  return lastStepBefore({ steps: run.steps.filter(({ by }) => by !== null) }, run.steps.length)
}

/** The case with the run's clocks in place of those that the run put there before; the others stay as they are. */
export function withRunClocks(flow: Flow, run: Escalation, item: Case, now: number): Case {
  const isOfRun = (clock: Clock) => runClockCodes.includes(clock.code)
  if (run.state !== 'running') {
    const clocks = item.clocks.map((clock) => (isOfRun(clock) ? { ...clock, metAt: clock.metAt ?? now } : clock))
    return { ...item, clocks }
  }
  return { ...item, clocks: [...item.clocks.filter((clock) => !isOfRun(clock)), ...clocksOf(flow, run)] }
}
