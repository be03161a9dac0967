import type { z } from 'zod'
import type { Shift } from '../roster/schema.ts'
import type { dutySchema } from './schema.ts'

export type Duty = z.infer<typeof dutySchema>

export function dutyOf(id: string): Duty {
  const open = { customersAtMost: null, casesAtMost: null, isIntakePaused: false }
  return { id, ...open, backupId: null, away: null, coveredBy: null }
}

export function isAway({ away }: Pick<Duty, 'away'>, now: number): boolean {
  return away !== null && away.from <= now && (away.until === null || now < away.until)
}

/** Somebody as far as standing in goes: whether they are an active butler, how they stand to work, and their shifts. */
export type Standing = { isButler: boolean; duty: Pick<Duty, 'away'>; shifts: readonly Pick<Shift, 'from' | 'until'>[] }

/** The days before and after now in which a shift says that somebody works by the roster. */
const rosteredMs = 7 * 86_400_000

/**
 * Who has the book on their desk at `now`: the backup, while its butler is away, or off shift and the backup on shift. Nobody while
 * the backup cannot; nobody off shift where no shifts are planned.
 */
export function coverAt(
  { backupId, away }: Pick<Duty, 'backupId' | 'away'>,
  shifts: Standing['shifts'],
  backup: Standing,
  now: number,
): string | null {
  if (backupId === null || !backup.isButler || isAway(backup.duty, now)) return null
  const isPlanned = shifts.some(({ from, until }) => until > now - rosteredMs && from < now + rosteredMs)
  const isOff = isPlanned && !isOnShift(shifts, now) && isOnShift(backup.shifts, now)
  return isAway({ away }, now) || isOff ? backupId : null
}

export function isOnShift(shifts: Standing['shifts'], now: number): boolean {
  return shifts.some(({ from, until }) => from <= now && now < until)
}
