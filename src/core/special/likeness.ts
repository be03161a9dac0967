import type { Compared } from './precedent.ts'
import type { Precedent } from './schema.ts'

/** How like a precedent is, and why: which facts are alike, and which both know and are not. `score` goes from 0 to 100. */
export type Likeness = {
  precedent: Precedent
  isSameClause: boolean
  alike: readonly string[]
  different: readonly string[]
  score: number
}

/**
 * The precedents that speak for or against a special case, the likest first: of the same clause of the same product, or with most of
 * the facts that both know alike. The clause is worth half, the facts the other half. The order is total.
 */
export function precedentsFor(one: Compared, precedents: readonly Precedent[]): Likeness[] {
  return precedents
    .map((precedent) => likenessOf(one, precedent))
    .filter(({ isSameClause, alike, different }) => isSameClause || alike.length > different.length)
    .toSorted(
      (a, b) =>
        b.score - a.score ||
        b.alike.length - a.alike.length ||
        b.precedent.decidedAt - a.precedent.decidedAt ||
        (a.precedent.id < b.precedent.id ? -1 : 1),
    )
}

function likenessOf(one: Compared, precedent: Precedent): Likeness {
  const known = Object.keys(one.facts).filter((key) => Object.hasOwn(precedent.facts, key))
  const alike = known.filter((key) => one.facts[key] === precedent.facts[key]).toSorted()
  const different = known.filter((key) => one.facts[key] !== precedent.facts[key]).toSorted()
  const isSameClause =
    one.productCode !== null &&
    one.clauseNumber !== '' &&
    one.productCode === precedent.productCode &&
    one.clauseNumber === precedent.clauseNumber
  const ofFacts = known.length === 0 ? 0 : Math.floor((50 * alike.length) / known.length)
  return { precedent, isSameClause, alike, different, score: (isSameClause ? 50 : 0) + ofFacts }
}
