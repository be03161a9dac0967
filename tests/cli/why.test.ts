import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { jsonLines, tempFolder } from './butler.ts'
import { butler } from './in-process.ts'
import { makeTeam } from './team.ts'

const home = join(tempFolder(), 'team')
let claim = ''
const as = (args: readonly string[], input = '') => butler(['--home', home, '--as', 'B001', ...args], { input })
const facts = {
  'event.cause': 'illness',
  'event.diagnosed_on': '2026-03-10',
  'hospital.public': false,
  'bill.total_fen': 2863245,
  'bill.settled_with_social': true,
  'bill.social_paid_fen': 1120418,
  'bill.other_paid_fen': 0,
  'event.treatment': 'inpatient',
  'event.severity': 'none',
}
beforeAll(async () => {
  await makeTeam(home)
  const opened = await as(['claim', 'open', 'L0001', '--title', '住院理赔', '--facts', '-'], JSON.stringify(facts))
  claim = opened.out.split('\t')[0] ?? ''
  if (!claim) throw new Error(opened.err)
})

const facesOf = async () => (await as(['claim', 'show', claim, '--json'])).out

test('why: rule by rule in words, clauses quoted, sums to be done again, facts with where they come from', async () => {
  const before = await facesOf()
  const { code, out, err } = await as(['claim', 'why', claim, '--lang', 'zh-Hans'])
  expect({ code, err }).toEqual({ code: 0, err: '' })
  expect(out).toMatch(/^信息不足 {2}¥0\.00 – ¥/)
  expect(out).toContain('承保条件')
  expect(out).toMatch(/确诊日期 2026-03-10 > \d{4}-\d{2}-\d{2} \(生效日 \d{4}-\d{2}-\d{2} \+ 29天\)/)
  expect(out).toContain('2.1 等待期: “首次投保或中断后重新投保的')
  expect(out).toContain('28,632.45 - 11,204.18 = 17,428.27')
  expect(out).toContain('公立医院  否  (清单回答)')
  expect(out).toMatch(/生效日 {2}\d{4}-\d{2}-\d{2} {2}\(档案\)/)
  expect(out).toContain('急诊 = 是 (未知)')
  expect(await facesOf()).toBe(before)
})

test('why --json keeps the ids, and has the clauses and facts that the trace names', async () => {
  const said = JSON.parse((await as(['claim', 'why', claim, '--json'])).out) as Record<string, never>
  expect(said).toMatchObject({
    claimId: claim,
    verdict: 'needs_info',
    trace: { gates: expect.arrayContaining([expect.objectContaining({ id: 'hospital', clause: '2.6' })]) },
    clauses: { '2.6': expect.stringContaining('公立医院'), '2.6.2': expect.stringContaining('急诊') },
    facts: {
      'hospital.public': { value: false, source: 'answer' },
      'policy.effective_on': { source: 'file' },
      'event.emergency': { value: null, source: 'unasked' },
    },
  })
})

test('what-if: every answer, and one that is given; nothing is kept', async () => {
  const before = await facesOf()
  const rows = jsonLines((await as(['claim', 'what-if', claim, 'event.emergency', '--json'])).out)
  expect(rows).toMatchObject([
    { isNow: true, isSupposition: false, answer: null, verdict: 'needs_info' },
    { isNow: false, isSupposition: true, answer: true, verdict: 'needs_info' },
    { isSupposition: true, answer: false, verdict: 'not_payable', amountFen: { min: 0, max: 0 } },
  ])
  const people = await as(['claim', 'what-if', claim, 'event.emergency', '--lang', 'zh-Hant'])
  expect(people.out.split('\n')[2]).toMatch(/^否\t不可賠\t¥0\.00\t最高 -¥/)

  const one = await as(['claim', 'what-if', claim, 'bill.total_fen', '5000000', '--json'])
  expect(JSON.parse(one.out)).toMatchObject({
    isSupposition: true,
    answer: 5000000,
    judgement: { verdict: 'needs_info' },
  })
  const said = await as(['claim', 'what-if', claim, 'bill.total_fen', '5000000', '--lang', 'zh-Hans'])
  expect(said.out).toMatch(/^假如\t总费用 = ¥50,000\.00\n现在\t信息不足/)
  expect(await as(['claim', 'what-if', claim, 'hospital.public', 'unknown', '--lang', 'en'])).toMatchObject({ code: 0 })
  expect(await facesOf()).toBe(before)
})

test.each([
  [['bill.total_fen', 'plenty'], 6, 'claim.bad-fact'],
  [['no.such', '1'], 6, 'claim.bad-fact'],
  [['no.such'], 1, 'not-found'],
])('what-if %j is refused by name', async (args, code, says) => {
  const ran = await as(['claim', 'what-if', claim, ...args])
  expect(ran).toMatchObject({ code, out: '' })
  expect(ran.err).toContain(says)
})

test('flags and grounds are said in words to people, and deadlines by their name', async () => {
  const shown = await as(['claim', 'show', claim, '--lang', 'zh-Hans'])
  expect(shown.out).toContain('等待期至\t')
  expect(shown.out).not.toContain('waitingLastOn')
})
