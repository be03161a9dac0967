import { addDays, dateAt, startOfDate } from '../core/civil-date.ts'
import { readHead } from '../store/chain-queries.ts'
import type { AnchorTable } from '../store/tables.ts'
import { forgetDeleted } from '../sync/retention.ts'
import type { Home } from './home.ts'
import { anchorOfToday } from './audit/anchor.ts'

/** The clock of the machine may be set, and a fault may pass. */
const longestRestMs = 3_600_000

/** `clear`: what else is over by now; with every look at the day. */
type Told = { onAnchor(anchor: AnchorTable): void; onFault(fault: unknown): void; clear?: () => Promise<void> }

/**
 * Once a day for as long as a home is served: signs the history, and forgets what was deleted long ago. A fault is told and tried
 * again. Returns how to stop.
 */
export function startDailyRound(home: Home, { onAnchor, onFault, clear }: Told): () => Promise<void> {
  let isOver = false
  let timer: NodeJS.Timeout | undefined
  let told = ''
  let round = Promise.resolve()
  const look = async () => {
    await clear?.().catch(onFault)
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
  const tick = () => {
    round = look()
      .catch(onFault)
      .then(() => {
        if (isOver) return
        const now = home.clock.now()
        const restMs = startOfDate(addDays(dateAt(now), 1)) - now
        timer = setTimeout(tick, Math.min(restMs, longestRestMs)).unref()
      })
  }
  tick()
  return () => {
    isOver = true
    clearTimeout(timer)
    return round
  }
}
