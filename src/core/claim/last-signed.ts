import type { z } from 'zod'
import { canonicalJson } from '../canonical-json.ts'
import type { Checklist } from '../checklist/checklist.ts'
import type { Judgement } from '../judgement/judgement.ts'
import type { judgementSchema } from './schema.ts'

type Signed = z.infer<typeof judgementSchema>

/** The judgement that was signed last; of two of one moment the one with the later id, wherever they were read from. */
export function lastSigned<S extends Pick<Signed, 'id' | 'signedAt'>>(judgements: readonly S[]): S | undefined {
  return judgements.toSorted((a, b) => a.signedAt - b.signedAt || (a.id < b.id ? -1 : 1)).at(-1)
}

/** What a signed judgement came to; it was written by `claim.judge`. */
export function resultOf({ result }: Pick<Signed, 'result'>): Judgement {
  return result as unknown as Judgement
}

/**
 * Whether what was signed is what would be signed today: the same facts and unknowns, the same pack, the same extensions of
 * cover, and hence the same outcome. Clocks that have moved on since change nothing of it.
 */
export function stillHolds(
  signed: Pick<Signed, 'facts' | 'askedUnknown' | 'overlays' | 'packSha256'>,
  today: Pick<Checklist, 'facts' | 'askedUnknown' | 'overlays'>,
  packSha256: string,
): boolean {
  const { facts, askedUnknown, overlays } = today
  return (
    signed.packSha256 === packSha256 &&
    canonicalJson(withoutClocks(signed.facts)) === canonicalJson(withoutClocks(facts)) &&
    canonicalJson(signed.askedUnknown) === canonicalJson(askedUnknown) &&
    canonicalJson(signed.overlays) === canonicalJson(overlays)
  )
}

/** Days of the claim with the insurer move clocks, never the verdict. */
function withoutClocks(facts: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(facts).filter(([fact]) => !fact.startsWith('claim.')))
}
