import { addDays, dateAt, startOfDate } from '../core/civil-date.ts'
import { readHead } from '../store/chain-queries.ts'
import { caredFor } from '../store/customer-queries.ts'
import type { AnchorTable } from '../store/tables.ts'
import { endpointActor } from '../sync/commit.ts'
import { forgetDeleted } from '../sync/retention.ts'
import type { Home } from './home.ts'
import { anchorOfToday } from './audit/anchor.ts'
import { startRound } from './round.ts'

/** The clock of the machine may be set, and a fault may pass. */
const longestRestMs = 3_600_000

/** `clear`: what else is over by now; with every look at the day. */
type Told = { onAnchor(anchor: AnchorTable): void; onFault(fault: unknown): void; clear?: () => Promise<void> }

/** Who was no customer and whose term is over: gone from here and from every desk, unless something is still done for them. */
export async function forgetCared(home: Home): Promise<void> {
  for (const { care } of await caredFor(home.store.reader, dateAt(home.clock.now())))
    await home.execute('care.forget', { customerId: care.customerId }, { as: endpointActor })
}

/**
 * Once a day for as long as a home is served: signs the history, and forgets who was no customer and what was deleted long ago. A
 * fault is told and tried again. Returns how to stop.
 */
export function startDailyRound(home: Home, { onAnchor, onFault, clear }: Told): () => Promise<void> {
  let told = ''
  const look = async () => {
    // What is kept for too long is no reason to leave the day unsigned.
    await clear?.().catch(onFault)
    await forgetCared(home).catch(onFault)
    await sign()
  }
  const sign = async () => {
    // There is nothing to sign before the first decision.
    if ((await readHead(home.store.reader)).ver === 0) return
    const anchor = await anchorOfToday(home)
    if (anchor.day !== told) onAnchor(anchor)
    if (anchor.day !== told) await forgetDeleted(home.store, home.clock.now())
    told = anchor.day
  }
  const untilTomorrow = () => {
    const now = home.clock.now()
    return Math.min(startOfDate(addDays(dateAt(now), 1)) - now, longestRestMs)
  }
  return startRound(look, untilTomorrow, onFault)
}
