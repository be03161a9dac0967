import { expect, test } from 'vitest'
import { checkFlow } from '../../../src/core/escalation/check-flow.ts'
import { readFlow } from '../../../src/core/escalation/flow-schema.ts'
import { slotValues, wordsToAvoid } from '../../../src/core/escalation/message.ts'
import { startRun } from '../../../src/core/escalation/run.ts'
import { renderTemplate } from '../../../src/core/escalation/template.ts'
import type { RunRecord } from '../../../src/core/escalation/variables.ts'
import { languages } from '../../../src/core/language.ts'
import { type FlowCode, flowFile, flowFiles } from './desk.ts'

const codes = Object.keys(flowFiles) as FlowCode[]
const record: RunRecord = {
  customer: { name: '欧阳晓雯', gender: 'female', city: null },
  claim: null,
  complaint: null,
  policy: null,
  product: null,
  escalation: null,
  actorName: '林管家',
  now: 0,
}
const samples = {
  text: '内容',
  date: '2026-03-02',
  fen: 742_827,
  int: 3,
  bool: true,
  evidence: ['message:m1'] as string[],
} as const

test.each(codes)('%s passes its check', (code) => {
  expect(checkFlow(flowFile(code))).toEqual([])
})

test.each(codes)('every message of %s is whole in every language once its fields are filled', (code) => {
  const flow = readFlow(flowFile(code))
  const fields = Object.fromEntries(
    flow.fields.map(({ id, type, options }) => {
      const ids = options?.map((option) => option.id) ?? []
      return [
        id,
        type === 'enum' ? (ids[0] ?? '') : type === 'list' ? ids.concat(ids.length ? [] : '材料') : samples[type],
      ]
    }),
  )
  const begun = { id: 'x.1', customerId: 'c1', caseId: null, claimId: null, authorId: 'lin', startedAt: 0 }
  const run = startRun(flow, { ...begun, fields })
  // A run of the team is on nobody, and says nothing to a customer.
  if (flow.about === 'team') return expect(flow.templates).toEqual([])
  expect(flow.templates.length).toBeGreaterThan(1)
  for (const template of flow.templates)
    for (const language of languages) {
      const { text, empty } = renderTemplate(template.text[language], slotValues(flow, run, record, language))
      expect(empty, `${template.id} ${language}`).toEqual([])
      expect(text).not.toMatch(/[{}]/)
      if (template.slots.includes('customer.salutation'))
        expect(text).toContain(language === 'en' ? 'Ms 欧' : '欧阳女士')
      expect(wordsToAvoid(flow, run, text), `${template.id} ${language}`).toEqual([])
    }
})

test.each(codes)(
  'every step of %s can be reached: each field of its messages is asked for by some step or the start',
  (code) => {
    const flow = readFlow(flowFile(code))
    const asked = new Set([...flow.closing.requires, ...flow.steps.flatMap((step) => step.requires)])
    for (const { id, required } of flow.fields) if (required) asked.add(id)
    const known = new Set(flow.fields.map(({ id }) => id))
    const optional = flow.templates.flatMap(({ slots }) => slots.filter((slot) => known.has(slot) && !asked.has(slot)))
    expect(optional.filter((slot) => !['documents', 'about', 'extensionReason', 'extendedTo'].includes(slot))).toEqual(
      [],
    )
  },
)

test.each(codes)('the Traditional words of %s have no Simplified-only character', (code) => {
  const simplified =
    /[们这对时间话号长东车门问开关学习经济种样单发电动书买卖医药险赔项条约释为证说请话诉讼调审决议员续补记录级类额资]/
  const found: string[] = []
  const walk = (value: unknown, key = ''): void => {
    if (typeof value === 'string') {
      if (key === 'zh-Hant' && simplified.test(value)) found.push(value)
    } else if (value && typeof value === 'object') for (const [name, inner] of Object.entries(value)) walk(inner, name)
  }
  walk(flowFile(code))
  expect(found).toEqual([])
})
