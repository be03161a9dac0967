import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { type Home, openHome } from '../../src/app/home.ts'
import { importFlows } from '../../src/app/import/import-flows.ts'
import { dealWithLateSteps } from '../../src/app/late-round.ts'
import { readHomeKeys } from '../../src/store/home-keys.ts'
import { baseRows } from '../../src/store/shadow.ts'
import { digesting } from '../../src/sync/digest.ts'
import { compareDigests } from '../../src/sync/serve-snapshot.ts'
import { accepted, makeWorld, type World } from '../world.ts'

const file = new URL('../../fixtures/flows/e6-suspected-fraud.yaml', import.meta.url).pathname
const words = '发票号码与三月的另一张相同'
const noted = '向同院区核对了收费系统'
const customerId = 'c.b1-1'
const day = 86_400_000

/** A team of one of each, and a doubtful claim that the inspector has begun to look into. */
async function doubted() {
  const world = await makeWorld()
  await world.addTeam({ b1: 'butler', b2: 'butler', x1: 'expert', i1: 'inspector', s1: 'supervisor' })
  await world.addCustomers('b1', ['水清明'])
  await importFlows({ file, language: 'zh-Hans', dryRun: false }, (args) =>
    world.authority.execute('flow.install', args),
  )
  const butler = await world.desk('b1', { name: 'butler' })
  // The inspector has the customer for something else, which everybody may see.
  await world.give('case.open', { customerId, kind: 'question', title: '抽查回访', role: 'inspector' })
  const id = await begins(world, 'i1')
  return { world, butler, id, inspector: await world.desk('i1') }
}

async function begins(world: World, staffId: 'i1' | 'b1'): Promise<string> {
  const fields = { indicators: ['repeatedInvoice'], observed: words, reporter: '质检员' }
  const args = { flowId: 'E6@2', customerId, caseId: null, claimId: null, fields }
  const as = { staffId, role: staffId === 'i1' ? ('inspector' as const) : ('butler' as const) }
  return String(accepted(await world.authority.execute('escalation.start', args, { as }))['escalationId'])
}

function filesWith(folder: string, text: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((name) => statSync(name).isFile() && readFileSync(name).includes(text))
}

async function held(home: Home, id: string) {
  const whole = await home.query.customer(customerId)
  const notes = whole?.timeline.filter((one) => one.is === 'note').length
  return [await home.query.row('escalation', id), whole?.escalations.length, whole?.cases.length, notes]
}

/** What the authority says of what the butler's desk holds. */
function comparedWith(world: World, desk: Home) {
  return desk.store.aside(async (read) => {
    const sums = digesting()
    for await (const { entity, rows } of baseRows(read)) sums.add(entity, rows)
    const { cursor = '' } = await readHomeKeys(read)
    const who = { deviceId: 'd', staffId: 'b1', role: 'butler' as const }
    return compareDigests(world.authority.store, who, cursor, sums.result())
  })
}

test('a restricted run, its cases and what hangs on them are on no desk but those of its roles', async () => {
  const { world, butler, id, inspector } = await doubted()
  await using _ = world
  const run = await inspector.query.row('escalation', id)
  expect(run).toMatchObject({ fields: { observed: words }, readers: { staffId: 'i1' } })
  const caseId = String(run?.caseId)
  accepted(await inspector.execute('note.add', { customerId, caseId, text: noted }))
  accepted(
    await inspector.execute('promise.make', { customerId, caseId, words: noted, dueAt: world.clock.now() + day }),
  )
  await inspector.sync.once()
  world.clock.advance(5 * day)
  expect(await dealWithLateSteps(world.authority)).toEqual([id])

  // One that was there before, and one that is laid down anew; and the butler's eyes on the authority's own home.
  const anew = await world.desk('b1', { name: 'anew' })
  await butler.sync.once()
  const there = await openHome(join(world.folder, 'authority'), { as: 'b1', clock: world.clock })
  for (const home of [butler, anew, there]) {
    expect(await held(home, id)).toEqual([undefined, 0, 1, 0])
    expect(await home.query.owed(null, world.clock.now())).toEqual([])
    expect(await home.query.owedPromises()).toEqual([])
    expect(await home.query.escalations()).toEqual([])
  }
  await there.close()
  for (const text of [words, noted, '材料核查 ·', id])
    for (const name of ['butler', 'anew']) expect(filesWith(join(world.folder, name), text), text).toEqual([])
  // The flow itself everybody has; what is told to them adds up.
  expect(await comparedWith(world, butler)).toEqual({ isComparable: true, differs: [] })

  const supervisor = await world.desk('s1')
  expect(await held(supervisor, id)).toMatchObject([{ id }, 1, 3, 1])
  const told = (await supervisor.query.events(0)).filter(({ detail }) => JSON.stringify(detail).includes(id))
  expect(JSON.stringify(told)).not.toContain('E6')
})

test('who may not see it cannot do anything with it either, and whoever began it sees it', async () => {
  const { world, butler, id } = await doubted()
  await using _ = world
  const caseId = (await world.authority.query.row('escalation', id))?.caseId
  const as = { staffId: 'b1', role: 'butler' as const }
  for (const [name, args] of [
    ['escalation.fill', { escalationId: id, field: 'review', value: '无' }],
    ['escalation.step', { escalationId: id, stepId: 'review', note: null }],
    ['case.take', { caseId }],
  ] as const)
    expect(await world.authority.execute(name, args, { as }), name).toMatchObject({ code: 'not-found' })

  const own = await begins(world, 'b1')
  await butler.sync.once()
  expect(await butler.query.row('escalation', own)).toMatchObject({ id: own })
  expect(await butler.query.row('escalation', id)).toBeUndefined()
  // With the customer it goes to nobody else's book.
  await world.give('customer.reassign', { customerId, ownerId: 'b2' })
  await butler.sync.once()
  const next = await world.desk('b2')
  expect(await held(next, own)).toEqual([undefined, 0, 1, 0])
  expect(filesWith(join(world.folder, 'butler'), words)).toEqual([])
})

test('work on it that comes too late is no note for everybody', async () => {
  const { world, butler, id, inspector } = await doubted()
  await using _ = world
  accepted(await inspector.execute('escalation.fill', { escalationId: id, field: 'needsAsking', value: true }))
  accepted(await inspector.execute('escalation.fill', { escalationId: id, field: 'review', value: '相差一日' }))
  await inspector.sync.once()
  await world.stopEndpoint()
  accepted(await inspector.execute('escalation.fill', { escalationId: id, field: 'answers', value: noted }))
  const as = { staffId: 's1', role: 'supervisor' as const }
  accepted(await world.authority.execute('escalation.step', { escalationId: id, stepId: 'review', note: null }, { as }))
  for (const { id: caseId, title } of await world.authority.query.all('case'))
    if (title === '抽查回访')
      accepted(await world.authority.execute('case.done', { caseId, outcome: '已回访' }, { as }))
  await world.startEndpoint()
  await inspector.sync.once()
  const [late] = await world.authority.query.events((await world.authority.query.lastEvent()) - 1)
  expect(late).toMatchObject({ command: 'escalation.fill', code: 'scope.lost', detail: { noteId: null } })
  await butler.sync.once()
  expect(await held(butler, id)).toEqual([undefined, 0, 1, 0])
})
