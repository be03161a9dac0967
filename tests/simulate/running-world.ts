import { join } from 'node:path'
import { openHome } from '../../src/app/home.ts'
import { openEndpoint } from './endpoint.ts'
import { Killed, kill, procOf, running, spareDisk } from './process.ts'
import { count, type Desk, isExplained, type Seat, type World } from './world.ts'

const longestDownMs = 6_000

/** Starts a program at a desk. When it is killed, somebody starts it again before long. */
export async function startDesk(world: World, desk: Desk, isSecond = false): Promise<void> {
  if (desk.programs.length > (isSecond ? 1 : 0)) return
  const proc = procOf(desk.name, (at) => {
    world.trace.add(`${desk.name} killed at ${at}`)
    desk.programs = desk.programs.filter((program) => program.proc !== proc)
    if (at !== 'end')
      world.virtual.later(world.random.between(10, longestDownMs), () => world.guard(startDesk(world, desk)))
  })
  const net = world.network.netOf(proc, desk.cable, desk)
  const clock = { now: () => Date.now() + proc.skewMs, newId: world.newId }
  if (world.isStormy && world.faults.has('kill') && world.random.chance(0.1)) proc.killIn = world.random.int(60)
  try {
    const home = await running.run(proc, () => openHome(desk.folder, { clock, net }))
    spareDisk(proc)
    desk.programs.push({ proc, home })
    running.run(proc, () => home.sync.follow())
    world.trace.add(`${desk.name} started`)
  } catch (fault) {
    if (fault instanceof Killed) return
    kill(proc, 'start')
    if (!isExplained(world, fault)) throw fault
  }
}

export async function startSeat(world: World, seat: Seat): Promise<void> {
  if (seat.endpoint) return
  const proc = procOf(seat.name, (at) => {
    world.trace.add(`${seat.name} killed at ${at}`)
    seat.endpoint = null
    if (at !== 'end' && at !== 'restore')
      world.virtual.later(world.random.between(10, longestDownMs), () => world.guard(startSeat(world, seat)))
  })
  proc.skewMs = seat.skewMs
  const onFault = (fault: unknown) => {
    if (fault instanceof Killed || proc.isDead) return
    world.trace.add(`${seat.name} fault ${fault instanceof Error ? fault.message : String(fault)}`)
    if (!isExplained(world, fault)) world.unexplained.push(fault)
  }
  try {
    seat.endpoint = await openEndpoint(join(world.folder, 'authority'), proc, world.newId, onFault)
    spareDisk(proc)
    world.trace.add(`${seat.name} started`)
  } catch (fault) {
    if (fault instanceof Killed) return
    kill(proc, 'start')
    if (!isExplained(world, fault)) throw fault
  }
}

/** Kills every program of the desk. */
export function crashDesk(world: World, desk: Desk): void {
  for (const { proc } of [...desk.programs]) {
    count(world, 'F1 desk killed')
    kill(proc, 'once')
  }
}

export function crashSeat(world: World, seat: Seat): void {
  if (!seat.endpoint) return
  count(world, 'F9 endpoint killed')
  kill(seat.endpoint.proc, 'once')
}
