import type { Asking, EnrolledDesk } from '../sync/serve-pull.ts'
import { readCursor } from '../sync/protocol.ts'
import { writeDeviceState } from '../store/device-queries.ts'
import { transact } from '../store/transact.ts'
import type { Home } from './home.ts'

/** Between two notes that a desk was here, when nothing else is to be noted. */
const seenEveryMs = 10 * 60_000

type Told = Asking & { wiped?: number | undefined; protocol: number }

/** Keeps how far each desk has read and wiped. Written now and then, not with every pull. */
export function deskStates({ store, clock }: Home) {
  const noted = new Map<string, { seenAt: number; wipedVer: number }>()
  return {
    async note({ deviceId }: EnrolledDesk, { cursor, wiped = 0, protocol }: Told): Promise<void> {
      const before = noted.get(deviceId)
      const seenAt = clock.now()
      if (before && before.wipedVer >= wiped && seenAt - before.seenAt < seenEveryMs) return
      const readVer = (cursor === null ? null : readCursor(cursor))?.ver ?? 0
      const state = { deviceId, seenAt, readVer, wipedVer: wiped, protocol }
      await transact(store, (write) => writeDeviceState(write, state))
      noted.set(deviceId, { seenAt, wipedVer: wiped })
    },
  }
}
