import type { CivilDate } from '../civil-date.ts'
import type { Overlay } from '../product/overlay.ts'
import { overlayCondition } from '../product/overlay-condition.ts'
import type { Pack, Terms } from '../product/pack.ts'
import type { Condition } from './condition.ts'
import { evaluate, type ConditionTrace } from './evaluate.ts'
import type { Facts } from './fact-value.ts'
import type { OverlayTrace } from './judgement.ts'
import { clausesOf } from './walk.ts'

/** Judged as of this day, every overlay has been announced. */
export const endOfTime: CivilDate = '9999-12-31'

/** The overlays that name a product and had been announced by the day of judging, in the order of their ids. */
export function overlaysOn(pack: Pack, overlays: readonly Overlay[], asOf: CivilDate): readonly Overlay[] {
  const own = pack.overlays.filter(({ products }) => products === undefined || products.includes(pack.product))
  const others = overlays.filter(({ products }) => products?.includes(pack.product))
  const byId = new Map([...own, ...others].map((overlay) => [overlay.id, overlay]))
  return [...byId.values()].filter((overlay) => overlay.announced <= asOf).toSorted((a, b) => (a.id < b.id ? -1 : 1))
}

/** Written once for each overlay, so that it is made ready once. */
const conditions = new WeakMap<Overlay, Condition>()

/** Whether an overlay lies on the claim. */
export function overlayTrace(overlay: Overlay, facts: Facts): ConditionTrace {
  const condition = conditions.get(overlay) ?? overlayCondition(overlay)
  conditions.set(overlay, condition)
  return evaluate(condition, { facts, params: {} })
}

/** Whether each overlay lies on the claim; unknown while the day of diagnosis or the disease leaves it open. */
export function traceOverlays(overlays: readonly Overlay[], facts: Facts): readonly OverlayTrace[] {
  return overlays.map((overlay) => {
    const { value, missing } = overlayTrace(overlay, facts)
    const { id, announced, url, diagnosed, drop_gates: dropped, set } = overlay
    return { id, value, announced, url, diagnosed, dropped, set, missing }
  })
}

/** Every set of overlays that may lie on the claim: those that do for certain, with each choice of the open ones. */
export function possibleOverlays(
  overlays: readonly Overlay[],
  traces: readonly OverlayTrace[],
): readonly (readonly Overlay[])[] {
  let sets: readonly (readonly Overlay[])[] = [[]]
  for (const [index, overlay] of overlays.entries()) {
    const value = traces[index]?.value
    if (value === false) continue
    const withIt = sets.map((set) => [...set, overlay])
    sets = value === 'unknown' ? [...sets, ...withIt] : withIt
  }
  return sets
}

/**
 * The terms with overlays laid on: gates dropped, numbers changed, documents added. Flags and documents that stand on a dropped
 * gate's clauses go with it: nobody has to prove what no longer matters. What a product does not have is passed over, so that one overlay can lie on several.
 */
export function overlaid(terms: Terms, overlays: readonly Overlay[]): Terms {
  if (overlays.length === 0) return terms
  const dropped = new Set(overlays.flatMap((overlay) => overlay.drop_gates))
  const kept = terms.gates.filter((gate) => !dropped.has(gate.id))
  const silent = new Set(
    terms.gates.filter((gate) => dropped.has(gate.id)).flatMap((gate) => [gate.clause, ...clausesOf(gate.when)]),
  )
  const set = Object.fromEntries(overlays.flatMap((overlay) => Object.entries(overlay.set)))
  const params = Object.entries(terms.params).map(([name, value]) => [name, set[name] ?? value] as const)
  const asked = new Set(terms.documents.map((document) => document.code))
  const added = overlays.flatMap((overlay) => overlay.documents).filter((document) => !asked.has(document.code))
  return {
    ...terms,
    gates: kept,
    params: Object.fromEntries(params),
    flags: terms.flags.filter((flag) => flag.clause === undefined || !silent.has(flag.clause)),
    documents: [...terms.documents.filter((document) => !silent.has(document.clause)), ...added],
  }
}
