import { overlaysFor } from '../checklist/checklist.ts'
import type { CivilDate } from '../civil-date.ts'
import type { Overlay } from './overlay.ts'
import type { Pack } from './pack.ts'
import { type LoadedPack, packAsOf } from './revision.ts'
import type { OverlayRow, PackRevision, Product } from './schema.ts'

/** All rules of one place: what is installed, the revisions before it, and every overlay that there is or was. */
export type Rules = {
  products: readonly Pick<Product, 'id' | 'revision' | 'pack' | 'sha256'>[]
  revisions: readonly PackRevision[]
  overlays: readonly Pick<OverlayRow, 'id' | 'definition' | 'withdrawnOn'>[]
}

/** What a judgement on a product is given by. */
export type RulesInForce = LoadedPack & { readonly overlays: readonly Overlay[] }

/** The rules of a product as they are installed, for a judgement of that day; undefined when the product is not here. */
export function rulesInForce(rules: Rules, product: string, on: CivilDate): RulesInForce | undefined {
  const installed = rules.products.find(({ id }) => id === product)
  if (!installed) return undefined
  // Checked when it was installed.
  const { pack, sha256 } = installed
  return { pack: pack as Pack, sha256, overlays: overlaysFor(rules.overlays, product, on) }
}

/** The same as it was known on a civil date, perhaps an earlier revision; undefined when the product is not here. */
export function rulesAsOf(rules: Rules, product: string, asOf: CivilDate): RulesInForce | undefined {
  const installed = rules.products.find(({ id }) => id === product)
  if (!installed) return undefined
  return { ...packAsOf(installed, rules.revisions, asOf), overlays: overlaysFor(rules.overlays, product, asOf) }
}

/** A pack's revision or an overlay that is not installed, with the digest of its canonical JSON. */
export type CandidateRules =
  | { kind: 'product'; definition: Pack; sha256: string }
  | { kind: 'overlay'; definition: Overlay; sha256: string }

/** The rules as they would be with candidates installed. */
export function rulesWith(rules: Rules, candidates: readonly CandidateRules[]): Rules {
  const products = new Map(rules.products.map((product) => [product.id, product]))
  const overlays = new Map(rules.overlays.map((overlay) => [overlay.id, overlay]))
  for (const { kind, definition, sha256 } of candidates)
    if (kind === 'product') {
      const { product: id, revision } = definition
      products.set(id, { id, revision, pack: definition, sha256 })
    } else overlays.set(definition.id, { id: definition.id, definition, withdrawnOn: null })
  return { ...rules, products: [...products.values()], overlays: [...overlays.values()] }
}

/** The products whose judgements candidates can change. */
export function productsTouchedBy(candidates: readonly CandidateRules[]): readonly string[] {
  const touched = candidates.flatMap(({ kind, definition }) =>
    kind === 'product' ? [definition.product] : (definition.products ?? []),
  )
  return [...new Set(touched)].toSorted()
}
