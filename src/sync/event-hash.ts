import { canonicalJson } from '../core/canonical-json.ts'
import type { Outcome } from '../core/refusal.ts'
import type { EventTable } from '../store/tables.ts'
import { sha256 } from './sha256.ts'

/** What an event tells of an outcome. A value that was refused may be anything a person typed: it stays out of the chain. */
export function toldOf(outcome: Outcome): Record<string, unknown> {
  const { value: _typed, ...told } = outcome.ok ? outcome.result : outcome.data
  return told
}

/** The hash of an event in the chain: over the hash of the one before ('' for the first) and all that it says. */
export function hashOfEvent(event: Omit<EventTable, 'prevHash' | 'hash'>, prevHash: string): string {
  return sha256(`${prevHash}\n${canonicalJson(event)}`)
}
