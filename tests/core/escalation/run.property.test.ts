import fc from 'fast-check'
import { expect, test } from 'vitest'
import { payGoodwill } from '../../../src/core/goodwill/commands.ts'
import { isFilled } from '../../../src/core/escalation/field.ts'
import { readFlow } from '../../../src/core/escalation/flow-schema.ts'
import { Desk, flowFile, type Person, staff } from './desk.ts'

const flow = readFlow(flowFile('E2'))
const people = Object.keys(staff) as Person[]
const samples = {
  text: '内容',
  date: '2026-03-01',
  fen: 100,
  int: 2,
  bool: true,
  evidence: ['message:m1'] as string[],
} as const

const anyone = fc.constantFrom(...people)
const acts = fc.array(
  fc.oneof(
    {
      weight: 1,
      arbitrary: fc.record({ act: fc.constant('empty' as const), by: anyone, field: fc.nat(flow.fields.length - 1) }),
    },
    {
      weight: 4,
      arbitrary: fc.record({ act: fc.constant('fill' as const), by: anyone, field: fc.nat(flow.fields.length - 1) }),
    },
    { weight: 8, arbitrary: fc.record({ act: fc.constant('move' as const), by: anyone, field: fc.constant(0) }) },
  ),
  { minLength: 40, maxLength: 160 },
)

test('a run never ends with a required field empty, and nobody ever approves what they wrote', async () => {
  let closed = 0
  await fc.assert(
    fc.asyncProperty(anyone, acts, async (author, given) => {
      const desk = await Desk.open()
      const fields = { facts: '经过', clauseNumber: '2.1', whyExceptional: '原因' }
      const id = await desk.start(author, 'E2@2', { fields })
      for (const { id: field, type, options } of flow.fields)
        await desk.fill(
          author,
          id,
          field,
          type === 'enum' ? options?.[0]?.id : type === 'list' ? ['甲'] : samples[type],
        )
      for (const { act, by, field } of given) {
        const { id: name, type, options } = flow.fields[field] ?? flow.fields[0]!
        const value = type === 'enum' ? options?.[0]?.id : type === 'list' ? ['甲'] : samples[type]
        const active = desk.run(id).steps.find(({ state }) => state === 'active')
        if (act !== 'move') await desk.fill(by, id, name, act === 'empty' ? null : value)
        else if (active) {
          const moved = await desk.step(by, id, active.id)
          if (!moved.ok && moved.code === 'escalation.needs-decision') await desk.approve(by, id, active.id)
          // What the ledger alone fills in.
          if (!moved.ok && moved.code === 'escalation.field-missing')
            await desk.give(by, payGoodwill, { escalationId: id, paidOn: '2026-03-02', reference: 'PAY-1' })
        }
        expect(desk.run(id).steps.filter(({ state }) => state === 'active')).toHaveLength(
          desk.run(id).state === 'running' ? 1 : 0,
        )
      }
      const run = desk.run(id)
      run.steps.forEach((step, index) => {
        if (step.state !== 'approved') return
        expect(step.by).not.toBe(author)
        expect(step.by).not.toBe(run.steps[index - 1]?.by)
        expect(staff[step.by as Person]).toBe(step.owner)
      })
      if (run.state !== 'closed') return
      closed++
      const needed = [...flow.closing.requires, ...flow.steps.flatMap(({ requires }) => requires)]
      for (const field of flow.fields)
        if (field.required || needed.includes(field.id)) expect(isFilled(field, run.fields[field.id])).toBe(true)
    }),
    { numRuns: 40 },
  )
  expect(closed).toBeGreaterThan(0)
})
