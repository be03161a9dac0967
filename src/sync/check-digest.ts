import { setImmediate as breathe } from 'node:timers/promises'
import { isSynced } from '../core/entities.ts'
import { readHomeKeys, writeHomeKeys } from '../store/home-keys.ts'
import { baseRows } from '../store/shadow.ts'
import type { Store } from '../store/store.ts'
import { transact } from '../store/transact.ts'
import { askFor, type Link } from './ask.ts'
import { type Digests, digesting } from './digest.ts'
import { wire } from './wire.ts'

/** After so many pulls, or so long, the desk's rows are compared with the authority's. */
const pullsBetween = 100
const longestMs = 24 * 3_600_000
/** Where something was changing just then. */
const againMs = 10 * 60_000

/**
 * Compares, when it is time, what this desk holds of the authority's rows with what it should hold. Returns the tables that are not
 * the same (the desk is then to be read anew); null when it was not time.
 */
export async function checkDigest(store: Store, link: Link, now: number): Promise<string[] | null> {
  const { pullsSinceDigest = '0', digestAt } = await readHomeKeys(store.reader)
  // A desk that has just been read was checked line by line.
  if (digestAt === undefined) {
    await note(store, now)
    return null
  }
  if (Number(pullsSinceDigest) < pullsBetween && now - Number(digestAt) < longestMs) return null
  const { cursor, tables } = await digestsOf(store)
  if (!cursor) return null
  const { isComparable, differs } = await askFor(link, wire.digest, { body: { cursor, tables } })
  await note(store, isComparable ? now : now - longestMs + againMs)
  // Of rows that this program does not know, it holds none.
  return differs.filter(isSynced)
}

/** Of one moment, beside everything else that this desk does. */
function digestsOf(store: Store): Promise<{ cursor: string | undefined; tables: Digests }> {
  return store.aside(async (read) => {
    const { cursor } = await readHomeKeys(read)
    const sums = digesting()
    for await (const { entity, rows } of baseRows(read)) {
      sums.add(entity, rows)
      await breathe()
    }
    return { cursor, tables: sums.result() }
  })
}

function note(store: Store, at: number): Promise<void> {
  return transact(store, (write) => writeHomeKeys(write, { pullsSinceDigest: '0', digestAt: String(at) }))
}
