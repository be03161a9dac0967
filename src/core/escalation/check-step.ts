import { fieldOf, type Flow, templateOf } from './flow.ts'
import { checkFacts, checkType, type FlowProblem, knownField, type Path } from './flow-problem.ts'
import { decidersOf, type Step } from './flow-step.ts'

/** What is wrong with one step of a flow. */
export function checkStep(flow: Flow, step: Step, index: number): FlowProblem[] {
  const path: Path = ['steps', index]
  const problems = step.requires.flatMap((id, at) => knownField(flow, id, [...path, 'requires', at]))
  const { due, template } = step
  if (template && !templateOf(flow, template))
    problems.push({ path: [...path, 'template'], is: 'unknown-template', name: template })
  if (due.until) problems.push(...checkDate(flow, due.until, index, [...path, 'due', 'until']))
  if (due.from) problems.push(...checkDate(flow, due.from, index, [...path, 'due', 'from']))
  if (due.from && due.days === undefined && due.workingDays === undefined)
    problems.push({ path: [...path, 'due', 'from'], is: 'shape', name: 'from', expected: 'days or workingDays' })
  if (due.extension && due.days === undefined)
    problems.push({ path: [...path, 'due', 'extension'], is: 'shape', name: 'extension', expected: 'days' })
  if (due.faster) problems.push(...checkType(flow, due.faster.when, 'bool', [...path, 'due', 'faster', 'when']))
  if (due.extension) {
    problems.push(...checkType(flow, due.extension.to, 'date', [...path, 'due', 'extension', 'to']))
    for (const [at, { days }] of due.extension.stages.entries())
      if (days <= (due.extension.stages[at - 1]?.days ?? due.days ?? 0))
        problems.push({ path: [...path, 'due', 'extension', 'stages', at], is: 'wrong-order', name: String(days) })
  }
  return [
    ...problems,
    ...checkWhen(flow, step, index, path),
    ...checkRepeat(flow, step, index, path),
    ...checkPeople(flow, step, index, path),
  ]
}

/** A branch asks for one of the values of a fact that is recorded by then; the first step belongs to every run. */
function checkWhen(flow: Flow, { when }: Step, index: number, path: Path): FlowProblem[] {
  if (!when) return []
  if (index === 0)
    return [{ path: [...path, 'when'], is: 'never-ends', name: when.field, expected: 'a first step without when' }]
  const problems = checkFacts(flow, when, [...path, 'when'])
  if (problems.length > 0 || isAskedBy(flow, when.field, index)) return problems
  return [{ path: [...path, 'when', 'field'], is: 'wrong-order', name: when.field, expected: askedBefore }]
}

/** Every round asks anew for what ends the rounds; nobody decides in rounds. */
function checkRepeat(flow: Flow, { repeat, requires, decision }: Step, index: number, path: Path): FlowProblem[] {
  if (!repeat) return []
  const { field } = repeat.until
  const untilPath = [...path, 'repeat', 'until']
  if (decision) return [{ path: [...path, 'repeat'], is: 'shape', name: 'repeat', expected: 'no decision beside it' }]
  const problems = checkFacts(flow, repeat.until, untilPath)
  if (problems.length > 0) return problems
  if (!requires.includes(field))
    return [
      { path: [...untilPath, 'field'], is: 'never-ends', name: field, expected: 'a field that the step requires' },
    ]
  if (isAskedBy(flow, field, index))
    return [{ path: [...untilPath, 'field'], is: 'never-ends', name: field, expected: 'a field that is asked anew' }]
  return []
}

/** Who is barred can be known, somebody is left, and whoever hears of lateness is not who is late. */
function checkPeople(flow: Flow, step: Step, index: number, path: Path): FlowProblem[] {
  const { barred, decision, late, owner, requires } = step
  const problems = (barred?.namedIn ?? []).flatMap((id, at) => {
    const fieldPath = [...path, 'barred', 'namedIn', at]
    const wrong = checkType(flow, id, 'text', fieldPath)
    if (wrong.length > 0 || requires.includes(id) || isAskedBy(flow, id, index)) return wrong
    return [{ path: fieldPath, is: 'wrong-order' as const, name: id, expected: askedBefore }]
  })
  // Of butlers, only the customer's own sees the customer.
  if (barred?.owner && decision && decidersOf(step).every((role) => role === 'butler'))
    problems.push({ path: [...path, 'barred', 'owner'], is: 'never-ends', name: owner, expected: 'another role' })
  if (late?.tell === owner)
    problems.push({ path: [...path, 'late', 'tell'], is: 'same-role', name: owner, expected: 'another role' })
  return [...problems, ...checkReaders(flow, step, path)]
}

/** Of a restricted flow everybody who has to act on a step sees it. */
function checkReaders({ restrictedTo }: Flow, { decision, due, late, owner }: Step, path: Path): FlowProblem[] {
  if (!restrictedTo) return []
  const stages = due.extension?.stages ?? []
  const acting = [
    { role: owner, at: ['owner'] },
    ...(decision?.by ?? []).map((role, at) => ({ role, at: ['decision', 'by', at] })),
    ...(late?.tell ? [{ role: late.tell, at: ['late', 'tell'] }] : []),
    ...stages.flatMap(({ approvedBy }, stage) =>
      approvedBy.map((role, at) => ({ role, at: ['due', 'extension', 'stages', stage, 'approvedBy', at] })),
    ),
  ]
  return acting.flatMap(({ role, at }): FlowProblem[] =>
    restrictedTo.includes(role)
      ? []
      : [
          {
            path: [...path, ...at],
            is: 'never-ends',
            name: role,
            expected: `one of restrictedTo (${restrictedTo.join(', ')})`,
          },
        ],
  )
}

const askedBefore = 'required at start or by an earlier step'

function isAskedBy(flow: Flow, id: string, index: number): boolean {
  return (
    fieldOf(flow, id)?.required === 'start' || flow.steps.slice(0, index).some(({ requires }) => requires.includes(id))
  )
}

/** A date that a step counts on has to be there when the step becomes active. */
function checkDate(flow: Flow, id: string, index: number, path: Path): FlowProblem[] {
  const problems = checkType(flow, id, 'date', path)
  if (problems.length === 0 && !isAskedBy(flow, id, index))
    problems.push({ path, is: 'wrong-order', name: id, expected: askedBefore })
  return problems
}
