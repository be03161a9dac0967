import type { Reader, Write } from './store.ts'

/** Whom an authority has shut out: desks with when (epoch ms), and staff. */
export type Revoked = { desks: { id: string; revokedAt: number }[]; staffIds: string[] }

export async function revokedIn(reader: Reader): Promise<Revoked> {
  const desks = await reader
    .selectFrom('device')
    .select(['id', 'revokedAt'])
    .where('revokedAt', 'is not', null)
    .$narrowType<{ revokedAt: number }>()
    .execute()
  const staff = await reader.selectFrom('staff').select('id').where('isActive', '=', 0).execute()
  return { desks, staffIds: staff.map(({ id }) => id) }
}

/** Shuts out again whoever is known here; returns how many desks were not revoked here. */
export async function revokeAgain(write: Write, { desks, staffIds }: Revoked): Promise<number> {
  let again = 0
  for (const { id, revokedAt } of desks) {
    const open = write.updateTable('device').set({ revokedAt }).where('id', '=', id).where('revokedAt', 'is', null)
    again += Number((await open.executeTakeFirstOrThrow()).numUpdatedRows)
  }
  for (const id of staffIds) await write.updateTable('staff').set({ isActive: 0 }).where('id', '=', id).execute()
  return again
}

/** How many desks may speak to this authority. */
export async function countDesks(reader: Reader): Promise<number> {
  const row = await reader
    .selectFrom('device')
    .innerJoin('staff', 'staff.id', 'device.staffId')
    .select((of) => of.fn.countAll().as('n'))
    .where('device.revokedAt', 'is', null)
    .where('staff.isActive', '=', 1)
    .executeTakeFirstOrThrow()
  return Number(row.n)
}
