import type { Clock } from '../case/schema.ts'
import { addDays, startOfDate } from '../civil-date.ts'
import type { ClaimClock, ClaimClockCode } from './clocks.ts'

/** Clocks that bring a case up the queue; the rest are only shown with the claim. */
const pressing: Partial<Record<ClaimClockCode, Clock['code']>> = {
  documentsIn: 'documents',
  documentList: 'documentList',
  decide: 'decide',
  insurerWord: 'insurerWord',
  advance: 'advance',
  refusalNotice: 'refusalNotice',
  explain: 'explain',
  pay: 'pay',
  roundAnswer: 'roundAnswer',
  limitation: 'limitation',
}

/** The limitation warns in its last thirty days, not in its last half year: a quarter of this many is left then. */
const limitationWarnsOver = 120

/** The running clocks of a claim as its case carries them in the queue: each ends with its last day. */
export function queueClocks(clocks: readonly ClaimClock[]): Clock[] {
  return clocks.flatMap(({ code, kind, state, startsOn, dueOn }): Clock[] => {
    const as = pressing[code]
    if (as === undefined || dueOn === null || (state !== 'running' && state !== 'breached')) return []
    const from = code === 'limitation' ? addDays(dueOn, -limitationWarnsOver) : (startsOn ?? dueOn)
    const dueAt = startOfDate(addDays(dueOn, 1)) - 1
    return [{ code: as, kind, startsAt: Math.min(startOfDate(from), dueAt), dueAt, metAt: null }]
  })
}
