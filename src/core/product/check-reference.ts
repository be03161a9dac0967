import type { ParamOperand } from '../judgement/condition.ts'
import { factSpec } from '../judgement/fact.ts'
import type { Terms } from './pack.ts'
import type { PackProblem, Path } from './problem.ts'

/** A clause that a rule cites must be quoted in the terms: a judgement without the contract's words is no judgement. */
export function checkClause(clause: string, terms: Terms, path: Path): readonly PackProblem[] {
  if (terms.clauses[clause] !== undefined) return []
  return [{ path, rule: 'clause-missing', message: `clause ${clause} has no text in ${terms.version}` }]
}

export function checkParams(params: readonly ParamOperand[], terms: Terms, path: Path): readonly PackProblem[] {
  return params
    .filter(({ param }) => terms.params[param] === undefined)
    .map(({ param }) => ({ path, rule: 'param-missing', message: `${terms.version} has no param ${param}` }))
}

export function checkFactType(key: string, types: readonly string[], path: Path): readonly PackProblem[] {
  const spec = factSpec(key)
  if (spec === undefined) return [{ path, rule: 'fact-unknown', message: `no fact ${key} in the vocabulary` }]
  if (types.includes(spec.type)) return []
  return [{ path, rule: 'kind-mismatch', message: `${key} is ${spec.type}, expected ${types.join(' or ')}` }]
}
