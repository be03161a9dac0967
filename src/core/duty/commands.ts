import { z } from 'zod'
import { command, type Run, type Tx } from '../command.ts'
import { done, refuse, type Refusal } from '../refusal.ts'
import { coverAt, type Duty, dutyOf } from './duty.ts'

const leaders = ['supervisor', 'manager', 'service'] as const
const limit = z.int().min(0).max(1_000_000).nullable()

/** How many customers and open cases a butler takes on at most; null lifts the limit. What they have already stays theirs. */
export const setCapacity = command({
  name: 'staff.capacity',
  roles: leaders,
  offline: 'onlineOnly',
  args: () => z.object({ staffId: z.string(), customers: limit.optional(), cases: limit.optional() }),
  async run({ args, tx }) {
    const duty = await dutyIn(tx, args.staffId)
    if ('ok' in duty) return duty
    const { customers = duty.customersAtMost, cases = duty.casesAtMost } = args
    await tx.put('duty', { ...duty, customersAtMost: customers, casesAtMost: cases })
    return done({ staffId: duty.id, customers, cases })
  },
})

/** While it is paused, no new customer comes to a butler, from whichever side. */
export const pauseIntake = command({
  name: 'staff.intake',
  roles: leaders,
  offline: 'onlineOnly',
  args: () => z.object({ staffId: z.string(), isPaused: z.boolean() }),
  async run({ args, tx }) {
    const duty = await dutyIn(tx, args.staffId)
    if ('ok' in duty) return duty
    await tx.put('duty', { ...duty, isIntakePaused: args.isPaused })
    return done({ staffId: duty.id, isPaused: args.isPaused })
  },
})

/** Names who stands in for a butler; null: nobody. */
export const setBackup = command({
  name: 'staff.backup',
  roles: leaders,
  offline: 'onlineOnly',
  args: () => z.object({ staffId: z.string(), backupId: z.string().nullable() }),
  async run({ args, now, tx }) {
    const duty = await dutyIn(tx, args.staffId)
    if ('ok' in duty) return duty
    if (args.backupId === args.staffId) return refuse('staff.own-backup', { staffId: args.staffId })
    const backup = args.backupId === null ? null : await dutyIn(tx, args.backupId)
    if (backup && 'ok' in backup) return backup
    return kept(tx, { ...duty, backupId: args.backupId }, now)
  },
})

/**
 * Says that a butler is away, from now on: their book comes to the backup's desk, and stays theirs. By a butler only of themselves.
 */
export const setAway = command({
  name: 'staff.away',
  roles: [...leaders, 'butler'],
  offline: 'onlineOnly',
  args: () => z.object({ staffId: z.string(), until: z.int().nullable(), why: z.string().trim().min(1).max(200) }),
  async run({ args, actor, now, tx }) {
    const duty = await dutyIn(tx, args.staffId, actor)
    if ('ok' in duty) return duty
    if (args.until !== null && args.until <= now)
      return refuse('bad-arguments', { path: 'until', expected: 'a time to come' })
    return kept(tx, { ...duty, away: { from: now, until: args.until, why: args.why } }, now)
  },
})

export const setBack = command({
  name: 'staff.back',
  roles: [...leaders, 'butler'],
  offline: 'onlineOnly',
  args: () => z.object({ staffId: z.string() }),
  async run({ args, actor, now, tx }) {
    const duty = await dutyIn(tx, args.staffId, actor)
    return 'ok' in duty ? duty : kept(tx, { ...duty, away: null }, now)
  },
})

/** Brings who stands in for a butler up to the time and the roster. The endpoint gives it when it sees that something has changed. */
export const cover = command({
  name: 'staff.cover',
  roles: ['service'],
  offline: 'onlineOnly',
  args: () => z.object({ staffId: z.string() }),
  async run({ args, now, tx }) {
    const duty = await dutyIn(tx, args.staffId)
    return 'ok' in duty ? duty : kept(tx, duty, now)
  },
})

/** How an active butler stands to work. Another butler's is nobody's to change who is one. */
async function dutyIn(tx: Tx, staffId: string, actor?: Run<unknown>['actor']): Promise<Duty | Refusal> {
  if (actor?.role === 'butler' && actor.staffId !== staffId) return refuse('not-allowed', { role: actor.role })
  const staff = await tx.get('staff', staffId)
  if (!staff || staff.role !== 'butler') return refuse('not-found', { entity: 'butler', id: staffId })
  if (!staff.isActive) return refuse('staff.not-active', { staffId })
  return (await tx.get('duty', staffId)) ?? dutyOf(staffId)
}

/** Keeps how a butler stands to work, with who stands in for them and for whom they stand in. */
async function kept(tx: Tx, duty: Duty, now: number) {
  const coveredBy = await coverOf(tx, duty, now)
  await tx.put('duty', { ...duty, coveredBy })
  const others: { staffId: string; coveredBy: string | null }[] = []
  for (const other of await tx.find('duty', { backupId: duty.id })) {
    const by = await coverOf(tx, other, now)
    if (by === other.coveredBy) continue
    await tx.put('duty', { ...other, coveredBy: by })
    others.push({ staffId: other.id, coveredBy: by })
  }
  return done({ staffId: duty.id, backupId: duty.backupId, away: duty.away, coveredBy, others })
}

/** Who has the book of this butler on their desk at `now`. */
async function coverOf(tx: Tx, duty: Duty, now: number): Promise<string | null> {
  if (duty.backupId === null) return null
  const staff = await tx.get('staff', duty.backupId)
  const backup = {
    isButler: staff?.role === 'butler' && staff.isActive,
    duty: (await tx.get('duty', duty.backupId)) ?? dutyOf(duty.backupId),
    shifts: await tx.find('shift', { staffId: duty.backupId }),
  }
  return coverAt(duty, await tx.find('shift', { staffId: duty.id }), backup, now)
}
