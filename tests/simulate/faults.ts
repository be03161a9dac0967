import { join } from 'node:path'
import Database from 'better-sqlite3'
import { work } from './actions.ts'
import { give } from './give.ts'
import { count, type Seat, type World } from './world.ts'
import { kill, type Proc, running } from './process.ts'
import { backUpOrRestore, flipBit } from './file-faults.ts'
import { bulkImport, forget, givePoison, moveAwayAndBack, revokeOrChangeRole } from './people-faults.ts'
import { crashDesk, crashSeat, startDesk } from './running-world.ts'

type Fault = { share: number; strike(world: World): void }

const dayMs = 86_400_000

/** What may befall a world, by name; a world meets some of them. `share`: how often, next to the others. */
export const faults: Readonly<Record<string, Fault>> = {
  kill: { share: 6, strike: killSomething },
  weather: { share: 3, strike: changeWeather },
  partition: { share: 3, strike: partition },
  herd: { share: 1, strike: herd },
  full: { share: 2, strike: fillDisk },
  two: { share: 2, strike: secondProgram },
  lock: { share: 2, strike: holdLock },
  clock: { share: 2, strike: turnClock },
  old: { share: 1, strike: olderDesk },
  away: { share: 3, strike: moveAwayAndBack },
  token: { share: 1, strike: revokeOrChangeRole },
  poison: { share: 1, strike: givePoison },
  forget: { share: 3, strike: forget },
  import: { share: 2, strike: bulkImport },
  restore: { share: 2, strike: backUpOrRestore },
  flip: { share: 2, strike: flipBit },
}

function killSomething(world: World): void {
  const { random } = world
  const desk = random.pick(world.desks)
  const seat = random.pick(world.seats)
  const program = desk.programs[0]
  if (random.chance(0.25)) return crashDesk(world, desk)
  if (random.chance(0.25)) return crashSeat(world, seat)
  if (random.chance(0.5) && program) arm(world, program.proc, 'F1 desk killed at a statement', 60)
  else if (seat.endpoint) arm(world, seat.endpoint.proc, 'F9 endpoint killed at a statement', 40)
}

/** Kills it before the so-manyeth statement from now, wherever that is. */
function arm(world: World, proc: Proc, label: string, most: number): void {
  if (proc.killIn >= 0) return
  proc.killIn = world.random.int(most)
  const { onKilled } = proc
  proc.onKilled = (at) => {
    if (at !== 'once' && at !== 'end' && at !== 'restore') count(world, label)
    onKilled(at)
  }
}

function changeWeather({ random, network }: World): void {
  const some = (most: number) => (random.chance(0.5) ? random.next() * most : 0)
  network.weather = {
    ...{ requestLost: some(0.3), responseLost: some(0.4), duplicate: some(0.4) },
    ...{ requestCut: some(0.2), responseCut: some(0.2), longestMs: random.pick([10, 200, 5_000]) },
  }
}

function partition(world: World): void {
  const { random, virtual } = world
  const { cable } = random.pick(world.desks)
  const isOneWay = random.chance(0.5)
  cable.back = false
  cable.out = isOneWay
  virtual.later(random.between(1_000, 40_000), () => Object.assign(cable, { out: true, back: true }))
}

function herd(world: World): void {
  for (const { cable } of world.desks) Object.assign(cable, { out: false, back: false })
  for (const desk of world.desks) work(world, desk)
  world.virtual.later(world.random.between(5_000, 30_000), () => {
    count(world, 'F16 all at once')
    for (const { cable } of world.desks) Object.assign(cable, { out: true, back: true })
    for (const { programs } of world.desks)
      for (const { proc, home } of programs) running.run(proc, () => home.sync.soon())
  })
}

function someProc(world: World): Proc | undefined {
  const procs = [
    ...world.desks.flatMap(({ programs }) => programs.map(({ proc }) => proc)),
    ...world.seats.flatMap(({ endpoint }) => endpoint?.proc ?? []),
  ].filter((proc) => proc.killIn < 0)
  return procs.length > 0 ? world.random.pick(procs) : undefined
}

function fillDisk(world: World): void {
  const proc = someProc(world)
  if (!proc) return
  const limit = (pages: number) => {
    if (proc.isDead || proc.killIn >= 0) return
    for (const database of proc.databases)
      if (database.open && !database.readonly && !database.inTransaction) database.pragma(`max_page_count = ${pages}`)
  }
  limit(1)
  world.trace.add(`${proc.name} has no room`)
  const text = 'x'.repeat(3_900)
  for (const desk of world.desks) give(world, desk, 'note.add', { customerId: 'c.b1-1', caseId: null, text })
  world.virtual.later(world.random.between(500, 10_000), () => limit(1_000_000))
}

function secondProgram(world: World): void {
  const desk = world.random.pick(world.desks)
  if (desk.programs.length !== 1) return
  count(world, 'F7 two programs')
  world.guard(startDesk(world, desk, true))
  world.virtual.later(world.random.between(1_000, 20_000), () => {
    const victim = desk.programs.length > 1 ? world.random.pick(desk.programs) : undefined
    if (victim) kill(victim.proc, 'once')
  })
}

/** Somebody else keeps a file's one writer's place. */
function holdLock(world: World): void {
  const { random, virtual } = world
  const folder = random.chance(0.5) ? join(world.folder, 'authority') : random.pick(world.desks).folder
  const file = join(folder, 'butler.db')
  if (world.locks.has(file)) return
  const database = new Database(file, { timeout: 0 })
  database.exec('begin immediate')
  world.locks.set(file, database)
  world.trace.add(`locked ${file.slice(world.folder.length)}`)
  virtual.later(random.between(100, 5_000), () => releaseLock(world, file))
}

export function releaseLock(world: World, file: string): void {
  world.locks.get(file)?.close()
  world.locks.delete(file)
}

function turnClock(world: World): void {
  const { random } = world
  const skewMs = random.pick([-dayMs, dayMs, -60_000, 60_000, -3_600_000])
  count(world, 'F8 clock')
  const desk = random.pick(world.desks)
  if (random.chance(0.7)) for (const { proc } of desk.programs) proc.skewMs = skewMs
  else setSkew(random.pick(world.seats), random.pick([-90_000, 90_000, -3_600_000]))
}

function setSkew(seat: Seat, skewMs: number): void {
  seat.skewMs = skewMs
  if (seat.endpoint) seat.endpoint.proc.skewMs = skewMs
}

function olderDesk(world: World): void {
  count(world, 'F11 older desk')
  world.random.pick(world.desks).older = 1
}
