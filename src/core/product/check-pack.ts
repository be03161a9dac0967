import { isKnownDocument } from '../judgement/document-name.ts'
import type { Condition } from '../judgement/condition.ts'
import { clausesOf } from '../judgement/walk.ts'
import { checkCondition, paramsOfCondition, paramsOfOperand } from './check-condition.ts'
import { checkHealth } from './check-health.ts'
import { checkOverlay } from './check-overlay.ts'
import { checkClause, checkParams } from './check-reference.ts'
import { checkShape, checkSteps } from './check-steps.ts'
import { checkUnreasonable } from './check-unreasonable.ts'
import { checkVersions } from './check-versions.ts'
import type { Pack, Terms } from './pack.ts'
import type { PackProblem, Path } from './problem.ts'

/**
 * What the schema cannot see: clauses without text, versions that overlap, unknown facts and numbers, wrong shapes, and what
 * the regulator does not let terms say or ask for. In the order of the file's parts.
 */
export function checkPack(pack: Pack): readonly PackProblem[] {
  return [
    ...checkVersions(pack.terms),
    ...pack.terms.flatMap((terms, index) => checkTerms(terms, ['terms', index])),
    ...pack.terms.flatMap((terms, index) => checkUnreasonable(terms, ['terms', index])),
    ...pack.terms.flatMap((terms, index) => checkHealth(pack, terms, ['terms', index])),
    ...pack.overlays.flatMap((overlay, index) => checkOverlay(overlay, [pack], ['overlays', index])),
  ]
}

function checkTerms(terms: Terms, path: Path): readonly PackProblem[] {
  const problems: PackProblem[] = []
  const seen = new Set<string>()
  const visitRule = (rule: { id: string; clause: string; when: Condition }, at: Path): void => {
    if (seen.has(rule.id))
      problems.push({ path: [...at, 'id'], rule: 'id-repeated', message: `${rule.id} is used twice` })
    seen.add(rule.id)
    problems.push(
      ...checkClause(rule.clause, terms, [...at, 'clause']),
      ...checkWhen(rule.when, terms, [...at, 'when']),
    )
  }
  for (const kind of ['gates', 'exclusions'] as const) {
    for (const [index, rule] of terms[kind].entries()) {
      const at = [...path, kind, index]
      visitRule(rule, at)
      problems.push(...checkSteps(rule.refund ?? [], terms, [...at, 'refund']))
    }
  }
  for (const [index, benefit] of terms.benefits.entries()) {
    const at = [...path, 'benefits', index]
    visitRule(benefit, at)
    problems.push(...checkSteps(benefit.amount, terms, [...at, 'amount']), ...checkShape(benefit, [...at, 'amount']))
  }
  for (const [index, flag] of terms.flags.entries()) {
    const at = [...path, 'flags', index]
    problems.push(...checkWhen(flag.when, terms, [...at, 'when']))
    if (flag.clause !== undefined) problems.push(...checkClause(flag.clause, terms, [...at, 'clause']))
  }
  const named = Object.values(terms.dates).concat(terms.timers.limitation_from)
  for (const operand of named) {
    if (operand !== undefined) problems.push(...checkParams(paramsOfOperand(operand), terms, [...path, 'dates']))
  }
  return [...problems, ...checkDocuments(terms, path)]
}

function checkDocuments(terms: Terms, path: Path): readonly PackProblem[] {
  return terms.documents.flatMap((document, index) => {
    const at = [...path, 'documents', index]
    const problems = [...checkClause(document.clause, terms, [...at, 'clause'])]
    if (document.when !== undefined) problems.push(...checkWhen(document.when, terms, [...at, 'when']))
    if (!isKnownDocument(document.code) && (document.name === undefined || document.why === undefined)) {
      const message = `${document.code} is not in the document vocabulary and needs a name and a why`
      problems.push({ path: at, rule: 'document-unknown', message })
    }
    return problems
  })
}

function checkWhen(condition: Condition, terms: Terms, path: Path): readonly PackProblem[] {
  return [
    ...checkCondition(condition, path),
    ...checkParams(paramsOfCondition(condition), terms, path),
    ...clausesOf(condition).flatMap((clause) => checkClause(clause, terms, path)),
  ]
}
