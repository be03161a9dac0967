import { languages } from '../language.ts'
import { fieldOf, type Flow, flowFileSchema, type Step, stepOf, type Template, templateOf } from './flow.ts'
import { sectionsOf, slotsOf, templateProblems } from './template.ts'
import { isRecordVariable, recordVariables } from './variables.ts'

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
    | 'options'
    | 'version-exists'
  name: string
  expected?: string
}
type Path = FlowProblem['path']

/** Everything that is wrong with a flow file; empty when it can be installed. Never throws. */
export function checkFlow(definition: unknown): FlowProblem[] {
  const read = flowFileSchema.safeParse(definition)
  if (!read.success)
    return read.error.issues.map((issue) => {
      const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)))
      return { path, is: 'shape', name: String(path.at(-1) ?? ''), expected: issue.message }
    })
  const flow = read.data
  return [
    ...duplicates(flow.fields, ['fields']),
    ...duplicates(flow.steps, ['steps']),
    ...duplicates(flow.templates, ['templates']),
    ...flow.fields.flatMap((_, index) => checkField(flow, index)),
    ...flow.steps.flatMap((step, index) => checkStep(flow, step, index)),
    ...flow.closing.requires.flatMap((id, at) => knownField(flow, id, ['closing', 'requires', at])),
    ...flow.templates.flatMap((template, index) => checkTemplate(flow, template, ['templates', index])),
  ]
}

function checkField(flow: Flow, index: number): FlowProblem[] {
  const field = flow.fields[index]
  if (!field) return []
  const path: Path = ['fields', index]
  const problems = duplicates(field.options ?? [], [...path, 'options'])
  const mayHaveOptions = field.type === 'enum' || field.type === 'list'
  if (field.type === 'enum' && !field.options)
    problems.push({ path: [...path, 'options'], is: 'options', name: field.id, expected: 'options' })
  if (field.options && !mayHaveOptions)
    problems.push({ path: [...path, 'options'], is: 'options', name: field.id, expected: 'no options' })
  const typed = [
    ['min', ['int', 'fen']],
    ['max', ['int', 'fen']],
    ['notFuture', ['date']],
    ['mustBeTrue', ['bool']],
  ] as const
  for (const [key, types] of typed)
    if (field[key] !== undefined && !types.some((type) => type === field.type))
      problems.push({ path: [...path, key], is: 'wrong-type', name: field.id, expected: types.join(', ') })
  if (field.differsFrom) problems.push(...knownField(flow, field.differsFrom, [...path, 'differsFrom']))
  if (field.from !== undefined) problems.push(...checkFrom(field.from, field.type, [...path, 'from']))
  return problems
}

function checkFrom(name: string, type: string, path: Path): FlowProblem[] {
  if (!isRecordVariable(name)) return [{ path, is: 'unknown-variable', name }]
  const expected = recordVariables[name]
  return expected === type ? [] : [{ path, is: 'wrong-type', name, expected }]
}

function checkStep(flow: Flow, step: Step, index: number): FlowProblem[] {
  const path: Path = ['steps', index]
  const problems = step.requires.flatMap((id, at) => knownField(flow, id, [...path, 'requires', at]))
  const { due, template } = step
  if (template && !templateOf(flow, template))
    problems.push({ path: [...path, 'template'], is: 'unknown-template', name: template })
  if (due.until) problems.push(...checkDate(flow, due.until, index, [...path, 'due', 'until']))
  if (due.from) problems.push(...checkDate(flow, due.from, index, [...path, 'due', 'from']))
  for (const key of ['from', 'extension'] as const)
    if (due[key] && due.days === undefined)
      problems.push({ path: [...path, 'due', key], is: 'shape', name: key, expected: 'days' })
  if (due.faster) problems.push(...checkType(flow, due.faster.when, 'bool', [...path, 'due', 'faster', 'when']))
  if (due.extension) {
    problems.push(...checkType(flow, due.extension.to, 'date', [...path, 'due', 'extension', 'to']))
    for (const [at, { days }] of due.extension.stages.entries())
      if (days <= (due.extension.stages[at - 1]?.days ?? due.days ?? 0))
        problems.push({ path: [...path, 'due', 'extension', 'stages', at], is: 'wrong-order', name: String(days) })
  }
  return problems
}

/** A date that a step counts on has to be there when the step becomes active. */
function checkDate(flow: Flow, id: string, index: number, path: Path): FlowProblem[] {
  const problems = checkType(flow, id, 'date', path)
  const isThere =
    fieldOf(flow, id)?.required === 'start' || flow.steps.slice(0, index).some((step) => step.requires.includes(id))
  if (problems.length === 0 && !isThere)
    problems.push({ path, is: 'wrong-order', name: id, expected: 'required at start or by an earlier step' })
  return problems
}

function checkTemplate(flow: Flow, template: Template, path: Path): FlowProblem[] {
  const problems: FlowProblem[] = []
  if (template.after && !stepOf(flow, template.after))
    problems.push({ path: [...path, 'after'], is: 'unknown-step', name: template.after })
  if (template.ifRefused && !flow.steps.some((step) => step.decision))
    problems.push({ path: [...path, 'ifRefused'], is: 'unknown-step', name: 'decision' })
  for (const [at, slot] of template.slots.entries()) {
    const slotPath = [...path, 'slots', at]
    if (!fieldOf(flow, slot) && !isRecordVariable(slot))
      problems.push({ path: slotPath, is: 'unknown-slot', name: slot })
    if (template.slots.indexOf(slot) !== at) problems.push({ path: slotPath, is: 'duplicate-id', name: slot })
  }
  for (const language of languages) problems.push(...checkText(flow, template, language, [...path, 'text', language]))
  return problems
}

function checkText(flow: Flow, template: Template, language: (typeof languages)[number], path: Path): FlowProblem[] {
  const text = template.text[language]
  const problems = templateProblems(text).map(({ is, name }): FlowProblem => ({
    path,
    is: 'bad-tag',
    name,
    expected: is,
  }))
  const slots = slotsOf(text)
  for (const name of slots) if (!template.slots.includes(name)) problems.push({ path, is: 'undeclared-slot', name })
  for (const name of template.slots) if (!slots.includes(name)) problems.push({ path, is: 'unused-slot', name })
  for (const name of sectionsOf(text)) {
    const type = isRecordVariable(name) ? recordVariables[name] : fieldOf(flow, name)?.type
    if (!type) problems.push({ path, is: 'unknown-slot', name })
    else if (type === 'bool') problems.push({ path, is: 'wrong-type', name, expected: 'not bool' })
  }
  return problems
}

function knownField(flow: Flow, id: string, path: Path): FlowProblem[] {
  return fieldOf(flow, id) ? [] : [{ path, is: 'unknown-field', name: id }]
}

function checkType(flow: Flow, id: string, type: 'date' | 'bool', path: Path): FlowProblem[] {
  const unknown = knownField(flow, id, path)
  if (unknown.length > 0 || fieldOf(flow, id)?.type === type) return unknown
  return [{ path, is: 'wrong-type', name: id, expected: type }]
}

function duplicates(items: readonly { id: string }[], path: Path): FlowProblem[] {
  const ids = items.map(({ id }) => id)
  return ids.flatMap((id, at) =>
    ids.indexOf(id) === at ? [] : [{ path: [...path, at, 'id'], is: 'duplicate-id' as const, name: id }],
  )
}
