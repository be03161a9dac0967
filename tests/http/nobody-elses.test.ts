import * as fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { customerEntities, type EntityName } from '../../src/core/entities.ts'
import { commands } from '../../src/core/registry.ts'
import type { Role } from '../../src/core/staff/schema.ts'
import { accepted, makeWorld, type World } from '../world.ts'
import { argumentsOf } from './random-arguments.ts'
import { numbered, type RawDesk, rawDesk } from './raw-desk.ts'

/** Stands in every row of the book that is not theirs. */
const secret = '机密'

async function twoBooks(): Promise<{ world: World; ids: string[] }> {
  const world = await makeWorld()
  for (const [id, role] of [
    ...([
      ['b1', 'butler'],
      ['b2', 'butler'],
      ['x1', 'expert'],
      ['q1', 'inspector'],
    ] as const),
    ...([
      ['s1', 'supervisor'],
      ['g1', 'manager'],
      ['v1', 'service'],
    ] as const),
  ])
    await world.addStaff(id, role)
  const pack: unknown = parse(readFileSync(new URL('../../fixtures/packs/cash.yaml', import.meta.url), 'utf8'))
  await world.give('product.install', { pack })
  await world.addCustomers('b1', ['陈大文'])
  const theirs = { externalId: 'b2-1', name: `${secret}人`, owner: 'b2', phone: '13800009999' }
  await world.give('import.rows', { kind: 'customers', source: 'test', number: 1, rows: [theirs] })
  const policy = { externalId: 'P2', customer: 'b2-1', number: `${secret}-P2`, productCode: 'CASH', premiumFen: 1 }
  const days = { issuedOn: '2026-01-01', effectiveOn: '2026-01-01', expiresOn: '2026-12-31' }
  await world.give('import.rows', { kind: 'policies', source: 'test', number: 2, rows: [{ ...policy, ...days }] })
  const butler = { as: { staffId: 'b2', role: 'butler' as const } }
  const give = async (name: string, args: unknown) => accepted(await world.authority.execute(name, args, butler))
  const { caseId } = await give('case.open', { customerId: 'c.b2-1', kind: 'question', title: `${secret}事` })
  await give('note.add', { customerId: 'c.b2-1', caseId, text: `${secret}备注` })
  await give('draft.save', { caseId, text: `${secret}草稿` })
  await give('claim.open', { policyId: 'p.P2', title: `${secret}理赔` })
  const ids: string[] = ['b1', 'b2', 'x1']
  for (const entity of customerEntities) for (const { id } of await world.authority.query.all(entity)) ids.push(id)
  return { world, ids }
}

/** Every row of theirs, as it lies in the authority. */
async function theirRows(world: World): Promise<string> {
  const rows = []
  for (const entity of customerEntities)
    for (const row of await world.authority.query.all(entity))
      if (!JSON.stringify(row).includes('b1-1')) rows.push([entity, row])
  return JSON.stringify(rows)
}

const ofOneBook = ['b1', 'x1', 'q1'] as const

test('whatever ids are asked about on whichever route, nobody is told or changes what is not theirs', async () => {
  const { world, ids } = await twoBooks()
  await using _ = world
  const before = await theirRows(world)
  expect(before.split(secret).length).toBeGreaterThan(5)
  const reached = new Map<string, number>()
  let number = 0
  for (const staffId of ofOneBook) {
    const desk = await rawDesk(world, staffId)
    let seq = 0
    const cursors = await Promise.all([desk, await rawDesk(world, 's1'), await rawDesk(world, 'b2')].map(cursorOf))
    const command = fc
      .constantFrom(...commands.keys())
      .chain((name) => fc.tuple(fc.constant(name), argumentsOf(name, ids), fc.boolean()))
    const forgedCursor = fc.oneof(
      fc.constantFrom(...cursors, '', 'x', `${cursors[0]}'; drop table customer`),
      fc
        .constantFrom(...(['butler', 'supervisor', 'manager'] satisfies Role[]))
        .map((role) => (cursors[0] ?? '').replace(/\d+\.[a-z]+$/, `0.${role}`)),
    )
    await fc.assert(
      fc.asyncProperty(command, forgedCursor, async ([name, args, isPushed], cursor) => {
        const id = `random-${staffId}-${++number}`
        const given = { id, name, version: commands.get(name)?.version ?? 1, args }
        const answer = isPushed
          ? await desk.ask('POST', '/v1/push', { protocol: 2, epoch: '', commands: [{ ...given, seq: seq + 1 }] })
          : await desk.ask('POST', '/v1/decide', { protocol: 2, command: given })
        const result = await desk.ask(
          'GET',
          `/v1/pull?acked=${Math.max(0, seq - 1)}&cursor=${encodeURIComponent(cursor)}`,
        )
        seq = (answer.body as { lastSeq?: number }).lastSeq ?? seq
        const told = JSON.stringify([answer.body, result.body])
        expect(told).not.toContain(secret)
        expect(told).not.toContain('13800009999')
        expect([200, 409, 422]).toContain(answer.status)
        if (!told.includes('bad-arguments')) reached.set(name, (reached.get(name) ?? 0) + 1)
      }),
      { numRuns: 120 },
    )
  }
  expect(await theirRows(world)).toBe(before)
  // Not only the checks of shape were met: most commands came as far as their own rules.
  expect(reached.size).toBeGreaterThan(commands.size * 0.7)
}, 120_000)

test('a supervisor sees all, a service nothing of customers; nobody sees an identity number whole', async () => {
  const { world } = await twoBooks()
  await using _ = world
  const rows = [{ externalId: 'b2-1', name: `${secret}人`, owner: 'b2', idNumber: '11010519491231002X' }]
  await world.give('import.rows', { kind: 'customers', source: 'test', number: 3, rows })
  for (const staffId of ['b1', 'b2', 'x1', 'q1', 's1', 'g1', 'v1']) {
    const { body } = await (await rawDesk(world, staffId)).ask('GET', '/v1/pull')
    const told = JSON.stringify(body)
    expect(told).not.toContain('11010519491231002X')
    expect(told).not.toMatch(/tokenHash|codeHash|"enrolment"|"device"|deviceToken/)
    const { puts } = body as { puts: Partial<Record<EntityName, unknown[]>> }
    expect({ staffId, customers: puts.customer?.length ?? 0 }).toEqual({
      staffId,
      customers: { b1: 1, b2: 1 }[staffId] ?? 0,
    })
  }
})

test('fifty take one case at the same moment: one has it, the others are told who', async () => {
  const world = await makeWorld()
  await using _ = world
  await world.addStaff('b1', 'butler')
  await world.addCustomers('b1', ['陈大文'])
  const opening = { customerId: 'c.b1-1', kind: 'claim', title: '理赔', role: 'expert' }
  const { caseId } = await world.give('case.open', opening)
  const desks: [string, RawDesk][] = []
  for (let n = 1; n <= 50; n++) {
    await world.addStaff(`x${n}`, 'expert')
    desks.push([`x${n}`, await rawDesk(world, `x${n}`)])
  }
  const answers = await Promise.all(
    desks.map(async ([staffId, desk], n) => {
      const take = numbered(1, 'case.take', { caseId }, `take-by-${staffId}`)
      if (n % 2 === 0) {
        const { seq: _seq, ...command } = take
        const { body } = await desk.ask('POST', '/v1/decide', { protocol: 2, command })
        return [staffId, (body as { outcome: unknown }).outcome] as const
      }
      await desk.ask('POST', '/v1/push', { protocol: 2, epoch: '', commands: [take] })
      const { body } = await desk.ask('GET', '/v1/pull')
      return [staffId, (body as { results: { outcome: unknown }[] }).results[0]?.outcome] as const
    }),
  )
  const winners = answers.filter(([, outcome]) => (outcome as { ok: boolean }).ok)
  expect(winners).toHaveLength(1)
  const [winner = ''] = winners[0] ?? []
  expect((await world.authority.query.row('case', String(caseId)))?.takenBy).toBe(winner)
  for (const [staffId, outcome] of answers)
    if (staffId !== winner)
      expect(outcome).toMatchObject({ ok: false, code: 'case.already-taken', data: { by: winner } })
  const events = (await world.authority.query.events(0)).filter(({ command }) => command === 'case.take')
  expect(events).toHaveLength(50)
})

test('a role or a name in the arguments or beside them changes nothing, and what is refused is in the audit', async () => {
  const { world } = await twoBooks()
  await using _ = world
  const desk = await rawDesk(world, 'b1')
  const forged = { role: 'supervisor', actorId: 's1', staffId: 's1', actor: { staffId: 's1', role: 'supervisor' } }
  let given = 0
  const decide = async (name: string, args: object) => {
    const command = {
      id: `forged-command-${++given}`,
      name,
      version: 1,
      args: { ...args, ...forged },
      ...forged,
    }
    const asked = { protocol: 2, command, ...forged, scopes: ['supervision'] }
    const headers = { 'x-role': 'supervisor', 'x-staff-id': 's1', 'x-forwarded-user': 's1' }
    const { body } = await desk.ask('POST', '/v1/decide', asked, { headers })
    return (body as { outcome: unknown }).outcome
  }
  const notAllowed = { ok: false, code: 'not-allowed' }
  expect(await decide('customer.reassign', { customerId: 'c.b2-1', ownerId: 'b1' })).toMatchObject(notAllowed)
  expect(await decide('staff.code', { codeHash: 'a'.repeat(64), expiresAt: 9e15 })).toMatchObject(notAllowed)
  expect(await decide('staff.revoke', {})).toMatchObject(notAllowed)
  expect(await decide('device.revoke', { deviceId: desk.deviceId, reason: 'lost' })).toMatchObject(notAllowed)
  expect(await decide('note.add', { customerId: 'c.b2-1', caseId: null, text: '看' })).toMatchObject({
    code: 'not-found',
  })
  // Of one's own book it is done, by who the token says.
  expect(await decide('note.add', { customerId: 'c.b1-1', caseId: null, text: '看' })).toMatchObject({ ok: true })
  const notes = await world.authority.query.all('note')
  expect(notes.find(({ customerId }) => customerId === 'c.b1-1')).toMatchObject({ authorId: 'b1' })
  const events = (await world.authority.query.events(0)).filter(({ commandId }) => commandId.startsWith('forged-'))
  expect(events.map(({ outcome }) => outcome)).toEqual([...Array<string>(5).fill('refused'), 'accepted'])
  for (const event of events) expect(event).toMatchObject({ actorId: 'b1', role: 'butler', deviceId: desk.deviceId })
})

async function cursorOf(desk: RawDesk): Promise<string> {
  return ((await desk.ask('GET', '/v1/pull')).body as { cursor: string }).cursor
}
