import { canonicalJson } from '../src/core/canonical-json.ts'
import type { Store } from '../src/store/store.ts'
import { sha256 } from '../src/sync/sha256.ts'

/** The versions of all events of an authority, once the chain of their hashes has been gone through from the first to the head. */
export async function versionsInChain(store: Store): Promise<number[]> {
  const events = await store.reader.selectFrom('event').selectAll().orderBy('ver').execute()
  let last = ''
  for (const { hash, prevHash, ...event } of events) {
    const { ver } = event
    if (prevHash !== last) throw new Error(`event ${ver} does not follow the one before`)
    if (hash !== sha256(`${prevHash}\n${canonicalJson(event)}`)) throw new Error(`event ${ver} is not what was decided`)
    last = hash
  }
  const head = await store.reader.selectFrom('head').selectAll().executeTakeFirstOrThrow()
  if (head.hash !== last || head.ver !== (events.at(-1)?.ver ?? 0)) throw new Error('the head is not the last event')
  return events.map(({ ver }) => ver)
}
