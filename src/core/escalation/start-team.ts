import { dateAt } from '../civil-date.ts'
import type { Run } from '../command.ts'
import { done, type Outcome, refuse } from '../refusal.ts'
import { officeRoles } from '../scope.ts'
import { fieldsAtStart } from './fill.ts'
import { type Flow, flowIdOf } from './flow.ts'
import { activeStep, startTeamRun } from './run.ts'
import type { TeamRun } from './schema.ts'

type Args = { customerId: string | null; claimId: string | null; fields: TeamRun['fields'] }

/** Begins a run about the team's own work: on no customer, and by somebody who can see it. */
export async function startOfTeam(
  { actor, now, newId, tx }: Omit<Run<unknown>, 'args'>,
  flow: Flow,
  { customerId, claimId, fields }: Args,
): Promise<Outcome> {
  if (flow.about !== 'team' || customerId !== null || claimId !== null)
    return refuse('bad-arguments', {
      path: 'customerId',
      expected: flow.about === 'team' ? 'no customer' : 'a customer',
    })
  if (!officeRoles.some((role) => role === actor.role))
    return refuse('escalation.wrong-role', { role: officeRoles[0], roles: officeRoles })
  const begun = fieldsAtStart(flow, fields, { today: dateAt(now) }, dateAt(now))
  if ('ok' in begun) return begun
  const run = startTeamRun(flow, { id: newId(), authorId: actor.staffId, fields: begun.fields, startedAt: now })
  await tx.put('teamRun', run)
  return done({ escalationId: run.id, flowId: flowIdOf(flow), stepId: activeStep(run)?.id ?? null })
}
