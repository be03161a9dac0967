import { languages } from '../language.ts'
import { checkAnswers, duplicates, shapeProblems } from './check-answers.ts'
import { checkStep } from './check-step.ts'
import { checkAbout } from './check-team.ts'
import { fieldOf, type Flow, stepOf, type Template } from './flow.ts'
import { flowFileSchema } from './flow-schema.ts'
import { checkFacts, type FlowProblem, knownField, type Path } from './flow-problem.ts'
import { sectionsOf, slotsOf, templateProblems } from './template.ts'
import { isRecordVariable, recordVariables } from './variables.ts'

/** Everything that is wrong with a flow file; empty when it can be installed. Never throws. */
export function checkFlow(definition: unknown): FlowProblem[] {
  const read = flowFileSchema.safeParse(definition)
  if (!read.success) return shapeProblems(read.error)
  const flow = read.data
  return [
    ...duplicates(flow.fields, ['fields']),
    ...duplicates(flow.steps, ['steps']),
    ...duplicates(flow.templates, ['templates']),
    ...flow.fields.flatMap((_, index) => checkField(flow, index)),
    ...flow.steps.flatMap((step, index) => checkStep(flow, step, index)),
    ...flow.closing.requires.flatMap((id, at) => knownField(flow, id, ['closing', 'requires', at])),
    ...flow.templates.flatMap((template, index) => checkTemplate(flow, template, ['templates', index])),
    ...checkAbout(flow),
    ...checkEnd(flow),
    ...checkWording(flow),
  ]
}

const answerTypes = { min: ['int', 'fen'], max: ['int', 'fen'], notFuture: ['date'], mustBeTrue: ['bool'] } as const

function checkField(flow: Flow, index: number): FlowProblem[] {
  const field = flow.fields[index]
  if (!field) return []
  const path: Path = ['fields', index]
  const problems: FlowProblem[] = checkAnswers(field, answerTypes, path)
  if (field.differsFrom === field.id)
    problems.push({ path: [...path, 'differsFrom'], is: 'never-ends', name: field.id, expected: 'another field' })
  if (field.differsFrom) problems.push(...knownField(flow, field.differsFrom, [...path, 'differsFrom']))
  if (field.from !== undefined) problems.push(...checkFrom(field.from, field.type, [...path, 'from']))
  return problems
}

function checkFrom(name: string, type: string, path: Path): FlowProblem[] {
  if (!isRecordVariable(name)) return [{ path, is: 'unknown-variable', name }]
  const expected = recordVariables[name]
  return expected === type ? [] : [{ path, is: 'wrong-type', name, expected }]
}

/** A run has to be able to end: nothing is required of it that nobody may be able to give. */
function checkEnd(flow: Flow): FlowProblem[] {
  const extended = new Set(flow.steps.flatMap(({ due }) => due.extension?.to ?? []))
  const asked = [
    ...flow.steps.flatMap(({ requires }, index) =>
      requires.map((id, at) => ({ id, path: ['steps', index, 'requires', at] })),
    ),
    ...flow.closing.requires.map((id, at) => ({ id, path: ['closing', 'requires', at] })),
  ]
  return asked.flatMap(({ id, path }): FlowProblem[] =>
    extended.has(id) ? [{ path, is: 'never-ends', name: id, expected: 'no date that takes an approval' }] : [],
  )
}

/** What the flow does not let out stands in none of its own messages that could go out by then. */
function checkWording(flow: Flow): FlowProblem[] {
  if (!flow.wording) return []
  const { never, until } = flow.wording
  const end = flow.steps.findIndex(({ id }) => id === until)
  if (until !== undefined && end === -1) return [{ path: ['wording', 'until'], is: 'unknown-step', name: until }]
  return flow.templates.flatMap((template, index) => {
    const after = flow.steps.findIndex(({ id }) => id === template.after)
    if (until !== undefined && after >= end) return []
    return languages.flatMap((language): FlowProblem[] => {
      const text = template.text[language].replace(/\{\{[^{}]*\}\}/g, ' ').toLowerCase()
      const words = never.filter((word) => text.includes(word.toLowerCase()))
      return words.map((name) => ({ path: ['templates', index, 'text', language], is: 'forbidden-word', name }))
    })
  })
}

function checkTemplate(flow: Flow, template: Template, path: Path): FlowProblem[] {
  const problems: FlowProblem[] = []
  if (template.after && !stepOf(flow, template.after))
    problems.push({ path: [...path, 'after'], is: 'unknown-step', name: template.after })
  if (template.when) problems.push(...checkFacts(flow, template.when, [...path, 'when']))
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
