import { z } from 'zod'
import type { Case } from '../case/schema.ts'
import { canonicalJson } from '../canonical-json.ts'
import { dateAt } from '../civil-date.ts'
import { command, type Run, type Tx } from '../command.ts'
import { putMessage } from '../conversation/commands.ts'
import { channels } from '../conversation/kinds.ts'
import { languages } from '../language.ts'
import { done, type Outcome, refuse, type Refusal } from '../refusal.ts'
import { notePrecedent } from '../special/precedent.ts'
import { atWork } from './at-work.ts'
import { whyBarred } from './barred.ts'
import { caseForRun, handOver, withRunClocks } from './case-of-run.ts'
import { checkFlow } from './check-flow.ts'
import { whyNoEvidence } from './evidence.ts'
import { extendedBy, fieldsAtStart, fillField } from './fill.ts'
import { type Flow, flowIdOf, templateOf } from './flow.ts'
import { readFlow } from './flow-schema.ts'
import type { FlowProblem } from './flow-problem.ts'
import { stepOwners } from './flow-step.ts'
import { messageText } from './message.ts'
import { openCaseOfRun, recordOf } from './record.ts'
import { anyRunWithFlow, runWithFlow } from './with-flow.ts'
import { activeStep, decide, finishStep, startRun, type Verdict } from './run.ts'
import type { Escalation } from './schema.ts'
import { type AnyRun, isOfCustomer } from './any-run.ts'
import { startOfTeam } from './start-team.ts'
import { variablesOf } from './variables.ts'

type Context = Omit<Run<unknown>, 'args'>

/**
 * Begins a run of a flow for a customer or on a claim. It takes the case given into the first step's hands; without one, when
 * another run is under way on that case, or when not everybody may see the run, it opens a case of its own.
 */
export const startEscalation = command({
  name: 'escalation.start',
  roles: stepOwners,
  offline: 'free',
  aboutAnybody: ['inspector', 'supervisor', 'manager'],
  args: () =>
    z.object({
      flowId: z.string(),
      /** Null for a flow about the team. */
      customerId: z.string().nullable(),
      caseId: z.string().nullable(),
      claimId: z.string().nullable(),
      fields: z.record(z.string(), z.json()).default({}),
    }),
  async run({ args, ...context }) {
    const { actor, now, newId, tx } = context
    const row = await tx.get('flow', args.flowId)
    if (!row) return refuse('not-found', { entity: 'flow', id: args.flowId })
    const flow = await atWork(tx, readFlow(row.definition))
    const { customerId, claimId } = args
    if (flow.about === 'team' || customerId === null) return startOfTeam(context, flow, args)
    const customer = await tx.get('customer', customerId)
    if (!customer) return refuse('not-found', { entity: 'customer', id: customerId })
    if (claimId !== null && (await tx.get('claim', claimId))?.customerId !== customerId)
      return refuse('not-found', { entity: 'claim', id: claimId })
    if (!flow.startsFrom.includes(claimId === null ? 'customer' : 'claim'))
      return refuse('bad-arguments', { path: ['claimId'], expected: flow.startsFrom })
    const given = args.caseId === null ? null : await tx.get('case', args.caseId)
    if (args.caseId !== null && given?.customerId !== customerId)
      return refuse('not-found', { entity: 'case', id: args.caseId })
    if (given && given.state !== 'open') return refuse('case.not-open', { caseId: given.id })

    const record = await recordOf(tx, { customer, claimId, caseId: args.caseId, escalation: null, actor, now })
    const known = variablesOf(record, 'zh-Hans')
    const begun = fieldsAtStart(flow, args.fields, known, dateAt(now))
    if ('ok' in begun) return begun
    const unfounded = await whyNoEvidence(tx, flow, customerId, begun.fields)
    if (unfounded) return unfounded
    // A case that others see already is none for what they may not see.
    const item = given && !flow.restrictedTo && !(await isCarrying(tx, given.id)) ? given : null
    const run = startRun(flow, {
      id: newId(),
      customerId,
      caseId: item?.id ?? newId(),
      claimId,
      authorId: actor.staffId,
      fields: begun.fields,
      startedAt: now,
    })
    await putRun(context, flow, run, item)
    return done({ ...about(run), stepId: activeStep(run)?.id ?? null })
  },
})

/** Fills a field of a running run, or empties it with null. */
export const fillEscalation = command({
  name: 'escalation.fill',
  roles: stepOwners,
  offline: 'free',
  args: () => z.object({ escalationId: z.string(), field: z.string(), value: z.json() }),
  async run({ args, actor, now, tx }) {
    const found = await anyRunWithFlow(tx, args.escalationId)
    if ('ok' in found) return found
    const run = fillField(found.flow, found.run, { field: args.field, value: args.value, actor, now })
    if ('ok' in run) return run
    const extended = extendedBy(found.flow, args.field)
    const barred = extended && (await whyBarred(tx, found.flow, found.run, extended.id, actor))
    if (barred) return barred
    if (!isOfCustomer(run)) {
      await tx.put('teamRun', run)
      return done({ ...about(run), field: args.field })
    }
    const unfounded = await whyNoEvidence(tx, found.flow, run.customerId, {
      [args.field]: run.fields[args.field] ?? null,
    })
    if (unfounded) return unfounded
    await tx.put('escalation', run)
    const item = await openCaseOfRun(tx, run)
    if (item) await tx.put('case', withRunClocks(found.flow, run, item, now))
    return done({ ...about(run), field: args.field })
  },
})

/** Finishes the active step and hands the run and its case to the next step's owner; after the last step the run closes. */
export const finishEscalationStep = command({
  name: 'escalation.step',
  roles: stepOwners,
  offline: 'tentative',
  args: () => z.object({ escalationId: z.string(), stepId: z.string(), note: z.string().max(2000).nullable() }),
  async run({ args, ...context }) {
    const found = await anyRunWithFlow(context.tx, args.escalationId)
    if ('ok' in found) return found
    return moveOn(context, found, args.stepId, finishStep(found.flow, found.run, { ...context, ...args }))
  },
})

const decisionArgs = z.object({
  escalationId: z.string(),
  stepId: z.string(),
  reason: z.string().trim().min(1).max(2000),
})

/** Says yes to what a step asks; only the roles that the flow names, never who wrote it, and nobody whom it bars. */
export const approveEscalation = command({
  name: 'escalation.approve',
  roles: stepOwners,
  offline: 'onlineOnly',
  args: () => decisionArgs,
  run: ({ args, ...context }) => decideStep(context, args, 'approved'),
})

/** Says no to what a step asks; the run ends as refused. */
export const refuseEscalation = command({
  name: 'escalation.refuse',
  roles: stepOwners,
  offline: 'onlineOnly',
  args: () => decisionArgs,
  run: ({ args, ...context }) => decideStep(context, args, 'refused'),
})

/** Sends a message of the flow to the customer, written from the record as it stands; nothing goes out with an empty slot. */
export const sendEscalationMessage = command({
  name: 'escalation.send',
  roles: stepOwners,
  offline: 'tentative',
  args: () =>
    z.object({
      escalationId: z.string(),
      templateId: z.string(),
      language: z.enum(languages),
      channel: z.enum(channels).default('wechat'),
      /** The message as the person saw it; another one is not sent in its place. Left out: whatever the record says now. */
      text: z.string().max(8000).optional(),
    }),
  async run({ args, ...context }) {
    const { actor, now, tx } = context
    const found = await runWithFlow(tx, args.escalationId)
    if ('ok' in found) return found
    const { run, flow } = found
    const template = templateOf(flow, args.templateId)
    if (!template) return refuse('not-found', { entity: 'template', id: args.templateId })
    const customer = await tx.get('customer', run.customerId)
    if (!customer) return refuse('not-found', { entity: 'customer', id: run.customerId })
    const item = run.caseId === null ? undefined : await tx.get('case', run.caseId)
    if (!item) return refuse('not-found', { entity: 'case', id: run.caseId })
    const record = await recordOf(tx, {
      customer,
      claimId: run.claimId,
      caseId: run.caseId,
      escalation: run,
      actor,
      now,
    })
    const message = messageText(flow, run, record, template, args.language)
    if ('ok' in message) return message
    if (args.text !== undefined && args.text !== message.text)
      return refuse('escalation.changed', { escalationId: run.id, templateId: template.id })
    const said = { direction: 'out', channel: args.channel, text: message.text } as const
    const messageId = await putMessage(context, item, said)
    return done({ ...about(run), messageId, templateId: template.id })
  },
})

/**
 * Stores a version of a flow for everybody. A version that is there already can be installed again, but not with other
 * contents: runs keep the version that they began with.
 */
export const installFlow = command({
  name: 'flow.install',
  roles: ['service', 'supervisor', 'manager'],
  offline: 'onlineOnly',
  args: () => z.object({ definition: z.json() }),
  async run({ args, tx }) {
    const problems = checkFlow(args.definition)
    if (problems.length > 0) return refuse('flow.bad-flow', { problems })
    const flow = readFlow(args.definition)
    const { code, version } = flow
    const id = flowIdOf(flow)
    const before = await tx.get('flow', id)
    if (before && canonicalJson(readFlow(before.definition)) !== canonicalJson(flow)) {
      const taken: FlowProblem = { path: ['version'], is: 'version-exists', name: id, expected: 'a new version' }
      return refuse('flow.bad-flow', { problems: [taken] })
    }
    if (!before) await tx.put('flow', { id, code, version, definition: flow })
    return done({ flowId: id, isNew: !before })
  },
})

type DecisionArgs = z.infer<typeof decisionArgs>

async function decideStep(context: Context, args: DecisionArgs, verdict: Verdict): Promise<Outcome> {
  const found = await anyRunWithFlow(context.tx, args.escalationId)
  if ('ok' in found) return found
  const decided = decide(found.flow, found.run, { ...context, ...args, verdict })
  if (!('ok' in decided) && isOfCustomer(decided)) await notePrecedent(context.tx, found.flow, decided)
  return moveOn(context, found, args.stepId, decided)
}

async function moveOn(
  context: Context,
  { flow }: { flow: Flow },
  stepId: string,
  moved: AnyRun | Refusal,
): Promise<Outcome> {
  if ('ok' in moved) return moved
  const barred = await whyBarred(context.tx, flow, moved, stepId, context.actor)
  if (barred) return barred
  const run = await kept(context, flow, moved)
  const next = activeStep(run)
  const round = run.steps.find(({ id }) => id === stepId)?.rounds?.length
  return done({
    ...about(run),
    ...{ stepId, state: run.state, next: next?.id ?? null, role: next?.owner ?? (isOfCustomer(run) ? 'butler' : null) },
    ...(round === undefined ? {} : { round }),
  })
}

/** The run as it is kept, with its case where it has one. */
async function kept(context: Context, flow: Flow, moved: AnyRun): Promise<AnyRun> {
  if (!isOfCustomer(moved)) {
    await context.tx.put('teamRun', moved)
    return moved
  }
  const item = await openCaseOfRun(context.tx, moved)
  const run = item ? moved : { ...moved, caseId: context.newId() }
  await putRun(context, flow, run, item)
  return run
}

/** Puts the run, and its case into the right hands; a case that is gone or closed is replaced, so that no step is lost. */
async function putRun({ actor, now, tx }: Context, flow: Flow, run: Escalation, item: Case | null): Promise<void> {
  await tx.put('escalation', run)
  if (item) await tx.put('case', handOver(flow, run, item, now))
  else if (run.caseId) await tx.put('case', caseForRun(flow, run, { id: run.caseId, by: actor.staffId, at: now }))
}

/** Whether another run is under way on the case. */
async function isCarrying(tx: Tx, caseId: string): Promise<boolean> {
  return (await tx.find('escalation', { caseId, state: 'running' })).length > 0
}

/** What every event about a run carries; of one that not everybody may see not what it is about. */
function about(run: AnyRun) {
  const { id: escalationId, flowId } = run
  if (!isOfCustomer(run)) return { escalationId, flowId }
  const { customerId, caseId, readers } = run
  return { escalationId, customerId, caseId, ...(readers ? {} : { flowId }) }
}
