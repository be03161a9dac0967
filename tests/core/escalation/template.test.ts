import { expect, test } from 'vitest'
import {
  previewTemplate,
  renderTemplate,
  sectionsOf,
  slotsOf,
  templateProblems,
} from '../../../src/core/escalation/template.ts'

const text =
  '{{customer.salutation}}您好{{#documents}}，请补充：{{documents}}（{{promisedOn}}前）{{/documents}}。{{promisedOn}}见。'
const values = (given: Record<string, string>) => new Map(Object.entries(given))

test('slots are named once each, with those inside sections; sections are named apart', () => {
  expect(slotsOf(text)).toEqual(['customer.salutation', 'documents', 'promisedOn'])
  expect(sectionsOf(text)).toEqual(['documents'])
  expect(slotsOf('no slot')).toEqual([])
})

test('a section is there only when its field is filled, and its slots count only then', () => {
  const known = { 'customer.salutation': '王女士', promisedOn: '2026-03-10' }
  expect(renderTemplate(text, values(known))).toEqual({ text: '王女士您好。2026-03-10见。', empty: [] })
  expect(renderTemplate(text, values({ ...known, documents: '病历' }))).toEqual({
    text: '王女士您好，请补充：病历（2026-03-10前）。2026-03-10见。',
    empty: [],
  })
})

test('every empty slot is named once, a blank one too', () => {
  const rendered = renderTemplate(text, values({ documents: '病历', promisedOn: '  ' }))
  expect(rendered.empty).toEqual(['customer.salutation', 'promisedOn'])
})

test('the preview shows what was filled and marks what is empty', () => {
  expect(previewTemplate('您好{{a}}，{{b}}', values({ a: '甲' }))).toEqual([
    { text: '您好', isEmpty: false },
    { text: '甲', slot: 'a', isEmpty: false },
    { text: '，', isEmpty: false },
    { text: '{{b}}', slot: 'b', isEmpty: true },
  ])
})

test('a value that looks like a slot is words and nothing else', () => {
  expect(renderTemplate('{{a}}', values({ a: '{{b}} {{#c}}' }))).toEqual({ text: '{{b}} {{#c}}', empty: [] })
})

test.each([
  ['{{#a}}x', [{ is: 'unclosed', name: 'a' }]],
  ['x{{/a}}', [{ is: 'unopened', name: 'a' }]],
  ['{{#a}}{{#b}}x{{/a}}{{/b}}', ['unopened', 'unclosed']],
  ['{{ }}', [{ is: 'badTag', name: '' }]],
  ['{{客户称呼}}', [{ is: 'badTag', name: '客户称呼' }]],
  ['{{a}', [{ is: 'badTag', name: '{{a}' }]],
  ['a}}', [{ is: 'badTag', name: '}}' }]],
  ['{{a.b.c}}', [{ is: 'badTag', name: 'a.b.c' }]],
  ['{{#a}}{{#b}}{{c}}{{/b}}{{/a}}', []],
])('tags of %s', (broken, problems) => {
  const found = templateProblems(broken)
  if (problems.every((problem) => typeof problem === 'string'))
    for (const is of problems) expect(found.map((problem) => problem.is)).toContain(is)
  else expect(found).toEqual(problems)
})
