import { expect, test } from 'vitest'
import { seedProducts } from '../../src/app/seed.ts'
import type { Row } from '../../src/core/entities.ts'
import { languages } from '../../src/core/language.ts'
import { timelineLines } from '../../src/tui/present/timeline-lines.ts'
import { emptyState } from '../../src/tui/state.ts'
import { dictionaries } from '../../src/tui/words/dictionary.ts'
import { makeWorld } from '../world.ts'

const said = {
  en: 'handed in to the insurer lin b1 2026-03-18 · in a hurry',
  'zh-Hans': '提交保险公司 lin b1 2026-03-18 · in a hurry',
  'zh-Hant': '提交保險公司 lin b1 2026-03-18 · in a hurry',
}

test('the steps of a claim stand in the customer’s timeline', async () => {
  await using world = await makeWorld()
  await seedProducts(world.authority, 'en')
  await world.addStaff('b1', 'butler')
  await world.addCustomers('b1', ['陈大文'])
  const policy = { externalId: '1', customer: 'b1-1', number: 'NO-1', productCode: 'CASH', premiumFen: 1 }
  const days = { issuedOn: '2026-01-01', effectiveOn: '2026-01-02', expiresOn: '2026-12-31' }
  await world.give('import.rows', { kind: 'policies', source: 'test', number: 0, rows: [{ ...policy, ...days }] })
  const { claimId } = await world.give('claim.open', { policyId: 'p.1', title: '住院' })
  const by = { staffId: 'b1', role: 'butler' } as const
  const submitted = { claimId, on: '2026-03-18', incompleteBecause: 'in a hurry' }
  expect(await world.authority.execute('claim.submit', submitted, { as: by })).toMatchObject({ ok: true })
  const whole = await world.authority.query.customer('c.b1-1')
  if (!whole) throw new Error('no customer')
  for (const language of languages) {
    const state = {
      ...emptyState({ language, cols: 100, rows: 24, now: world.clock.now() }),
      staff: new Map([['b1', 'lin b1']]),
    }
    const lines = timelineLines(whole, state, dictionaries[language], 80, 40)
    const text = lines.map(({ spans }) => spans.map((span) => span.text).join(' ')).join('')
    expect(text).toContain(said[language])
  }
  const kinds = whole.timeline.flatMap((one): Row<'claimStep'>['kind'][] =>
    one.is === 'claimStep' ? [one.step.kind] : [],
  )
  expect(kinds.toSorted()).toEqual(['opened', 'submitted'])
})
