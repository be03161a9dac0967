import type { Overlay } from '../product/overlay.ts'
import type { Terms } from '../product/pack.ts'
import type { Facts } from './fact-value.ts'
import type { OverlayTrace, Verdict } from './judgement.ts'
import { overlaid, possibleOverlays, traceOverlays } from './overlaid.ts'
import { planOf, type Plan } from './plan.ts'
import { hull, isExact, type Range } from './range.ts'

/** One terms version with the overlays that may lie on it. */
export interface Rulebook {
  /** The terms as they were sold. */
  readonly base: Plan
  readonly overlays: readonly Overlay[]
  /** The terms under each set of overlays that the facts leave possible: one, unless an overlay is open. */
  readonly plansFor: (facts: Facts) => readonly Plan[]
  readonly tracesFor: (facts: Facts) => readonly OverlayTrace[]
}

/** The last rulebook of each terms version, which never changes once it has been read. */
const remembered = new WeakMap<Terms, Rulebook>()

/** The same rulebook as before for the same terms and overlays: one checklist asks for it several times. */
export function rulebookOf(terms: Terms, overlays: readonly Overlay[]): Rulebook {
  const known = remembered.get(terms)
  if (known !== undefined && isSame(known.overlays, overlays)) return known
  const made = madeRulebook(terms, overlays)
  remembered.set(terms, made)
  return made
}

function isSame(known: readonly Overlay[], overlays: readonly Overlay[]): boolean {
  return known.length === overlays.length && known.every((overlay, index) => overlay === overlays[index])
}

/** Plans are made when first needed and kept for as long as the rulebook: every what-if reads them again. */
function madeRulebook(terms: Terms, overlays: readonly Overlay[]): Rulebook {
  const base = planOf(terms, [], overlays)
  const plans = new Map<string, Plan>([['', base]])
  const planUnder = (applied: readonly Overlay[]): Plan => {
    const key = applied.map((overlay) => overlay.id).join(' ')
    const plan = plans.get(key) ?? planOf(overlaid(terms, applied), applied, overlays)
    plans.set(key, plan)
    return plan
  }
  const tracesFor = (facts: Facts): readonly OverlayTrace[] => traceOverlays(overlays, facts)
  return {
    base,
    overlays,
    plansFor: (facts) => possibleOverlays(overlays, tracesFor(facts)).map(planUnder),
    tracesFor,
  }
}

interface Outcome {
  readonly verdict: Verdict
  readonly amountFen: Range
}

/** What several readings come to together: decided only where all of them agree on the verdict and on the fen. */
export function together(outcomes: readonly Outcome[]): Outcome {
  const [first] = outcomes
  if (first === undefined) throw new Error('no reading to judge under')
  const amountFen = outcomes.map((outcome) => outcome.amountFen).reduce(hull)
  const isAgreed = outcomes.every(({ verdict }) => verdict === first.verdict) && isExact(amountFen)
  return { verdict: isAgreed ? first.verdict : 'needs_info', amountFen }
}
