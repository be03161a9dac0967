import { z } from 'zod'
import { leaseHolder, renewed } from '../case/lease.ts'
import type { Case } from '../case/schema.ts'
import { dateAt } from '../civil-date.ts'
import { command, type Run, type Tx } from '../command.ts'
import { done, type Outcome, refuse, type Refusal } from '../refusal.ts'
import { wakingForPromises } from './on-case.ts'
import { mostWords, type PromiseMade, type PromiseStep } from './schema.ts'

const workers = ['butler', 'expert', 'inspector', 'supervisor', 'manager'] as const
const words = z.string().min(1).max(mostWords)

type Context = Omit<Run<unknown>, 'args'>

/**
 * Writes down what we owe the customer and by when (epoch ms). The case that carries it is the one named, else the latest open one
 * of the customer in the maker's own queue; where there is none, a follow-up is opened for it.
 */
export const makePromise = command({
  name: 'promise.make',
  roles: workers,
  offline: 'free',
  args: () => z.object({ customerId: z.string(), caseId: z.string().nullable().default(null), words, dueAt: z.int() }),
  async run({ args, ...context }) {
    const { actor, now, newId, tx } = context
    if (!(await tx.get('customer', args.customerId)))
      return refuse('not-found', { entity: 'customer', id: args.customerId })
    const carrier = await carrierOf(context, args)
    if ('ok' in carrier) return carrier
    const { item, isNew } = carrier
    const made: PromiseStep = { is: 'made', at: now, by: actor.staffId, words: args.words, dueAt: args.dueAt }
    const promise: PromiseMade = {
      ...{ id: newId(), customerId: args.customerId, caseId: item.id, words: args.words, dueAt: args.dueAt },
      ...{ state: 'open', madeBy: actor.staffId, madeAt: now, steps: [made] },
    }
    await tx.put('promise', promise)
    await tx.put('case', await wakingForPromises(tx, renewed(item, actor.staffId, now)))
    return done({ ...about(promise), dueAt: args.dueAt, isCaseNew: isNew })
  },
})

/** We did what was promised: `words` say how. It stays until the customer says so too. */
export const keepPromise = command({
  name: 'promise.keep',
  roles: workers,
  offline: 'tentative',
  args: () => z.object({ promiseId: z.string(), words }),
  run: ({ args, ...context }) => move(context, args, 'kept', ['open']),
})

/** The customer says that it was kept, in `words`. */
export const confirmPromise = command({
  name: 'promise.confirm',
  roles: workers,
  offline: 'tentative',
  args: () => z.object({ promiseId: z.string(), words }),
  run: ({ args, ...context }) => move(context, args, 'confirmed', ['kept']),
})

/** The customer lets us off, or it is no longer wanted; `words` say why. */
export const releasePromise = command({
  name: 'promise.release',
  roles: workers,
  offline: 'tentative',
  args: () => z.object({ promiseId: z.string(), words }),
  run: ({ args, ...context }) => move(context, args, 'released', ['open', 'kept']),
})

/**
 * Another time (epoch ms), to which the customer has agreed in `words`; the time before stays in its story. One that was kept but
 * not to the customer's liking is open again.
 */
export const movePromise = command({
  name: 'promise.move',
  roles: workers,
  offline: 'tentative',
  args: () => z.object({ promiseId: z.string(), words, dueAt: z.int() }),
  run: ({ args, ...context }) => move(context, args, 'moved', ['open', 'kept']),
})

type Moving = { promiseId: string; words: string; dueAt?: number }

async function move(
  { actor, now, tx }: Context,
  args: Moving,
  is: Exclude<PromiseStep['is'], 'made'>,
  from: readonly PromiseMade['state'][],
): Promise<Outcome> {
  const promise = await tx.get('promise', args.promiseId)
  if (!promise) return refuse('not-found', { entity: 'promise', id: args.promiseId })
  const { state } = promise
  if (!from.includes(state)) return refuse('promise.wrong-state', { promiseId: promise.id, state, expected: from })
  const dueAt = args.dueAt ?? promise.dueAt
  if (is === 'moved' && dueAt === promise.dueAt && state === 'open')
    return refuse('promise.same-time', { promiseId: promise.id, dueAt })
  const step: PromiseStep = { is, at: now, by: actor.staffId, words: args.words, dueAt }
  const steps = [...promise.steps, step]
  await tx.put('promise', { ...promise, dueAt, state: is === 'moved' ? 'open' : is, steps })
  const item = await tx.get('case', promise.caseId)
  if (item?.state === 'open') {
    const ofPromise = item.kind === 'followUp' && item.dueOn === dateAt(promise.dueAt)
    const onDay = ofPromise && is === 'moved' ? { ...item, dueOn: dateAt(dueAt) } : item
    await tx.put('case', await wakingForPromises(tx, renewed(onDay, actor.staffId, now)))
  }
  return done({ ...about(promise), state: is, dueAt, ...(is === 'moved' ? { dueBefore: promise.dueAt } : {}) })
}

/** What every event about a promise carries. */
function about({ id, customerId, caseId }: PromiseMade) {
  return { promiseId: id, caseId, customerId }
}

type Carried = { customerId: string; caseId: string | null; words: string; dueAt: number }

async function carrierOf(context: Context, args: Carried): Promise<{ item: Case; isNew: boolean } | Refusal> {
  const { tx } = context
  if (args.caseId !== null) {
    const item = await tx.get('case', args.caseId)
    if (item?.customerId !== args.customerId) return refuse('not-found', { entity: 'case', id: args.caseId })
    return item.state === 'open' ? { item, isNew: false } : refuse('case.not-open', { caseId: item.id })
  }
  const own = await openInQueue(tx, args.customerId, context)
  return own ? { item: own, isNew: false } : { item: followUp(context, args), isNew: true }
}

/** The customer's latest open case that stands in the maker's own queue and is in nobody else's hands. */
async function openInQueue(tx: Tx, customerId: string, { actor, now }: Context): Promise<Case | undefined> {
  const cases = await tx.find('case', { customerId, state: 'open', role: actor.role })
  const isInReach = (item: Case) => [null, actor.staffId].includes(leaseHolder(item, now))
  return cases.filter(isInReach).sort((a, b) => b.openedAt - a.openedAt || (a.id < b.id ? 1 : -1))[0]
}

/** A follow-up that comes up on the day of the promise. */
function followUp({ actor, now, newId }: Context, { customerId, words: promised, dueAt }: Carried): Case {
  return {
    ...{ id: newId(), customerId, kind: 'followUp', title: promised.slice(0, 200), state: 'open', role: actor.role },
    ...{ priority: 'normal', concern: null, waitingSince: null, clocks: [], hold: null, holds: [] },
    ...{ dueOn: dateAt(dueAt), lacksDocuments: false, takenBy: null, takenUntil: null, conversationId: null },
    ...{ claimId: null, openedBy: actor.staffId, openedAt: now, doneAt: null, outcome: null },
  }
}
