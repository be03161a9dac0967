import { z } from 'zod'
import { checklistOf } from '../checklist/checklist.ts'
import { dateAt } from '../civil-date.ts'
import { claimFile } from '../claim/claim-file.ts'
import { command, type Run, type Tx } from '../command.ts'
import { runWithFlow } from '../escalation/with-flow.ts'
import { conditionSchema } from '../judgement/condition-schema.ts'
import { done, type Outcome, refuse, type Refusal } from '../refusal.ts'
import { askOf, isApproved } from '../special/special-case.ts'
import { criteriaProblems, misfitsOf } from './criteria.ts'
import type { Scheme } from './schema.ts'

const deciders = ['supervisor', 'manager'] as const
const reason = z.string().trim().min(1).max(500)
const decision = z.object({ schemeId: z.string(), reason })
const fen = z.int().positive()

/**
 * Proposes to make an approved special case into a rule for like cases; somebody else approves it. The claim of the special case has
 * to meet the criteria itself. Days are civil dates, both included.
 */
export const proposeScheme = command({
  name: 'scheme.propose',
  roles: ['expert', ...deciders],
  offline: 'onlineOnly',
  args: () =>
    z
      .object({
        escalationId: z.string(),
        name: z.string().trim().min(1).max(120),
        condition: conditionSchema.nullable(),
        minFen: fen,
        maxFen: fen,
        budgetFen: fen,
        startsOn: z.iso.date(),
        endsOn: z.iso.date(),
      })
      .refine(({ minFen, maxFen, budgetFen }) => minFen <= maxFen && maxFen <= budgetFen, {
        path: ['budgetFen'],
        message: 'the least, the most and the budget in this order',
      })
      .refine(({ startsOn, endsOn }) => startsOn <= endsOn, { path: ['endsOn'], message: 'a day not before startsOn' }),
  async run({ args, actor, now, newId, tx }) {
    const { escalationId, condition } = args
    const found = await runWithFlow(tx, escalationId)
    if ('ok' in found) return found
    const { run, flow } = found
    if (!isApproved(flow, run)) return refuse('goodwill.not-approved', { escalationId, state: run.state })
    const today = dateAt(now)
    if (args.endsOn < today)
      return refuse('scheme.not-in-time', { startsOn: args.startsOn, endsOn: args.endsOn, today })
    const problems = condition ? criteriaProblems(condition) : []
    if (problems.length > 0) return refuse('scheme.bad-criteria', { problems })
    const claim = run.claimId === null ? undefined : await tx.get('claim', run.claimId)
    if (!claim) return refuse('scheme.no-claim', { escalationId })
    const file = await claimFile(tx, claim)
    if ('ok' in file) return file
    const { clauseNumber, goodwillName } = askOf(run)
    const criteria = { productCode: file.policy.productCode, clauseNumber, condition }
    const { paidFen } = claim
    const misfits = misfitsOf(criteria, {
      productCode: criteria.productCode,
      paidFen,
      checklist: checklistOf(file, today),
    })
    if (misfits.length > 0) return refuse('scheme.not-covered', { claimId: claim.id, misfits })
    const scheme: Scheme = {
      ...{ ...args, ...criteria, id: newId(), goodwillName, state: 'waiting' },
      ...{ proposedBy: actor.staffId, proposedAt: now, decidedBy: null, decidedAt: null, reason: null },
      ...{ stops: [], grantCount: 0, spentFen: 0 },
    }
    await tx.put('scheme', scheme)
    return done(about(scheme))
  },
})

/** Says yes to a scheme that somebody else proposed, and whose special case was asked for by somebody else: it runs from now on. */
export const approveScheme = command({
  name: 'scheme.approve',
  roles: deciders,
  offline: 'onlineOnly',
  args: () => decision,
  run: ({ args, ...context }) => decide(context, args, 'running'),
})

export const refuseScheme = command({
  name: 'scheme.refuse',
  roles: deciders,
  offline: 'onlineOnly',
  args: () => decision,
  run: ({ args, ...context }) => decide(context, args, 'refused'),
})

/** Nothing is granted any more from now on; what was granted stands. */
export const stopScheme = command({
  name: 'scheme.stop',
  roles: deciders,
  offline: 'onlineOnly',
  args: () => decision,
  async run({ args, actor, now, tx }) {
    const scheme = await schemeIn(tx, args.schemeId, 'running')
    if ('ok' in scheme) return scheme
    const stop = { by: actor.staffId, at: now, reason: args.reason, resumedBy: null, resumedAt: null }
    await tx.put('scheme', { ...scheme, state: 'stopped', stops: [...scheme.stops, stop] })
    return done(about(scheme))
  },
})

export const resumeScheme = command({
  name: 'scheme.resume',
  roles: deciders,
  offline: 'onlineOnly',
  args: () => z.object({ schemeId: z.string() }),
  async run({ args, actor, now, tx }) {
    const scheme = await schemeIn(tx, args.schemeId, 'stopped')
    if ('ok' in scheme) return scheme
    const stops = scheme.stops.map((stop) =>
      stop.resumedAt === null ? { ...stop, resumedBy: actor.staffId, resumedAt: now } : stop,
    )
    await tx.put('scheme', { ...scheme, state: 'running', stops })
    return done(about(scheme))
  },
})

/** A scheme that stands as it has to; the refusal says how it stands instead. */
export async function schemeIn(tx: Tx, schemeId: string, state: Scheme['state']): Promise<Scheme | Refusal> {
  const scheme = await tx.get('scheme', schemeId)
  if (!scheme) return refuse('not-found', { entity: 'scheme', id: schemeId })
  return scheme.state === state ? scheme : refuse('scheme.wrong-state', { schemeId, state: scheme.state })
}

/** One whose last day is over cannot begin to run, but can be refused. */
async function decide(
  { actor, now, tx }: Omit<Run<unknown>, 'args'>,
  { schemeId, reason }: z.infer<typeof decision>,
  state: 'running' | 'refused',
): Promise<Outcome> {
  const scheme = await waitingFor(schemeId, actor.staffId, tx)
  if ('ok' in scheme) return scheme
  const { startsOn, endsOn } = scheme
  const today = dateAt(now)
  if (state === 'running' && endsOn < today) return refuse('scheme.not-in-time', { startsOn, endsOn, today })
  await tx.put('scheme', { ...scheme, state, decidedBy: actor.staffId, decidedAt: now, reason })
  return done(about(scheme))
}

async function waitingFor(schemeId: string, staffId: string, tx: Tx): Promise<Scheme | Refusal> {
  const scheme = await tx.get('scheme', schemeId)
  if (!scheme) return refuse('not-found', { entity: 'scheme', id: schemeId })
  if (scheme.state !== 'waiting')
    return refuse('scheme.decided', { schemeId, by: scheme.decidedBy, state: scheme.state })
  const run = await tx.get('escalation', scheme.escalationId)
  const isOwn = scheme.proposedBy === staffId || run?.authorId === staffId
  return isOwn ? refuse('scheme.author-may-not-decide', { schemeId }) : scheme
}

/** What every event about a scheme carries; it is about no customer. */
function about({ id, name }: Pick<Scheme, 'id' | 'name'>) {
  return { schemeId: id, name }
}
