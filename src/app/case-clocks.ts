import { clocksAt } from '../core/case/hold.ts'
import type { Row } from '../core/entities.ts'
import { promiseClock } from '../core/promise/clock.ts'
import { owedPromises } from '../store/promise-queries.ts'
import type { Reader } from '../store/store.ts'
import { claimClocksFrom } from './claim-clocks.ts'
import type { knownProducts } from './known-products.ts'

/**
 * Cases with all their clocks, computed from the record at `now` (epoch ms): those that lie on them, with the time taken off for
 * which they stood still, those of their claims, and those of the promises that they carry.
 */
export function caseClocksFrom(reader: Reader, products: ReturnType<typeof knownProducts>) {
  const withClaimClocks = claimClocksFrom(reader, products)
  /** Without those of promises, which `owed` names one by one. */
  const withoutPromises = <C extends Row<'case'>>(cases: readonly C[], now: number): Promise<C[]> =>
    withClaimClocks(
      cases.map((item) => ({ ...item, clocks: clocksAt(item, now) })),
      now,
    )
  return {
    withoutPromises,
    async all<C extends Row<'case'>>(cases: readonly C[], now: number): Promise<C[]> {
      const promisesBy = Map.groupBy(await owedPromises(reader), ({ caseId }) => caseId)
      return (await withoutPromises(cases, now)).map((item) => {
        const promises = promisesBy.get(item.id)
        return promises ? { ...item, clocks: [...item.clocks, ...promises.map(promiseClock)] } : item
      })
    },
  }
}
