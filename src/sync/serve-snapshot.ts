import { setImmediate as breathe } from 'node:timers/promises'
import type { Store, Write } from '../store/store.ts'
import type { SyncedEntity } from '../core/entities.ts'
import { type Digests, differing, digesting } from './digest.ts'
import { readCursor } from './protocol.ts'
import { type Asking, type EnrolledDesk, eventsFor, readPlan, scopesOf } from './serve-pull.ts'
import { partsOf, planWhole } from './told.ts'

/**
 * What a desk is to be told as lines of JSON, all from one moment: how the authority stands, parts, and the digests of their rows.
 * Everything where the desk's cursor leads nowhere. `into` takes the lines while they are read. Returns the number of rows.
 */
export function writeSnapshot(
  store: Store,
  desk: EnrolledDesk,
  asking: Asking,
  into: (lines: AsyncIterable<string>) => Promise<void>,
): Promise<number> {
  return store.aside(async (read) => {
    let rows = 0
    await into(linesOf(read, desk, asking, (told) => (rows += told)))
    return rows
  })
}

async function* linesOf(read: Write, desk: EnrolledDesk, asking: Asking, onRows: (rows: number) => void) {
  const { head, since, plan } = await readPlan(read, desk, asking)
  const line = (told: object) => `${JSON.stringify(told)}\n`
  const sums = digesting()
  yield line({ snapshot: 1, isWhole: plan === null, ...head })
  for await (const part of partsOf(read, desk, plan ?? (await planWhole(read, scopesOf(desk))))) {
    if ('rows' in part) {
      sums.add(part.entity, part.rows)
      onRows(part.rows.length)
    }
    yield line(part)
    await breathe()
  }
  for await (const events of eventsFor(read, desk, plan && since)) {
    yield line({ events })
    await breathe()
  }
  yield line({ end: sums.result() })
}

export type Compared = { isComparable: boolean; differs: SyncedEntity[] }

/**
 * Compares what a desk says that it holds with what it should hold. Not comparable when something has changed for it since its
 * cursor, or the cursor leads nowhere.
 */
export function compareDigests(store: Store, desk: EnrolledDesk, cursor: string, tables: Digests): Promise<Compared> {
  return store.aside(async (read) => {
    const none = { isComparable: false, differs: [] }
    const { head, plan } = await readPlan(read, desk, { cursor, acked: Number.MAX_SAFE_INTEGER })
    const ver = readCursor(cursor)?.ver ?? 0
    if (!plan || ver > head.ver) return none
    if (plan.left.length > 0 || plan.wanted.size > 0 || plan.gone.size > 0) return none
    const columns = Object.fromEntries(Object.entries(tables).map(([entity, table]) => [entity, table?.columns ?? []]))
    const sums = digesting(columns)
    for await (const part of partsOf(read, desk, await planWhole(read, scopesOf(desk)))) {
      if ('rows' in part) sums.add(part.entity, part.rows)
      await breathe()
    }
    return { isComparable: true, differs: differing(sums.result(), tables) }
  })
}
