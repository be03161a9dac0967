import { scopesOfStaff } from '../core/scope.ts'
import type { Role } from '../core/staff/roles.ts'
import type { Reader, Write } from './store.ts'
import type { DeviceStateTable } from './tables.ts'

/**
 * A desk as its authority knows it. Times are epoch ms. `toWipe`: customers who have left it and of whom it has not confirmed yet
 * that nothing is on its disk any more; of a revoked desk all that it held stays unconfirmed (null).
 */
export type Desk = {
  id: string
  staffId: string
  staffName: string
  name: string
  enrolledAt: number
  revokedAt: number | null
  seenAt: number | null
  readVer: number | null
  protocol: number | null
  toWipe: number | null
}

export async function desksOf(reader: Reader): Promise<Desk[]> {
  const rows = await reader
    .selectFrom('device')
    .innerJoin('staff', 'staff.id', 'device.staffId')
    .leftJoin('deviceState', 'deviceState.deviceId', 'device.id')
    .select([
      'device.id as id',
      'device.staffId as staffId',
      'staff.name as staffName',
      'staff.role as role',
      'device.name as name',
      'device.enrolledAt as enrolledAt',
      'device.revokedAt as revokedAt',
      'deviceState.seenAt as seenAt',
      'deviceState.readVer as readVer',
      'deviceState.wipedVer as wipedVer',
      'deviceState.protocol as protocol',
    ])
    .orderBy('device.enrolledAt')
    .orderBy('device.id')
    .execute()
  const desks: Desk[] = []
  for (const { role, wipedVer, ...desk } of rows) {
    const isGone = desk.revokedAt !== null
    const scopes = scopesOfStaff({ id: desk.staffId, role: role as Role })
    desks.push({ ...desk, toWipe: isGone ? null : wipedVer === null ? 0 : await leftSince(reader, scopes, wipedVer) })
  }
  return desks
}

async function leftSince(reader: Reader, scopes: readonly string[], ver: number): Promise<number> {
  const row = await reader
    .selectFrom('change')
    .select((of) => of.fn.countAll().as('n'))
    .where('scope', 'in', scopes)
    .where('op', '=', 'leave')
    .where('ver', '>', ver)
    .executeTakeFirst()
  return Number(row?.n ?? 0)
}

/** The number of the last command of a desk's outbox that is decided; 0 when none is. */
export async function lastSeqOf(write: Write, deviceId: string): Promise<number> {
  const row = await write
    .selectFrom('commandResult')
    .select((of) => of.fn.max('seq').as('seq'))
    .where('deviceId', '=', deviceId)
    .executeTakeFirst()
  return Math.max(0, row?.seq ?? 0)
}

/** In place of what was known of that desk before. */
export async function writeDeviceState(write: Write, state: DeviceStateTable): Promise<void> {
  await write
    .insertInto('deviceState')
    .values(state)
    .onConflict((conflict) => conflict.column('deviceId').doUpdateSet(state))
    .execute()
}
