import { fieldOf, type Flow } from './flow.ts'
import type { Step } from './flow-step.ts'

/**
 * One thing that is wrong with a flow file. `path` leads to it through the file; `is` says what, `name` which; `expected` is for
 * `shape` the schema's own sentence, else what would have been right.
 */
export type FlowProblem = {
  path: (string | number)[]
  is:
    | 'shape'
    | 'duplicate-id'
    | 'unknown-field'
    | 'unknown-step'
    | 'unknown-template'
    | 'unknown-variable'
    | 'unknown-slot'
    | 'undeclared-slot'
    | 'unused-slot'
    | 'bad-tag'
    | 'wrong-type'
    | 'wrong-order'
    | 'unknown-value'
    | 'same-role'
    | 'never-ends'
    | 'forbidden-word'
    | 'options'
    | 'version-exists'
  name: string
  expected?: string
}
export type Path = FlowProblem['path']

/** Nothing, or that the flow has no such field. */
export function knownField(flow: Flow, id: string, path: Path): FlowProblem[] {
  return fieldOf(flow, id) ? [] : [{ path, is: 'unknown-field', name: id }]
}

/** Nothing, or that there is no such field or it is of another type. */
export function checkType(flow: Flow, id: string, type: 'date' | 'bool' | 'text' | 'int', path: Path): FlowProblem[] {
  const unknown = knownField(flow, id, path)
  if (unknown.length > 0 || fieldOf(flow, id)?.type === type) return unknown
  return [{ path, is: 'wrong-type', name: id, expected: type }]
}

/** What is wrong with a question for a recorded fact, whenever it is asked. */
export function checkFacts(flow: Flow, when: NonNullable<Step['when']>, path: Path): FlowProblem[] {
  const field = fieldOf(flow, when.field)
  const fieldPath = [...path, 'field']
  if (!field) return [{ path: fieldPath, is: 'unknown-field', name: when.field }]
  if (field.type !== 'enum' && field.type !== 'bool')
    return [{ path: fieldPath, is: 'wrong-type', name: when.field, expected: 'enum, bool' }]
  const bools = field.mustBeTrue ? [true] : [true, false]
  const known: (string | boolean)[] = field.type === 'bool' ? bools : (field.options ?? []).map(({ id }) => id)
  return when.is.flatMap((value, at): FlowProblem[] =>
    known.includes(value)
      ? []
      : [{ path: [...path, 'is', at], is: 'unknown-value', name: String(value), expected: known.join(', ') }],
  )
}
