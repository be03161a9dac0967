import { overlaid } from '../judgement/overlaid.ts'
import { differences } from './difference.ts'
import type { Overlay } from './overlay.ts'
import type { Pack, Terms } from './pack.ts'

/** What a change of rules touches, in the order in which a reader goes through it. */
export const changedParts = [
  'pack',
  'issued',
  'clause',
  'param',
  'gate',
  'exclusion',
  'benefit',
  'flag',
  'document',
  'date',
  'timer',
  'overlay',
] as const
export type ChangedPart = (typeof changedParts)[number]

/**
 * One thing that a revision or an overlay changes. `version` is the terms' (null for what stands above them), `id` the clause's
 * number, the rule's id, the document's code or the key, `path` the place within it ('' for all of it). `before` is null for what
 * is added, `after` for what goes.
 */
export type RuleChange = {
  readonly product: string
  readonly version: string | null
  readonly part: ChangedPart
  readonly id: string
  readonly path: string
  readonly before: unknown
  readonly after: unknown
}

type Named = Readonly<Record<string, unknown>>

/** What a revision changes against the pack that it would take the place of; everything is added where there is none. */
export function diffPacks(before: Pack | undefined, after: Pack): readonly RuleChange[] {
  const versions = [...new Set([...(before?.terms ?? []), ...after.terms].map(({ version }) => version))]
  const termsOf = (pack: Pack | undefined, version: string) => pack?.terms.find((terms) => terms.version === version)
  return [
    ...compare(after.product, null, 'pack', headOf(before), headOf(after)),
    ...versions.flatMap((version) =>
      diffTerms(after.product, version, termsOf(before, version), termsOf(after, version)),
    ),
    ...compare(after.product, null, 'overlay', byKey(before?.overlays, idOf), byKey(after.overlays, idOf)),
  ]
}

/**
 * What an overlay makes of the terms of the products that it names while it lies on a claim: gates, flags and documents that fall
 * away, numbers and documents that come. Terms that were first sold when the last day of diagnosis was past are left out.
 */
export function diffOverlay(overlay: Overlay, packs: readonly Pack[]): readonly RuleChange[] {
  return packs
    .filter(({ product }) => overlay.products?.includes(product) ?? false)
    .flatMap(({ product, terms }) =>
      terms
        .filter(({ issued }) => issued.from <= overlay.diagnosed.to)
        .flatMap((version) => diffTerms(product, version.version, version, overlaid(version, [overlay]))),
    )
}

function diffTerms(
  product: string,
  version: string,
  before: Terms | undefined,
  after: Terms | undefined,
): readonly RuleChange[] {
  const parts = (part: ChangedPart, of: (terms: Terms) => Named) =>
    compare(product, version, part, before && of(before), after && of(after))
  return [
    ...parts('issued', ({ issued }) => issued),
    ...parts('clause', ({ clauses }) => clauses),
    ...parts('param', ({ params }) => params),
    ...parts('gate', ({ gates }) => byKey(gates, idOf)),
    ...parts('exclusion', ({ exclusions }) => byKey(exclusions, idOf)),
    ...parts('benefit', ({ benefits }) => byKey(benefits, idOf)),
    ...parts('flag', ({ flags }) => byKey(flags, ({ flag }) => flag)),
    ...parts('document', ({ documents }) => byKey(documents, ({ code }) => code)),
    ...parts('date', ({ dates }) => dates),
    ...parts('timer', ({ timers }) => timers),
  ]
}

function compare(
  product: string,
  version: string | null,
  part: ChangedPart,
  before: Named = {},
  after: Named = {},
): readonly RuleChange[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((id) =>
    differences(before[id], after[id]).map((found) => ({ product, version, part, id, ...found })),
  )
}

/** A list as what its entries are called; a name that comes again is numbered, so that none is lost. */
function byKey<T>(entries: readonly T[] | undefined, keyOf: (entry: T) => string): Named {
  const named: Record<string, T> = {}
  for (const entry of entries ?? []) {
    const key = keyOf(entry)
    let name = key
    for (let again = 2; Object.hasOwn(named, name); again++) name = `${key}#${again}`
    named[name] = entry
  }
  return named
}

function idOf({ id }: { readonly id: string }): string {
  return id
}

/** What stands above a pack's terms. */
function headOf(pack: Pack | undefined): Named {
  if (pack === undefined) return {}
  const { product: _product, terms: _terms, overlays: _overlays, ...head } = pack
  return head
}
