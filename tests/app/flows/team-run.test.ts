import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { affectedBy, figuresOff } from '../../../src/app/affected.ts'
import { approvalsOf } from '../../../src/app/approvals.ts'
import type { Home } from '../../../src/app/home.ts'
import { importFlows } from '../../../src/app/import/import-flows.ts'
import { momentAt } from '../../../src/core/civil-date.ts'
import { accepted, type World } from '../../world.ts'
import { covid, makeTeam, openClaim } from '../pack/governed.ts'

const file = new URL('../../../fixtures/flows/e9-coverage-extension.yaml', import.meta.url).pathname
const reason = '疫情期间取消等待期'
const hour = 3_600_000

async function atWork() {
  const world = await makeTeam()
  await world.addStaff('i1', 'inspector')
  await importFlows({ file, language: 'zh-Hans', dryRun: false }, (args) =>
    world.authority.execute('flow.install', args),
  )
  return world
}

const begin = (home: Home) =>
  home.execute('escalation.start', {
    ...{ flowId: 'E9@1', customerId: null, caseId: null, claimId: null },
    fields: { overlayCode: covid.id, reason },
  })

async function fill(home: Home, escalationId: string, fields: Record<string, unknown>) {
  for (const [field, value] of Object.entries(fields))
    accepted(await home.execute('escalation.fill', { escalationId, field, value }))
}

async function step(home: Home, escalationId: string, stepId: string, fields: Record<string, unknown> = {}) {
  await home.sync.once()
  await fill(home, escalationId, fields)
  const outcome = await home.execute('escalation.step', { escalationId, stepId, note: null })
  await home.sync.once()
  return outcome
}

const approve = (home: Home, escalationId: string, stepId: string) =>
  home.execute('escalation.approve', { escalationId, stepId, reason: '已核对' })

/** Everything that is owed at a desk, as `flow step due`. */
async function owed(world: World, home: Home): Promise<string[]> {
  await home.sync.once()
  const all = await home.query.owed(home.actor, world.clock.now())
  return all.map((one) => {
    if (one.case) return one.case.title
    if ('move' in one) return one.move.customerName
    const active = one.run.steps.find(({ state }) => state === 'active')
    return `${one.run.flowId} ${active?.id} ${momentAt(one.clock.dueAt)}`
  })
}

test('E9: cover is widened within 24 hours by four people, and everybody concerned is told again, once', async () => {
  await using world = await atWork()
  // Two claims of which the overlay changes the outcome, and one that it leaves alone.
  const moved = [await openClaim(world, 'T23-no-overlay'), await openClaim(world, 'T23-no-overlay')]
  await openClaim(world, 'T01')
  const [butler, expert, inspector] = [
    await world.desk('b1', { name: 'b' }),
    await world.desk('x1'),
    await world.desk('i1'),
  ]
  const [supervisor, manager] = [await world.desk('s1'), await world.desk('m1')]
  expect(await begin(butler)).toMatchObject({ code: 'escalation.wrong-role' })

  // The expert begins it without network; it is there for the others when it has gone up.
  await world.stopEndpoint()
  const id = String(accepted(await begin(expert))['escalationId'])
  await fill(expert, id, { source: '保险公司通知〔2026〕3号' })
  await world.startEndpoint()
  await expert.sync.once()
  const { proposalId } = accepted(await expert.execute('pack.propose', { kind: 'overlay', definition: covid }))
  expect(await owed(world, supervisor)).toEqual(['E9@1 draft 2026-03-20 16:00'])
  expect(await step(expert, id, 'draft', { proposal: proposalId })).toMatchObject({ result: { next: 'product' } })

  // Product and compliance, neither of whom wrote it: two others.
  await manager.sync.once()
  expect(await approvalsOf(manager)).toMatchObject(
    [{ is: 'pack' }, { id, stepId: 'product', about: covid.id }].reverse(),
  )
  await expert.sync.once()
  expect(await approve(expert, id, 'product')).toMatchObject({ code: 'escalation.author-may-not-decide' })
  await fill(manager, id, { productView: '与通知一致' })
  await manager.sync.once()
  expect(await approve(manager, id, 'product')).toMatchObject({ ok: true, result: { next: 'compliance' } })
  await inspector.sync.once()
  await fill(inspector, id, { complianceView: '前后投保一致', isSameForAll: true })
  await inspector.sync.once()
  expect(await approve(inspector, id, 'compliance')).toMatchObject({ ok: true, result: { next: 'tryOut' } })

  const run = async () => (await world.authority.query.run(id))!
  const found = (await affectedBy(world.authority, await run()))!
  expect(found).toMatchObject({ isInstalled: false })
  expect(found.moved.map(({ claimId }) => claimId).sort()).toEqual([...moved].sort())
  await step(expert, id, 'tryOut', { judgedClaims: found.judged, changedClaims: 2, changedCustomers: 1 })
  expect(figuresOff(await run(), found)).toEqual([{ field: 'changedCustomers', noted: 1, found: 2 }])
  await step(manager, id, 'announce', { announcedAt: covid.url, announcedOn: '2026-03-20' })
  accepted(await supervisor.execute('pack.approve', { proposalId, reason: '已公告' }))
  expect(await recontact(supervisor, id, moved[0])).toMatchObject({ code: 'escalation.wrong-step' })
  await step(supervisor, id, 'activate', { activeOn: '2026-03-20', remindOn: '2026-04-20' })
  expect(
    (await run()).steps
      .map(({ dueAt }) => dueAt ?? 0)
      .slice(0, 6)
      .every((at) => at <= world.clock.now() + 24 * hour),
  ).toBe(true)

  // In force by now, it moves the same claims against the rules without it.
  expect((await affectedBy(world.authority, await run()))?.moved.map(({ claimId }) => claimId).sort()).toEqual(
    moved.sort(),
  )
  for (const claimId of [...moved, ...moved]) accepted(await recontact(supervisor, id, claimId))
  expect((await run()).fields).toMatchObject({ recontacted: 2 })
  await butler.sync.once()
  const cases = (await butler.query.all('case')).filter(({ kind }) => kind === 'outreach')
  expect(cases.map(({ title, role, claimId }) => [title, role, claimId]).sort()).toEqual(
    moved.map((claimId) => [`E9 责任扩展 · ${covid.id}`, 'butler', claimId]).sort(),
  )
  await step(supervisor, id, 'recontact')
  expect(await owed(world, expert)).toContain('E9@1 expiry 2026-04-20 23:59')
  expect(await step(expert, id, 'expiry', { atItsEnd: 'ends' })).toMatchObject({ result: { state: 'closed' } })
  expect(await owed(world, expert)).not.toContainEqual(expect.stringContaining('E9'))

  // It was nothing for the butler: neither told as it happened nor laid down anew.
  const anew = await world.desk('b1', { name: 'anew' })
  for (const desk of [butler, anew]) {
    expect(await desk.query.all('teamRun')).toEqual([])
    expect(filesWith(desk.folder, reason)).toEqual([])
  }
  const later = await world.desk('s2')
  expect(await later.query.all('teamRun')).toMatchObject([{ id, state: 'closed', fields: { reason } }])
})

const recontact = (home: Home, escalationId: string, claimId: string | undefined) =>
  home.execute('escalation.recontact', { escalationId, claimId, subject: covid.id })

function filesWith(folder: string, text: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((name) => statSync(name).isFile() && readFileSync(name).includes(text))
}

test('a butler can do nothing with a run of the team, a step of it is taken back like any other, and it is on no customer', async () => {
  await using world = await atWork()
  await world.addCustomers('b1', ['水清明'])
  const expert = await world.desk('x1')
  const id = String(accepted(await begin(expert))['escalationId'])
  await expert.sync.once()
  const as = { staffId: 'b1', role: 'butler' as const }
  const filling = { escalationId: id, field: 'source', value: '通知' }
  expect(await world.authority.execute('escalation.fill', filling, { as })).toMatchObject({ code: 'not-found' })
  await fill(expert, id, { source: '通知', proposal: 'P-1' })
  await expert.sync.once()
  await world.stopEndpoint()
  accepted(await expert.execute('escalation.step', { escalationId: id, stepId: 'draft', note: null }))
  expect((await expert.query.run(id))?.steps[0]?.state).toBe('done')
  expect(await expert.undoStep(id)).toMatchObject({ ok: true })
  expect((await expert.query.run(id))?.steps[0]?.state).toBe('active')
  await world.startEndpoint()
  const onCustomer = { flowId: 'E9@1', customerId: 'c.b1-1', caseId: null, claimId: null, fields: {} }
  expect(await expert.execute('escalation.start', onCustomer)).toMatchObject({ code: 'bad-arguments' })
})
