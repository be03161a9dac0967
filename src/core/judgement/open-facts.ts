import { factSpec } from './fact.ts'
import type { Facts } from './fact-value.ts'
import { frontierOf, type OpenFact } from './frontier.ts'
import { overlayTrace } from './overlaid.ts'
import type { Plan } from './plan.ts'
import { together, type Rulebook } from './rulebook.ts'
import { weigh, type Reading } from './weigh.ts'

export function readingsOf(rulebook: Rulebook, facts: Facts): readonly Reading[] {
  return rulebook.plansFor(facts).map((plan) => ({ plan, weighing: weigh(plan, facts) }))
}

/**
 * The facts that still matter under every set of overlays that may lie on the claim, in the order in which to ask. What would
 * settle an overlay comes first, since it settles by which rules the rest is read; what nobody knows comes last.
 */
export function openFactsOf(
  rulebook: Rulebook,
  readings: readonly Reading[],
  facts: Facts,
  askedUnknown: readonly string[],
): readonly OpenFact[] {
  const frontiers = readings.map(({ plan, weighing }) => frontierOf(plan, facts, weighing, askedUnknown))
  const [only] = frontiers
  if (only !== undefined && frontiers.length === 1) return only
  if (together(readings.map(({ weighing }) => weighing)).verdict !== 'needs_info') return []
  const byKey = new Map<string, OpenFact>(settlingFacts(rulebook, facts).map((open) => [open.spec.key, open]))
  for (const open of frontiers.flat()) {
    const known = byKey.get(open.spec.key)
    byKey.set(open.spec.key, known === undefined ? open : union(known, open))
  }
  return [...byKey.values()].toSorted(
    (a, b) => Number(askedUnknown.includes(a.spec.key)) - Number(askedUnknown.includes(b.spec.key)),
  )
}

/** What is unknown of the open overlays, cheapest first, with the clauses that they would set aside or change. */
function settlingFacts({ base, overlays }: Rulebook, facts: Facts): readonly OpenFact[] {
  const found = new Map<string, OpenFact>()
  for (const overlay of overlays) {
    const { missing } = overlayTrace(overlay, facts)
    const clauses = base.terms.gates.filter((gate) => overlay.drop_gates.includes(gate.id)).map((gate) => gate.clause)
    for (const key of missing) {
      const spec = factSpec(key)
      if (spec === undefined) continue
      const open = { spec, canKnockOut: clauses.length > 0, clauses: clauses.length > 0 ? clauses : firstClause(base) }
      const known = found.get(key)
      found.set(key, known === undefined ? open : union(known, open))
    }
  }
  return [...found.values()].toSorted((a, b) => a.spec.cost - b.spec.cost || (a.spec.key < b.spec.key ? -1 : 1))
}

function union(a: OpenFact, b: OpenFact): OpenFact {
  return {
    spec: a.spec,
    canKnockOut: a.canKnockOut || b.canKnockOut,
    clauses: [...new Set([...a.clauses, ...b.clauses])],
  }
}

/** An overlay that drops no gate changes amounts: the clause of the first line stands for them. */
function firstClause(plan: Plan): readonly string[] {
  return plan.terms.benefits.slice(0, 1).map((benefit) => benefit.clause)
}
