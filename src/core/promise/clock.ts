import type { Clock } from '../case/schema.ts'
import { warningBp } from '../queue/warning.ts'
import type { PromiseMade } from './schema.ts'

type Standing = Pick<PromiseMade, 'state' | 'dueAt' | 'steps'>

/** The clock of a promise: it runs from when it was made, or moved, until it is kept; it never pauses. */
export function promiseClock(promise: Standing): Clock {
  const { dueAt, steps } = promise
  const begun = steps.findLast(({ is }) => is === 'made' || is === 'moved')?.at ?? dueAt
  return { code: 'promise', kind: 'promised', startsAt: Math.min(begun, dueAt), dueAt, metAt: endedAt(promise) }
}

/** Whether it was not kept, or not released, by its time. */
export function isLate(promise: Standing, now: number): boolean {
  return (endedAt(promise) ?? now) > promise.dueAt
}

/** Whether somebody still waits for it: for us to do it, or for the customer to say that it is done. */
export function isOwed({ state }: Pick<PromiseMade, 'state'>): boolean {
  return state === 'open' || state === 'kept'
}

/** When its clock begins to warn: a case that carries it is not put aside for longer. */
export function warnsFrom(promise: Standing): number {
  const { startsAt, dueAt } = promiseClock(promise)
  return dueAt - Math.floor(((dueAt - startsAt) * warningBp) / 10_000)
}

/** When we did it, or were let off (epoch ms); null while we have not. */
function endedAt({ state, steps }: Standing): number | null {
  if (state === 'open') return null
  return steps.findLast(({ is }) => is === 'kept')?.at ?? steps.at(-1)?.at ?? null
}
