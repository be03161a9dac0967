import { canonicalJson } from '../core/canonical-json.ts'
import { sha256 } from '../sync/sha256.ts'

/** SHA-256 of the canonical JSON of a value. */
export function sha256OfJson(value: unknown): string {
  return sha256(canonicalJson(value))
}
