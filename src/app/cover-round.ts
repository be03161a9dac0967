import { byId } from '../core/by-id.ts'
import { coverAt, dutyOf } from '../core/duty/duty.ts'
import { endpointActor } from '../sync/commit.ts'
import type { Home } from './home.ts'
import { startRound } from './round.ts'

const restMs = 60_000

/** Brings who stands in for whom up to the time and the roster. Returns the butlers for whom that is somebody else now. */
export async function coverNow({
  query,
  clock,
  execute,
}: Pick<Home, 'query' | 'clock' | 'execute'>): Promise<string[]> {
  const duties = await query.all('duty')
  if (duties.every(({ backupId, coveredBy }) => backupId === null && coveredBy === null)) return []
  const now = clock.now()
  const dutyBy = byId(duties)
  const shifts = Map.groupBy(await query.all('shift'), ({ staffId }) => staffId)
  const butlers = new Set(
    (await query.all('staff')).flatMap((one) => (one.role === 'butler' && one.isActive ? one.id : [])),
  )
  const changed: string[] = []
  for (const duty of duties) {
    const id = duty.backupId ?? ''
    const backup = { isButler: butlers.has(id), duty: dutyBy.get(id) ?? dutyOf(id), shifts: shifts.get(id) ?? [] }
    if (coverAt(duty, shifts.get(duty.id) ?? [], backup, now) === duty.coveredBy) continue
    const { ok } = await execute('staff.cover', { staffId: duty.id }, { as: endpointActor })
    if (ok) changed.push(duty.id)
  }
  return changed
}

/** The same every minute for as long as a home is served. A fault is told and tried again. Returns how to stop. */
export function startCoverRound(home: Home, onFault: (fault: unknown) => void): () => Promise<void> {
  return startRound(
    () => coverNow(home),
    () => restMs,
    onFault,
  )
}
