import { createHash } from 'node:crypto'
import { canonicalJson } from '../core/canonical-json.ts'

/** SHA-256 of the canonical JSON of a value, in lower-case hexadecimal; core may not hash. */
export function sha256OfJson(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value), 'utf8').digest('hex')
}
