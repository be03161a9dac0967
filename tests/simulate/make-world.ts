import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { emptyHistory } from './check-authority.ts'
import { keysOf } from './check-desk.ts'
import { faults as allFaults } from './faults.ts'
import { networkOf } from './network.ts'
import { ask } from './oracle.ts'
import { Killed } from './process.ts'
import { copyHome, team } from './template.ts'
import { count, type Desk, type World } from './world.ts'

type Begun = Pick<World, 'random' | 'virtual' | 'trace'>

/** A world before anything is started: its homes, who has desks, and what may befall it. */
export function makeWorld(
  seed: number,
  room: string,
  options: { faults: readonly string[] },
  { random, virtual, trace }: Begun,
): World {
  const folder = join(room, `world-${seed}`)
  mkdirSync(folder)
  let made = 0
  const unexplained: unknown[] = []
  const counters = new Map<string, number>()
  const faults = new Set(options.faults.filter((name) => name in allFaults && random.chance(0.5)))
  copyHome(room, 'authority', join(folder, 'authority'))
  const open = (home: string) => new Database(join(folder, home, 'butler.db'), { readonly: true })
  const desks = team.slice(0, random.between(3, team.length)).map(({ id, role }): Desk => {
    copyHome(room, random.chance(0.15) ? `new-${id}` : id, join(folder, id))
    const desk = {
      name: id,
      staffId: id,
      role,
      folder: join(folder, id),
      cable: { out: true, back: true },
      raw: open(id),
    }
    return { ...desk, deviceId: '', programs: [], isRevoked: false, isFlipped: false, older: 0, saved: new Map() }
  })
  for (const desk of desks) desk.deviceId = keysOf(desk)['deviceId'] ?? ''
  const authority = open('authority')
  const inCare = 'select c."id", c."name" from "care" k join "customer" c on c."id" = k."customerId"'
  const cared = new Map(ask<{ id: string; name: string }>(authority, inCare).map(({ id, name }) => [id, name]))
  const world: World = {
    cared,
    ...{ seed, folder, random: random.fork(), virtual, trace, desks, authority, faults, counters },
    ...{
      history: emptyHistory(),
      backup: null,
      restored: 0,
      isStormy: true,
      unexplained,
      seats: [seatOf('e1'), seatOf('e2')],
    },
    locks: new Map(),
    newId: () => `id-${String(++made).padStart(6, '0')}`,
    guard: (promise) =>
      void promise.catch((fault: unknown) => {
        if (!(fault instanceof Killed)) unexplained.push(fault)
      }),
    network: networkOf({
      ...{ virtual, trace, random: random.fork(), count: (fault) => count(world, fault) },
      endpoints: () => world.seats.flatMap(({ endpoint }) => endpoint ?? []),
    }),
  }
  trace.add(`world ${seed}: ${desks.length} desks, ${[...faults].join(' ')}`)
  return world
}

function seatOf(name: string) {
  return { name, endpoint: null, skewMs: 0 }
}
