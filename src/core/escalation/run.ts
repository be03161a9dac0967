import type { Actor } from '../command.ts'
import { refuse, type Refusal } from '../refusal.ts'
import { isPassedOver, lastStepBefore, withDueTimes } from './due.ts'
import { isFilled } from './field.ts'
import { officeRoles } from '../scope.ts'
import type { Role } from '../staff/roles.ts'
import { fieldOf, type Flow, flowIdOf, stepOf } from './flow.ts'
import { decidersOf } from './flow-step.ts'
import { isLastRound, withRound } from './repeat.ts'
import type { Escalation, StepRun, TeamRun } from './schema.ts'

/** What a run begins with; `fields` are read already (fill.ts), `startedAt` is epoch ms. */
export type Beginning = Pick<TeamRun, 'id' | 'authorId' | 'fields' | 'startedAt'>
type OfCustomer = Pick<Escalation, 'customerId' | 'caseId' | 'claimId'>

/** A new run of a flow, its first step active. */
export function startRun(flow: Flow, beginning: Beginning & OfCustomer): Escalation {
  const { customerId, caseId, claimId } = beginning
  return { ...begun(flow, beginning, flow.restrictedTo ?? null), customerId, caseId, claimId }
}

/** The same of a flow about the team's own work, which is nothing for butlers. */
export function startTeamRun(flow: Flow, beginning: Beginning): TeamRun {
  return begun(flow, beginning, flow.restrictedTo ?? [...officeRoles])
}

function begun(flow: Flow, { id, authorId, fields, startedAt }: Beginning, readers: Role[] | null): TeamRun {
  const steps = flow.steps.map((step, index): StepRun => ({
    id: step.id,
    state: index === 0 ? 'active' : 'waiting',
    owner: step.owner,
    dueAt: null,
    by: null,
    at: null,
    note: null,
    ...(step.decision?.by ? { deciders: step.decision.by.filter((role) => role !== step.owner) } : {}),
  }))
  return withDueTimes(flow, {
    ...{ id, flowId: flowIdOf(flow), authorId, state: 'running', fields, steps, startedAt, endedAt: null },
    ...(readers ? { readers: { roles: readers, staffId: authorId } } : {}),
  })
}

/** The step that the run stands at; null once it has ended. */
export function activeStep(run: Pick<TeamRun, 'steps'>): StepRun | null {
  return run.steps.find((step) => step.state === 'active') ?? null
}

/**
 * The fields, in the flow's order, that must be filled before the step can be done or approved: its own, those of the start and
 * of every step before that was not passed over (one may have been emptied since), and where no step follows what closing
 * requires.
 */
export function missingFields(flow: Flow, run: Pick<TeamRun, 'fields' | 'steps'>, stepId: string): string[] {
  const index = flow.steps.findIndex((step) => step.id === stepId)
  const needed = requiredUpTo(flow, run, index)
  const step = flow.steps[index]
  if (step?.repeat && run.fields[step.repeat.until.field] !== undefined && !isLastRound(step, run)) {
    // Said, and the answer is that there is another round.
    needed.delete(step.repeat.until.field)
  } else if (nextStep(flow, run, index) === -1) {
    for (const id of flow.closing.requires) needed.add(id)
  }
  return flow.fields
    .filter((field) => needed.has(field.id) && !isFilled(field, run.fields[field.id]))
    .map(({ id }) => id)
}

/** Fields that an approved step was decided on: what was approved is what it stays. */
export function settledFields(flow: Flow, run: Pick<TeamRun, 'steps'>): Set<string> {
  const last = run.steps.findLastIndex((step) => step.state === 'approved')
  return last === -1 ? new Set() : requiredUpTo(flow, run, last)
}

/** Why this person cannot finish the step now; null when it can be done. */
export function whyNotFinish(flow: Flow, run: TeamRun, stepId: string, actor: Actor): Refusal | null {
  const wrong = whyNotActive(run, stepId)
  if (wrong) return wrong
  const step = stepOf(flow, stepId)
  if (step?.decision) return refuse('escalation.needs-decision', { stepId, role: step.owner })
  if (actor.role !== step?.owner && actor.role !== 'supervisor')
    return refuse('escalation.wrong-role', { stepId, role: step?.owner })
  return whyNotFilled(flow, run, stepId)
}

/**
 * Why this person cannot decide the step now; null when it can be decided. Only those whom the flow names decide, and nobody on
 * what they wrote themselves. Missing fields stand in the way of an approval, not of a refusal.
 */
export function whyNotDecide(flow: Flow, run: TeamRun, stepId: string, actor: Actor, verdict: Verdict): Refusal | null {
  const wrong = whyNotActive(run, stepId)
  if (wrong) return wrong
  const index = flow.steps.findIndex((step) => step.id === stepId)
  const step = flow.steps[index]
  if (!step?.decision) return refuse('escalation.wrong-step', { stepId, active: stepId, isDecision: false })
  const roles = decidersOf(step)
  if (!roles.some((role) => role === actor.role))
    return refuse('escalation.wrong-role', { stepId, role: roles[0], roles })
  if (actor.staffId === run.authorId || actor.staffId === lastStepBefore(run, index)?.by)
    return refuse('escalation.author-may-not-decide', { stepId, authorId: actor.staffId })
  return verdict === 'approved' ? whyNotFilled(flow, run, stepId) : null
}

export type Verdict = 'approved' | 'refused'

/**
 * Finishes the active step; the next becomes active, or the run closes. Of one that repeats, finishes the round. `now` is epoch ms.
 */
export function finishStep<R extends TeamRun>(
  flow: Flow,
  run: R,
  { stepId, actor, now, note }: { stepId: string; actor: Actor; now: number; note: string | null },
): R | Refusal {
  const refusal = whyNotFinish(flow, run, stepId, actor)
  if (refusal) return refusal
  const ending: Ending = { id: stepId, state: 'done', by: actor.staffId, at: now, note }
  const step = stepOf(flow, stepId)
  if (!step?.repeat) return advance(flow, run, ending)
  const round = withRound(flow, run, step, { by: actor.staffId, at: now, note })
  return isLastRound(step, run) ? advance(flow, { ...run, steps: round.steps }, ending) : withDueTimes(flow, round)
}

/** Approves or refuses the active step: approved, the next becomes active; refused, the run ends. */
export function decide<R extends TeamRun>(
  flow: Flow,
  run: R,
  { stepId, actor, now, verdict, reason }: Decision,
): R | Refusal {
  return (
    whyNotDecide(flow, run, stepId, actor, verdict) ??
    advance(flow, run, { id: stepId, state: verdict, by: actor.staffId, at: now, note: reason })
  )
}

export type Decision = { stepId: string; actor: Actor; now: number; verdict: Verdict; reason: string }

type Ending = { id: string; state: 'done' | Verdict; by: string; at: number; note: string | null }

function advance<R extends TeamRun>(flow: Flow, run: R, ending: Ending): R {
  const index = run.steps.findIndex((step) => step.id === ending.id)
  const isRefused = ending.state === 'refused'
  const next = isRefused ? -1 : nextStep(flow, run, index)
  const steps = run.steps.map((step, at): StepRun => {
    if (at === index) return { ...step, ...ending }
    if (at < index || isRefused) return step
    if (at === next) return { ...step, state: 'active' }
    return next === -1 || at < next ? { ...step, state: 'skipped', dueAt: null } : step
  })
  if (next === -1) return { ...run, steps, state: isRefused ? 'refused' : 'closed', endedAt: ending.at }
  return withDueTimes(flow, { ...run, steps })
}

/** The place of the step whose turn comes after that one, as the facts stand; -1 when the run ends with it. */
function nextStep(flow: Flow, run: Pick<TeamRun, 'fields'>, index: number): number {
  return flow.steps.findIndex((_, at) => at > index && !isPassedOver(flow, run, at, true))
}

function whyNotActive(run: TeamRun, stepId: string): Refusal | null {
  if (run.state !== 'running') return refuse('escalation.not-running', { escalationId: run.id, state: run.state })
  const active = activeStep(run)?.id ?? null
  return active === stepId ? null : refuse('escalation.wrong-step', { stepId, active })
}

/** Says which fields are to be filled, by their ids and by their labels. */
export function fieldsMissing(flow: Pick<Flow, 'fields'>, fields: readonly string[], place: { stepId?: string } = {}) {
  const labels = fields.map((id) => fieldOf(flow, id)?.label ?? { en: id, 'zh-Hans': id, 'zh-Hant': id })
  return refuse('escalation.field-missing', { ...place, fields, labels })
}

function whyNotFilled(flow: Flow, run: TeamRun, stepId: string): Refusal | null {
  const fields = missingFields(flow, run, stepId)
  return fields.length > 0 ? fieldsMissing(flow, fields, { stepId }) : null
}

function requiredUpTo(flow: Flow, run: Pick<TeamRun, 'steps'>, index: number): Set<string> {
  const needed = new Set(flow.fields.filter((field) => field.required === 'start').map(({ id }) => id))
  for (const [at, step] of flow.steps.slice(0, index + 1).entries())
    if (run.steps[at]?.state !== 'skipped') for (const id of step.requires) if (fieldOf(flow, id)) needed.add(id)
  return needed
}
