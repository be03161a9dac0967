import { addDays } from '../civil-date.ts'
import { isKnownDocument } from '../judgement/document.ts'
import { factSpec } from '../judgement/fact.ts'
import type { AmountStep } from '../judgement/amount-step.ts'
import type { Condition, ParamOperand } from '../judgement/condition.ts'
import { clausesOf, readingOf } from '../judgement/walk.ts'
import { checkCondition, paramsOfCondition, paramsOfOperand } from './check-condition.ts'
import type { Benefit, Overlay, Pack, Terms } from './pack.ts'

type Path = readonly (string | number)[]

/** A fault of a pack: where it is, which rule it breaks, and what is wrong, for the person who wrote it. */
export interface PackProblem {
  readonly path: Path
  readonly rule: PackRule
  readonly message: string
}

export type PackRule =
  | 'schema'
  | 'clause-missing'
  | 'versions-overlap'
  | 'versions-gap'
  | 'param-missing'
  | 'fact-unknown'
  | 'option-unknown'
  | 'kind-mismatch'
  | 'id-repeated'
  | 'document-unknown'
  | 'amount-shape'
  | 'waiting-too-long'
  | 'unreasonable-document'
  | 'overlay-unknown'

/** What the schema cannot see: clauses without text, versions that overlap, unknown facts and numbers, wrong shapes. */
export function checkPack(pack: Pack): readonly PackProblem[] {
  return [
    ...checkVersions(pack.terms),
    ...pack.terms.flatMap((terms, index) => checkTerms(terms, ['terms', index])),
    ...pack.overlays.flatMap((overlay, index) => checkOverlay(overlay, pack.terms, ['overlays', index])),
  ]
}

function checkVersions(versions: readonly Terms[]): readonly PackProblem[] {
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
    } else if (!isDayBefore(reach, next.issued.from)) {
      const message = `no terms between ${reach} and ${next.issued.from}`
      problems.push({ path, rule: 'versions-gap', message })
    }
  }
  return problems
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
  return [...problems, ...checkDocuments(terms, path), ...checkLaw(terms, path)]
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
    const names = `${document.code} ${document.name?.['zh-Hans'] ?? ''}`
    if (/cremation|funeral|火化|丧葬/.test(names)) {
      const message = 'cremation and funeral certificates may not be asked for (负面清单 2025)'
      problems.push({ path: at, rule: 'unreasonable-document', message })
    }
    return problems
  })
}

/** Waiting periods end by day 180 (健康保险管理办法 2019). */
function checkLaw(terms: Terms, path: Path): readonly PackProblem[] {
  const days = terms.params['waiting_days']
  if (days === undefined || days <= 180) return []
  const message = `a waiting period of ${days} days is over 180 (健康保险管理办法)`
  return [{ path: [...path, 'params', 'waiting_days'], rule: 'waiting-too-long', message }]
}

function checkSteps(steps: readonly AmountStep[], terms: Terms, path: Path): readonly PackProblem[] {
  return steps.flatMap((step, index) => {
    const at = [...path, index]
    const { amountFacts, listFacts, conditions, params } = readingOf([step])
    return [
      ...checkClause(step.clause, terms, [...at, 'clause']),
      ...checkParams(params, terms, at),
      ...conditions.flatMap((condition) => checkWhen(condition, terms, at)),
      ...amountFacts.flatMap((key) => checkFactType(key, ['int', 'fen'], at)),
      ...listFacts.flatMap((key) => checkFactType(key, ['stays'], at)),
    ]
  })
}

/** One rounding a line, and an order of steps in which no fact can push the amount both up and down. */
function checkShape(benefit: Benefit, path: Path): readonly PackProblem[] {
  const problems: PackProblem[] = []
  const report = (message: string): void => void problems.push({ path, rule: 'amount-shape', message })
  const steps = benefit.amount
  const indexOf = (operator: string): number => steps.findIndex((step) => operator in step)
  const [first] = steps
  if (first === undefined || !('start' in first || 'days' in first)) report('the first step must be start or days')
  if (steps.slice(1).some((step) => 'start' in step || 'days' in step))
    report('only the first step may be start or days')
  if (steps.filter((step) => 'ratio' in step).length > 1) report('a line may round once: one ratio step')
  const ratio = indexOf('ratio')
  const deductible = indexOf('sub_deductible')
  if (ratio >= 0 && deductible > ratio) report('the deductible comes before the ratio')
  if (
    deductible >= 0 &&
    steps.slice(deductible).some((step) => 'sub' in step && readingOf([step]).amountFacts.length > 0)
  ) {
    report('what others paid is taken off before the deductible')
  }
  const isBounded = steps.some((step) => 'cap' in step || 'days' in step) || startsWithParam(first)
  if (!isBounded) report('the line has no upper bound: a cap is missing')
  return problems
}

function startsWithParam(step: AmountStep | undefined): boolean {
  return step !== undefined && 'start' in step && typeof step.start === 'object' && 'param' in step.start
}

function checkOverlay(overlay: Overlay, versions: readonly Terms[], path: Path): readonly PackProblem[] {
  const gates = new Set(versions.flatMap((terms) => terms.gates.map((gate) => gate.id)))
  const params = new Set(versions.flatMap((terms) => Object.keys(terms.params)))
  const unknown = [
    ...overlay.drop_gates.filter((gate) => !gates.has(gate)),
    ...Object.keys(overlay.set).filter((param) => !params.has(param)),
  ]
  return unknown.map((name) => ({ path, rule: 'overlay-unknown', message: `no terms have ${name}` }))
}

function checkWhen(condition: Condition, terms: Terms, path: Path): readonly PackProblem[] {
  return [
    ...checkCondition(condition, path),
    ...checkParams(paramsOfCondition(condition), terms, path),
    ...clausesOf(condition).flatMap((clause) => checkClause(clause, terms, path)),
  ]
}

function checkClause(clause: string, terms: Terms, path: Path): readonly PackProblem[] {
  if (terms.clauses[clause] !== undefined) return []
  return [{ path, rule: 'clause-missing', message: `clause ${clause} has no text in ${terms.version}` }]
}

function checkParams(params: readonly ParamOperand[], terms: Terms, path: Path): readonly PackProblem[] {
  return params
    .filter(({ param }) => terms.params[param] === undefined)
    .map(({ param }) => ({ path, rule: 'param-missing', message: `${terms.version} has no param ${param}` }))
}

function checkFactType(key: string, types: readonly string[], path: Path): readonly PackProblem[] {
  const spec = factSpec(key)
  if (spec === undefined) return [{ path, rule: 'fact-unknown', message: `no fact ${key} in the vocabulary` }]
  if (types.includes(spec.type)) return []
  return [{ path, rule: 'kind-mismatch', message: `${key} is ${spec.type}, expected ${types.join(' or ')}` }]
}

function isDayBefore(date: string, next: string): boolean {
  return addDays(date, 1) === next
}
