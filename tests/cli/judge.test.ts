import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { jsonLines, tempFolder } from './butler.ts'
import { butler } from './in-process.ts'

const folder = tempFolder()
const claim = {
  product: 'MED-MILLION',
  asOf: '2026-04-01',
  facts: {
    'policy.issued_on': '2025-12-28',
    'policy.effective_on': '2026-01-01',
    'event.cause': 'illness',
    'event.diagnosed_on': '2026-03-10',
    'hospital.grade': 3,
    'hospital.public': true,
    'hospital.ward': 'general',
    'bill.total_fen': 2863245,
    'bill.social_paid_fen': 1120418,
    'bill.settled_with_social': true,
    'claim.filed_on': '2026-03-20',
  },
}
const judge = (input: unknown, ...args: string[]) =>
  butler(['--home', join(folder, 'none'), 'claim', 'judge', '--facts', '-', ...args], {
    input: typeof input === 'string' ? input : JSON.stringify(input),
  })

test('judges a file of facts on the shipped products, with no home', async () => {
  const ran = await judge(claim, '--json')
  expect(ran).toMatchObject({ code: 0, err: '' })
  const judgement = JSON.parse(ran.out) as Record<string, unknown>
  expect(judgement).toMatchObject({
    asOf: '2026-04-01',
    pack: { product: 'MED-MILLION', sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    verdict: expect.stringMatching(/^(payable|not_payable|needs_info)$/),
  })
  const file = join(folder, 'facts.json')
  writeFileSync(file, JSON.stringify(claim))
  expect((await butler(['claim', 'judge', '--facts', file, '--json'])).out).toBe(ran.out)
  const people = await judge(claim, '--lang', 'zh-Hans')
  expect(people.out).toMatch(/^初步判断\t/)
})

test('an array is answered line by line; what cannot be judged is named and changes the exit status', async () => {
  const wrong = { ...claim, facts: { 'hospital.ward': 'penthouse' } }
  const ran = await judge([claim, wrong, { ...claim, product: 'NONE' }, claim], '--json')
  expect(ran.code).toBe(6)
  const lines = jsonLines(ran.out)
  expect(lines).toHaveLength(4)
  expect(lines[1]).toMatchObject({ ok: false, code: 'claim.bad-fact', data: { fact: 'hospital.ward' } })
  expect(lines[2]).toMatchObject({ ok: false, code: 'not-found', data: { id: 'NONE' } })
  expect(lines[3]).toEqual(lines[0])
})

test.each([
  ['not JSON', 2, '--facts is not as expected'],
  ['{"product":"CASH","asOf":"2026-02-30"}', 2, 'asOf'],
  ['{"product":"CASH","fact":{}}', 2, 'unknown key: fact'],
  ['{"product":"CASH","facts":{"no.such":1}}', 6, 'no.such'],
  ['{"product":"CASH","facts":{"bill.total_fen":"12"}}', 6, 'bill.total_fen'],
  ['{"product":"CASH","facts":{"event.emergency":"true"}}', 6, 'event.emergency'],
])('%s is refused by name', async (input, code, says) => {
  const ran = await judge(input)
  expect(ran).toMatchObject({ code, out: '' })
  expect(ran.err).toContain(says)
})
