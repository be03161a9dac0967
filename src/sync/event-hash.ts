import { canonicalJson } from '../core/canonical-json.ts'
import type { EventTable } from '../store/tables.ts'
import { sha256 } from './sha256.ts'

/** The hash of an event in the chain: over the hash of the one before ('' for the first) and all that it says. */
export function hashOfEvent(event: Omit<EventTable, 'prevHash' | 'hash'>, prevHash: string): string {
  return sha256(`${prevHash}\n${canonicalJson(event)}`)
}
