import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { EntityName } from '../../src/core/entities.ts'
import { commands } from '../../src/core/registry.ts'
import type { Role } from '../../src/core/staff/roles.ts'
import { makeWorld } from '../world.ts'
import { argumentsOf } from './random-arguments.ts'
import { numbered, type RawDesk, rawDesk } from './raw-desk.ts'
import { idNumber, phone, secret, theirRows, twoBooks } from './two-books.ts'

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
      // A complaint about anybody brings its customer before those who look into it: that is what it is for.
      .constantFrom(...[...commands].flatMap(([name, { aboutAnybody }]) => (aboutAnybody ? [] : [name])))
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
        expect(told).not.toContain(phone)
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
  const rows = [{ externalId: 'b2-1', name: `${secret}人`, owner: 'b2', idNumber }]
  await world.give('import.rows', { kind: 'customers', source: 'test', number: 3, rows })
  for (const staffId of ['b1', 'b2', 'x1', 'q1', 's1', 'g1', 'v1']) {
    const { body } = await (await rawDesk(world, staffId)).ask('GET', '/v1/pull')
    const told = JSON.stringify(body)
    expect(told).not.toContain(idNumber)
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

test('who leads is told of any customer of the team, numbers masked, and that they looked is written down; nobody else is told', async () => {
  const { world } = await twoBooks()
  await using _ = world
  const path = '/v1/board?of=customer&who=c.b2-1'
  for (const staffId of ['b1', 'x1', 'q1', 'v1'])
    expect(await (await rawDesk(world, staffId)).ask('GET', path)).toMatchObject({ status: 403 })
  for (const staffId of ['s1', 'g1']) {
    const { status, body } = await (await rawDesk(world, staffId)).ask('GET', path)
    const text = JSON.stringify(body)
    expect([status, text]).toEqual([200, expect.stringContaining(`${secret}备注`)])
    for (const number of [phone, idNumber]) expect(text).not.toContain(number)
  }
  const looks = (await world.authority.query.seen({})).map(({ staffId, customerId }) => [staffId, customerId])
  expect(looks.toSorted()).toEqual([
    ['g1', 'c.b2-1'],
    ['s1', 'c.b2-1'],
  ])
})

async function cursorOf(desk: RawDesk): Promise<string> {
  return ((await desk.ask('GET', '/v1/pull')).body as { cursor: string }).cursor
}
