import { expect, test } from 'vitest'
import { sha256OfJson } from '../../../src/app/canonical-json.ts'
import { operator } from '../../../src/app/home.ts'
import { seedProducts } from '../../../src/app/seed.ts'
import type { Actor } from '../../../src/core/command.ts'
import type { Outcome } from '../../../src/core/refusal.ts'
import { packs } from '../../core/judgement/fixture.ts'
import { accepted, makeWorld, type World } from '../../world.ts'
import { checklistAt, covid, makeTeam, openClaim, proposeAndApprove, revised } from './governed.ts'

const people = {
  b1: { staffId: 'b1', role: 'butler' },
  x1: { staffId: 'x1', role: 'expert' },
  s1: { staffId: 's1', role: 'supervisor' },
  s2: { staffId: 's2', role: 'supervisor' },
  m1: { staffId: 'm1', role: 'manager' },
} as const satisfies Record<string, Actor>

const give = (world: World, as: Actor, name: string, args: unknown): Promise<Outcome> =>
  world.authority.execute(name, args, { as })
const propose = (world: World, as: Actor, definition: object) =>
  give(world, as, 'pack.propose', { kind: 'terms' in definition ? 'product' : 'overlay', definition })
const approve = (world: World, as: Actor, proposalId: unknown) =>
  give(world, as, 'pack.approve', { proposalId, reason: '已复核' })
const newer = revised('CASH', '2026-03-10.1')

test('proposed on one desk, approved on another: live on every desk after a sync, and its verdict flips', async () => {
  await using world = await makeTeam()
  const claimId = await openClaim(world, 'T23-no-overlay')
  const [butler, expert, supervisor] = [await world.desk('b1'), await world.desk('x1'), await world.desk('s1')]
  const outcomeOf = async () => {
    const { judgement, overlays } = await checklistAt(butler, claimId)
    return { verdict: judgement.verdict, amountFen: judgement.amountFen.max, clauses: judgement.clauses, overlays }
  }
  const refused = { verdict: 'not_payable', amountFen: 0, clauses: ['2.1', '2.6'], overlays: [] }
  expect(await outcomeOf()).toEqual(refused)

  const proposed = accepted(await expert.execute('pack.propose', { kind: 'overlay', definition: covid }))
  expect(proposed).toMatchObject({ kind: 'overlay', subject: covid.id, revision: null, sha256: sha256OfJson(covid) })
  await butler.sync.once()
  expect(await outcomeOf()).toEqual(refused)
  const { proposalId } = proposed
  expect(await expert.execute('pack.approve', { proposalId, reason: '好' })).toMatchObject({ code: 'not-allowed' })
  accepted(await supervisor.execute('pack.approve', { proposalId, reason: '公告已核对' }))

  for (const desk of [butler, expert]) await desk.sync.once()
  const payable = { verdict: 'payable', amountFen: 320_000, clauses: ['2.3.1', '2.5'], overlays: [covid.id] }
  expect(await outcomeOf()).toEqual(payable)
  for (const desk of [butler, expert, supervisor]) {
    expect(await desk.query.row('packProposal', String(proposalId))).toMatchObject({
      ...{ state: 'approved', proposedBy: 'x1', decidedBy: 's1', reason: '公告已核对', definition: null },
    })
    expect(await desk.query.row('overlay', covid.id)).toMatchObject({
      ...{ name: '新冠肺炎责任扩展', announcedOn: '2020-01-31', sha256: sha256OfJson(covid), withdrawnOn: null },
      ...{ withdrawnBy: null, withdrawnBecause: null },
      definition: covid,
    })
  }

  // Withdrawn from tomorrow on: today it still lies on the claim, tomorrow no longer.
  const withdrawn = { overlayId: covid.id, on: '2026-03-21', reason: '期满' }
  expect(await supervisor.execute('overlay.withdraw', { ...withdrawn, on: '2026-03-19' })).toMatchObject({
    code: 'overlay.not-in-the-past',
  })
  expect(await expert.execute('overlay.withdraw', withdrawn)).toMatchObject({ code: 'not-allowed' })
  accepted(await supervisor.execute('overlay.withdraw', withdrawn))
  await butler.sync.once()
  expect(await outcomeOf()).toEqual(payable)
  world.clock.advance(24 * 3_600_000)
  expect(await outcomeOf()).toEqual(refused)
  expect(await supervisor.execute('overlay.withdraw', withdrawn)).toMatchObject({ code: 'overlay.withdrawn' })
})

test('nobody decides on what they proposed, and only some may propose or decide', async () => {
  await using world = await makeTeam()
  expect(await propose(world, people.b1, newer)).toMatchObject({ code: 'not-allowed' })
  const { proposalId } = accepted(await propose(world, people.s1, newer))
  for (const name of ['pack.approve', 'pack.refuse']) {
    const args = { proposalId, reason: '好' }
    expect(await give(world, people.s1, name, args)).toMatchObject({ code: 'pack.author-may-not-decide' })
    expect(await give(world, people.x1, name, args)).toMatchObject({ code: 'not-allowed' })
    expect(await give(world, operator, name, args)).toMatchObject({ code: 'not-allowed' })
    expect(await give(world, people.s2, name, { proposalId, reason: ' ' })).toMatchObject({ code: 'bad-arguments' })
    expect(await give(world, people.s2, name, { proposalId: 'none', reason: '好' })).toMatchObject({
      code: 'not-found',
    })
  }
  expect(await world.authority.query.row('product', 'CASH')).toMatchObject({ revision: '2026-03-01.1' })

  accepted(await give(world, people.s2, 'pack.refuse', { proposalId, reason: '条款有误' }))
  expect(await world.authority.query.row('packProposal', String(proposalId))).toMatchObject({
    ...{ state: 'refused', decidedBy: 's2', reason: '条款有误', definition: null },
  })
  expect(await approve(world, people.m1, proposalId)).toMatchObject({
    ...{ code: 'pack.decided', data: { state: 'refused', by: 's2' } },
  })
})

test('what changes a product goes by proposal; the same contents again change nothing', async () => {
  await using world = await makeTeam()
  const shipped = revised('CASH', '2026-03-01.1')
  expect(await give(world, operator, 'product.install', { pack: shipped })).toMatchObject({ result: { isNew: false } })
  const other = revised('CASH', '2026-03-01.1', (pack) => (pack.summary = { ...pack.summary, en: 'Another summary' }))
  for (const pack of [newer, other, revised('CASH', '2026-02-01.1')])
    expect(await give(world, operator, 'product.install', { pack })).toMatchObject({ code: 'product.needs-approval' })

  expect(await propose(world, people.x1, shipped)).toMatchObject({ code: 'pack.unchanged' })
  for (const late of [other, revised('CASH', '2026-03-01.0'), revised('CASH', '2025-12-31.9')])
    expect(await propose(world, people.x1, late)).toMatchObject({
      ...{ code: 'pack.not-newer', data: { installed: '2026-03-01.1' } },
    })
  // Numbers count, not their first digits.
  const tenth = revised('CASH', '2026-03-01.10')
  accepted(await approve(world, people.s1, accepted(await propose(world, people.x1, tenth))['proposalId']))
  expect(await propose(world, people.x1, revised('CASH', '2026-03-01.9'))).toMatchObject({ code: 'pack.not-newer' })

  expect(await world.authority.query.row('product', 'CASH')).toMatchObject({
    ...{ revision: '2026-03-01.10', sha256: sha256OfJson(tenth), pack: tenth },
  })
  expect(await world.authority.query.all('packRevision')).toEqual([
    { id: sha256OfJson(shipped), productCode: 'CASH', revision: '2026-03-01.1', pack: shipped },
  ])
})

test('a digest that the giver names proves nothing: it is made where the command is decided', async () => {
  await using world = await makeTeam()
  const args = { kind: 'product', definition: newer, sha256: '0'.repeat(64) }
  const { proposalId } = accepted(await give(world, people.x1, 'pack.propose', args))
  const sha256 = sha256OfJson(newer)
  expect(await world.authority.query.row('packProposal', String(proposalId))).toMatchObject({ sha256 })
  accepted(await approve(world, people.s1, proposalId))
  expect(await world.authority.query.row('product', 'CASH')).toMatchObject({ sha256 })
})

test('a proposal is looked at again when it is approved: what was installed meanwhile may have overtaken it', async () => {
  await using world = await makeTeam()
  const [first, second] = [revised('CASH', '2026-03-11.1'), newer]
  const [a, b] = [accepted(await propose(world, people.x1, first)), accepted(await propose(world, people.x1, second))]
  accepted(await approve(world, people.s1, a['proposalId']))
  expect(await approve(world, people.s1, b['proposalId'])).toMatchObject({
    ...{ code: 'pack.not-newer', data: { revision: '2026-03-10.1', installed: '2026-03-11.1' } },
  })

  // An overlay stands on a number that a revision takes away, and the other way round.
  const without = revised('MED-MILLION', '2026-03-12.1', (pack) => {
    for (const terms of pack.terms) terms.gates = terms.gates.filter(({ id }) => id !== 'drug_list')
  })
  const cancer = revised('CANCER-MED', '2026-03-12.1', (pack) => {
    for (const terms of pack.terms) terms.gates = terms.gates.filter(({ id }) => id !== 'drug_list')
  })
  const overlay = accepted(await propose(world, people.x1, covid))
  accepted(await approve(world, people.s1, accepted(await propose(world, people.x1, without))['proposalId']))
  const both = accepted(await propose(world, people.x1, cancer))
  accepted(await approve(world, people.s1, overlay['proposalId']))
  expect(await approve(world, people.s1, both['proposalId'])).toMatchObject({
    ...{ code: 'pack.breaks-overlay', data: { overlayId: covid.id } },
  })
  accepted(await give(world, people.s1, 'overlay.withdraw', { overlayId: covid.id, on: '2026-03-20', reason: '更正' }))
  accepted(await approve(world, people.s1, both['proposalId']))
})

test('a revision of a day to come waits for its day', async () => {
  await using world = await makeTeam()
  const { proposalId } = accepted(await propose(world, people.x1, revised('CASH', '2026-03-21.1')))
  expect(await approve(world, people.s1, proposalId)).toMatchObject({
    ...{ code: 'pack.not-yet', data: { today: '2026-03-20' } },
  })
  world.clock.advance(24 * 3_600_000)
  accepted(await approve(world, people.s1, proposalId))
})

test('an overlay is never edited, and what is broken is not even proposed', async () => {
  await using world = await makeTeam()
  await proposeAndApprove(await world.desk('x1'), await world.desk('s1'), 'overlay', covid)
  expect(await propose(world, people.x1, covid)).toMatchObject({ code: 'pack.unchanged' })
  const edited = { ...covid, set: { ...covid.set, deductible_fen: 1 } }
  expect(await propose(world, people.x1, edited)).toMatchObject({ code: 'pack.overlay-exists' })
  const stray = { ...covid, id: 'OVL-STRAY', drop_gates: ['wating'] }
  expect(await propose(world, people.x1, stray)).toMatchObject({
    ...{ code: 'pack.bad-overlay', data: { problems: [{ path: ['drop_gates', 0] }] } },
  })
  const broken = revised('CASH', '2026-03-10.1', (pack) => (pack.terms[0]!.gates[0]!.clause = '99.9'))
  expect(await propose(world, people.x1, broken)).toMatchObject({ code: 'product.bad-pack' })
})

test('an overlay is set up without a second person only while there is no claim', async () => {
  await using world = await makeTeam()
  for (const person of Object.values(people))
    expect(await give(world, person, 'overlay.install', { definition: covid })).toMatchObject({ code: 'not-allowed' })
  expect(await world.give('overlay.install', { definition: covid })).toMatchObject({ isNew: true })
  expect(await world.give('overlay.install', { definition: covid })).toMatchObject({ isNew: false })
  await openClaim(world, 'T01')
  const later = { ...covid, id: 'OVL-COVID-2020-02' }
  expect(await give(world, operator, 'overlay.install', { definition: later })).toMatchObject({
    ...{ code: 'product.needs-approval', data: { subject: 'OVL-COVID-2020-02' } },
  })
})

test('a new authority begins with the shipped products and overlays; a second time nothing changes', async () => {
  await using world = await makeWorld()
  await seedProducts(world.authority, 'en')
  await seedProducts(world.authority, 'en')
  const { query } = world.authority
  expect((await query.all('product')).map(({ id }) => id)).toEqual(Object.keys(packs).toSorted())
  expect(await query.all('overlay')).toMatchObject([{ id: covid.id, definition: covid }])
  expect([await query.all('packRevision'), await query.all('packProposal')]).toEqual([[], []])
})
