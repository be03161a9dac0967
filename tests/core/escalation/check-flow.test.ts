import { expect, test } from 'vitest'
import { checkFlow } from '../../../src/core/escalation/check-flow.ts'
import type { FlowProblem } from '../../../src/core/escalation/flow-problem.ts'

const words = (text: string) => ({ en: text, 'zh-Hans': text, 'zh-Hant': text })
type Plain = { [key: string]: Plain } & Plain[] & unknown

/** A small flow that is right; each case below breaks one thing in it. */
function flow() {
  return {
    code: 'X1',
    version: 1,
    name: words('flow'),
    summary: words('summary'),
    startsFrom: ['customer'],
    case: { kind: 'care' },
    fields: [
      { id: 'facts', label: words('facts'), type: 'text', required: 'start' },
      { id: 'seenOn', label: words('seen on'), type: 'date', required: 'start', from: 'claim.refusedOn' },
      { id: 'toldOn', label: words('told on'), type: 'date' },
      { id: 'isLoud', label: words('loud'), type: 'bool' },
      { id: 'kind', label: words('kind'), type: 'enum', options: [{ id: 'a', label: words('a') }] },
      { id: 'howMany', label: words('how many'), type: 'int', min: 1, max: 2 },
      { id: 'subject', label: words('subject'), type: 'text' },
      { id: 'movedTo', label: words('moved to'), type: 'date' },
    ],
    steps: [
      { id: 'first', name: words('first'), todo: words('do'), owner: 'butler', due: { hours: 4 }, requires: ['facts'] },
      {
        id: 'second',
        name: words('second'),
        todo: words('do'),
        owner: 'expert',
        due: { days: 3, from: 'seenOn' },
        requires: ['kind'],
      },
      {
        ...{ id: 'third', name: words('third'), todo: words('do'), owner: 'butler', due: { workingDays: 1 } },
        ...{ when: { field: 'kind', is: ['a'] }, decision: { notAuthor: true }, barred: { namedIn: ['facts'] } },
      },
      {
        ...{ id: 'fourth', name: words('fourth'), todo: words('do'), owner: 'supervisor' },
        due: { days: 3, from: 'seenOn', extension: { to: 'movedTo', stages: [{ days: 9, approvedBy: ['manager'] }] } },
        late: { priority: 'high', tell: 'manager' },
      },
    ],
    closing: { requires: ['toldOn'] },
    templates: [
      {
        id: 'hello',
        name: words('hello'),
        slots: ['customer.salutation', 'facts'],
        text: words('Hello {{customer.salutation}} {{#toldOn}}{{facts}}{{/toldOn}}'),
      },
    ],
  }
}

test('a flow that is right has no problem', () => {
  expect(checkFlow(flow())).toEqual([])
})

type Case = [path: string, value: unknown, problem: FlowProblem['is'], name: string, at?: string]
const hourly = (field: string, is: unknown[]) => ({ every: { hours: 1 }, until: { field, is } })
test.each<Case>([
  ['steps.1.repeat', { every: {}, until: { field: 'kind', is: ['a'] } }, 'shape', 'every', 'steps.1.repeat.every'],
  ['steps.1.repeat', hourly('kind', ['b']), 'unknown-value', 'b', 'steps.1.repeat.until.is.0'],
  ['steps.1.repeat', hourly('facts', ['b']), 'wrong-type', 'facts', 'steps.1.repeat.until.field'],
  ['steps.1.repeat', hourly('none', ['b']), 'unknown-field', 'none', 'steps.1.repeat.until.field'],
  ['steps.1.repeat', hourly('isLoud', [true]), 'never-ends', 'isLoud', 'steps.1.repeat.until.field'],
  ['restrictedTo', ['butler', 'expert', 'supervisor'], 'never-ends', 'manager', 'steps.3.late.tell'],
  ['restrictedTo', [], 'shape', 'restrictedTo'],
  ['steps.2.repeat', hourly('isLoud', [true]), 'shape', 'repeat', 'steps.2.repeat'],
  ['version', 0, 'shape', 'version'],
  ['code', 'x 1', 'shape', 'code'],
  ['startsFrom', [], 'shape', 'startsFrom'],
  ['name.zh-Hant', '', 'shape', 'zh-Hant'],
  ['colour', 'red', 'shape', '', ''],
  ['steps', [], 'shape', 'steps'],
  ['steps.0.owner', 'service', 'shape', 'owner'],
  ['steps.0.due', { hours: 4, days: 1 }, 'shape', 'due'],
  ['steps.0.due', {}, 'shape', 'due'],
  ['steps.0.decision', { notAuthor: false }, 'shape', 'notAuthor', 'steps.0.decision.notAuthor'],
  ['steps.0.due', { hours: 4, from: 'seenOn' }, 'shape', 'from', 'steps.0.due.from'],
  ['fields.0.id', 'Facts', 'shape', 'id'],
  ['fields.0.id', 'constructor', 'shape', 'id'],
  ['fields.0.id', 'today', 'shape', 'id'],
  ['fields.2.id', 'facts', 'duplicate-id', 'facts'],
  ['steps.1.id', 'first', 'duplicate-id', 'first'],
  ['fields.0.from', 'claim.reason', 'unknown-variable', 'claim.reason'],
  ['fields.0.from', 'claim.refusedOn', 'wrong-type', 'claim.refusedOn'],
  ['fields.0.options', [{ id: 'a', label: words('a') }], 'options', 'facts'],
  ['fields.4.options', undefined, 'options', 'kind'],
  ['fields.0.min', 3, 'wrong-type', 'facts'],
  ['fields.0.mustBeTrue', true, 'wrong-type', 'facts'],
  ['fields.0.notFuture', true, 'wrong-type', 'facts'],
  ['fields.0.differsFrom', 'nobody', 'unknown-field', 'nobody'],
  ['steps.0.requires.0', 'fact', 'unknown-field', 'fact'],
  ['closing.requires.0', 'told', 'unknown-field', 'told'],
  ['steps.1.due', { days: 1, from: 'seen' }, 'unknown-field', 'seen', 'steps.1.due.from'],
  ['steps.1.due', { days: 1, from: 'facts' }, 'wrong-type', 'facts', 'steps.1.due.from'],
  ['steps.1.due', { until: 'toldOn' }, 'wrong-order', 'toldOn', 'steps.1.due.until'],
  ['steps.0.due.faster', { when: 'facts', hours: 1 }, 'wrong-type', 'facts', 'steps.0.due.faster.when'],
  [
    'steps.1.due.extension',
    { to: 'toldOn', stages: [{ days: 3, approvedBy: ['manager'] }] },
    'wrong-order',
    '3',
    'steps.1.due.extension.stages.0',
  ],
  ['steps.0.due', { workingHours: 4, workingDays: 1 }, 'shape', 'due'],
  ['steps.0.due', { workingDays: 1, from: 'toldOn' }, 'wrong-order', 'toldOn', 'steps.0.due.from'],
  ['steps.0.due', { workingHours: 2, from: 'seenOn' }, 'shape', 'from', 'steps.0.due.from'],
  ['working', { from: '9:00', until: '18:00' }, 'shape', 'from', 'working.from'],
  ['working', { from: '18:00', until: '09:00' }, 'shape', 'working'],
  ['steps.0.when', { field: 'isLoud', is: [true] }, 'never-ends', 'isLoud'],
  ['steps.1.when', { field: 'loud', is: [true] }, 'unknown-field', 'loud', 'steps.1.when.field'],
  ['steps.1.when', { field: 'facts', is: ['a'] }, 'wrong-type', 'facts', 'steps.1.when.field'],
  ['steps.1.when', { field: 'kind', is: ['a'] }, 'wrong-order', 'kind', 'steps.1.when.field'],
  ['steps.1.when', { field: 'isLoud', is: [] }, 'shape', 'is', 'steps.1.when.is'],
  ['steps.2.when', { field: 'kind', is: ['b'] }, 'unknown-value', 'b', 'steps.2.when.is.0'],
  ['steps.2.when', { field: 'kind', is: ['a', true] }, 'unknown-value', 'true', 'steps.2.when.is.1'],
  ['steps.1.decision', { notAuthor: true, by: [] }, 'shape', 'by', 'steps.1.decision.by'],
  ['steps.1.decision', { notAuthor: true, by: ['service'] }, 'shape', '0', 'steps.1.decision.by.0'],
  ['steps.1.barred', {}, 'shape', 'barred'],
  ['steps.1.barred', { namedIn: ['who'] }, 'unknown-field', 'who', 'steps.1.barred.namedIn.0'],
  ['steps.1.barred', { namedIn: ['seenOn'] }, 'wrong-type', 'seenOn', 'steps.1.barred.namedIn.0'],
  ['steps.0.barred', { namedIn: ['subject'] }, 'wrong-order', 'subject', 'steps.0.barred.namedIn.0'],
  ['steps.2.barred.owner', true, 'never-ends', 'butler'],
  ['steps.1.late', {}, 'shape', 'late'],
  ['steps.1.late', { tell: 'inspector' }, 'shape', 'tell', 'steps.1.late.tell'],
  ['steps.3.late.tell', 'supervisor', 'same-role', 'supervisor'],
  ['steps.0.requires.0', 'movedTo', 'never-ends', 'movedTo'],
  ['closing.requires.0', 'movedTo', 'never-ends', 'movedTo'],
  ['fields.0.differsFrom', 'facts', 'never-ends', 'facts'],
  [
    'fields.5',
    { id: 'howMany', label: words('n'), type: 'int', min: 3, max: 2 },
    'wrong-order',
    'howMany',
    'fields.5.max',
  ],
  ['wording', { never: ['x'] }, 'shape', '0', 'wording.never.0'],
  ['wording', { never: ['fraud'], until: 'fifth' }, 'unknown-step', 'fifth', 'wording.until'],
  ['wording', { never: ['HELLO'] }, 'forbidden-word', 'HELLO', 'templates.0.text.zh-Hant'],
  ['steps.0.template', 'goodbye', 'unknown-template', 'goodbye'],
  ['templates.0.after', 'fifth', 'unknown-step', 'fifth'],
  ['templates.0.when', { field: 'fact', is: [true] }, 'unknown-field', 'fact', 'templates.0.when.field'],
  ['templates.0.when', { field: 'isLoud', is: ['loud'] }, 'unknown-value', 'loud', 'templates.0.when.is.0'],
  ['templates.0.slots.1', 'fact', 'unknown-slot', 'fact'],
  ['templates.0.slots.2', 'facts', 'duplicate-id', 'facts'],
  ['templates.0.text.en', 'Dear {{customer.salutation}}', 'unused-slot', 'facts'],
  ['templates.0.text.en', '{{customer.salutation}} {{facts}} {{today}}', 'undeclared-slot', 'today'],
  ['templates.0.text.zh-Hant', '{{customer.salutation}} {{facts}} {{#toldOn}}', 'bad-tag', 'toldOn'],
  ['templates.0.text.en', '{{customer.salutation}} {{#told}}{{facts}}{{/told}}', 'unknown-slot', 'told'],
  ['templates.0.text.en', '{{customer.salutation}} {{#isLoud}}{{facts}}{{/isLoud}}', 'wrong-type', 'isLoud'],
])('%s = %o is found as %s %s', (path, value, is, name, at = path) => {
  const broken = structuredClone(flow()) as unknown as Plain
  const keys = path.split('.')
  let place = broken
  for (const key of keys.slice(0, -1)) place = place[key] as Plain
  Object.assign(place, { [keys.at(-1) ?? '']: value })
  const problems = checkFlow(broken)
  const found = problems.find((problem) => problem.is === is && problem.path.join('.') === at)
  expect(found, JSON.stringify(problems)).toMatchObject({ name })
})

test('what is refused: a message for refused runs, in a flow where nobody decides', () => {
  const plain = structuredClone(flow())
  plain.steps = plain.steps.slice(0, 2)
  Object.assign(plain.templates[0] ?? {}, { ifRefused: true })
  expect(checkFlow(plain)).toMatchObject([
    { path: ['templates', 0, 'ifRefused'], is: 'unknown-step', name: 'decision' },
  ])
})

/** The same about the team: without what only a customer's flow has. */
function teamFlow() {
  const steps = [
    { id: 'draft', name: words('draft'), todo: words('do'), owner: 'expert', due: { hours: 4 }, requires: ['facts'] },
    {
      ...{ id: 'tell', name: words('tell'), todo: words('do'), owner: 'manager', due: { hours: 4 } },
      ...{ recontact: { count: 'howMany' }, requires: ['howMany'], decision: undefined as unknown },
    },
  ]
  const { startsFrom: _from, templates: _none, fields, ...rest } = flow()
  const own = fields.map((field) => ({ ...field, from: undefined }))
  return { ...rest, about: 'team', fields: own, steps, closing: { requires: [] } }
}

test.each<Case>([
  ['startsFrom', ['customer'], 'shape', 'startsFrom'],
  ['templates', flow().templates, 'shape', 'hello', 'templates.0'],
  ['fields.0.type', 'evidence', 'shape', 'facts'],
  ['fields.0.from', 'customer.name', 'shape', 'facts'],
  ['steps.0.owner', 'butler', 'never-ends', 'butler'],
  ['steps.0.late', { tell: 'manager' }, 'shape', 'draft'],
  ['steps.0.barred', { owner: true }, 'shape', 'draft', 'steps.0.barred.owner'],
  ['steps.1.recontact.count', 'facts', 'wrong-type', 'facts'],
  ['steps.1.decision', { notAuthor: true, by: ['butler'] }, 'never-ends', 'butler', 'steps.1.decision.by.0'],
  ['about', 'customer', 'shape', 'about'],
])('of a flow about the team, %s = %o is found as %s %s', (path, value, is, name, at = path) => {
  expect(checkFlow(teamFlow())).toEqual([])
  const broken = structuredClone(teamFlow()) as unknown as Plain
  const keys = path.split('.')
  let place = broken
  for (const key of keys.slice(0, -1)) place = place[key] as Plain
  Object.assign(place, { [keys.at(-1) ?? '']: value })
  const problems = checkFlow(broken)
  const found = problems.find((problem) => problem.is === is && problem.path.join('.') === at)
  expect(found, JSON.stringify(problems)).toMatchObject({ name })
})

test('only a flow about the team has a step that opens cases for customers', () => {
  const plain = flow()
  Object.assign(plain.steps[0] ?? {}, { recontact: { count: 'howMany' } })
  expect(checkFlow(plain)).toMatchObject([{ path: ['steps', 0, 'recontact'], is: 'shape' }])
})

test('a word that may be said once a step is over may stand in a message that comes after it', () => {
  const later = { ...flow(), wording: { never: ['hello', 'facts'], until: 'first' } }
  expect(checkFlow(later).map(({ is, name }) => `${is} ${name}`)).toEqual(Array(3).fill('forbidden-word hello'))
  expect(checkFlow({ ...later, templates: [{ ...later.templates[0], after: 'first' }] })).toEqual([])
})

test('anything at all is answered with problems, never with a throw', () => {
  for (const nothing of [null, undefined, 3, 'E1', [], {}]) expect(checkFlow(nothing).length).toBeGreaterThan(0)
})
