import { askFor, type Link } from './ask.ts'
import { Problem, problemTypes } from './faults.ts'
import type { Doing, Present } from './protocol.ts'
import { wire } from './wire.ts'

/**
 * Says where this desk is (null: nowhere; undefined: nothing, it stays as it was said last), and hears where the others are. Null where the endpoint does not know of such things yet. Throws
 * `Unreachable` and `Problem`.
 */
export async function sayWhere(
  link: Link,
  here: { customerId: string; doing: Doing } | null | undefined,
): Promise<readonly Present[] | null> {
  try {
    return (await askFor(link, wire.presence, { body: { here } })).others
  } catch (fault) {
    if (fault instanceof Problem && fault.type === problemTypes.notFound) return null
    throw fault
  }
}
