import type { Terms } from '../product/pack.ts'
import type { Facts } from './fact-value.ts'

/** Numbers that a policy may have of its own: the terms' stand for the standard policy. */
const ownNumbers = { sum_insured_fen: 'policy.sum_insured_fen', premium_fen: 'policy.premium_fen' } as const

/** The facts by which a policy may name numbers of its own in these terms. */
export function policyNumberFacts(terms: Terms): readonly string[] {
  return Object.entries(ownNumbers).flatMap(([param, fact]) => (terms.params[param] === undefined ? [] : [fact]))
}

/** The terms as one policy made them last, so that what is known of terms (rulebook.ts) is found again. */
const lastMade = new WeakMap<Terms, { key: string; terms: Terms }>()

/** The terms with the policy's own sum insured and premium, where the facts say them and the terms know such a number. */
export function withPolicyNumbers(terms: Terms, facts: Facts): Terms {
  const own: Record<string, number> = {}
  for (const [param, fact] of Object.entries(ownNumbers)) {
    const value = facts[fact]
    const standard = terms.params[param]
    if (typeof value === 'number' && standard !== undefined && standard !== value) own[param] = value
  }
  const key = JSON.stringify(own)
  if (key === '{}') return terms
  const last = lastMade.get(terms)
  if (last?.key === key) return last.terms
  const made = { ...terms, params: { ...terms.params, ...own } }
  lastMade.set(terms, { key, terms: made })
  return made
}
