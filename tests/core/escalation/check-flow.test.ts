import { expect, test } from 'vitest'
import { checkFlow, type FlowProblem } from '../../../src/core/escalation/check-flow.ts'

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
    ],
    steps: [
      { id: 'first', name: words('first'), todo: words('do'), owner: 'butler', due: { hours: 4 }, requires: ['facts'] },
      { id: 'second', name: words('second'), todo: words('do'), owner: 'expert', due: { days: 3, from: 'seenOn' } },
    ],
    closing: { requires: ['toldOn'] },
    templates: [
      {
        id: 'hello',
        name: words('hello'),
        slots: ['customer.salutation', 'facts'],
        text: words('{{customer.salutation}} {{#toldOn}}{{facts}}{{/toldOn}}'),
      },
    ],
  }
}

test('a flow that is right has no problem', () => {
  expect(checkFlow(flow())).toEqual([])
})

type Case = [path: string, value: unknown, problem: FlowProblem['is'], name: string, at?: string]
test.each<Case>([
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
  ['steps.0.template', 'goodbye', 'unknown-template', 'goodbye'],
  ['templates.0.after', 'third', 'unknown-step', 'third'],
  ['templates.0.ifRefused', true, 'unknown-step', 'decision'],
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

test('anything at all is answered with problems, never with a throw', () => {
  for (const nothing of [null, undefined, 3, 'E1', [], {}]) expect(checkFlow(nothing).length).toBeGreaterThan(0)
})
