import { canonicalJson } from '../canonical-json.ts'
import type { Row } from '../entities.ts'
import type { Facts } from '../judgement/fact-value.ts'
import { judge } from '../judgement/judge.ts'
import type { Judgement } from '../judgement/judgement.ts'
import { refuse, type Refusal } from '../refusal.ts'
import { type Difference, differences } from './difference.ts'
import type { Overlay } from './overlay.ts'
import type { Pack } from './pack.ts'
import type { Rules } from './rules.ts'

/** What a signed judgement stands on, as its row keeps it. */
export type Signed = Pick<
  Row<'judgement'>,
  'facts' | 'askedUnknown' | 'asOf' | 'packSha256' | 'overlays' | 'result' | 'id'
>

/** `differences` are from the signed result to what its rules and facts give today: empty when both are the same bytes. */
export type Replay = { judgement: Judgement; isSame: boolean; differences: readonly Difference[] }

/**
 * Judges a signed judgement again from what it stood on: its pack by digest, its facts, what nobody knew, its day and its
 * overlays by id. Whatever was installed or answered since does not matter. A refusal when a rule that it stood on is not here.
 */
export function replay(signed: Signed, { products, revisions, overlays }: Rules): Replay | Refusal {
  const { packSha256: sha256, asOf, askedUnknown } = signed
  const pack = products.find((one) => one.sha256 === sha256)?.pack ?? revisions.find(({ id }) => id === sha256)?.pack
  if (pack === undefined) return refuse('not-found', { entity: 'packRevision', id: sha256 })
  const known: Overlay[] = []
  for (const id of signed.overlays) {
    const overlay = overlays.find((one) => one.id === id)
    if (!overlay) return refuse('not-found', { entity: 'overlay', id })
    known.push(overlay.definition as Overlay)
  }
  // Checked when they were installed, and when they were answered.
  const judgement = judge(pack as Pack, signed.facts as Facts, { asOf, askedUnknown, overlays: known, sha256 })
  const again = canonicalJson(judgement)
  if (again === canonicalJson(signed.result)) return { judgement, isSame: true, differences: [] }
  return { judgement, isSame: false, differences: differences(signed.result, JSON.parse(again)) }
}
