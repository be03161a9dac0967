import type { Flow } from './flow.ts'
import { checkType, type FlowProblem } from './flow-problem.ts'

/** A flow is about customers or about the team: what only one of the two has is found in the other. */
export function checkAbout(flow: Flow): FlowProblem[] {
  const { about, startsFrom } = flow
  if (about !== 'team') {
    const none: FlowProblem = { path: ['startsFrom'], is: 'shape', name: 'startsFrom', expected: 'customer or claim' }
    const steps = flow.steps.flatMap(({ recontact }, at): FlowProblem[] =>
      recontact ? [onlyFor(['steps', at, 'recontact'], 'recontact', 'about: team')] : [],
    )
    return [...(startsFrom.length === 0 ? [none] : []), ...steps]
  }
  const customers = 'a flow about customers'
  return [
    ...(startsFrom.length > 0 ? [onlyFor(['startsFrom'], 'startsFrom', customers)] : []),
    ...flow.templates.map(({ id }, at) => onlyFor(['templates', at], id, customers)),
    ...flow.fields.flatMap(({ id, type, from, filledBy }, at): FlowProblem[] => [
      ...(type === 'evidence' ? [onlyFor(['fields', at, 'type'], id, customers)] : []),
      ...(from && /^(customer|claim|policy|product)\./.test(from)
        ? [onlyFor(['fields', at, 'from'], id, customers)]
        : []),
      ...(filledBy ? [onlyFor(['fields', at, 'filledBy'], id, customers)] : []),
    ]),
    ...flow.steps.flatMap((step, at) => checkTeamStep(flow, step, at, customers)),
  ]
}

function checkTeamStep(flow: Flow, step: Flow['steps'][number], at: number, customers: string): FlowProblem[] {
  const { owner, decision, late, barred, recontact } = step
  const people = [
    ...(owner === 'butler' ? [['owner']] : []),
    ...(decision?.by ?? []).flatMap((role, which) => (role === 'butler' ? [['decision', 'by', which]] : [])),
  ]
  return [
    ...people.map((path): FlowProblem => ({
      ...{ path: ['steps', at, ...path], is: 'never-ends', name: 'butler' },
      expected: 'a role that sees runs of the team',
    })),
    ...(late ? [onlyFor(['steps', at, 'late'], step.id, customers)] : []),
    ...(barred?.owner ? [onlyFor(['steps', at, 'barred', 'owner'], step.id, customers)] : []),
    ...(recontact ? checkType(flow, recontact.count, 'int', ['steps', at, 'recontact', 'count']) : []),
  ]
}

function onlyFor(path: FlowProblem['path'], name: string, whom: string): FlowProblem {
  return { path, is: 'shape', name, expected: `only in ${whom}` }
}
