import { work } from './actions.ts'
import { checkQuiet, unrest } from './check-quiet.ts'
import { faults as allFaults, releaseLock } from './faults.ts'
import { makeWorld } from './make-world.ts'
import { fairWeather } from './network.ts'
import { atOneMoment } from './oracle.ts'
import { poison, registerPoison } from './poison.ts'
import { Killed, kill } from './process.ts'
import { randomOf } from './random.ts'
import { startDesk, startSeat } from './running-world.ts'
import { removeFolder, worldBegins } from './template.ts'
import { traceOf } from './trace.ts'
import { virtualFrom } from './virtual.ts'
import { watcherOf } from './watch-world.ts'
import { Violation, type World } from './world.ts'

export type Options = { steps: number; faults: readonly string[]; isLoud: boolean }
export type Result = {
  seed: number
  hash: string
  counters: Record<string, number>
  failure: { invariant: string; text: string; last: string[] } | null
}

/** I13: so long after the last fault, in virtual time, everything has come to rest. */
const longestRestMs = 5 * 60_000
/**
 * So much longer where a backup was put back (what would be refused now waits for what others tell again), or a row was flipped
 * (rows that cannot be compared just then are compared again later).
 */
const recoveryMs = 11 * 60_000
const lookEveryMs = 2_000

/** One world, from its beginning to its rest. `room`: where the template lies (template.ts). */
export async function simulate(seed: number, room: string, options: Options): Promise<Result> {
  registerPoison()
  const random = randomOf(seed)
  const virtual = virtualFrom(worldBegins, random.fork(), random.fork())
  const trace = traceOf(virtual.now, options.isLoud)
  const world = makeWorld(seed, room, options, { random, virtual, trace })
  const failed = (invariant: string, text: string): Result => {
    trace.add(`${invariant}: ${text}`)
    return { ...resultOf(world), failure: { invariant, text, last: trace.last() } }
  }
  // A program that rejects with nobody to hear it would end, where it is a real one.
  const unheard = (fault: unknown) => {
    if (!(fault instanceof Killed)) world.unexplained.push(fault)
  }
  process.on('unhandledRejection', unheard)
  try {
    await live(world, options.steps)
    return resultOf(world)
  } catch (fault) {
    if (fault instanceof Violation) return failed(fault.invariant, fault.message)
    return failed('fault', fault instanceof Error ? (fault.stack ?? fault.message) : String(fault))
  } finally {
    for (const { programs } of world.desks) for (const { proc } of [...programs]) kill(proc, 'end')
    for (const { endpoint } of world.seats) if (endpoint) kill(endpoint.proc, 'end')
    for (const file of [...world.locks.keys()]) releaseLock(world, file)
    await virtual.settle()
    process.off('unhandledRejection', unheard)
    for (const { raw } of world.desks) raw.close()
    world.authority.close()
    virtual.end()
    removeFolder(world.folder)
  }
}

function resultOf({ seed, trace, counters }: World): Result {
  return { seed, hash: trace.hash(), counters: Object.fromEntries(counters), failure: null }
}

async function live(world: World, steps: number): Promise<void> {
  const { random, virtual } = world
  const after = watcherOf(world)
  poison.isOn = world.faults.has('poison')
  for (const seat of world.seats) await startSeat(world, seat)
  for (const desk of world.desks) await startDesk(world, desk)
  const shares = [...world.faults].flatMap((name) => Array<string>(allFaults[name]?.share ?? 0).fill(name))
  for (let step = 0; step < steps; step++) {
    await virtual.pass(random.between(1, random.chance(0.1) ? 20_000 : 1_500), after)
    if (shares.length > 0 && random.chance(0.3)) {
      const name = random.pick(shares)
      world.trace.add(`fault ${name}`)
      allFaults[name]?.strike(world)
    } else work(world, random.pick(world.desks))
    await virtual.settle()
    after()
  }
  calm(world)
  await rest(world, after)
  checkQuiet(world)
}

/** The faults end; what they have left is there to be coped with. */
function calm(world: World): void {
  world.trace.add('calm')
  world.isStormy = false
  poison.isOn = false
  world.network.weather = { ...fairWeather }
  for (const file of [...world.locks.keys()]) releaseLock(world, file)
  for (const seat of world.seats) {
    seat.skewMs = 0
    if (seat.endpoint) Object.assign(seat.endpoint.proc, { skewMs: 0, killIn: -1 })
    else world.guard(startSeat(world, seat))
  }
  for (const desk of world.desks) {
    Object.assign(desk.cable, { out: true, back: true })
    for (const { proc } of desk.programs) Object.assign(proc, { skewMs: 0, killIn: -1 })
    if (desk.programs.length === 0) world.guard(startDesk(world, desk))
  }
}

async function rest(world: World, after: () => void): Promise<void> {
  const isLonger = world.restored > 0 || world.desks.some(({ isFlipped }) => isFlipped)
  const until = world.virtual.now() + longestRestMs + (isLonger ? recoveryMs : 0)
  for (;;) {
    await world.virtual.pass(lookEveryMs, after)
    const why = firstUnrest(world)
    if (why === null) return
    if (world.virtual.now() > until) throw new Violation('I13', why)
  }
}

function firstUnrest(world: World): string | null {
  for (const desk of world.desks) {
    const why = atOneMoment(world.authority, () => atOneMoment(desk.raw, () => unrest(world, desk)))
    if (why !== null) return why
  }
  return null
}
