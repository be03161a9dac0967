import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { addMedics, beginSpecialCase, makeTeam, moveOn, openClaim, sign } from '../app/special/medics.ts'
import { budgeted, confirmed, decidable } from '../core/special/approved.ts'
import { jsonLines, tempFolder } from './butler.ts'
import { butler } from './in-process.ts'

// A special case that only the manager's yes is missing of, and two doctors more in the same place, by the program alone from there.
const folder = tempFolder()
let world: Awaited<ReturnType<typeof makeTeam>>
let [authority, run, second, other] = ['', '', '', '']

const as = (person: string, ...args: string[]) => butler(['--home', authority, '--as', person, ...args])
const lines = async (person: string, ...args: string[]) => jsonLines((await as(person, ...args, '--json')).out)

beforeAll(async () => {
  world = await makeTeam()
  authority = world.authority.folder
  const [desk, expert, supervisor] = [await world.desk('b1'), await world.desk('x1'), await world.desk('s1')]
  const [one = '', two = '', three = ''] = await addMedics(world, 'b1', 3)
  await desk.sync.once()
  const claims = [await openClaim(desk, one), await openClaim(desk, two), await openClaim(desk, three)]
  for (const home of [desk, expert]) await home.sync.once()
  for (const id of claims) await sign(expert, id)
  for (const home of [expert, desk]) await home.sync.once()
  second = claims[1] ?? ''
  run = await beginSpecialCase(desk, claims[0] ?? '')
  other = await beginSpecialCase(desk, claims[2] ?? '')
  await desk.sync.once()
  await moveOn(expert, run, confirmed, 'escalation.step', 'confirm')
  await moveOn(supervisor, run, { ...decidable, ...budgeted }, 'escalation.approve', 'approve')
  return () => world[Symbol.asyncDispose]()
}, 60_000)

test('a special case is approved, paid and made into a scheme; the next goes through; every figure by itself', async () => {
  // It waits for the manager alone.
  for (const [person, count] of [
    ['m1', 1],
    ['s1', 0],
    ['b1', 0],
  ] as const)
    expect(await lines(person, 'approvals')).toHaveLength(count)
  const [waiting] = await lines('m1', 'approvals')
  expect(waiting).toMatchObject({ is: 'step', id: run, stepId: 'budget', amountFen: 1_000_000, by: 'b1' })
  expect((await as('m1', 'approvals', '--lang', 'zh-Hans')).out).toContain('特事特办 · 审批预算')
  const pay = ['goodwill', 'pay', run, '--reference', 'PAY-1']
  expect(await as('s1', ...pay)).toMatchObject({
    code: 6,
    out: '',
    err: expect.stringContaining('goodwill.not-approved') as unknown,
  })
  expect(await as('m1', 'flow', 'approve', run, '--reason', '情况属实')).toMatchObject({ code: 0 })

  expect(await as('s1', ...pay, '--dry-run')).toMatchObject({ code: 0, out: '' })
  const paid = await as('s1', ...pay)
  expect(paid).toMatchObject({ code: 0, out: expect.stringMatching(/^\S+$/) as unknown })
  expect(await as('s2', ...pay)).toMatchObject({ code: 6 })

  // The next special case finds it as a precedent, and why.
  const [precedent] = await lines('x1', 'special', 'precedents', other)
  expect(precedent).toMatchObject({
    ...{ id: run, verdict: 'approved', amountFen: 1_000_000, score: 100, isSameClause: true, different: [] },
    alike: expect.arrayContaining(['insured.is_medic', 'run.circumstance']) as unknown,
  })
  expect((await as('x1', 'special', 'precedents', other, '--lang', 'zh-Hans')).out).toContain('执业医护 是')
  expect(await as('x1', 'special', 'precedents', 'none')).toMatchObject({ code: 1 })

  // Criteria by the facts of the case, or as a condition of one's own; what is wrong with one is said with its line.
  const propose = (...more: string[]) =>
    as(
      's1',
      'scheme',
      'propose',
      run,
      '--name',
      '抗疫一线医护',
      '--max-fen',
      '1000000',
      '--budget-fen',
      '1500000',
      '--ends',
      '2099-12-31',
      ...more,
    )
  writeFileSync(
    join(folder, 'broken.yaml'),
    'all:\n  - eq: [insured.is_medic, true]\n  - same: [event.disease, covid19]\n',
  )
  const broken = await propose('--when', join(folder, 'broken.yaml'))
  expect(broken).toMatchObject({ code: 1, out: '', err: expect.stringContaining('broken.yaml:3:') as unknown })
  expect(await propose('--like', 'insured.job_class')).toMatchObject({ code: 1, out: '' })
  writeFileSync(join(folder, 'when.yaml'), 'before: [event.diagnosed_on, policy.effective_on]\n')
  const proposed = await propose('--like', 'insured.is_medic', '--when', join(folder, 'when.yaml'))
  const schemeId = proposed.out
  expect(proposed).toMatchObject({ code: 0, out: expect.stringMatching(/^\S+$/) as unknown })

  expect(await lines('s1', 'approvals')).toEqual([])
  expect(await lines('s2', 'approvals')).toMatchObject([{ is: 'scheme', id: schemeId, about: '抗疫一线医护' }])
  expect(await as('s1', 'scheme', 'approve', schemeId, '--reason', '好')).toMatchObject({ code: 6 })
  expect(await as('s2', 'scheme', 'approve', schemeId, '--reason', '同类同等')).toMatchObject({ code: 0 })

  const shown = (await as('s2', 'scheme', 'show', schemeId, '--lang', 'zh-Hans')).out
  expect(shown).toContain('执业医护 = 是；确诊日期 < ')
  expect(shown).toContain('MEDIC-GIFT 2.1')
  expect(await lines('b1', 'scheme', 'list', '--claim', second)).toMatchObject([
    { id: schemeId, standing: 'running', leftFen: 1_500_000, misfits: [] },
  ])
  const grant = (...more: string[]) => as('b1', 'scheme', 'grant', schemeId, second, '--reference', 'PAY-2', ...more)
  expect(await grant('--dry-run')).toMatchObject({ code: 0, out: '' })
  const granted = await grant()
  expect(granted).toMatchObject({ code: 0, out: expect.stringMatching(/^\S+$/) as unknown })
  expect(await grant()).toMatchObject({ code: 6, err: expect.stringContaining('goodwill.paid-already') as unknown })

  expect(await as('m1', 'scheme', 'stop', schemeId, '--reason', '核查')).toMatchObject({ code: 0 })
  expect(await lines('b1', 'scheme', 'list', '--claim', second)).toEqual([])
  expect(await as('m1', 'scheme', 'resume', schemeId)).toMatchObject({ code: 0 })

  const [totals] = await lines('m1', 'goodwill', 'total')
  expect(totals).toMatchObject({ payments: 2, paidFen: 2_000_000, isWhole: true })
  expect(await lines('m1', 'goodwill', 'list', '--scheme', schemeId)).toMatchObject([
    { id: granted.out, amountFen: 1_000_000, claimId: second, by: 'b1', reference: 'PAY-2' },
  ])
  expect(await as('m1', 'goodwill', 'correct', granted.out, '--reason', '账户有误')).toMatchObject({ code: 0 })
  const [after] = await lines('m1', 'goodwill', 'total')
  expect(after).toMatchObject({ payments: 1, paidFen: 1_000_000 })
  expect((await as('m1', 'goodwill', 'total')).out).toContain('10,000.00')

  // Of all this the claims know nothing.
  for (const claim of await lines('m1', 'claim', 'list'))
    expect(JSON.stringify(claim)).not.toMatch(/goodwill|慰问|PAY-/)
})
