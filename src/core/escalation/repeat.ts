import type { Flow } from './flow.ts'
import { isMet, type Step } from './flow-step.ts'
import type { StepRun, TeamRun } from './schema.ts'

/** Whether the facts end a step that repeats with the round that is under way. */
export function isLastRound(step: Pick<Step, 'repeat'>, run: Pick<TeamRun, 'fields'>): boolean {
  return step.repeat === undefined || isMet(step.repeat.until, run.fields) === true
}

/**
 * The run with the round that is under way written down, and what it alone asked for empty again: the next one answers anew. What
 * the start or an earlier step asks for stays.
 */
export function withRound<R extends Pick<TeamRun, 'fields' | 'steps'>>(
  flow: Flow,
  run: R,
  step: Step,
  { by, at, note }: { by: string; at: number; note: string | null },
): R {
  const asked = askedAnew(flow, step)
  const answers = Object.fromEntries(Object.entries(run.fields).filter(([id]) => step.requires.includes(id)))
  const steps = run.steps.map((one): StepRun => {
    if (one.id !== step.id) return one
    const { lateAt, rounds = [], ...rest } = one
    const round = { dueAt: one.dueAt, at, by, note, answers, ...(lateAt === undefined ? {} : { lateAt }) }
    return { ...rest, rounds: [...rounds, round] }
  })
  const fields = Object.fromEntries(Object.entries(run.fields).filter(([id]) => !asked.has(id)))
  return { ...run, steps, fields }
}

/** What each round has to answer for itself. */
function askedAnew(flow: Flow, step: Step): Set<string> {
  const index = flow.steps.findIndex(({ id }) => id === step.id)
  const before = new Set(flow.steps.slice(0, index).flatMap(({ requires }) => requires))
  for (const { id, required } of flow.fields) if (required) before.add(id)
  return new Set(step.requires.filter((id) => !before.has(id)))
}

/** How many rounds of a step came, or come at `now`, after their time. */
export function lateRounds({ rounds = [], state, dueAt }: StepRun, now: number): number {
  const isLateNow = state === 'active' && dueAt !== null && dueAt < now
  return rounds.filter((round) => round.dueAt !== null && round.at > round.dueAt).length + (isLateNow ? 1 : 0)
}
