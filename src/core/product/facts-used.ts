import { clockFacts } from '../judgement/deadlines.ts'
import { factsOf } from '../judgement/operand.ts'
import { factsOfCondition, factsOfSteps } from '../judgement/walk.ts'
import type { Overlay } from './overlay.ts'
import { overlayCondition } from './overlay-condition.ts'
import type { Pack, Terms } from './pack.ts'

/**
 * Every fact that a product uses, in whichever of its versions: rules, amounts, flags, documents, dates and clocks, and what the
 * overlays that name it ask. More than a checklist asks: that has the questions of one version's rules alone.
 */
export function factsUsed(pack: Pack, overlays: readonly Overlay[]): ReadonlySet<string> {
  const named = overlays.filter(({ products }) => products?.includes(pack.product))
  return new Set([
    'policy.issued_on',
    ...clockFacts,
    ...pack.terms.flatMap(factsOfTerms),
    ...[...pack.overlays, ...named].map(overlayCondition).flatMap(factsOfCondition),
  ])
}

function factsOfTerms(terms: Terms): readonly string[] {
  const { gates, exclusions, benefits, flags, documents, dates, timers } = terms
  const rules = [...gates, ...exclusions, ...benefits, ...flags, ...documents]
  return [
    ...rules.flatMap(({ when }) => (when === undefined ? [] : factsOfCondition(when))),
    ...[...gates, ...exclusions].flatMap(({ refund = [] }) => factsOfSteps(refund)),
    ...benefits.flatMap(({ amount }) => factsOfSteps(amount)),
    ...[...Object.values(dates), ...timers.limitation_from].flatMap((operand) =>
      operand === undefined ? [] : factsOf(operand),
    ),
  ]
}
