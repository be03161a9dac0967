import { gunzipSync } from 'node:zlib'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { protocolVersion, wire, type WireRoute } from '../../src/app/protocol.ts'
import { commands } from '../../src/core/registry.ts'
import type { World } from '../world.ts'
import { argumentsOf, type Schema, valueOf } from './random-arguments.ts'
import { type RawDesk, rawDesk } from './raw-desk.ts'
import { idNumber, phone, secret, theirRows, twoBooks } from './two-books.ts'

/** What somebody may hope that the endpoint believes. */
const forged = {
  deviceId: 'other',
  staffId: 's1',
  role: 'supervisor',
  actor: { staffId: 's1', role: 'supervisor' },
  scope: 'supervision',
  scopes: ['book:b2'],
}

/** What comes back, unpacked where it is a file. */
async function say(world: World, route: WireRoute, token: string | null, body: unknown, query: object) {
  const url = new URL(route.path, world.endpointUrl)
  url.search = String(new URLSearchParams(query as Record<string, string>))
  const response = await fetch(url, {
    method: route.method.toUpperCase(),
    headers: {
      'content-type': 'application/json',
      'butler-protocol': String(protocolVersion),
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      'x-role': 'supervisor',
      'x-staff-id': 's1',
    },
    ...(route.body ? { body: JSON.stringify(body) } : {}),
  })
  const bytes = Buffer.from(await response.arrayBuffer())
  const isPacked = bytes[0] === 0x1f && bytes[1] === 0x8b
  return { status: response.status, text: (isPacked ? gunzipSync(bytes) : bytes).toString('utf8') }
}

let made = 0

/** Bodies and queries that the route's own schemas take: commands with arguments of theirs, ids and cursors of anybody. */
function saidOn(route: WireRoute, ids: readonly string[], cursors: readonly string[]) {
  const command = fc
    .constantFrom(...commands.keys())
    .chain((name) => fc.record({ name: fc.constant(name), args: argumentsOf(name, ids) }))
  const special = ({ type, properties, const: literal }: Schema, key: string) => {
    if (key === 'protocol') return fc.constant(protocolVersion)
    if (/cursor$/i.test(key)) return fc.constantFrom(...cursors)
    if (key === 'acked' || key === 'wiped')
      return type === undefined ? fc.constantFrom('0', '1') : fc.constantFrom(0, 1)
    if (key === 'witness') return fc.constant('0.')
    if (key === 'epoch') return fc.constantFrom('', 'x')
    if (key === 'id' && literal === undefined) return fc.constantFrom(...ids)
    if (!properties || !('name' in properties) || !('args' in properties)) return null
    const wanted = properties['name']?.const
    const given =
      wanted === undefined ? command : argumentsOf(String(wanted), ids).map((args) => ({ name: wanted, args }))
    return given.map((one) => ({
      ...one,
      ...{ id: `wire-${String(++made).padStart(6, '0')}-${process.pid}`, version: 1 },
      ...('seq' in properties ? { seq: 1 } : {}),
    }))
  }
  const of = (schema: z.ZodType | null) =>
    schema
      ? valueOf(z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as Schema, '', ids, special)
      : fc.constant({})
  return fc.record({
    body: of(route.body),
    query: of(route.query),
    isForging: fc.integer({ min: 0, max: 3 }).map((n) => n === 0),
  })
}

const within = Object.entries(wire)

test('the row API1: random ids × roles on every route that there is: nothing of another scope comes back', async () => {
  const { world, ids } = await twoBooks({ limits: { waitMs: 20, perDesk: { burst: 9_000, perSecond: 9_000 } } })
  await using _ = world
  const before = await theirRows(world)
  const [b2, s1] = [await rawDesk(world, 'b2'), await rawDesk(world, 's1')]
  const offers = await Promise.all(
    [b2, s1].map((desk) => say(world, wire.snapshot, desk.token, { protocol: protocolVersion }, {})),
  )
  const snapshots = offers.map(({ text }) => (JSON.parse(text) as { id: string }).id)
  const epoch = await world.authority.query.epoch()
  const cursors = ['butler', 'supervisor', 'expert'].flatMap((role) => [
    `${epoch}.0.${role}`,
    `${epoch}.1.${role}`,
    `x.1.${role}`,
  ])
  // The secret can be had where it may be: the net has no hole there.
  const own = await say(world, wire.snapshotFile, b2.token, {}, { id: snapshots[0] })
  expect(own).toMatchObject({ status: 200, text: expect.stringContaining(secret) })
  const reached = new Map<string, Set<number>>()
  const askers: [string, RawDesk | null][] = [['nobody', null]]
  for (const id of ['b1', 'x1', 'q1', 'v1']) askers.push([id, await rawDesk(world, id)])
  for (const [asker, desk] of askers) {
    // A service, the last, writes for the whole team, and is told nothing.
    if (asker === 'v1') expect(await theirRows(world)).toBe(before)
    for (const [name, route] of within)
      await fc.assert(
        fc.asyncProperty(saidOn(route, [...ids, ...snapshots], cursors), async ({ body, query, isForging }) => {
          const said = isForging ? { ...(body as object), ...forged } : body
          const asked =
            isForging && route.query ? { ...(query as object), ...{ role: 'supervisor', staffId: 's1' } } : query
          const { status, text } = await say(world, route, desk?.token ?? null, said, asked as object)
          reached.set(`${asker} ${name}`, (reached.get(`${asker} ${name}`) ?? new Set()).add(status))
          for (const told of [secret, phone, idNumber])
            expect({ name, asker, text }).not.toMatchObject({ text: expect.stringContaining(told) })
          expect({ name, asker, status, text }).not.toMatchObject({ status: 500 })
        }),
        // Of few cursors does a desk come as far as its rows, and of few ids as far as a snapshot.
        { numRuns: name === 'pull' || name === 'snapshotFile' ? 100 : 12 },
      )
  }
  // Who has no token is let in where anybody is, and nowhere else.
  const open = new Set(['enrol', 'meta', 'healthz', 'readyz', 'metrics', 'openapi'])
  for (const [name] of within)
    for (const status of reached.get(`nobody ${name}`) ?? [])
      if (!open.has(name)) expect({ name, status }).toMatchObject({ status: expect.toBeOneOf([401, 422]) as number })
  // A desk came as far as each route lets it.
  for (const name of ['push', 'decide', 'reveal', 'access', 'pull', 'snapshot', 'digest'])
    expect({ name, reached: [...(reached.get(`b1 ${name}`) ?? [])] }).toMatchObject({
      reached: expect.arrayContaining([200]) as number[],
    })
  for (const status of reached.get('b1 snapshotFile') ?? []) expect([404, 422]).toContain(status)
  expect(reached.get('b1 snapshotFile')).toContain(404)
  // Whatever was forged: who did what is what the token says.
  const events = (await world.authority.query.events(0, 10_000)).filter(({ commandId }) =>
    commandId.startsWith('wire-'),
  )
  expect(events.length).toBeGreaterThan(20)
  const roleOf = new Map([
    ['b1', 'butler'],
    ['x1', 'expert'],
    ['q1', 'inspector'],
    ['v1', 'service'],
  ])
  const deviceOf = new Map(askers.map(([id, desk]) => [id, desk?.deviceId]))
  for (const { actorId, role, deviceId } of events)
    expect({ actorId, role, deviceId }).toEqual({ actorId, role: roleOf.get(actorId), deviceId: deviceOf.get(actorId) })
}, 120_000)
