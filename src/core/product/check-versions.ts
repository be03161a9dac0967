import { addDays } from '../civil-date.ts'
import type { Terms } from './pack.ts'
import type { PackProblem } from './problem.ts'

/** Every day of sale has one version of the terms: no overlap, no gap, no version that ends before it begins. */
export function checkVersions(versions: readonly Terms[]): readonly PackProblem[] {
  const problems: PackProblem[] = []
  const inOrder = versions.map((terms, index) => ({ terms, index }))
  inOrder.sort((a, b) => (a.terms.issued.from < b.terms.issued.from ? -1 : 1))
  for (const [at, { terms, index }] of inOrder.entries()) {
    const path = ['terms', index, 'issued']
    const { from, to } = terms.issued
    if (to !== undefined && to < from)
      problems.push({ path, rule: 'versions-overlap', message: `${from} is after ${to}` })
    const next = inOrder[at + 1]?.terms
    if (next === undefined) continue
    const reach = to ?? '9999-12-31'
    if (reach >= next.issued.from) {
      const message = `${terms.version} overlaps ${next.version}, which begins on ${next.issued.from}`
      problems.push({ path, rule: 'versions-overlap', message })
    } else if (addDays(reach, 1) !== next.issued.from) {
      const message = `no terms between ${reach} and ${next.issued.from}`
      problems.push({ path, rule: 'versions-gap', message })
    }
  }
  return problems
}
