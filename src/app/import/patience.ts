import { setTimeout as rest } from 'node:timers/promises'
import { Problem, Unreachable, Unsafe } from '../../sync/faults.ts'

const waitsMs = [500, 1_000, 2_000, 4_000, 8_000, 16_000]

/**
 * Asks again, later and later for about half a minute, while the endpoint cannot be reached or has no room; what is asked has an id of its own,
 * so twice is once. Then throws what it last heard.
 */
export async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  for (const waitMs of waitsMs)
    try {
      return await ask()
    } catch (fault) {
      const isAway = fault instanceof Unreachable && !(fault instanceof Unsafe)
      if (!isAway && !(fault instanceof Problem && fault.retryAfterMs !== null)) throw fault
      await rest(fault instanceof Problem ? Math.max(waitMs, fault.retryAfterMs ?? 0) : waitMs)
    }
  return ask()
}
