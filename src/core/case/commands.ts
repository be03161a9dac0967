import { z } from 'zod'
import { command, type Run } from '../command.ts'
import { promiseOn, wakingForPromises } from '../promise/on-case.ts'
import { done, refuse, type Refusal } from '../refusal.ts'
import { isUnderWay } from '../claim/states.ts'
import { roleSchema } from '../staff/schema.ts'
import { isOnHold, offHold, onHold, reprioritised, woken } from './hold.ts'
import { leaseHolder, leaseMs, renewed } from './lease.ts'
import { type Case, clockSchema, holdSchema } from './schema.ts'
import { caseKinds, concerns, priorities } from './kinds.ts'

const workers = ['butler', 'expert', 'inspector', 'supervisor', 'manager'] as const

export const openCase = command({
  name: 'case.open',
  roles: [...workers, 'service'],
  offline: 'free',
  args: () =>
    z.object({
      customerId: z.string(),
      kind: z.enum(caseKinds),
      title: z.string().min(1).max(200),
      priority: z.enum(priorities).default('normal'),
      role: roleSchema.default('butler'),
      dueOn: z.iso.date().nullable().default(null),
      waitingSince: z.int().nullable().default(null),
      clocks: z.array(clockSchema).max(20).default([]),
      conversationId: z.string().nullable().default(null),
      claimId: z.string().nullable().default(null),
    }),
  async run({ args, actor, now, newId, tx }) {
    if (!(await tx.get('customer', args.customerId)))
      return refuse('not-found', { entity: 'customer', id: args.customerId })
    for (const [entity, id] of [
      ['conversation', args.conversationId],
      ['claim', args.claimId],
    ] as const)
      if (id !== null && (await tx.get(entity, id))?.customerId !== args.customerId)
        return refuse('not-found', { entity, id })
    const id = newId()
    await tx.put('case', {
      ...args,
      id,
      state: 'open',
      concern: null,
      hold: null,
      holds: [],
      lacksDocuments: false,
      takenBy: null,
      takenUntil: null,
      openedBy: actor.staffId,
      openedAt: now,
      doneAt: null,
      outcome: null,
    })
    return done({ caseId: id, customerId: args.customerId })
  },
})

/** Takes a case, or takes one over whose lease has run out: it is put aside no more. The first to reach the authority gets it. */
export const takeCase = command({
  name: 'case.take',
  roles: workers,
  offline: 'tentative',
  args: () => z.object({ caseId: z.string() }),
  async run({ args, actor, now, tx }) {
    const found = await openCaseOf(tx, args.caseId)
    if ('ok' in found) return found
    const holder = leaseHolder(found, now)
    if (holder && holder !== actor.staffId)
      return refuse('case.already-taken', { caseId: found.id, by: holder, until: found.takenUntil })
    const before = found.takenBy !== actor.staffId ? found.takenBy : null
    const freed = isOnHold(found, now) ? offHold(found, now) : found
    await tx.put('case', { ...freed, takenBy: actor.staffId, takenUntil: now + leaseMs })
    return done({ ...about(found), ...(before ? { takenOverFrom: before } : {}) })
  },
})

/**
 * Takes a case out of the hands of whoever holds it, and into the own queue: they did not come back to it, and it cannot wait for
 * their lease to end. With it the customer comes to the desk of who takes it; `case.handOver` gives it back.
 */
export const takeOverCase = command({
  name: 'case.takeOver',
  roles: ['supervisor', 'manager'],
  offline: 'onlineOnly',
  args: () => z.object({ caseId: z.string(), reason: z.string().trim().min(1).max(500) }),
  async run({ args, actor, now, newId, tx }) {
    const found = await openCaseOf(tx, args.caseId)
    if ('ok' in found) return found
    const freed = isOnHold(found, now) ? offHold(found, now) : found
    await tx.put('case', { ...freed, role: actor.role, takenBy: actor.staffId, takenUntil: now + leaseMs })
    const note = { id: newId(), customerId: found.customerId, caseId: found.id, authorId: actor.staffId }
    await tx.put('note', { ...note, text: args.reason, at: now })
    return done({ ...about(found), takenOverFrom: leaseHolder(found, now) })
  },
})

export const releaseCase = command({
  name: 'case.release',
  roles: workers,
  offline: 'tentative',
  args: () => z.object({ caseId: z.string() }),
  async run(run) {
    const found = await caseToWorkOn(run, run.args.caseId)
    if ('ok' in found) return found
    await run.tx.put('case', { ...found, takenBy: null, takenUntil: null })
    return done(about(found))
  },
})

/**
 * Puts a case aside until `wakeAt` or a reply, whichever is first; for less where a promise that it carries begins to press before
 * that, and not at all where one does already.
 */
export const holdCase = command({
  name: 'case.hold',
  roles: workers,
  offline: 'tentative',
  args: () => z.object({ caseId: z.string(), hold: holdSchema }),
  async run(run) {
    const found = await caseToWorkOn(run, run.args.caseId)
    if ('ok' in found) return found
    const held = await wakingForPromises(run.tx, onHold(found, run.args.hold, run.now))
    if (run.args.hold.wakeAt > run.now && !isOnHold(held, run.now)) return hasPromise(run.tx, found.id)
    await run.tx.put('case', { ...held, takenBy: null, takenUntil: null })
    return done({ ...about(found), wakeAt: held.hold?.wakeAt })
  },
})

/** Says how pressing a case is; `concern` (life, safety, vulnerability) puts it first in every queue. */
export const raiseCase = command({
  name: 'case.raise',
  roles: workers,
  offline: 'free',
  args: () => z.object({ caseId: z.string(), priority: z.enum(priorities), concern: z.enum(concerns).nullable() }),
  async run({ args, actor, now, tx }) {
    const found = await openCaseOf(tx, args.caseId)
    if ('ok' in found) return found
    const raised = reprioritised(renewed(found, actor.staffId, now), args.priority, now)
    await tx.put('case', { ...raised, concern: args.concern })
    return done(about(found))
  },
})

/**
 * Hands a case to another role's queue, with everything that hangs on its customer. One that was put aside stands in that queue at
 * once, and its row says what it waited for: that is theirs to judge.
 */
export const handOverCase = command({
  name: 'case.handOver',
  roles: workers,
  offline: 'tentative',
  args: () =>
    z.object({ caseId: z.string(), role: roleSchema.exclude(['service']), note: z.string().min(1).max(2000) }),
  async run(run) {
    const { args, actor, now, newId, tx } = run
    const found = await caseToWorkOn(run, args.caseId)
    if ('ok' in found) return found
    await tx.put('case', { ...woken(found, now), role: args.role, takenBy: null, takenUntil: null })
    const note = { id: newId(), customerId: found.customerId, caseId: found.id, authorId: actor.staffId }
    await tx.put('note', { ...note, text: args.note, at: now })
    return done({ ...about(found), role: args.role })
  },
})

/**
 * Closes a case. A customer who still waits on us is an outcome that has to be said, not an oversight. A case that carries a
 * running escalation, a claim under way or a promise that the customer has not confirmed stays open: it would be in nobody's queue.
 */
export const finishCase = command({
  name: 'case.done',
  roles: workers,
  offline: 'tentative',
  args: () => z.object({ caseId: z.string(), outcome: z.string().min(1).max(500) }),
  async run(run) {
    const { args, now, tx } = run
    const found = await caseToWorkOn(run, args.caseId)
    if ('ok' in found) return found
    const [running] = await tx.find('escalation', { caseId: found.id, state: 'running' })
    if (running) return refuse('case.has-escalation', { caseId: found.id, escalationId: running.id })
    const [claim] = (await tx.find('claim', { caseId: found.id })).filter(isUnderWay)
    if (claim) return refuse('case.has-claim', { caseId: found.id, claimId: claim.id, state: claim.state })
    if (await promiseOn(tx, found.id)) return hasPromise(tx, found.id)
    const clocks = found.clocks.map((clock) => ({ ...clock, metAt: clock.metAt ?? now }))
    const freed = { takenBy: null, takenUntil: null, waitingSince: null }
    await tx.put('case', {
      ...offHold(found, now),
      ...freed,
      clocks,
      state: 'done',
      doneAt: now,
      outcome: args.outcome,
    })
    return done(about(found))
  },
})

/** Refused for the promise on the case that is due first. */
async function hasPromise(tx: Run<unknown>['tx'], caseId: string): Promise<Refusal> {
  const promise = await promiseOn(tx, caseId)
  return refuse('case.has-promise', { caseId, promiseId: promise?.id, words: promise?.words, state: promise?.state })
}

/** What every event about a case carries. */
function about(item: Case) {
  return { caseId: item.id, customerId: item.customerId }
}

async function openCaseOf(tx: Run<unknown>['tx'], caseId: string): Promise<Case | Refusal> {
  const found = await tx.get('case', caseId)
  if (!found) return refuse('not-found', { entity: 'case', id: caseId })
  if (found.state !== 'open') return refuse('case.not-open', { caseId })
  return found
}

/** An open case that nobody else holds. */
async function caseToWorkOn({ actor, now, tx }: Run<unknown>, caseId: string): Promise<Case | Refusal> {
  const found = await openCaseOf(tx, caseId)
  if ('ok' in found) return found
  const holder = leaseHolder(found, now)
  if (holder && holder !== actor.staffId)
    return refuse('case.not-yours', { caseId, by: holder, until: found.takenUntil })
  return found
}
