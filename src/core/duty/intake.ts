import type { Tx } from '../command.ts'
import { refuse, type Refusal } from '../refusal.ts'
import { type Duty, dutyOf } from './duty.ts'

/**
 * What a butler has now: the customers of the book, and the open cases that are theirs to work, of those customers or handed over to
 * them.
 */
export type Load = { customers: number; openCases: number }

/** Why a butler takes on no such work; null when there is room for it. */
export function whyNoRoom(duty: Duty, load: Load, coming: Load): Refusal | null {
  const staffId = duty.id
  if (duty.isIntakePaused) return refuse('staff.intake-paused', { staffId })
  const { customersAtMost, casesAtMost } = duty
  const isOver = (atMost: number | null, has: number, more: number) =>
    atMost !== null && more > 0 && has + more > atMost
  if (isOver(customersAtMost, load.customers, coming.customers))
    return refuse('staff.full', { staffId, of: 'customers', atMost: customersAtMost })
  if (isOver(casesAtMost, load.openCases, coming.openCases))
    return refuse('staff.full', { staffId, of: 'cases', atMost: casesAtMost })
  return null
}

/** A butler who may be given work; `take` counts along with what is given. */
export type Taker = {
  staffId: string
  duty: Duty
  load: Load
  whyNot(coming: Load): Refusal | null
  take(coming: Load): void
}

/** Refused where nobody active is a butler of that id. */
export async function takerOf(tx: Tx, staffId: string): Promise<Taker | Refusal> {
  const staff = await tx.get('staff', staffId)
  if (!staff || staff.role !== 'butler') return refuse('not-found', { entity: 'butler', id: staffId })
  if (!staff.isActive) return refuse('staff.not-active', { staffId })
  const duty = (await tx.get('duty', staffId)) ?? dutyOf(staffId)
  const isLimited = duty.customersAtMost !== null || duty.casesAtMost !== null
  const load = isLimited ? await tx.load(staffId) : { customers: 0, openCases: 0 }
  const taker: Taker = {
    ...{ staffId, duty, load },
    whyNot: (coming) => whyNoRoom(duty, taker.load, coming),
    take: (coming) => {
      const { customers, openCases } = taker.load
      taker.load = { customers: customers + coming.customers, openCases: openCases + coming.openCases }
    },
  }
  return taker
}
